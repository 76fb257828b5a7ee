"""Guessing at staff passwords from many addresses: nobody in, the person herself not kept out, nothing that grows."""

import logging
import resource
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import func, select

from lawsuit_hub.access.actor import SYSTEM, VISITOR
from lawsuit_hub.features.audit.models import AuditLine
from lawsuit_hub.features.identity import browser_marks, passwords, staff_sign_in, tries
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.identity.models import StaffAccount, StaffTry
from lawsuit_hub.features.identity.types import FirstSteps, SignedIn
from lawsuit_hub.infra.refusals import TooMany
from lawsuit_hub.infra.work import Works
from tests.clock import Clock
from tests.features.identity.conftest import PASSWORD, Worker

pytestmark = pytest.mark.either

log = logging.getLogger(__name__)
WRONG = "a wrong one entirely"


def attempt(
    worker: Worker, *, address: str, password: str = WRONG, code: str = "000000", mark: str | None = None
) -> SignedIn | FirstSteps | None:
    checked = identity.check_password(worker.works, worker.login, password, address=address)
    with worker.works.open(VISITOR, vault=True) as work:
        return identity.sign_in(work, checked, code=code, address=address, browser_mark=mark)


def mark_of(worker: Worker) -> str:
    with worker.works.open(SYSTEM) as work:
        return browser_marks.fresh(work, worker.id)


def is_in(worker: Worker, *, address: str, mark: str | None = None) -> bool:
    code = worker.fresh_code()
    return isinstance(attempt(worker, address=address, password=PASSWORD, code=code, mark=mark), SignedIn)


def count(works: Works, what: type[AuditLine] | type[StaffTry]) -> int:
    with works.open(SYSTEM, read_only=True) as work:
        return work.db.execute(select(func.count()).select_from(what)).scalar_one()


def test_who_guesses_from_elsewhere_does_not_lock_the_person_out(worker: Worker) -> None:
    for _ in range(6):
        attempt(worker, address="198.51.100.9")
    assert not is_in(worker, address="198.51.100.10"), "the guesser's own network waits"
    assert is_in(worker, address="203.0.113.7")


def test_who_guesses_in_her_own_office_does_not_lock_the_browser_she_was_in_before(worker: Worker) -> None:
    mark = mark_of(worker)
    for _ in range(6):
        attempt(worker, address="203.0.113.9")
    assert not is_in(worker, address="203.0.113.7")
    assert is_in(worker, address="203.0.113.7", mark=mark)


@pytest.mark.parametrize("change", ["0" * 32 + "." + "0" * 64, "", "x", "가" * 97])
def test_a_forged_mark_is_a_strangers(worker: Worker, change: str) -> None:
    for _ in range(6):
        attempt(worker, address="203.0.113.9")
    assert not is_in(worker, address="203.0.113.9", mark=change)


def test_another_accounts_mark_is_a_strangers_too(worker: Worker, works: Works, clock: Clock) -> None:
    other = mark_of(Worker(works, clock, login="other@example.org"))
    for _ in range(6):
        attempt(worker, address="203.0.113.9", mark=other)
    assert not is_in(worker, address="203.0.113.9", mark=other)


def test_who_has_the_password_gets_few_codes_from_wherever_he_asks(worker: Worker, works: Works) -> None:
    mark = mark_of(worker)
    for number in range(works.settings.staff_lock_failures):
        worker.clock.forward(seconds=20)
        assert attempt(worker, address=f"198.51.{number}.1", password=PASSWORD) is None
    assert not is_in(worker, address="192.0.2.1"), "a stranger's browser waits, with the right code too"
    assert is_in(worker, address="203.0.113.7", mark=mark)
    assert not is_in(worker, address="192.0.2.1"), "her own success gives him no new tries"
    worker.clock.forward(minutes=works.settings.staff_lock_minutes)
    assert is_in(worker, address="192.0.2.1")


def test_very_many_networks_become_one(worker: Worker, works: Works, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tries, "MOST_SOURCES", 10)
    mark = mark_of(worker)
    for number in range(40):
        attempt(worker, address=f"198.51.{number}.1")
    assert count(works, StaffTry) <= 11
    assert not is_in(worker, address="203.0.113.7"), "a network that was never here shares their lock,"
    assert is_in(worker, address="203.0.113.7", mark=mark), "a browser that was does not"
    worker.clock.forward(minutes=works.settings.staff_lock_minutes, seconds=1)
    assert is_in(worker, address="203.0.113.7"), "and when they stop it is over in the documented time"


