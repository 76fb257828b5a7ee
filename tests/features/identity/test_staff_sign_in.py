"""Staff sign-in: both factors, each code once, one answer for every refusal, slowed down and locked."""

import time
from concurrent.futures import ThreadPoolExecutor
from statistics import median

import pytest
from sqlalchemy import select, update

from lawsuit_hub.access.actor import SYSTEM, VISITOR
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit.models import AuditLine
from lawsuit_hub.features.identity import passwords, staff_sign_in
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.identity.models import StaffAccount
from lawsuit_hub.features.identity.types import FirstSteps, SignedIn
from lawsuit_hub.infra.refusals import TooMany
from lawsuit_hub.infra.work import Works
from tests.clock import Clock
from tests.features.identity.conftest import ADDRESS, LOGIN, PASSWORD, Worker

pytestmark = pytest.mark.either


def deeds(works: Works) -> list[str]:
    with works.open(SYSTEM, read_only=True) as work:
        lines = work.db.scalars(select(AuditLine).order_by(AuditLine.id))
        return [line.deed for line in lines if line.deed != "staff:added"]


def test_both_factors_open_the_door(worker: Worker) -> None:
    signed_in = worker.signs_in()
    assert isinstance(signed_in, SignedIn)
    assert (signed_in.role, signed_in.actor.id, signed_in.actor.address) == (Role.CASEWORKER, worker.id, ADDRESS)


@pytest.mark.parametrize("login", ["worker@example.org", "  WORKER@EXAMPLE.ORG ", "ｗorker@example.org"])
def test_a_login_has_many_spellings(worker: Worker, login: str) -> None:
    worker.login = login
    assert isinstance(worker.signs_in(), SignedIn)


def test_a_wrong_password_or_code_or_none_is_refused(worker: Worker) -> None:
    assert worker.signs_in(password=PASSWORD + "x") is None
    assert worker.signs_in(code="") is None
    worker.clock.forward(minutes=1)
    assert worker.signs_in(code=worker.code(5)) is None
    worker.clock.forward(minutes=1)
    assert worker.signs_in(code="abcdef") is None


@pytest.mark.parametrize("login", ["nobody@example.org", "not an address", "", "x" * 5000])
def test_an_unknown_login_is_refused(worker: Worker, login: str) -> None:
    worker.login = login
    assert worker.signs_in() is None


def test_a_code_is_good_once(worker: Worker) -> None:
    code = worker.fresh_code()
    assert isinstance(worker.signs_in(code=code), SignedIn)
    assert worker.signs_in(code=code) is None
    assert worker.signs_in(code=worker.code(-1)) is None, "an older code than the last used"


def test_a_clock_may_be_half_a_minute_off_and_no_more(worker: Worker) -> None:
    assert isinstance(worker.signs_in(code=worker.code(-1)), SignedIn)
    assert isinstance(worker.signs_in(code=worker.code(1)), SignedIn)
    assert worker.signs_in(code=worker.code(3)) is None


def test_of_many_sign_ins_at_once_with_one_code_one_enters(worker: Worker) -> None:
    code = worker.fresh_code()
    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(lambda _: worker.signs_in(code=code), range(8)))
    assert sum(isinstance(outcome, SignedIn) for outcome in outcomes) == 1


def test_after_five_failures_even_the_right_password_waits(worker: Worker, works: Works, clock: Clock) -> None:
    for _ in range(5):
        assert worker.signs_in(password="a wrong one entirely") is None
    assert worker.signs_in() is None
    clock.forward(minutes=works.settings.staff_lock_minutes)
    assert isinstance(worker.signs_in(), SignedIn)
    assert deeds(works) == ["staff:refused"] * 4 + ["staff:locked", "staff:refused", "staff:signed-in"]


def test_failures_at_once_are_all_counted(worker: Worker) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: worker.signs_in(password="a wrong one entirely", code="000000"), range(8)))
    assert worker.signs_in() is None


def test_a_wrong_code_counts_as_a_wrong_password_does(worker: Worker, clock: Clock) -> None:
    for _ in range(5):
        clock.forward(seconds=10)
        assert worker.signs_in(code=worker.code(7)) is None
    assert worker.signs_in() is None


