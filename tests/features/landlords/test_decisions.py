"""What a caseworker decides: whose report it is, which landlords are one, and what nobody may decide."""

from uuid import uuid4

import pytest

from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.landlords.types import (
    DecidedBy,
    LandlordConflict,
    Merged,
    NoSuchLandlord,
    NoSuchProposal,
    NoSuchReport,
    Settled,
)
from lawsuit_hub.infra.work import NotAllowed, Work
from tests.features.landlords.reports import (
    BORN,
    BORN_LATER,
    always,
    business,
    caseworker,
    evidence,
    landlord_of,
    make_victim,
    never,
    tell,
)


def test_where_a_caseworker_joined_one_her_neighbours_follow(work: Work) -> None:
    _, known = tell(work, evidence(birth=BORN))
    victim, _ = tell(work, evidence(building="g"))
    outcome = landlords.settle(caseworker(work), victim, landlord_id=known.landlord_id, may_merge=always)
    assert outcome.landlord_id == known.landlord_id
    standing = landlords.standing(work, victim)
    assert standing is not None and standing.decided_by is DecidedBy.CASEWORKER
    assert tell(work, evidence(building="g"))[1].landlord_id == known.landlord_id


def test_a_decision_settles_whoever_stood_between_the_same_two(work: Work) -> None:
    tell(work, evidence(birth=BORN, building="h"))
    _, other = tell(work, evidence(birth=BORN_LATER, building="h"))
    decided, _ = tell(work, evidence(building="h", number=business(1)))
    fellow, _ = tell(work, evidence(number=business(1), building="h"))
    assert landlord_of(work, fellow) is None
    outcome = landlords.settle(caseworker(work), decided, landlord_id=other.landlord_id, may_merge=always)
    assert outcome.settled == (Settled(fellow, other.landlord_id),)  # type: ignore[arg-type]


def test_a_caseworker_cannot_join_against_a_conflict(work: Work) -> None:
    _, known = tell(work, evidence(birth=BORN))
    victim, before = tell(work, evidence(birth=BORN_LATER))
    with pytest.raises(LandlordConflict):
        landlords.settle(caseworker(work), victim, landlord_id=known.landlord_id, may_merge=always)
    assert landlord_of(work, victim) == before.landlord_id


def test_a_landlord_of_its_own_shows_who_he_is_although_nobody_reported_now(work: Work) -> None:
    tell(work, evidence(birth=BORN))
    victim, _ = tell(work, evidence(building="g"))
    outcome = landlords.settle(caseworker(work), victim, landlord_id=None, may_merge=always)
    assert outcome.opened == (outcome.landlord_id,)
    (hints,) = landlords.described(work, outcome.opened).values()
    assert (hints.name_mask, hints.birth_mask, hints.buildings_count) == ("나*로", "", 1)


def test_whom_a_caseworker_took_out_no_rule_brings_back(work: Work) -> None:
    tell(work, evidence(building="h"))
    victim, first = tell(work, evidence(building="h"))
    outcome = landlords.settle(caseworker(work), victim, landlord_id=None, may_merge=always)
    assert outcome.merged == ()
    assert outcome.landlord_id != first.landlord_id
    assert outcome.candidates == ()
    _, later = tell(work, evidence(building="h"))
    assert later.landlord_id is None, "the building now leads to two"
    assert later.candidates == (first.landlord_id, outcome.landlord_id)


def test_confirming_where_she_is_changes_nothing_else(work: Work) -> None:
    victim, first = tell(work, evidence(building="h"))
    outcome = landlords.settle(caseworker(work), victim, landlord_id=first.landlord_id, may_merge=always)
    assert outcome.landlord_id == first.landlord_id
    assert landlords.standing(work, victim).decided_by is DecidedBy.CASEWORKER  # type: ignore[union-attr]


def test_a_proposal_is_joined_or_kept_apart_for_good(work: Work) -> None:
    _, older = tell(work, evidence(building="h"))
    _, younger = tell(work, evidence(birth=BORN))
    said = evidence(birth=BORN, building="h")
    landlords.report(work, victim_id=make_victim(work), evidence=said, may_merge=never)
    (proposal,) = landlords.merge_proposals(work)
    outcome = landlords.decide_merge(caseworker(work), proposal.id, join=False)
    assert outcome.merged == () and landlords.merge_proposals(work) == []
    _, again = tell(work, evidence(birth=BORN, building="h"))
    assert again.merged == () and again.landlord_id == younger.landlord_id
    assert older.landlord_id not in again.candidates
    with pytest.raises(NoSuchProposal):
        landlords.decide_merge(caseworker(work), proposal.id, join=True)


def test_a_joined_proposal_moves_everybody_to_the_older(work: Work) -> None:
    _, older = tell(work, evidence(building="h"))
    moved, younger = tell(work, evidence(birth=BORN))
    said = evidence(birth=BORN, building="h")
    landlords.report(work, victim_id=make_victim(work), evidence=said, may_merge=never)
    (proposal,) = landlords.merge_proposals(work)
    outcome = landlords.decide_merge(caseworker(work), proposal.id, join=True)
    assert outcome.merged == (Merged(kept=older.landlord_id, gone=younger.landlord_id),)  # type: ignore[arg-type]
    assert landlord_of(work, moved) == older.landlord_id
    assert landlords.merge_proposals(work) == []


def test_a_proposal_follows_the_landlord_who_was_merged(work: Work) -> None:
    _, first = tell(work, evidence(building="h"))
    _, second = tell(work, evidence(number=business(1)))
    _, third = tell(work, evidence(birth=BORN))
    said = evidence(birth=BORN, building="h")
    landlords.report(work, victim_id=make_victim(work), evidence=said, may_merge=never)
    landlords.merge(caseworker(work), second.landlord_id, third.landlord_id)  # type: ignore[arg-type]
    (proposal,) = landlords.merge_proposals(work)
    assert (proposal.older, proposal.younger) == (first.landlord_id, second.landlord_id)


def test_landlords_who_contradict_each_other_are_never_joined(work: Work) -> None:
    _, one = tell(work, evidence(birth=BORN))
    _, other = tell(work, evidence(birth=BORN_LATER))
    with pytest.raises(LandlordConflict):
        landlords.merge(caseworker(work), one.landlord_id, other.landlord_id)  # type: ignore[arg-type]


def test_a_merge_settles_who_stood_between_the_two(work: Work) -> None:
    _, one = tell(work, evidence(building="h"))
    apart, _ = tell(work, evidence(building="h"))
    other = landlords.settle(caseworker(work), apart, landlord_id=None, may_merge=always)
    waiting, _ = tell(work, evidence(building="h"))
    outcome = landlords.merge(caseworker(work), one.landlord_id, other.landlord_id)  # type: ignore[arg-type]
    assert outcome.settled == (Settled(waiting, one.landlord_id),)  # type: ignore[arg-type]


def test_only_caseworkers_decide(work: Work) -> None:
    victim, outcome = tell(work, evidence())
    with pytest.raises(NotAllowed):
        landlords.settle(work, victim, landlord_id=None, may_merge=always)
    with pytest.raises(NotAllowed):
        landlords.merge(work, outcome.landlord_id, outcome.landlord_id)  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        landlords.decide_merge(work, uuid4(), join=True)


def test_who_reported_nothing_and_who_is_unknown_are_refused(work: Work) -> None:
    with pytest.raises(NoSuchReport):
        landlords.settle(caseworker(work), make_victim(work), landlord_id=None, may_merge=always)
    with pytest.raises(NoSuchLandlord):
        landlords.current(work, uuid4())