def test_one_network_is_one_source(worker: Worker, works: Works) -> None:
    for last in range(5):
        attempt(worker, address=f"2001:db8:0:{last}::1")
    assert not is_in(worker, address="2001:db8:0:ff::1"), "of the same /56"
    assert is_in(worker, address="2001:db8:1::1")
    assert count(works, StaffTry) == 1


def test_the_table_tells_no_address(worker: Worker, works: Works) -> None:
    attempt(worker, address="198.51.100.9")
    with works.open(SYSTEM, read_only=True) as work:
        (kept,) = work.db.scalars(select(StaffTry.source_mac))
        assert len(kept) == 32
        assert b"198.51" not in kept


def test_tries_of_logins_that_nobody_has_do_not_fill_the_trail(works: Works, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staff_sign_in, "UNKNOWN_TOLD", "20 per hour")
    before = count(works, AuditLine)
    checked = SimpleNamespace(account_id=None, right=False, against=None)
    for _ in range(25):
        with works.open(VISITOR, vault=True) as work:
            assert identity.sign_in(work, checked, code="", address="198.51.100.9") is None  # type: ignore[arg-type]
    assert count(works, AuditLine) - before == 20


@pytest.mark.usefixtures("passwords_at_full_price")
def test_few_passwords_are_derived_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    running, most, lock = 0, 0, threading.Lock()
    real = passwords._HASHER.verify

    def watched(stored: str, typed: str) -> bool:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        try:
            return real(stored, typed)
        finally:
            with lock:
                running -= 1

    monkeypatch.setattr(passwords, "_LONGEST_WAIT", 600)  # a loaded machine is slow, not wrong
    monkeypatch.setattr(passwords, "_HASHER", SimpleNamespace(verify=watched))
    with ThreadPoolExecutor(24) as pool:
        assert not any(pool.map(lambda _: passwords.matches(WRONG, None), range(48)))
    assert most == passwords.AT_ONCE


def test_who_finds_no_place_to_derive_is_told_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_LONGEST_WAIT", 0.01)
    for _ in range(passwords.AT_ONCE):
        passwords._PLACES.acquire()
    try:
        with pytest.raises(TooMany):
            passwords.matches(WRONG, None)
    finally:
        for _ in range(passwords.AT_ONCE):
            passwords._PLACES.release()
    assert not passwords.matches(WRONG, None)


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("guesses", [120, pytest.param(10_000, marks=pytest.mark.long)])
def test_a_run_of_wrong_passwords(
    worker: Worker, works: Works, clock: Clock, monkeypatch: pytest.MonkeyPatch, guesses: int
) -> None:
    """From four thousand networks, while she comes and goes as she does every day."""
    mark, began = mark_of(worker), time.monotonic()
    networks = 4000 if guesses > 1000 else 40
    lines, memory = count(works, AuditLine), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    came, home = 0, 0
    for tenth in range(10):
        addresses = [
            f"10.{(number % networks) // 200}.{(number % networks) % 200}.1"
            for number in range(guesses * tenth // 10, guesses * (tenth + 1) // 10)
        ]
        with ThreadPoolExecutor(8) as pool:
            outcomes = list(pool.map(lambda address: attempt(worker, address=address), addresses))
        assert not any(outcomes), "nobody in"
        came += is_in(worker, address="203.0.113.7", mark=mark)
        home += is_in(worker, address="192.0.2.77")
        clock.forward(minutes=1)
    clock.now += timedelta(minutes=works.settings.staff_lock_minutes)
    assert is_in(worker, address="192.0.2.77"), "from any network, when the documented time has passed"
    rows, written = count(works, StaffTry), count(works, AuditLine) - lines
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory
    log.info(
        "%s wrong passwords from %s networks in %.0f s: nobody in; she came in %s of 10 times by her own browser, %s of 10 by a "
        "strange one; %s rows of tries, %s lines in the trail, %.0f MiB more at the most",
        *(guesses, networks, time.monotonic() - began, came, home, rows, written, grown / 1024),
    )
    assert came == 10
    assert rows <= tries.MOST_SOURCES + 2
    assert written < 10 * (tries.MOST_SOURCES + 1) * works.settings.staff_lock_failures
    assert grown < 200 * 1024
    with works.open(SYSTEM, read_only=True) as work:
        assert work.db.get_one(StaffAccount, worker.id).failures == 0
