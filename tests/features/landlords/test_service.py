"""Reports through the service: who is put with whom, who waits, and what a later report changes."""

import pytest

from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.landlords.types import Merged, Settled, Standing
from lawsuit_hub.infra.work import Work
from tests.features.landlords.reports import (
    BORN,
    BORN_LATER,
    business,
    corporation,
    evidence,
    landlord_of,
    make_victim,
    never,
    tell,
)


def test_the_first_report_opens_a_landlord(work: Work) -> None:
    victim, outcome = tell(work, evidence())
    assert outcome.opened == (outcome.landlord_id,)
    assert outcome.candidates == ()
    assert outcome.merged == () and outcome.settled == ()
    standing = landlords.standing(work, victim)
    assert standing is not None and standing.standing is Standing.SETTLED


@pytest.mark.parametrize(
    "shared", [{"birth": BORN}, {"building": "h"}, {"number": business(1)}, {"registered": corporation(1)}]
)
def test_the_same_name_with_one_certain_fact_is_the_same_landlord(work: Work, shared: dict[str, object]) -> None:
    _, first = tell(work, evidence("나대로 (집주인)", **shared))  # type: ignore[arg-type]
    _, second = tell(work, evidence("나 대로", **shared))  # type: ignore[arg-type]
    assert second.landlord_id == first.landlord_id
    assert second.opened == ()


def test_a_bare_namesake_waits_with_the_landlord_as_candidate(work: Work) -> None:
    _, first = tell(work, evidence(building="h"))
    victim, second = tell(work, evidence(building="elsewhere"))
    assert second.landlord_id is None
    assert second.candidates == (first.landlord_id,)
    assert [(one.victim_id, one.candidates) for one in landlords.waiting(work)] == [(victim, second.candidates)]


def test_a_variant_spelling_of_the_surname_is_a_candidate_only(work: Work) -> None:
    _, first = tell(work, evidence("유하수", building="h"))
    _, second = tell(work, evidence("류하수", building="h"))
    assert second.landlord_id is None
    assert second.candidates == (first.landlord_id,)


def test_a_namesake_with_another_birth_date_opens_a_landlord_without_candidates(work: Work) -> None:
    tell(work, evidence(birth=BORN, building="h"))
    _, second = tell(work, evidence(birth=BORN_LATER, building="h"))
    assert second.opened == (second.landlord_id,)
    assert second.candidates == ()


def test_a_conflict_of_numbers_forbids_even_the_same_birth_date(work: Work) -> None:
    _, first = tell(work, evidence(birth=BORN, number=business(1)))
    _, second = tell(work, evidence(birth=BORN, number=business(2)))
    assert second.landlord_id not in (None, first.landlord_id)


def test_a_birth_date_learnt_later_still_forbids(work: Work) -> None:
    _, first = tell(work, evidence(building="h"))
    tell(work, evidence(building="h", birth=BORN))
    _, third = tell(work, evidence(building="h", birth=BORN_LATER))
    assert third.landlord_id not in (None, first.landlord_id)


def test_two_who_wait_with_one_building_get_a_landlord_together(work: Work) -> None:
    _, known = tell(work, evidence(building="h"))
    waiting, _ = tell(work, evidence(building="g"))
    _, outcome = tell(work, evidence(building="g"))
    assert outcome.landlord_id is not None
    assert outcome.settled == (Settled(waiting, outcome.landlord_id),)
    assert outcome.candidates == (known.landlord_id,)


def test_a_later_report_settles_whoever_waited_for_it_and_so_on(work: Work) -> None:
    tell(work, evidence(birth=BORN, building="h"))
    first, _ = tell(work, evidence(building="g"))
    _, outcome = tell(work, evidence(birth=BORN_LATER, building="g"))
    assert outcome.settled == (Settled(first, outcome.landlord_id),)  # type: ignore[arg-type]


def test_a_report_that_connects_two_landlords_makes_them_one_and_the_older_stays(work: Work) -> None:
    _, older = tell(work, evidence(building="h"))
    lonely, younger = tell(work, evidence(birth=BORN))
    _, outcome = tell(work, evidence(birth=BORN, building="h"))
    assert outcome.merged == (Merged(kept=older.landlord_id, gone=younger.landlord_id),)  # type: ignore[arg-type]
    assert outcome.landlord_id == older.landlord_id == landlord_of(work, lonely)
    assert landlords.current(work, younger.landlord_id) == older.landlord_id  # type: ignore[arg-type]


def test_landlords_with_active_members_are_only_proposed_and_once(work: Work) -> None:
    _, older = tell(work, evidence(building="h"))
    _, younger = tell(work, evidence(birth=BORN))
    for _ in range(2):
        outcome = landlords.report(
            work, victim_id=make_victim(work), evidence=evidence(birth=BORN, building="h"), may_merge=never
        )
        assert outcome.merged == ()
        assert outcome.landlord_id == younger.landlord_id
        assert outcome.candidates == (older.landlord_id,)
    (proposal,) = landlords.merge_proposals(work)
    assert (proposal.older, proposal.younger) == (older.landlord_id, younger.landlord_id)
    assert proposal.because == "name_and_building"


