"""One-time codes by SMS: once, in time, a few attempts, and the same rows for numbers nobody registered."""

import json
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from itertools import count

import pytest
from sqlalchemy import func, select, text

from lawsuit_hub.access.actor import SYSTEM, VISITOR
from lawsuit_hub.features.identity import asking
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.identity.models import PhoneCode
from lawsuit_hub.features.identity.types import Browser
from lawsuit_hub.features.outbox.models import Message
from lawsuit_hub.infra.refusals import TooMany
from lawsuit_hub.infra.work import Works
from lawsuit_hub.values.phone import PhoneNumber
from tests.clock import Clock

PHONE = PhoneNumber.parse_mobile("010-0123-4567")
OTHER = PhoneNumber.parse_mobile("010-0765-4321")
HERS, ANOTHER = Browser("a" * 43), Browser("b" * 43)
BODY = "[공동소송 허브] 인증번호 {code}"


def send(
    works: Works,
    phone: PhoneNumber = PHONE,
    *,
    to_known: bool = True,
    address: str | None = None,
    browser: Browser = HERS,
) -> str:
    """The code as the telephone's owner reads it, whether or not it would be delivered."""
    with works.open(VISITOR) as work:
        identity.send_code(
            work, phone, browser=replace(browser, address=address or browser.address), to_known=to_known, body=BODY
        )
    with works.open(SYSTEM, read_only=True) as work:
        for message in work.db.scalars(select(Message).where(Message.sealed.is_not(None))):
            opened = work.keys.open_from_vault(message.sealed, "outbox_messages.sealed", message.id)
    found = re.search(r"[0-9]{6}$", opened)
    assert found is not None
    return found[0]


def check(works: Works, code: str, phone: PhoneNumber = PHONE, *, browser: Browser = HERS) -> bool:
    with works.open(VISITOR) as work:
        return identity.check_code(work, phone, code, browser=browser)


def newest_code(works: Works, phone: PhoneNumber = PHONE, *, to_known: bool = True, browser: Browser = HERS) -> str:
    with works.open(SYSTEM) as work:
        work.db.execute(text("delete from outbox_messages"))
    return send(works, phone, to_known=to_known, browser=browser, address=browser.address)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


def test_a_code_opens_once(works: Works) -> None:
    code = newest_code(works)
    assert check(works, code)
    assert not check(works, code)


def test_a_code_typed_with_a_space_or_in_full_width_is_the_same_code(works: Works) -> None:
    code = newest_code(works)
    assert check(works, f" {code[:3]} {code[3:]}".translate({ord("0") + n: ord("０") + n for n in range(10)}))


def test_a_code_is_bound_to_its_telephone(works: Works) -> None:
    newest_code(works, OTHER)
    assert not check(works, newest_code(works, PHONE), OTHER)


def test_the_fifth_attempt_still_opens_and_the_sixth_does_not(works: Works) -> None:
    code = newest_code(works)
    assert not any(check(works, wrong(code)) for _ in range(4))
    assert check(works, code)
    second = newest_code(works)
    assert not any(check(works, wrong(second)) for _ in range(5))
    assert not check(works, second)


def test_a_code_runs_out(works: Works, clock: Clock) -> None:
    code = newest_code(works)
    clock.forward(minutes=5, seconds=1)
    assert not check(works, code)


def test_a_newer_code_kills_the_older(works: Works, clock: Clock) -> None:
    older = newest_code(works)
    clock.forward(seconds=40)
    newer = newest_code(works)
    assert older == newer or not check(works, older)
    assert check(works, newer)


def test_of_a_hundred_right_codes_at_once_one_opens(works: Works) -> None:
    code = newest_code(works)
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: check(works, code), range(100)))
    assert answers.count(True) == 1


def test_wrong_codes_at_once_are_all_counted(works: Works) -> None:
    code = newest_code(works)
    with ThreadPoolExecutor(10) as pool:
        assert not any(pool.map(lambda _: check(works, wrong(code)), range(30)))
    with works.open(SYSTEM, read_only=True) as work:
        assert work.db.scalar(select(func.max(PhoneCode.attempts))) == works.settings.code_attempts
    assert not check(works, code)


def test_a_number_without_a_code_opens_nothing(works: Works) -> None:
    assert not check(works, "000000")


def test_an_unknown_number_leaves_rows_of_the_same_shape_and_is_sent_nothing(works: Works) -> None:
    newest_code(works, PHONE, to_known=True)
    send(works, OTHER, to_known=False)
    with works.open(SYSTEM, read_only=True) as work:
        rows = work.db.scalars(select(Message)).all()
        assert sorted(row.recipient for row in rows) == ["nobody", "sealed"]
        sealed = [row.sealed for row in rows if row.sealed is not None]
        assert len({len(each.data) for each in sealed}) == 1
        assert {row.kind for row in rows} == {"code"}
        shapes = {
            (row.expires_at - row.made_at, row.used_at, row.attempts) for row in work.db.scalars(select(PhoneCode))
        }
        assert len(shapes) == 1


