"""A town in which everything happens that can happen to groups, in any order, and what has to hold after each step."""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from random import Random
from uuid import UUID

from sqlalchemy import func, select

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.audit.models import AuditLine
from lawsuit_hub.features.desk import regrouping
from lawsuit_hub.features.desk.regroup_types import NotTogether, Plan
from lawsuit_hub.features.destruction import service as destruction
from lawsuit_hub.features.destruction.types import Ground
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.invites import service as invites
from lawsuit_hub.features.invites.models import Invite
from lawsuit_hub.features.invites.types import InviteVoid
from lawsuit_hub.features.landlords import refusals
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.landlords.models import Landlord, LandlordFact, LandlordReport, LandlordReportFact
from lawsuit_hub.features.landlords.types import LandlordConflict
from lawsuit_hub.features.lawsuits import assignments, cards, changes, groups, splitting, undoing
from lawsuit_hub.features.lawsuits import service as lawsuits
from lawsuit_hub.features.lawsuits.change_types import CannotUndo
from lawsuit_hub.features.lawsuits.models import (
    Assignment,
    FormerAlias,
    Group,
    GroupChange,
    GroupChangePerson,
    Membership,
)
from lawsuit_hub.features.lawsuits.types import NotActive, RoomMissing
from lawsuit_hub.features.registration import service as registration
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.models import Consent, Victim
from lawsuit_hub.features.victims.types import Channel, ConsentGiven, ConsentKind
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import KeyKind, Place
from tests.features.my.visits import set_room
from tests.people import caseworker_of, make_answer, make_firm, verify
from tests.world import World

REASON = "등기부를 함께 보고 정했습니다"
NAMES = ("임표본", "유하수", "류하수")
BIRTHS = ("1968-01-20", "1955-03-03")
COMPANY = "123-45-67891"
HOUSES = tuple(f"서울특별시 강서구 표본로 {number}, 301호" for number in (12, 14, 16))


