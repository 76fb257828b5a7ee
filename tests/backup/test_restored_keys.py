"""Older data with newer keys: what lost its key between the two is sealed anew or ended, and every page of it works."""

from dataclasses import dataclass
from uuid import UUID

import pytest
from sqlalchemy import delete, select

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.destruction import service as destruction
from lawsuit_hub.features.destruction.models import KeptByLaw
from lawsuit_hub.features.destruction.types import Ground
from lawsuit_hub.features.documents import service as documents
from lawsuit_hub.features.documents import viewings
from lawsuit_hub.features.documents.types import DocumentKind
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.landlords.models import Landlord
from lawsuit_hub.features.lawsuits import cards, groups
from lawsuit_hub.features.registration import service as registration
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.db import Base, SealedType
from lawsuit_hub.infra.keystore import SubjectKey
from lawsuit_hub.privacy.keyring import Place
from lawsuit_hub.worker import deliver
from tests.backup.conftest import Machine
from tests.features.documents.papers import drawn
from tests.features.my.visits import set_room, visit, visit_as_caseworker
from tests.people import caseworker_of, make_answer, make_group, make_staff, make_victim
from tests.rules.scene import make_scene
from tests.rules.test_damaged_rows import walk
from tests.world import World

ELSEWHERE = {"landlord": "정다른", "landlord_birth": "1959-09-09", "address": "서울특별시 양천구 다른로 9, 101호"}
SEALED_TO_THE_PAIR = ("outbox_messages", "registration_drafts", "roster_requests", "response_uploads")
CLOSED_DOOR = {"landlord": "문닫힌", "landlord_birth": "1961-01-01"}
REASON = "본인이 창구에서 청했습니다"


def answer_anew(world: World, victim_id: UUID, phone: str, **about: str) -> None:
    answer = make_answer(world, phone=phone, **about)
    with world.as_system() as work:
        victims.amend(work, victim_id, answer)
        registration.place(work, victim_id, answer)


def erase(world: World, victim_id: UUID) -> None:
    with world.as_system() as work:
        destruction.destroy(work, victim_id, ground=Ground.COMMAND, reason=REASON)


def unreadable(world: World) -> list[str]:
    """Rows whose sealed values lie under a subject that has no key: landlords, groups with their cards, accounts, people."""
    with world.engine.connect() as db:
        keyed = set(db.scalars(select(SubjectKey.subject_id)))
        found = []
        for table in Base.metadata.sorted_tables:
            whose = next((table.c[name] for name in ("group_id", "victim_id", "id") if name in table.c), None)
            if whose is None or table.name in {*SEALED_TO_THE_PAIR}:
                continue
            for column in (one for one in table.columns if isinstance(one.type, SealedType)):
                rows = db.scalars(select(whose).where(column.is_not(None)))
                found += [f"{table.name}.{column.name}" for subject in rows if subject not in keyed]
    return found


def names_of_landlords(world: World) -> dict[UUID, str]:
    with world.as_system() as work:
        rows = work.db.execute(select(Landlord.id, Landlord.name).where(Landlord.name.is_not(None))).all()
        return {row.id: work.keys.open(row.name, Place("landlords.name", row.id, row.id)) or "" for row in rows}


def test_a_landlord_who_lost_his_key_by_a_newer_answer_is_sealed_again(machine: Machine) -> None:
    world = machine.world
    her = make_victim(world, phone="010-0800-0001", landlord="오옛날", landlord_birth="1951-01-01")
    other = make_victim(world, phone="010-0800-0002", landlord="오둘째", landlord_birth="1952-02-02")
    before, data = names_of_landlords(world), machine.back_up().data
    answer_anew(world, her, "010-0800-0001", **ELSEWHERE)
    answer_anew(world, other, "010-0800-0002", **ELSEWHERE)
    assert not set(before.values()) & set(names_of_landlords(world).values()), "both were forgotten"
    machine.back_up()
    restored = machine.restored(data=data.name)
    assert machine.done[-1].keyless.landlords == 2
    assert not unreadable(restored)
    assert names_of_landlords(restored) == before
    with restored.as_system() as work:
        standing = landlords.standing(work, her)
        assert standing is not None and standing.landlord_id is not None
        hints = landlords.described(work, [standing.landlord_id])[standing.landlord_id]
        assert hints.name_mask and hints.birth_mask
        assert [line.deed for line in audit.about(work, her, deeds=["landlord:sealed-again"])]
        assert audit.verify(work).ok
    answer_anew(restored, her, "010-0800-0001", **ELSEWHERE)  # matching goes on as it did
    assert not unreadable(restored)


