"""Verifying one person at the desk: what she handed in and declared, the decision about her lease, removing an insider."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.desk.people import may_be_landlord
from lawsuit_hub.features.documents import decisions, declarations, removals, viewings
from lawsuit_hub.features.documents import service as documents
from lawsuit_hub.features.documents.types import (
    DecisionView,
    DeclarationView,
    DocumentView,
    Outcome,
    Point,
    Relation,
    RemovalView,
    Saw,
    Seen,
    ViewingView,
)
from lawsuit_hub.features.invites import service as invites
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.lawsuits import service as lawsuits
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.types import MaybeTheLandlord, NoSuchVictim, Profile, VictimId
from lawsuit_hub.infra.work import Work


@dataclass(frozen=True, slots=True)
class LeaseFile:
    """One person's verification, masked: no picture and no word of hers."""

    profile: Profile
    documents: tuple[DocumentView, ...]
    declared: DeclarationView | None
    decision: DecisionView | None
    by_me: bool
    may_be_landlord: bool
    removal: RemovalView | None
    asked_by_me: bool

    @property
    def pages(self) -> int:
        return sum(len(one.pages) for one in self.documents)


def lease_file(work: Work, reference: str) -> LeaseFile:
    """Raises NoSuchVictim."""
    work.require(Permission.PERSON_READ)
    return _file(work, victims.by_reference(work, reference))


def _file(work: Work, victim_id: VictimId) -> LeaseFile:
    person = victims.profile(work, victim_id)
    decided, removal = decisions.standing(work, victim_id), removals.waiting(work, victim_id)
    return LeaseFile(
        profile=person,
        documents=documents.of_person(work, victim_id),
        declared=declarations.of_person(work, victim_id),
        decision=decided,
        by_me=decided is not None and decided.decided_by == work.actor.id,
        may_be_landlord=may_be_landlord(work, person),
        removal=removal,
        asked_by_me=removal is not None and removal.asked_by == work.actor.id,
    )


def look(work: Work, reference: str, *, reason: str) -> ViewingView:
    return viewings.open_(work, _present(work, reference), reason=reason)


def looked_at(work: Work, viewing_id: UUID) -> tuple[ViewingView, LeaseFile, list[str]]:
    """Who is looked at under this leave, and what she wrote of a relation. Raises NoSuchDocument, ViewingOver."""
    leave = viewings.viewing(work, viewing_id)
    said = [text for _, text in declarations.written(work, leave.victim_id) if text]
    return leave, _file(work, leave.victim_id), said


def decide(
    work: Work,
    reference: str,
    *,
    seen: Seen,
    points: Mapping[Point, Saw],
    outcome: Outcome,
    reason: str,
    compared: bool,
) -> None:
    """`compared`: the documents show another person of the landlord's name. Raises MaybeTheLandlord, and what documents.decisions raises."""
    work.require(Permission.PERSON_VERIFY)
    landlords.take_turn(work)
    victim_id = _present(work, reference)
    same = outcome is Outcome.ACCEPTED and may_be_landlord(work, victims.profile(work, victim_id))
    if same and not compared:
        raise MaybeTheLandlord
    decisions.decide(work, victim_id, seen=seen, points=points, outcome=outcome, reason=reason)
    if same:
        audit.record(work, "lease:namesake", about=victim_id)
    lawsuits.refresh(work, victim_id)


def take_back(work: Work, reference: str, *, reason: str) -> bool:
    """She is active no more and her unused invite opens nothing. False when there was no check."""
    landlords.take_turn(work)
    victim_id = victims.by_reference(work, reference)
    taken = victims.unverify_lease(work, victim_id, reason=reason)
    if taken:
        decisions.take_back(work, victim_id)
        invites.revoke(work, victim_id)
        lawsuits.refresh(work, victim_id)
    return taken


def take_down_relation(work: Work, reference: str, relation: Relation, words: str) -> None:
    declarations.take_down(work, _present(work, reference), relation, words)


def ask_removal(work: Work, reference: str, *, reason: str) -> None:
    removals.ask(work, _present(work, reference), reason=reason)


def decide_removal(work: Work, reference: str, *, agree: bool, reason: str) -> str | None:
    """What was done, or None where it was dropped. Her unused invites are void before her place ends."""
    victim_id = _present(work, reference)
    landlords.take_turn(work)
    waits = removals.waiting(work, victim_id)
    if agree and waits is not None and waits.kind == removals.REMOVE and waits.asked_by != work.actor.id:
        invites.revoke(work, victim_id)
    return removals.decide(work, victim_id, agree=agree, reason=reason)


def _present(work: Work, reference: str) -> VictimId:
    victim_id = victims.by_reference(work, reference)
    if victims.profile(work, victim_id).withdrawn_at is not None:
        raise NoSuchVictim
    return victim_id