@dataclass
class Town:
    world: World
    random: Random
    worker: UUID = field(init=False)
    firm: UUID = field(init=False)
    lawyer: UUID = field(init=False)
    people: list[UUID] = field(default_factory=list)
    tokens: list[tuple[UUID, str, int]] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)
    phones: int = 0

    def __post_init__(self) -> None:
        self.worker, self.firm = caseworker_of(self.world), make_firm(self.world)
        with self.world.as_system() as work:
            self.lawyer = a_lawyer(work)

    def step(self, deed: "Callable[[Town], bool] | None" = None) -> None:
        """Something happens, and everything still holds."""
        self.world.clock.forward(minutes=1)
        deed = deed or self.random.choice(DEEDS)
        before = self.kept() if deed in REGROUPING else None
        with_places = self.places(also_left=True) if deed in REGROUPING else {}
        happened = deed(self)
        self.done[f"{deed.__name__}{'' if happened else ' refused'}"] += 1
        if before is not None:
            self.holds_across(before, with_places)
        self.holds()

    def in_order(self, some: Iterable[UUID]) -> list[UUID]:
        """As they registered: ids are drawn anew in every run, and a seed shall mean the same town again."""
        among = set(some)
        return [one for one in self.people if one in among]

    # What can happen

    def register(self) -> bool:
        self.phones += 1
        company = self.random.random() < 0.2
        answer = make_answer(
            self.world,
            phone=f"010-0{self.phones // 10000:03d}-{self.phones % 10000:04d}",
            address=self.random.choice(HOUSES),
            landlord=self.random.choice(NAMES),
            landlord_birth=self.random.choice((*BIRTHS, None)),
            business_number=COMPANY if company else None,
            joins=self.random.random() < 0.9,
        )
        web = self.random.random() < 0.7
        given = [
            ConsentGiven(ConsentKind.COLLECT, True),
            ConsentGiven(ConsentKind.SHARE_CARD, self.random.random() < 0.8),
        ]
        if web and self.random.random() < 0.5:
            given.append(ConsentGiven(ConsentKind.FIRM, True, None, self.firm))
        with self.world.as_visitor() as work:
            channel = Channel.WEB if web else Channel.FORM
            made = victims.register(work, answer, channel=channel, consents_given=given)
            registration.place(work, made, answer)
        self.people.append(made)
        return True

    def confirm(self) -> bool:
        with self.world.as_system() as work:
            waiting = list(
                work.db.scalars(select(Victim.id).where(Victim.confirmed_at.is_(None), Victim.withdrawn_at.is_(None)))
            )
        if not waiting:
            return False
        her = self.random.choice(self.in_order(waiting))
        given = [ConsentGiven(ConsentKind.COLLECT, True), ConsentGiven(ConsentKind.SHARE_CARD, True)]
        with self.world.as_member(her) as work:
            registration.confirm(work, her, given=given, joins=True)
        return True

    def verify_some(self) -> bool:
        with self.world.as_system() as work:
            profiles = victims.profiles(work, self.people)
        waiting = self.in_order(one for one, profile in profiles.items() if profile.verified_at is None)
        for her in self.random.sample(waiting, min(3, len(waiting))):
            verify(self.world, her, self.worker)
        return bool(waiting)

    def invite(self) -> bool:
        group = self.some_group()
        if group is None:
            return False
        if self.random.random() < 0.5:
            set_room(self.world, group)
        made = False
        with self.world.as_system() as work:
            there = self.in_order(one.victim_id for one in groups.members(work, group))
        for her in self.random.sample(there, min(4, len(there))):
            moves = self.moves(her)
            try:
                with self.world.as_member(her) as work:
                    self.tokens.append((her, invites.make(work), moves))
                    made = True
            except (NotActive, RoomMissing):
                pass
        return made

    def enter(self) -> bool:
        if not self.tokens:
            return False
        her, token, _ = self.tokens.pop(self.random.randrange(len(self.tokens)))
        try:
            with self.world.as_member(her) as work:
                invites.enter(work, token)
        except InviteVoid:
            return False
        return True

    def assign(self) -> bool:
        group = self.some_group()
        if group is None:
            return False
        with self.world.as_staff(Role.CASEWORKER, self.worker) as work:
            return assignments.assign(work, group, lawyer_id=self.lawyer, reason=REASON)

    def settle(self) -> bool:
        with self.world.as_system() as work:
            waiting = self.in_order(one.victim_id for one in landlords.waiting(work))
        if not waiting:
            return False
        her, group = self.random.choice(waiting), self.random.choice([None, self.some_group()])
        try:
            with self.world.as_staff(Role.CASEWORKER, self.worker) as work:
                landlords.take_turn(work)
                placed = lawsuits.settle(work, her, group_id=group, reason=REASON)
                regrouping.settle_up(work, [groups.by_code(work, placed.group)] if placed.group else [])
        except LandlordConflict:
            return False
        return True

    def refuse(self) -> bool:
        with self.world.as_staff(Role.CASEWORKER, self.worker) as work:
            waiting = [one for one in landlords.waiting(work) if one.candidates]
            if not waiting:
                return False
            one = self.random.choice(waiting)
            return refusals.refuse(work, one.victim_id, self.random.choice(one.candidates))

    def merge(self) -> bool:
        one, other = self.some_group(), self.some_group()
        if one is None or other is None:
            return False
        with self.world.as_staff(Role.CASEWORKER, self.worker) as work:
            first, second = groups.line(work, one).code, groups.line(work, other).code
        return self.as_planned(
            lambda work: regrouping.plan_merge(work, first, second),
            lambda work, token: regrouping.merge(work, first, second, reason=REASON, token=token),
        )

    def split(self) -> bool:
        group = self.some_group()
        if group is None:
            return False
        target = self.some_group() if self.random.random() < 0.3 else None
        with self.world.as_system() as work:
            there = self.in_order(splitting.reporters(work, group))
            code = groups.line(work, group).code
            profiles = victims.profiles(work, there)
            into = groups.line(work, target).code if target else ""
        chosen = [profiles[one].reference for one in there if self.random.random() < 0.4]
        return self.as_planned(
            lambda work: regrouping.plan_split(work, code, chosen, into=into),
            lambda work, token: regrouping.split(work, code, chosen, into=into, reason=REASON, token=token),
        )

    def undo(self) -> bool:
        with self.world.as_system() as work:
            known = changes.listed(work, offset=0, limit=100)
        standing = [one for one in known if one.undone_at is None]
        if not standing:
            return False
        change = self.random.choice(standing[:6])
        with self.world.as_system() as work:
            bar = undoing.barred(work, change)
        if bar is not None:
            try:
                with self.world.as_staff(Role.CASEWORKER, self.worker) as work:
                    regrouping.undo(work, change.id, reason=REASON, token="")
            except CannotUndo as refused:
                assert refused.bar is bar
                self.done[f"bar {bar.value}"] += 1
                return False
            raise AssertionError(f"barred by {bar} and done")
        try:
            return self.as_planned(
                lambda work: regrouping.plan_undo(work, change),
                lambda work, token: regrouping.undo(work, change.id, reason=REASON, token=token),
            )
        except CannotUndo as refused:
            self.done[f"bar {refused.bar.value}"] += 1
            return False

    def as_planned(self, plan: Callable[[Work], Plan], deed: Callable[[Work, str], object]) -> bool:
        """What was shown is what comes of it: as many move, as many are told, as many invites die."""
        try:
            with self.world.as_staff(Role.CASEWORKER, self.worker) as work:
                shown = plan(work)
            were, owed, void = self.places(), self.owed(), self.void()
            with self.world.as_staff(Role.CASEWORKER, self.worker) as work:
                deed(work, shown.token)
        except NotTogether:
            return False
        now = self.places()
        moved = sum(1 for one, place in were.items() if now.get(one) != place)
        assert moved >= sum(len(flow.active) + flow.waiting for flow in shown.flows)
        news = self.owed() - owed
        assert (news["group_changed"], news["group_open"]) >= (shown.changed, shown.opened), shown
        assert self.void() - void >= shown.invites
        return True

    def leave(self) -> bool:
        return self.hers(registration.leave_group)

    def rejoin(self) -> bool:
        return self.hers(lawsuits.rejoin)

    def share(self) -> bool:
        given = self.random.random() < 0.5
        return self.hers(
            lambda work, her: registration.change_consent(
                work, her, ConsentKind.SHARE_CARD, text=None, given=given, firm_id=None
            )
        )

    def hers(self, deed: Callable[[Work, UUID], None]) -> bool:
        if not self.people:
            return False
        her = self.random.choice(self.people)
        with self.world.as_member(her) as work:
            deed(work, her)
        return True

    def erase(self) -> bool:
        if len(self.people) < 4:
            return False
        her = self.people.pop(self.random.randrange(len(self.people)))
        self.tokens = [one for one in self.tokens if one[0] != her]
        with self.world.as_system() as work:
            destruction.destroy(work, her, ground=Ground.CONSENT, reason=REASON)
        return True

    # What has to hold

    def holds_across(self, before: list[tuple[object, ...]], places: dict[UUID, UUID]) -> None:
        """Over a merge, a split, an undoing: consents as they were, one line of the trail for each who was moved."""
        assert self.kept() == before, "consents are nobody's to change but hers"
        now = self.places()
        moved = {one for one, group in now.items() if one in places and places[one] != group}
        with self.world.as_system() as work:
            lines = work.db.scalars(
                select(AuditLine.about_id).where(
                    AuditLine.deed == "membership:moved", AuditLine.at == self.world.clock.now
                )
            )
            assert Counter(lines) == Counter(moved)

    def holds(self) -> None:
        with self.world.as_system() as work:
            everybody_has_her_place(work, self.people)
            facts_are_counted(work)
            landlords_are_known_by_their_reports(work)
            aliases_are_never_used_again(work)
            cards_are_as_she_wishes(work)
            nobody_has_a_group_that_is_gone(work)
        self.no_old_invite_opens()
        if sum(self.done.values()) % 20 == 0:
            with self.world.as_system() as work:
                assert audit.verify(work).ok

    def no_old_invite_opens(self) -> None:
        for her, token, moves in list(self.tokens):
            if self.moves(her) == moves:
                continue
            try:
                with self.world.as_member(her) as work:
                    invites.enter(work, token)
            except InviteVoid:
                self.tokens.remove((her, token, moves))
            else:
                raise AssertionError("an invite from before she was moved let her in")
        with self.world.as_system() as work:
            both = select(Invite.id).join(Membership, Membership.id == Invite.membership_id)
            unused = both.where(Invite.used_at.is_(None), Invite.revoked_at.is_(None))
            assert not work.db.scalars(unused.where(Invite.made_at < Membership.moved_at)).all()

    def places(self, *, also_left: bool = False) -> dict[UUID, UUID]:
        with self.world.as_system() as work:
            rows = select(Membership.victim_id, Membership.group_id)
            rows = rows if also_left else rows.where(Membership.left_at.is_(None))
            return {row.victim_id: row.group_id for row in work.db.execute(rows)}

    def kept(self) -> list[tuple[object, ...]]:
        with self.world.as_system() as work:
            return sorted(map(tuple, work.db.execute(select(Consent.__table__))), key=str)

    def moves(self, her: UUID) -> int:
        with self.world.as_system() as work:
            return audit.count(work, her, deeds=["membership:moved"])

    def owed(self) -> Counter[str]:
        from_table = "select kind from outbox_messages"
        with self.world.as_system() as work:
            return Counter(row[0] for row in work.db.connection().exec_driver_sql(from_table))

    def void(self) -> int:
        with self.world.as_system() as work:
            return work.db.scalar(select(func.count()).where(Invite.revoked_at.is_not(None)))

    def some_group(self) -> UUID | None:
        with self.world.as_system() as work:
            standing = select(Group.id).where(Group.merged_into.is_(None), Group.emptied_at.is_(None))
            found = list(work.db.scalars(standing.order_by(Group.number)))
        return self.random.choice(found) if found else None


