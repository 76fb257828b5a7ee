"""Returning commits, raising undoes, reading changes nothing; whose role opens nobody holds no key that could."""

from threading import Barrier, Thread
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from lawsuit_hub.access.actor import VISITOR, Actor
from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.audit.models import AuditLine
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.work import NotAllowed, Work
from lawsuit_hub.privacy.keyring import CannotOpen, KeyKind
from tests.people import make_victim
from tests.world import World


def lines(world: World) -> int:
    with world.as_system() as work:
        return int(work.db.execute(select(func.count()).select_from(AuditLine)).scalar_one())


def test_returning_commits(world: World) -> None:
    with world.as_system() as work:
        audit.record(work, "a deed")
    assert lines(world) == 1


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_raising_undoes_whatever_is_raised(world: World, error: type[BaseException]) -> None:
    with pytest.raises(error), world.as_system() as work:
        audit.record(work, "a deed")
        work.db.flush()
        raise error
    assert lines(world) == 0


def test_reading_never_writes(world: World) -> None:
    try:
        with world.works.open(VISITOR, read_only=True) as work:
            audit.record(work, "a deed")
            work.db.flush()
    except DBAPIError as refused:
        assert world.engine.dialect.name == "postgresql", refused
    assert lines(world) == 0


def test_what_is_to_happen_after_the_commit_happens_once_and_only_then(world: World) -> None:
    calls: list[int] = []
    works = world.works.__class__(
        world.works.sessions,
        world.works.ring,
        world.works.limits,
        world.settings,
        world.clock,
        lambda: calls.append(lines(world)),
    )
    with works.open(VISITOR) as work:
        audit.record(work, "a deed")
        work.wake_worker()
        work.wake_worker()
        assert calls == []
    assert calls == [1], "the worker is woken once, and finds the deed committed"
    with pytest.raises(RuntimeError), works.open(VISITOR) as work:
        work.wake_worker()
        raise RuntimeError
    assert calls == [1]


@pytest.mark.parametrize("role", [Role.VISITOR, Role.MEMBER, Role.PRIVACY_OFFICER, Role.ADMIN])
def test_the_keys_of_whoever_opens_nobody_seal_and_recognise_but_open_no_identity(world: World, role: Role) -> None:
    victim = make_victim(world)
    with world.works.open(Actor(role, victim)) as work:
        assert not work.keys.can_open(KeyKind.VAULT)
        assert work.keys.can_open(KeyKind.HINT)
        assert len(work.keys.index("victims.phone", "+821001234567")) == 16
        with pytest.raises(CannotOpen):
            victims.phone_for_delivery(in_the_name_of_the_system(work), victim)


def in_the_name_of_the_system(work: Work) -> Work:
    """Even a hole in the access table finds no key."""
    return work.acting_as(Actor(Role.SYSTEM))


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.LAWYER, Role.SYSTEM])
def test_caseworkers_lawyers_and_the_worker_hold_the_keys(world: World, role: Role) -> None:
    victim = make_victim(world)
    with world.works.open(Actor(role, uuid4())) as work:
        assert work.keys.can_open(KeyKind.VAULT)
        assert victims.phone_for_delivery(in_the_name_of_the_system(work), victim) == "+821001234567"


def test_a_permission_that_is_not_held_is_refused_by_name(world: World) -> None:
    with world.as_member(uuid4()) as work, pytest.raises(NotAllowed):
        work.require(Permission.PERSON_REVEAL)


def test_writers_queue_and_lose_nothing(world: World) -> None:
    start, failures = Barrier(8), []

    def write() -> None:
        start.wait()
        try:
            for _ in range(5):
                with world.as_system() as work:
                    seen = work.db.execute(select(func.count()).select_from(AuditLine)).scalar_one()
                    audit.record(work, "a deed", seen=seen)
        except Exception as error:  # the thread's fate is told below
            failures.append(error)

    threads = [Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert lines(world) == 40