@dataclass
class Told:
    """A group whose last person was erased after the others had left it, a closed account, a last message that was sent, proofs
    that were destroyed: all stand in the older data, and none of their keys came back."""

    group_id: UUID
    members: list[UUID]
    closed: UUID
    data: str


def blacken(world: World, victim_id: UUID, page_id: UUID) -> None:
    actor = Actor(Role.CASEWORKER, caseworker_of(world))
    with world.works.open(actor) as work:
        leave = viewings.open_(work, victim_id, reason="계약서를 확인하려고 봅니다")
    viewings.mark(world.works, actor, leave.id, page_id, (0.1, 0.1, 0.5, 0.5))


def tell(machine: Machine) -> Told:
    world = machine.world
    group_id, (erased, one, two) = make_group(world, size=3, first_number=7000, **ELSEWHERE)
    make_group(world, size=1, first_number=7100, **CLOSED_DOOR)
    set_room(world, group_id)
    closed = make_staff(world, Role.CASEWORKER, login="leaves@example.com")
    erase(world, make_victim(world, phone="010-0720-0001"))
    with world.as_member(one) as work:
        pages = documents.keep(work, one, [drawn(), drawn()], kind=DocumentKind.LEASE).pages
    data = machine.back_up().data
    blacken(world, one, pages[0].id)
    deliver(world.instance)
    for victim_id, phone in ((one, "010-0700-7001"), (two, "010-0700-7002")):
        answer_anew(world, victim_id, phone, **CLOSED_DOOR)
    erase(world, erased)
    with world.as_system() as work:
        identity.close_account(work, closed)
        for proof in work.db.scalars(delete(KeptByLaw).returning(KeptByLaw.id)).all():
            work.keys.forget(proof)
    machine.back_up()
    return Told(group_id, [one, two], closed, data.name)


def test_whatever_lost_its_key_is_keyed_anew_or_ended(machine: Machine) -> None:
    told = tell(machine)
    restored = machine.restored(data=told.data)
    done = machine.done[-1]
    assert done.erased == 1 and done.keyless == destruction.Keyless(
        1, groups=1, accounts=1, messages=1, proofs=1, pages=1
    )
    assert not unreadable(restored)
    with restored.as_system() as work:
        assert len(viewings.pictures(work, told.members[0])) == 1, (
            "the page that was blackened since is not there; the other opens"
        )
    with restored.as_member(told.members[0]) as work:
        seen = cards.own_group(work, told.members[0])
    assert seen is not None and seen.group_id == told.group_id and not seen.has_room
    assert seen.active == 2 and seen.without_card == 0
    with restored.as_system() as work:
        code = groups.line(work, told.group_id).code
        assert not identity.staff(work, told.closed).is_open
        assert audit.verify(work).ok
    app = restored.app()
    worker = visit_as_caseworker(restored, app)
    for client, path in (
        (visit(restored, app, told.members[1]), "/my"),
        (worker, "/desk/groups"),
        (worker, f"/desk/groups/{code}"),
        (worker, "/desk/review"),
    ):
        assert client.get(path).status_code == 200, path
    set_room(restored, told.group_id)


@pytest.mark.long
def test_every_page_of_what_was_keyed_anew_opens(machine: Machine) -> None:
    scene = make_scene(machine.world)
    told = tell(machine)
    scene.world = machine.restored(data=told.data)
    scene.app = scene.world.app()
    codes = walk(scene)
    assert set(codes.values()) == {200}, {name: code for name, code in codes.items() if code != 200}