REGROUPING = (Town.merge, Town.split, Town.undo)
DEEDS = (
    *(Town.register,) * 6, Town.confirm, *(Town.verify_some,) * 3, *(Town.invite,) * 2, Town.enter, Town.assign, Town.settle,
    Town.refuse, *(Town.merge,) * 2, *(Town.split,) * 3, *(Town.undo,) * 3, Town.leave, Town.rejoin, Town.share, Town.erase,
)  # fmt: skip


def a_lawyer(work: Work) -> UUID:
    return identity.lawyers(work)[0].id


def everybody_has_her_place(work: Work, people: list[UUID]) -> None:
    """Who said yes and whose landlord is certain is in that landlord's group, which stands, and in no other; nobody else is in one."""
    reports = {row.victim_id: row.landlord_id for row in work.db.scalars(select(LandlordReport))}
    assert set(reports) == set(people), "nobody's report is lost"
    profiles = victims.profiles(work, people)
    rows = {row.victim_id: row for row in work.db.scalars(select(Membership).where(Membership.left_at.is_(None)))}
    assert set(rows) == {one for one in people if reports[one] is not None and profiles[one].joins}
    for victim_id, row in rows.items():
        group = work.db.get_one(Group, row.group_id)
        assert group.merged_into is None and group.emptied_at is None and group.landlord_id == reports[victim_id]
        assert (row.active_since is not None) == profiles[victim_id].ready
    merged = select(Landlord.id).where(Landlord.merged_into.is_not(None))
    assert not set(work.db.scalars(merged)) & set(reports.values())


