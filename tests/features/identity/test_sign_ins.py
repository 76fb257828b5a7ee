"""Sessions: ended by idleness, by age, by another sign-in, by the end of account or role."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, update

from lawsuit_hub.access.actor import SYSTEM, Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.identity.models import SignIn, StaffAccount
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Works
from tests.clock import Clock
from tests.features.identity.conftest import Worker
from tests.world import World, statements


def member_session(works: Works) -> str:
    with works.open(SYSTEM) as work:
        return identity.start(work, Role.MEMBER, new_id(), "203.0.113.9").get_id()


@pytest.mark.parametrize("text", ["", "x", "None", "00000000-0000-4000-8000-000000000000", "1' or '1'='1"])
def test_what_is_no_session_is_nobody(works: Works, text: str) -> None:
    assert identity.signed_in(works, text) is None


def test_staff_who_do_nothing_are_signed_out(worker: Worker, works: Works, clock: Clock) -> None:
    session = worker.session()
    clock.forward(minutes=works.settings.staff_idle_minutes, seconds=-1)
    assert identity.signed_in(works, session) is not None
    clock.forward(minutes=works.settings.staff_idle_minutes, seconds=-1)
    assert identity.signed_in(works, session) is not None, "each page began the idle time anew"
    clock.forward(minutes=works.settings.staff_idle_minutes)
    assert identity.signed_in(works, session) is None
    clock.forward(minutes=-1)
    assert identity.signed_in(works, session) is not None, "being asked in vain is no sign of life, nor an end"


def test_asking_without_a_touch_keeps_nobody_in(worker: Worker, works: Works, clock: Clock) -> None:
    session = worker.session()
    for _ in range(works.settings.staff_idle_minutes - 1):
        clock.forward(minutes=1)
        assert identity.signed_in(works, session, touch=False) is not None
    clock.forward(minutes=1)
    assert identity.signed_in(works, session, touch=False) is None


@pytest.mark.parametrize(
    ("role", "minutes", "hours"),
    [
        (Role.MEMBER, 30, 12),
        (Role.CASEWORKER, 15, 12),
        (Role.PRIVACY_OFFICER, 15, 12),
        (Role.LAWYER, 15, 8),
        (Role.ADMIN, 10, 4),
    ],
)
def test_each_role_has_its_own_idle_time_and_longest_time(
    works: Works, clock: Clock, role: Role, minutes: int, hours: int
) -> None:
    session = member_session(works) if role is Role.MEMBER else Worker(works, clock, role=role).session()
    began = clock.now
    while clock.now - began < timedelta(hours=hours) - timedelta(minutes=minutes):
        clock.forward(minutes=minutes, seconds=-1)
        assert identity.signed_in(works, session) is not None, "each page began the idle time anew"
    clock.now = began + timedelta(hours=hours)
    assert identity.signed_in(works, session) is None
    idle = member_session(works) if role is Role.MEMBER else None
    if idle is not None:
        clock.forward(minutes=minutes)
        assert identity.signed_in(works, idle) is None


def test_the_time_left_is_told(worker: Worker, works: Works, clock: Clock) -> None:
    session = worker.session()
    clock.forward(seconds=40)
    signed_in = identity.signed_in(works, session)
    assert signed_in is not None
    assert signed_in.expires_in == works.settings.staff_idle_minutes * 60 - 40
    with works.open(signed_in.actor) as work:
        identity.stay(work, signed_in.id)
    signed_in = identity.signed_in(works, session)
    assert signed_in is not None
    assert signed_in.expires_in == works.settings.staff_idle_minutes * 60


def test_a_session_is_touched_at_most_once_a_minute(worker: Worker, works: Works, clock: Clock, world: World) -> None:
    session = worker.session()
    with statements(world.engine) as written:
        for _ in range(11):
            clock.forward(seconds=10)
            identity.signed_in(works, session)
    assert sum("UPDATE sign_ins" in statement for statement in written) == 1


def test_members_have_their_own_idle_time_and_no_address(works: Works, clock: Clock) -> None:
    session = member_session(works)
    clock.forward(minutes=works.settings.member_idle_minutes, seconds=-1)
    signed_in = identity.signed_in(works, session)
    assert signed_in is not None
    assert (signed_in.role, signed_in.actor.address) == (Role.MEMBER, None)
    clock.forward(minutes=works.settings.member_idle_minutes)
    assert identity.signed_in(works, session) is None


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.LAWYER, Role.ADMIN])
def test_a_session_that_lies_idle_too_long_is_over(works: Works, clock: Clock, role: Role) -> None:
    session = Worker(works, clock, role=role).session()
    idle, _longest = identity.times_of(works.settings, role)
    clock.now += idle
    assert identity.signed_in(works, session) is None


def test_a_proof_moves_the_session_to_a_new_id_and_no_further(worker: Worker, works: Works, clock: Clock) -> None:
    old = worker.session()
    clock.forward(minutes=works.settings.proof_minutes)
    stale = identity.signed_in(works, old)
    assert stale is not None and not stale.is_proved
    with works.open(stale.actor) as work:
        fresh = identity.prove(work, stale.id)
    assert fresh is not None and fresh.is_proved and fresh.id != stale.id
    assert identity.signed_in(works, old) is None, "the old id is dead"
    with works.open(stale.actor) as work:
        assert identity.prove(work, stale.id) is None, "nor does a dead one come back"
        kept = work.db.scalars(select(SignIn).order_by(SignIn.proved_at)).all()
        assert [row.started_at for row in kept] == [kept[0].started_at] * 2, "its longest time does not begin anew"


def test_of_many_proofs_of_one_session_at_once_one_counts(worker: Worker, works: Works) -> None:
    session = UUID(worker.session())

    def prove() -> bool:
        with works.open(Actor(Role.CASEWORKER, worker.id)) as work:
            return identity.prove(work, session) is not None

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(lambda _: prove(), range(12))) == 1


def test_what_staff_does_is_recorded_from_where_the_session_is_used_now(
    worker: Worker, works: Works, clock: Clock
) -> None:
    session = worker.session()
    clock.forward(seconds=10)
    moved = identity.signed_in(works, session, address="198.51.100.7")
    assert moved is not None
    assert moved.actor.address == "198.51.100.7"
    with works.open(moved.actor, read_only=True) as work:
        assert [one.address for one in identity.own_sessions(work, this=moved.id)] == ["198.51.100.7"]
    member = identity.signed_in(works, member_session(works), address="198.51.100.7")
    assert member is not None and member.actor.address is None


def test_a_member_may_be_in_two_places(works: Works) -> None:
    member = new_id()
    with works.open(SYSTEM) as work:
        sessions = [identity.start(work, Role.MEMBER, member).get_id() for _ in range(2)]
    assert all(identity.signed_in(works, session) for session in sessions)
    with works.open(SYSTEM) as work:
        assert identity.end_all(work, member) == 2
    assert not any(identity.signed_in(works, session) for session in sessions)


def test_signing_out_ends_the_session_wherever_its_cookie_lies(worker: Worker, works: Works) -> None:
    session = worker.session()
    with works.open(Actor(Role.CASEWORKER, worker.id)) as work:
        identity.end(work, work.db.scalars(select(SignIn.id)).one())
    assert identity.signed_in(works, session) is None


@pytest.mark.parametrize("change", [{"role": "admin"}, {"must_change_password": True}, {"totp_secret": None}])
def test_a_session_does_not_outlive_role_password_or_factor(
    worker: Worker, works: Works, change: dict[str, object]
) -> None:
    session = worker.session()
    with works.open(SYSTEM) as work:
        work.db.execute(update(StaffAccount).values(**change))
    assert identity.signed_in(works, session) is None
