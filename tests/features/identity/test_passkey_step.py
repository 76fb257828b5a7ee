"""Staff and passkeys: a second factor beside the app, never instead of the password; a half-open session opens nothing else."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, text

from lawsuit_hub.access.actor import SYSTEM, VISITOR
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.identity import sign_ins
from lawsuit_hub.features.identity.models import StaffAccount, StaffTry
from lawsuit_hub.features.identity.types import FirstSteps, PasskeyDue, SignedIn
from lawsuit_hub.infra.work import Works
from tests.clock import Clock
from tests.features.identity.conftest import ADDRESS, LOGIN, PASSWORD, Worker
from tests.features.identity.keepers import Keeper
from tests.world import World

pytestmark = pytest.mark.pages


@pytest.fixture
def keeper(world: World, worker: Worker) -> Keeper:
    """The worker, with a passkey beside her app."""
    keeper = Keeper.staff(world, worker.id)
    keeper.adds()
    return keeper


def awaited(worker: Worker) -> UUID:
    due = worker.signs_in(code="")
    assert isinstance(due, PasskeyDue)
    return due.id


def shows(keeper: Keeper, half: UUID, **answer: Any) -> SignedIn | FirstSteps | None:
    """As in a browser: options, the device's answer, the end of the step."""
    with keeper.world.works.open(VISITOR) as work:
        begun = identity.step_options(work, str(half), address=ADDRESS)
    if begun is None:
        return None
    told = keeper.device.get(begun.options, **answer)
    with keeper.world.works.open(VISITOR) as work:
        return identity.finish_with_passkey(work, str(half), ceremony=str(begun.id), answer=told, address=ADDRESS)


def test_a_password_and_a_passkey_open_the_door(worker: Worker, keeper: Keeper) -> None:
    signed_in = shows(keeper, awaited(worker))
    assert isinstance(signed_in, SignedIn)
    assert (signed_in.role, signed_in.actor.id, signed_in.actor.address) == (Role.CASEWORKER, worker.id, ADDRESS)
    assert isinstance(worker.signs_in(), SignedIn), "the app's code goes on working"


def test_neither_alone_opens_anything(worker: Worker, keeper: Keeper, works: Works) -> None:
    half = awaited(worker)
    assert identity.signed_in(works, str(half)) is None
    with works.open(VISITOR) as work:
        assert identity.first_steps(work, str(half)) is None, "nor the first steps"
        assert sign_ins.first_account(work, half) is None
    assert worker.signs_in(password="a wrong one entirely", code="") is None
    assert keeper.shows() is None, "members' door"


def test_without_a_passkey_an_empty_code_is_a_wrong_one(worker: Worker) -> None:
    assert worker.signs_in(code="") is None


def test_a_half_open_session_ends_by_itself_and_with_the_account(worker: Worker, keeper: Keeper, clock: Clock) -> None:
    half = awaited(worker)
    clock.forward(minutes=sign_ins.SECOND_MINUTES)
    assert shows(keeper, half) is None
    half = awaited(worker)
    assert isinstance(shows(keeper, half), SignedIn)
    assert shows(keeper, half) is None, "it is used up"
    half = awaited(worker)
    with keeper.world.works.open(SYSTEM) as work:
        identity.close_account(work, worker.id)
    assert shows(keeper, half) is None


def test_a_password_alone_ends_nobody_s_session(worker: Worker, keeper: Keeper, works: Works) -> None:
    session = worker.session()
    awaited(worker)
    assert identity.signed_in(works, session) is not None
    shows(keeper, awaited(worker))
    assert identity.signed_in(works, session) is not None, "the other is shown to her, and hers to end"


def test_failures_at_the_passkey_count_towards_the_lock(worker: Worker, keeper: Keeper, clock: Clock) -> None:
    half = awaited(worker)
    for _ in range(worker.works.settings.staff_lock_failures):
        clock.forward(seconds=10)
        assert shows(keeper, half, origin="https://evil.example") is None
    clock.forward(seconds=10)
    assert shows(keeper, half) is None, "locked, though all is right"
    assert worker.signs_in() is None
    clock.forward(minutes=worker.works.settings.staff_lock_minutes)
    assert isinstance(shows(keeper, awaited(worker)), SignedIn)