def facts_are_counted(work: Work) -> None:
    said = (
        select(LandlordReport.landlord_id, LandlordReportFact.fact_index, LandlordReportFact.kind, func.count())
        .join(LandlordReport, LandlordReport.id == LandlordReportFact.report_id)
        .where(LandlordReport.landlord_id.is_not(None))
        .group_by(LandlordReport.landlord_id, LandlordReportFact.fact_index, LandlordReportFact.kind)
    )
    held = select(LandlordFact.landlord_id, LandlordFact.fact_index, LandlordFact.kind, LandlordFact.reports)
    assert sorted(map(tuple, work.db.execute(said)), key=str) == sorted(map(tuple, work.db.execute(held)), key=str)


def landlords_are_known_by_their_reports(work: Work) -> None:
    """Somebody who is reported has a sealed name that opens, and it is one that a report says."""
    his = {row.landlord_id for row in work.db.scalars(select(LandlordReport)) if row.landlord_id is not None}
    for landlord in work.db.scalars(select(Landlord).where(Landlord.id.in_(his))):
        name = work.keys.open(landlord.name, Place("landlords.name", landlord.id, landlord.id))
        assert name in NAMES


def aliases_are_never_used_again(work: Work) -> None:
    now = [(row.group_id, row.alias, row.victim_id) for row in work.db.scalars(select(Membership))]
    then = [(row.group_id, row.alias, row.victim_id) for row in work.db.scalars(select(FormerAlias))]
    by_group = Counter((group, alias) for group, alias, _ in [*now, *then])
    hers = Counter((her, alias) for _, alias, her in [*now, *then])
    assert max(by_group.values(), default=1) == 1 and max(hers.values(), default=1) == 1
    moved = select(AuditLine.about_id).where(AuditLine.deed == "membership:moved")
    alive = {her for _, _, her in now}
    assert Counter(her for _, _, her in then) == Counter(one for one in work.db.scalars(moved) if one in alive)


def cards_are_as_she_wishes(work: Work) -> None:
    rows = list(work.db.scalars(select(Membership)))
    profiles = victims.profiles(work, [row.victim_id for row in rows])
    for row in rows:
        person = profiles[row.victim_id]
        assert (row.card is not None) == cards.is_shown(row, person)
        if row.card is not None:
            place = Place("memberships.card", row.group_id, row.id)
            assert json.loads(work.keys.open(row.card, place, KeyKind.PEER))["name"] == person.hints.peer_name


def nobody_has_a_group_that_is_gone(work: Work) -> None:
    gone = select(Group.id).where(Group.merged_into.is_not(None) | Group.emptied_at.is_not(None))
    open_ones = select(Assignment.id).where(Assignment.ended_at.is_(None), Assignment.group_id.in_(gone))
    assert not work.db.scalars(open_ones).all()
    kept = {one for table in (GroupChangePerson, FormerAlias) for one in work.db.scalars(select(table.victim_id))}
    assert not kept & set(work.db.scalars(select(Victim.id).where(Victim.withdrawn_at.is_not(None)))), (
        "erased is erased"
    )
    rooms = select(Group.id).where(Group.merged_into.is_not(None), Group.room_url.is_not(None))
    assert not work.db.scalars(rooms).all()
    assert len(set(work.db.scalars(select(GroupChange.number)))) == len(work.db.scalars(select(GroupChange.id)).all())
