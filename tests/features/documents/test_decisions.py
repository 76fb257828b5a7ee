"""Who is accepted: every point seen, her word about the landlord's side given, a second caseworker where it is doubtful. Insiders go by two."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.desk import people, verification
from lawsuit_hub.features.desk.types import Pile
from lawsuit_hub.features.documents import decisions, declarations, removals, service, viewings
from lawsuit_hub.features.documents.types import (
    ConflictOpen,
    DocumentKind,
    EssentialMissing,
    NotDeclared,
    NothingUploaded,
    NotLooked,
    Outcome,
    Point,
    PointsMissing,
    Relation,
    RemovalDone,
    Saw,
    SecondNeeded,
    Seen,
    WordsMissing,
)
from lawsuit_hub.features.invites import service as invites
from lawsuit_hub.features.invites.types import InviteVoid
from lawsuit_hub.features.lawsuits import cards, groups
from lawsuit_hub.features.lawsuits import service as lawsuits
from lawsuit_hub.features.lawsuits.types import NotActive
from lawsuit_hub.features.openchats import changes
from lawsuit_hub.features.openchats import service as openchats
from lawsuit_hub.features.openchats.types import Step, Why
from lawsuit_hub.features.outbox.models import Message
from lawsuit_hub.features.rights import accesses
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.types import AlreadyVerified
from lawsuit_hub.infra.refusals import ReasonHoldsNumber, Refusal
from tests.features.documents.papers import NUMBER, REASON, decision, declare, drawn
from tests.features.my.visits import ROOM_CODE, make_invite, set_room
from tests.people import caseworker_of, make_group, make_staff, make_victim
from tests.world import World

DOUBT = "도장이 다른 사람 것으로 보입니다"


def second(world: World) -> UUID:
    return make_staff(world, Role.CASEWORKER, login="second@example.com")


def decide(world: World, her: UUID, staff: UUID, **changes: object) -> None:
    with world.as_staff(Role.CASEWORKER, staff) as work:
        reference = victims.profile(work, her).reference
        verification.decide(work, reference, **decision(**changes))


def refused(world: World, her: UUID, staff: UUID, refusal: type[Refusal], **changes: object) -> None:
    with pytest.raises(refusal):
        decide(world, her, staff, **changes)


def is_verified(world: World, her: UUID) -> bool:
    with world.as_system() as work:
        return victims.profile(work, her).verified_at is not None


def messages(world: World, her: UUID) -> list[str]:
    with world.as_system() as work:
        return list(
            work.db.scalars(select(Message.kind).where(Message.recipient_id == her).order_by(Message.queued_at))
        )


def read_by_her(world: World, her: UUID) -> str:
    """Everything that her record says of her, word for word."""
    with world.as_member(her) as work:
        return " ".join(f"{one.deed} {one.reason} {one.details}" for one in accesses.page_of(work, 1))


def test_nobody_is_accepted_before_she_said_what_she_is_to_the_landlords_side(world: World) -> None:
    her, me = make_victim(world), caseworker_of(world)
    refused(world, her, me, NotDeclared)
    declare(world, her)
    decide(world, her, me)
    assert is_verified(world, her)
    refused(world, her, me, AlreadyVerified)


def test_every_point_wants_an_answer_and_the_essential_ones_a_yes(world: World) -> None:
    her, me = make_victim(world), caseworker_of(world)
    declare(world, her)
    some = dict.fromkeys(list(Point)[1:], Saw.YES)
    refused(world, her, me, PointsMissing, points=some)
    for point, saw in ((Point.NAME, Saw.NO), (Point.SIGNATURES, Saw.UNCLEAR)):
        refused(world, her, me, EssentialMissing, points=dict.fromkeys(Point, Saw.YES) | {point: saw})
    decide(world, her, me, points=dict.fromkeys(Point, Saw.YES) | {Point.FIXED_DATE: Saw.NO})
    assert is_verified(world, her)


def test_nobody_decides_about_an_upload_that_she_did_not_open(world: World) -> None:
    her, me, other = make_victim(world), caseworker_of(world), second(world)
    declare(world, her)
    refused(world, her, me, NothingUploaded, seen=Seen.UPLOAD)
    with world.as_member(her) as work:
        service.keep(work, her, [drawn()], kind=DocumentKind.LEASE)
    with world.as_staff(Role.CASEWORKER, me) as work:
        viewings.open_(work, her, reason=REASON)
    refused(world, her, other, NotLooked, seen=Seen.UPLOAD)
    decide(world, her, me, seen=Seen.UPLOAD)
    assert is_verified(world, her)


def test_a_doubt_waits_for_another_caseworker_and_does_not_tell_her_why(world: World) -> None:
    her, me, other = make_victim(world), caseworker_of(world), second(world)
    declare(world, her)
    decide(world, her, me, outcome=Outcome.DOUBTFUL, reason=DOUBT)
    refused(world, her, me, SecondNeeded)
    assert not is_verified(world, her)
    assert DOUBT not in read_by_her(world, her) and "lease_answered" not in messages(world, her)
    decide(world, her, other, points=dict.fromkeys(Point, Saw.YES) | {Point.SIGNATURES: Saw.UNCLEAR})
    assert is_verified(world, her)


def test_a_refusal_is_told_with_its_reason(world: World) -> None:
    her, me = make_victim(world), caseworker_of(world)
    decide(world, her, me, outcome=Outcome.REFUSED, reason="마지막 쪽이 없습니다")
    assert "마지막 쪽이 없습니다" in read_by_her(world, her) and "lease_answered" in messages(world, her)


def waiting(world: World, her: UUID) -> set[Pile]:
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        piles = (Pile.LEASES, Pile.UPLOADS, Pile.DOUBTFUL)
        return {pile for pile in piles if her in {row.profile.id for row in people.waiting(work, pile, page=1).rows}}


def test_she_waits_in_one_pile_at_a_time(world: World) -> None:
    her, me = make_victim(world), caseworker_of(world)
    declare(world, her)
    assert waiting(world, her) == {Pile.LEASES}
    with world.as_member(her) as work:
        service.keep(work, her, [drawn()], kind=DocumentKind.LEASE)
    assert waiting(world, her) == {Pile.UPLOADS}
    tick(world)
    decide(world, her, me, outcome=Outcome.DOUBTFUL, reason=DOUBT)
    assert waiting(world, her) == {Pile.DOUBTFUL}
    decide(world, her, second(world), outcome=Outcome.REFUSED)
    assert waiting(world, her) == set()
    tick(world)
    with world.as_member(her) as work:
        service.keep(work, her, [drawn()], kind=DocumentKind.LEASE)
    assert waiting(world, her) == {Pile.UPLOADS}
    decide(world, her, me)
    assert waiting(world, her) == set()


def tick(world: World) -> None:
    world.clock.now += timedelta(minutes=1)


def test_a_declared_relation_keeps_her_out_until_two_have_looked(world: World) -> None:
    _, (her, *_others) = make_group(world, size=3)
    with pytest.raises(WordsMissing):
        declare(world, her, Relation.BROKER)
    with pytest.raises(ReasonHoldsNumber):
        declare(world, her, Relation.BROKER, f"형이 중개사입니다 {NUMBER}")
    declare(world, her, Relation.BROKER, "계약을 중개한 분이 사촌입니다")
    with world.as_member(her) as work:
        assert cards.own_group(work, her) is None, "her card is closed at once"
    me, other = caseworker_of(world), second(world)
    refused(world, her, me, ConflictOpen)
    decide(world, her, me, outcome=Outcome.DOUBTFUL, reason=DOUBT)
    decide(world, her, other)
    with world.as_member(her) as work:
        assert cards.own_group(work, her) is not None
        declared = declarations.of_person(work, her)
    assert declared is not None and not declared.open
    with world.as_system() as work:
        [_none, (_, words)] = declarations.written(work, her)
    assert words == "계약을 중개한 분이 사촌입니다"


def test_a_check_that_is_taken_back_asks_for_a_new_decision(world: World) -> None:
    her, me = make_victim(world), caseworker_of(world)
    declare(world, her)
    decide(world, her, me)
    with world.as_staff(Role.CASEWORKER, me) as work:
        assert verification.take_back(work, victims.profile(work, her).reference, reason="다른 사람의 계약서였습니다")
        assert decisions.standing(work, her) is None
    decide(world, her, me)
    assert is_verified(world, her)


def agree(world: World, her: UUID, staff: UUID, *, yes: bool = True) -> str | None:
    with world.as_staff(Role.CASEWORKER, staff) as work:
        return verification.decide_removal(
            work, victims.profile(work, her).reference, agree=yes, reason="임대인의 동생입니다"
        )


def ask(world: World, her: UUID, staff: UUID) -> None:
    with world.as_staff(Role.CASEWORKER, staff) as work:
        verification.ask_removal(work, victims.profile(work, her).reference, reason="임대인과 같은 주소에 삽니다")


def test_an_insider_is_removed_by_two_and_everything_of_hers_closes(world: World) -> None:
    group, (insider, *stay) = make_group(world, size=3)
    set_room(world, group)
    token = make_invite(world, insider)
    me, other = caseworker_of(world), second(world)
    ask(world, insider, me)
    with world.as_member(insider) as work:
        assert cards.own_group(work, insider) is not None, "one word changes nothing"
    assert "임대인과" not in read_by_her(world, insider) and "removal" not in read_by_her(world, insider)
    with pytest.raises(SecondNeeded):
        agree(world, insider, me)
    with pytest.raises(RemovalDone):
        ask(world, insider, other)
    before = {one: len(messages(world, one)) for one in stay}
    assert agree(world, insider, other) == removals.REMOVE
    with world.as_member(insider) as work:
        assert cards.own_group(work, insider) is None and groups.membership_of(work, insider) is None
        with pytest.raises(InviteVoid):
            invites.enter(work, token)
        with pytest.raises(NotActive):
            invites.make(work)
    with world.as_member(insider) as work:
        lawsuits.rejoin(work, insider)
        assert groups.membership_of(work, insider) is None, "she cannot come back by herself"
    assert messages(world, insider)[-1] == "standing_changed"
    assert {one: messages(world, one)[before[one] :] for one in stay} == {one: ["news"] for one in stay}
    with world.as_system() as work:
        named = {line.deed for line in audit.about(work, insider)}
    assert {"membership:barred", "membership:ended", "lease:unverified", "invite:revoked"} <= named


def test_the_room_is_a_task_until_it_is_another_one(world: World) -> None:
    group, (insider, *_stay) = make_group(world, size=3)
    set_room(world, group)
    ask(world, insider, caseworker_of(world))
    agree(world, insider, second(world))

    def due() -> bool:
        with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
            return [one.why for one in changes.of_group(work, group).values()] == [Why.INSIDER]

    assert due()
    set_room(world, group, url="https://open.kakao.com/o/gSample02", code=ROOM_CODE)
    assert due(), "until everybody was told and the old one is closed"
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        for step in (Step.TOLD, Step.CLOSED):
            openchats.tick(work, group, number=1, step=step)
    assert not due()


def test_a_wrong_removal_is_undone_by_two_and_her_lease_is_seen_again(world: World) -> None:
    _, (her, *_stay) = make_group(world, size=3)
    me, other = caseworker_of(world), second(world)
    ask(world, her, me)
    agree(world, her, other)
    ask(world, her, other)
    with pytest.raises(SecondNeeded):
        agree(world, her, other)
    assert agree(world, her, me) == removals.RESTORE
    with world.as_member(her) as work:
        assert groups.membership_of(work, her) is not None and cards.own_group(work, her) is None
    decide(world, her, me)
    with world.as_member(her) as work:
        assert cards.own_group(work, her) is not None


def test_a_first_word_is_dropped_by_either_and_nothing_has_happened(world: World) -> None:
    _, (her, *_stay) = make_group(world, size=3)
    me, other = caseworker_of(world), second(world)
    for who in (me, other):
        ask(world, her, me)
        assert agree(world, her, who, yes=False) is None
    with world.as_member(her) as work:
        assert cards.own_group(work, her) is not None