def test_a_right_password_forgets_no_failure_before_the_passkey(worker: Worker, keeper: Keeper, clock: Clock) -> None:
    for _ in range(worker.works.settings.staff_lock_failures - 1):
        worker.signs_in(password="a wrong one entirely")
    clock.forward(seconds=10)
    half = awaited(worker)
    assert shows(keeper, half, origin="https://evil.example") is None
    assert worker.signs_in() is None, "that was the fifth"


def test_a_colleague_s_passkey_is_no_key_to_this_account(world: World, worker: Worker, keeper: Keeper) -> None:
    other = Worker(world.works, world.clock, login="other@example.org")
    stranger = Keeper.staff(world, other.id)
    stranger.adds()
    stranger.device.kept[0].handle = keeper.device.kept[0].handle
    assert shows(stranger, awaited(worker)) is None
    assert isinstance(shows(keeper, awaited(worker)), SignedIn)


def test_a_first_password_must_be_changed_after_a_passkey_too(world: World, worker: Worker, keeper: Keeper) -> None:
    with world.as_system() as work:
        work.db.execute(text("update staff_accounts set must_change_password = true"))
    steps = shows(keeper, awaited(worker))
    assert isinstance(steps, FirstSteps)
    assert (steps.password_due, steps.factor_due) == (True, False)


@pytest.fixture
def newcomer(works: Works) -> FirstSteps:
    with works.open(SYSTEM) as work:
        token = identity.add_staff(work, login=LOGIN, role=Role.CASEWORKER).link_token
    with works.open(VISITOR) as work:
        return identity.enrol(work, str(token), PASSWORD, address=ADDRESS)


def test_a_new_account_may_begin_with_a_passkey_alone(world: World, newcomer: FirstSteps, clock: Clock) -> None:
    keeper = Keeper.staff(world, newcomer.account_id)
    half = str(newcomer.id)
    with world.as_visitor() as work:
        assert identity.finish(work, half, address=ADDRESS) is None
        begun = identity.first_passkey_offer(work, half, address=ADDRESS)
    assert begun is not None and begun.options["user"]["name"] == LOGIN.lower()
    answer = keeper.device.create(begun.options)

    def confirms() -> bool:
        with world.works.open(VISITOR) as work:
            return identity.confirm_passkey(
                work, half, ceremony=str(begun.id), answer=answer, label="보안 키", address=ADDRESS
            )

    assert confirms() is True
    assert confirms() is False, "no factor is due any more"
    with world.works.open(VISITOR, vault=True) as work:
        assert identity.first_passkey_offer(work, half, address=ADDRESS) is None
        assert not identity.confirm_factor(work, half, "000000", address=ADDRESS)
        assert identity.staff(work, newcomer.account_id).is_enrolled
        signed_in = identity.finish(work, half, address=ADDRESS)
    assert signed_in is not None and identity.signed_in(world.works, signed_in.get_id()) is not None
    with world.as_system() as work:
        row = work.db.execute(text("select totp_secret, pending_totp_secret from staff_accounts")).one()
    assert tuple(row) == (None, None), "the app that was offered is forgotten"
    # From now on: password, then passkey; a code that no app shows is a wrong one, and the first steps never come again.
    checked = identity.check_password(world.works, LOGIN, PASSWORD, address=ADDRESS)
    with world.works.open(VISITOR, vault=True) as work:
        assert identity.sign_in(work, checked, code="123456", address=ADDRESS) is None
        due = identity.sign_in(work, checked, code="", address=ADDRESS)
    assert isinstance(due, PasskeyDue) and isinstance(shows(keeper, due.id), SignedIn)
    with world.as_system() as work:
        work.db.execute(text("update passkeys set rp_id = 'old.example.org'"))
    with world.works.open(VISITOR, vault=True) as work:
        assert identity.sign_in(work, checked, code="", address=ADDRESS) is None, "a factor elsewhere is still a factor"


def test_the_passkey_is_asked_for_from_where_the_account_may_be_used_and_as_long_as_it_may(
    worker: Worker, keeper: Keeper, works: Works
) -> None:
    half = awaited(worker)
    with works.open(SYSTEM) as work:
        work.db.get_one(StaffAccount, worker.id).networks = "192.0.2.0/24"
    assert shows(keeper, half) is None
    with works.open(SYSTEM) as work:
        account = work.db.get_one(StaffAccount, worker.id)
        assert account.failures == 0 and work.db.scalars(select(StaffTry)).all() == [], "such tries count for no lock"
        account.networks, account.ends_on = None, date(2020, 1, 1)
    assert shows(keeper, half) is None