def test_neither_number_nor_code_lies_in_the_tables_or_the_log(works: Works, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    code = newest_code(works)
    check(works, wrong(code))
    check(works, code)
    with works.open(SYSTEM, read_only=True) as work:
        rows = [
            dict(row._mapping)
            for table in ("phone_codes", "outbox_messages")
            for row in work.db.execute(text(f"select * from {table}"))
        ]
    kept = json.dumps(
        rows, default=lambda value: bytes(value).hex() if isinstance(value, bytes | memoryview) else str(value)
    )
    for secret in (PHONE.e164, PHONE.e164.encode().hex(), code.encode().hex(), PHONE.national, f'"{code}"'):
        assert secret not in kept
    assert PHONE.e164[3:] not in caplog.text
    assert PHONE.national not in caplog.text
    assert code not in caplog.text


def test_a_code_opens_only_in_the_browser_that_asked(works: Works) -> None:
    code = newest_code(works)
    assert not check(works, code, browser=ANOTHER)
    assert check(works, code)


def test_another_browser_s_asking_and_guessing_leaves_her_code_alone(works: Works, clock: Clock) -> None:
    hers = newest_code(works)
    clock.forward(seconds=5)
    with works.open(SYSTEM) as work:
        work.db.execute(text("delete from outbox_messages"))
    other = send(works, browser=ANOTHER)
    assert not any(check(works, wrong(other), browser=ANOTHER) for _ in range(5))
    assert not check(works, other, browser=ANOTHER), "five tries were used up there"
    assert check(works, hers)


def browsers(address: str | None = None) -> Callable[[], Browser]:
    """A new one each time."""
    numbers = count()
    return lambda: Browser(f"{next(numbers):043}", address=address)


def asked(works: Works, browser: Browser, phone: PhoneNumber = PHONE, *, times: int = 100) -> int:
    """How many of so many askings were granted."""
    granted = 0
    for _ in range(times):
        with suppress(TooMany), works.open(VISITOR) as work:
            identity.send_code(work, phone, browser=browser, to_known=False, body=BODY)
            granted += 1
    return granted


def proved(works: Works, phone: PhoneNumber = PHONE) -> Browser:
    """A browser of the number's owner, as she comes back to it."""
    with works.open(VISITOR) as work:
        return Browser("c" * 43, mark=identity.mark(work, phone), address="198.51.100.1")


def test_one_browser_and_one_address_cannot_use_up_what_a_number_has(works: Works) -> None:
    assert asked(works, Browser("a" * 43), times=20) == int(asking.PER_NUMBER_AND_BROWSER.split()[0])
    new = browsers("198.51.100.9")
    granted = sum(asked(works, new(), OTHER, times=1) for _ in range(20))
    assert granted == int(asking.PER_NUMBER_AND_ADDRESS.split()[0])
    assert asked(works, Browser("e" * 43, address="198.51.100.10"), OTHER, times=1) == 1


def test_strangers_who_use_up_a_number_keep_nobody_out_of_a_browser_that_proved_it(works: Works) -> None:
    """The worst case of docs/codes.md: many addresses, many browsers, one number."""
    hers, theirs = proved(works), proved(works, OTHER)
    strangers = [Browser(f"{n:043}", address=f"203.0.113.{n}") for n in range(40)]
    assert sum(asked(works, one, times=1) for one in strangers) == works.settings.codes_per_number
    assert asked(works, Browser("d" * 43, address="198.51.100.1"), times=1) == 0, "a new browser of hers has to wait"
    assert asked(works, theirs, times=1) == 0, "a mark is of one number"
    assert asked(works, replace(hers, mark=hers.mark[:-1] + "x"), times=1) == 0
    with works.open(SYSTEM) as work:
        work.db.execute(text("delete from outbox_messages"))
    assert check(works, send(works, browser=hers), browser=hers)
    assert asked(works, hers, times=20) == int(asking.PER_OWN_NUMBER.split()[0]) - 1


def test_a_mark_runs_out_and_a_made_up_one_marks_nothing(works: Works, clock: Clock) -> None:
    hers = proved(works)
    with works.open(VISITOR) as work:
        assert identity.is_known(work, PHONE, hers)
        for mark in ("", ".", "99999999999.", "-1.aa", "٣.aa", "9" * 80, f"99999999998.{hers.mark[11:]}", "é.é"):
            assert not identity.is_known(work, PHONE, replace(hers, mark=mark))
    clock.forward(days=works.settings.browser_days, seconds=1)
    with works.open(VISITOR) as work:
        assert not identity.is_known(work, PHONE, hers)


def test_the_day_s_budget_ends_and_members_in_their_own_browsers_have_one_of_their_own(
    works: Works, caplog: pytest.LogCaptureFixture
) -> None:
    few = replace(works, settings=replace(works.settings, codes_per_day=4))
    new = browsers()
    for last in range(4):
        assert asked(few, new(), PhoneNumber.parse_mobile(f"010-0123-000{last}"), times=1) == 1
    assert asked(few, new(), OTHER, times=1) == 0
    assert "codes_per_day" in caplog.text
    assert asked(few, proved(few), times=3) == 2


def test_one_address_cannot_ask_for_many_numbers(works: Works) -> None:
    few = replace(works, settings=replace(works.settings, codes_per_address=3))
    new, elsewhere = browsers("198.51.100.9"), browsers("198.51.100.10")
    granted = [asked(few, new(), PhoneNumber.parse_mobile(f"010-0123-000{n}"), times=1) for n in range(5)]
    assert granted == [1, 1, 1, 0, 0]
    assert asked(few, elsewhere(), OTHER, times=1) == 1


def test_a_message_without_a_place_for_the_code_is_not_sent(works: Works) -> None:
    with works.open(VISITOR) as work, pytest.raises(ValueError, match="code"):
        identity.send_code(work, PHONE, browser=HERS, to_known=True, body="인증번호")


def test_codes_are_forgotten_after_a_day(works: Works, clock: Clock) -> None:
    newest_code(works)
    clock.forward(days=1, hours=1)
    send(works, OTHER)
    with works.open(SYSTEM) as work:
        assert identity.forget_codes(work) == 1
    with works.open(SYSTEM, read_only=True) as work:
        assert work.db.scalar(select(func.count()).select_from(PhoneCode)) == 1