def test_a_chain_of_merges_leads_to_the_last_one(work: Work) -> None:
    _, first = tell(work, evidence(building="h"))
    _, second = tell(work, evidence(birth=BORN))
    _, third = tell(work, evidence(number=business(1)))
    tell(work, evidence(birth=BORN, number=business(1)))
    tell(work, evidence(birth=BORN, building="h"))
    found = {landlords.current(work, one.landlord_id) for one in (first, second, third)}  # type: ignore[arg-type]
    assert found == {first.landlord_id}


def test_a_landlord_who_came_and_went_in_one_deed_is_not_told(work: Work) -> None:
    for birth in (BORN, BORN_LATER):
        tell(work, evidence(birth=birth, building="h"))
    between, _ = tell(work, evidence(building="h", number=business(1)))
    _, older = tell(work, evidence(birth=None, building="g", registered=corporation(1)))
    tell(work, evidence(building="g"), between)
    assert landlord_of(work, between) is None, "she stands between two namesakes of one building"
    _, outcome = tell(work, evidence("대로임대", number=business(1)))
    assert outcome.landlord_id == older.landlord_id
    assert outcome.settled == (Settled(between, outcome.landlord_id),)  # type: ignore[arg-type]
    assert outcome.opened == outcome.merged == ()


def test_the_same_answer_again_changes_nothing(work: Work) -> None:
    victim, first = tell(work, evidence(birth=BORN, building="h"))
    _, again = tell(work, evidence(birth=BORN, building="h"), victim)
    assert again.landlord_id == first.landlord_id
    assert again.opened == () and again.merged == () and again.settled == ()


def test_a_newer_answer_adds_and_what_it_leaves_out_stays(work: Work) -> None:
    victim, first = tell(work, evidence(birth=BORN))
    _, second = tell(work, evidence(building="h"), victim)
    assert second.landlord_id == first.landlord_id
    assert tell(work, evidence(birth=BORN))[1].landlord_id == first.landlord_id
    assert tell(work, evidence(building="h"))[1].landlord_id == first.landlord_id


def test_a_newer_answer_may_connect_two_landlords(work: Work) -> None:
    _, older = tell(work, evidence(building="h"))
    victim, _ = tell(work, evidence(birth=BORN))
    _, outcome = tell(work, evidence(building="h"), victim)
    assert outcome.landlord_id == older.landlord_id
    assert len(outcome.merged) == 1


def test_a_newer_answer_of_one_who_waits_is_tried_again(work: Work) -> None:
    _, known = tell(work, evidence(birth=BORN))
    victim, waiting = tell(work, evidence(building="g"))
    assert waiting.landlord_id is None
    _, outcome = tell(work, evidence(birth=BORN), victim)
    assert outcome.landlord_id == known.landlord_id
    assert tell(work, evidence(building="g"))[1].landlord_id == known.landlord_id


def test_a_newer_answer_that_contradicts_the_landlord_is_decided_afresh(work: Work) -> None:
    tell(work, evidence(birth=BORN, building="h"))
    victim, first = tell(work, evidence(birth=BORN, building="g"))
    _, second = tell(work, evidence(birth=BORN_LATER, building="g"), victim)
    assert second.landlord_id not in (None, first.landlord_id)
    _, third = tell(work, evidence(building="g"))
    assert third.landlord_id == second.landlord_id, "what only she said of the old landlord went with her"


def test_a_newer_answer_with_another_name_is_decided_afresh(work: Work) -> None:
    _, other = tell(work, evidence("너대로", building="h"))
    victim, _ = tell(work, evidence("나대로", building="h"))
    _, outcome = tell(work, evidence("너대로", building="h"), victim)
    assert outcome.landlord_id == other.landlord_id


def test_who_alone_named_a_landlord_corrects_him_without_leaving_her_group(work: Work) -> None:
    victim, first = tell(work, evidence(birth=BORN))
    _, second = tell(work, evidence(birth=BORN_LATER), victim)
    assert second.landlord_id == first.landlord_id
    assert second.opened == ()
    assert landlords.described(work, [first.landlord_id])[first.landlord_id].birth_mask == "1981-**-**"  # type: ignore[index,list-item]


def test_a_withdrawn_report_takes_along_what_only_it_said(work: Work) -> None:
    tell(work, evidence(birth=BORN))
    victim, first = tell(work, evidence(birth=BORN, building="h"))
    landlords.withdraw_report(work, victim)
    assert landlords.standing(work, victim) is None
    _, third = tell(work, evidence(building="h"))
    assert third.landlord_id is None
    assert third.candidates == (first.landlord_id,)


def test_reading_many_at_once_says_the_same_as_one_at_a_time(work: Work) -> None:
    victims = [
        tell(work, said)[0]
        for said in (
            evidence(building="h"),
            evidence(birth=BORN),
            evidence(),
            evidence("너대로"),
            evidence(building="x"),
        )
    ]
    together = landlords.candidates_of(work, victims)
    assert together == {victim: landlords.candidates_of(work, [victim])[victim] for victim in victims}
    assert sum(map(len, together.values())) == 12, "너대로 and 나대로 are one letter apart"
    assert landlords.standings(work, victims).keys() == set(victims)


def test_reports_of_one_moment_still_tell_the_older_landlord(work: Work) -> None:
    opened = [tell(work, evidence(number=business(serial)))[1].landlord_id for serial in range(5)]
    assert list(landlords.candidates_of(work, [tell(work, evidence())[0]]).values()) == [tuple(opened)]
