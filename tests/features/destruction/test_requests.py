"""Wishes and lists: hers ends what is shown at once, is carried out by itself, and can be taken back; the officer's list is carried out as it was seen."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete, insert, select

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.destruction import service as destruction
from lawsuit_hub.features.destruction.models import DestructionRecord, DueApproved
from lawsuit_hub.features.destruction.types import AlreadyErased, Ground, LedgerDiffers, ListChanged, NothingAsked
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.lawsuits import cards, groups
from lawsuit_hub.features.lawsuits.types import Stage
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims import tasks
from lawsuit_hub.features.victims.types import Channel, NoSuchVictim
from lawsuit_hub.infra.db import Base
from lawsuit_hub.infra.work import NotAllowed
from tests.people import caseworker_of, make_active, make_group, make_staff, make_victim
from tests.world import World

pytestmark = pytest.mark.pages

REASON = "본인이 전화로 지워 달라고 함"


@pytest.fixture
def officer(world: World) -> UUID:
    return make_staff(world, Role.PRIVACY_OFFICER)


def ask(world: World, her: UUID) -> None:
    with world.as_member(her) as work:
        destruction.ask(work, her, ground=Ground.CONSENT)


def erased(world: World) -> set[UUID]:
    with world.as_system() as work:
        return destruction.erased_ids(work)


def test_her_wish_hides_her_at_once_and_is_carried_out_after_her_days_to_think(world: World) -> None:
    _, (her, other, *_) = make_group(world, size=3)
    ask(world, her)
    ask(world, her)
    with world.as_member(other) as work:
        seen = cards.own_group(work, other)
    assert seen is not None and len(seen.cards) == 1
    with world.as_system() as work:
        assert audit.count(work, her, deeds=["destruction:asked"]) == 1
    world.clock.forward(days=world.settings.erasure_days, seconds=-1)
    assert destruction.carry_out(world.works) == 0 and erased(world) == set()
    world.clock.forward(seconds=1)
    assert destruction.carry_out(world.works) == 1 and erased(world) == {her}
    assert destruction.carry_out(world.works) == 0
    with pytest.raises(AlreadyErased), world.as_system() as work:
        destruction.ask(work, her, ground=Ground.COMMAND)


def test_what_she_takes_back_is_not_carried_out(world: World) -> None:
    her = make_active(world)
    ask(world, her)
    with world.as_member(her) as work:
        assert destruction.cancel(work, her)
        assert not destruction.cancel(work, her)
        assert tasks.of_victim(work, her) == []
    world.clock.forward(days=30)
    assert destruction.carry_out(world.works) == 0
    ask(world, her)
    world.clock.forward(days=world.settings.erasure_days)
    assert destruction.carry_out(world.works) == 1


def test_nobody_asks_for_somebody_else(world: World) -> None:
    her, other = make_active(world), make_active(world, phone="010-0222-0001")
    for deed in (
        lambda work: destruction.ask(work, her, ground=Ground.CONSENT),
        lambda work: destruction.cancel(work, her),
    ):
        with pytest.raises(NoSuchVictim), world.as_member(other) as work:
            deed(work)
    with pytest.raises(NotAllowed), world.as_staff(Role.LAWYER, other) as work:
        destruction.ask(work, her, ground=Ground.COMMAND)


def test_what_staff_asks_waits_for_the_privacy_officer(world: World, officer: UUID) -> None:
    her = make_active(world)
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        destruction.ask(work, her, ground=Ground.COMMAND, reason=REASON)
        with pytest.raises(NotAllowed):
            destruction.approve(work, her)
    world.clock.forward(days=30)
    assert destruction.carry_out(world.works) == 0
    with world.as_staff(Role.PRIVACY_OFFICER, officer) as work:
        (waits,) = destruction.waiting(work)
        assert waits.due_at - waits.asked_at == timedelta(days=3)
        destruction.approve(work, her)
    assert destruction.carry_out(world.works) == 1
    with world.as_staff(Role.PRIVACY_OFFICER, officer) as work:
        (line,) = destruction.lines(work)
        assert (line.head_id, line.ground, line.asked_at) == (officer, Ground.COMMAND, waits.asked_at)
        assert destruction.waiting(work) == []
        with pytest.raises(NothingAsked):
            destruction.approve(work, her)


def due(world: World, officer: UUID) -> dict[str, int]:
    with world.as_staff(Role.PRIVACY_OFFICER, officer) as work:
        return {one.kind: one.count for one in destruction.due(work)}


def approve(world: World, officer: UUID, kind: str) -> int:
    with world.as_staff(Role.PRIVACY_OFFICER, officer) as work:
        (seen,) = [one.seen for one in destruction.due(work) if one.kind == kind]
        return destruction.approve_list(work, kind, seen=seen)


def test_nobody_is_due_while_her_group_runs_and_all_are_when_it_has_been_closed_long_enough(
    world: World, officer: UUID
) -> None:
    group, members = make_group(world, size=2)
    loner = make_victim(world, phone="010-0222-0009", landlord="한혼자", joins=False)
    world.clock.forward(days=365 * 3)
    with world.as_member(loner) as work:
        identity.start(work, Role.MEMBER, loner)
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        groups.set_stage(work, group, stage=Stage.CLOSED)
    world.clock.forward(days=365 * 5)
    assert due(world, officer) == {}
    world.clock.forward(days=2)
    assert due(world, officer) == {"member": 3}, "two of the closed group, and who signed in last five years ago"
    assert destruction.carry_out(world.works) == 0, "nothing goes unapproved"
    assert approve(world, officer, "member") == 3
    assert due(world, officer) == {}, "approved is not due again"
    assert destruction.carry_out(world.works) == 3
    assert erased(world) == {*members, loner}


def test_the_list_is_approved_as_it_was_seen_and_nothing_else_goes(world: World, officer: UUID) -> None:
    first = make_victim(world, channel=Channel.FORM)
    world.clock.forward(days=world.settings.unconfirmed_days)
    with world.as_staff(Role.PRIVACY_OFFICER, officer) as work:
        (seen,) = [one.seen for one in destruction.due(work)]
    second = make_victim(world, channel=Channel.FORM, phone="010-0222-0001")
    world.clock.forward(days=world.settings.unconfirmed_days)
    with pytest.raises(ListChanged), world.as_staff(Role.PRIVACY_OFFICER, officer) as work:
        destruction.approve_list(work, "unconfirmed", seen=seen)
    assert approve(world, officer, "unconfirmed") == 2
    third = make_victim(world, channel=Channel.FORM, phone="010-0222-0002")
    with world.as_system() as work:
        victims.confirm(work, second)
    assert destruction.carry_out(world.works) == 1
    assert erased(world) == {first}
    with world.as_system() as work:
        outcomes = {row.subject_id: row.outcome for row in work.db.scalars(select(DueApproved))}
        assert victims.profile(work, third).withdrawn_at is None
    assert outcomes == {first: "destroyed", second: "kept"}, "who confirmed meanwhile stays"
    assert destruction.carry_out(world.works) == 0


def test_old_accounts_and_proofs_go_by_the_same_list(world: World, officer: UUID) -> None:
    her, account = make_active(world), make_staff(world, Role.ADMIN, login="gone@example.com")
    with world.as_system() as work:
        identity.close_account(work, account)
        destruction.destroy(work, her, ground=Ground.COMMAND, reason=REASON)
    world.clock.forward(days=3 * 366)
    assert due(world, officer) == {"staff": 1, "consent_proof": 1}
    for kind in ("staff", "consent_proof"):
        approve(world, officer, kind)
    assert destruction.carry_out(world.works) == 2
    assert due(world, officer) == {}
    with world.as_system() as work:
        assert identity.staff(work, account).login.startswith("closed-")
        assert list(work.db.scalars(select(DestructionRecord.number).order_by(DestructionRecord.number))) == [1, 2, 3]


def everything(world: World) -> dict[str, list[dict[str, Any]]]:
    with world.engine.connect() as db:
        return {
            table.name: [dict(row) for row in db.execute(select(table)).mappings()]
            for table in Base.metadata.sorted_tables
            if not table.name.startswith("audit_")
        }


def put_back(world: World, rows: dict[str, list[dict[str, Any]]]) -> None:
    """The tables as in `rows`, whatever stood in them."""
    tables = [table for table in Base.metadata.sorted_tables if table.name in rows]
    with world.engine.begin() as db:
        for table in reversed(tables):
            db.execute(delete(table))
        for table in tables:
            if rows[table.name]:
                db.execute(insert(table), rows[table.name])


def test_what_a_restore_of_older_data_brings_back_is_erased_again(world: World) -> None:
    """Older data, the newest keys, the newest register: what `hub restore` puts together."""
    group, (her, *others) = make_group(world, size=3)
    older = everything(world)
    with world.as_system() as work:
        destruction.destroy(work, her, ground=Ground.COMMAND, reason=REASON)
        ledger = destruction.ledger(work)
    put_back(world, {**older, "subject_keys": everything(world)["subject_keys"]})
    assert erased(world) == set()
    with world.as_system() as work:
        assert destruction.merge_ledger(work, ledger) == 1
        assert destruction.reapply(work) == 1
    with world.as_system() as work:
        assert destruction.merge_ledger(work, ledger) == 0 == destruction.reapply(work)
        assert groups.membership_of(work, her) is None
        assert victims.profile(work, her).hints.name == "***"
        assert [line.victim_id for line in groups.members(work, group) if line.victim_id not in others] == []
        assert all(victims.phone_for_delivery(work, one) for one in others)


def test_a_register_of_another_instance_is_not_merged(world: World) -> None:
    her = make_active(world)
    with world.as_system() as work:
        destruction.destroy(work, her, ground=Ground.COMMAND, reason=REASON)
        (line,) = destruction.ledger(work)
        with pytest.raises(LedgerDiffers):
            destruction.merge_ledger(work, [{**line, "reference": "P-222222"}])