def test_failures_slow_down_before_they_lock(worker: Worker, clock: Clock) -> None:
    for _ in range(4):
        worker.signs_in(password="a wrong one entirely", code="000000")
    clock.forward(seconds=3)
    code = worker.code()
    assert worker.signs_in(code=code) is None, "too early, though all is right"
    clock.forward(seconds=1)
    assert isinstance(worker.signs_in(code=code), SignedIn), "coming too early did not count and used no code"


def test_a_success_forgets_the_failures(worker: Worker, clock: Clock) -> None:
    for _ in range(2):
        for _ in range(4):
            worker.signs_in(password="a wrong one entirely")
        clock.forward(seconds=10)
        assert isinstance(worker.signs_in(), SignedIn)


def test_after_a_lock_ran_out_counting_begins_anew(worker: Worker, works: Works, clock: Clock) -> None:
    for _ in range(5):
        worker.signs_in(password="a wrong one entirely")
    clock.forward(minutes=works.settings.staff_lock_minutes)
    assert worker.signs_in(password="a wrong one entirely") is None
    assert isinstance(worker.signs_in(), SignedIn)


def test_a_password_changed_meanwhile_no_longer_opens(worker: Worker, works: Works) -> None:
    checked = identity.check_password(works, worker.login, PASSWORD, address=ADDRESS)
    with works.open(SYSTEM) as work:
        work.db.execute(update(StaffAccount).values(password_hash=passwords.make_hash("something else entirely")))
    with works.open(VISITOR, vault=True) as work:
        assert identity.sign_in(work, checked, code=worker.fresh_code(), address=ADDRESS) is None


def test_a_closed_account_opens_nothing(worker: Worker, works: Works) -> None:
    with works.open(SYSTEM) as work:
        identity.close_account(work, worker.id)
    assert worker.signs_in() is None


@pytest.mark.usefixtures("passwords_at_full_price")
def test_an_unknown_login_costs_the_same_time(worker: Worker, works: Works) -> None:
    def seconds(login: str) -> float:
        began = time.thread_time()
        identity.check_password(works, login, "a wrong one entirely", address=None)
        return time.thread_time() - began

    known, unknown = zip(*((seconds(LOGIN), seconds("nobody@example.org")) for _ in range(15)), strict=True)
    assert 0.6 < median(unknown) / median(known) < 1.6


def test_one_address_cannot_try_for_ever(works: Works, worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staff_sign_in, "PER_ADDRESS", "3 per 10 minutes")
    for number in range(3):
        identity.check_password(works, f"nobody{number}@example.org", "x", address=ADDRESS)
    with pytest.raises(TooMany):
        identity.check_password(works, LOGIN, PASSWORD, address=ADDRESS)
    identity.check_password(works, LOGIN, PASSWORD, address="203.0.113.8")


def test_audit_lines_know_account_and_address_and_no_login(worker: Worker, works: Works) -> None:
    worker.signs_in(password="a wrong one entirely")
    worker.login = "nobody@example.org"
    worker.signs_in()
    with works.open(SYSTEM, read_only=True) as work:
        lines = list(work.db.scalars(select(AuditLine).where(AuditLine.deed == "staff:refused").order_by(AuditLine.id)))
        assert [(line.about_id, line.actor_role, line.actor_id, line.address) for line in lines] == [
            (worker.id, "visitor", None, ADDRESS),
            (None, "visitor", None, ADDRESS),
        ]
        assert "@" not in repr([(line.reason, line.details) for line in lines])


def test_nothing_typed_reaches_the_log(worker: Worker, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    worker.signs_in(password="a wrong one entirely")
    code = worker.fresh_code()
    outcome = worker.signs_in(code=code)
    said = caplog.text + repr(outcome)
    for secret in ("a wrong one", PASSWORD, LOGIN.lower(), code, worker.secret):
        assert secret not in said


def test_an_unfinished_account_gets_no_session(works: Works, clock: Clock) -> None:
    with works.open(SYSTEM) as work:
        identity.add_staff(work, login="new@example.org", role=Role.ADMIN, password="처음 받은 비밀번호 하나 더")
    checked = identity.check_password(works, "new@example.org", "처음 받은 비밀번호 하나 더", address=ADDRESS)
    with works.open(VISITOR, vault=True) as work:
        steps = identity.sign_in(work, checked, code="", address=ADDRESS)
    assert isinstance(steps, FirstSteps)
    assert steps.password_due
    assert steps.factor_due
    assert identity.signed_in(works, str(steps.id)) is None
