"""The likely stage: who is offered to a caseworker, in which order and why; and what no likeness can do."""

from datetime import date

import pytest
from sqlalchemy import text

from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.landlords.likely import MOST_CANDIDATES, Candidate
from lawsuit_hub.features.landlords.likeness import Likeness
from lawsuit_hub.features.landlords.types import Settled
from lawsuit_hub.features.landlords.weights import Axis
from lawsuit_hub.infra.work import Work
from tests.features.landlords.reports import BORN, BORN_LATER, business, evidence, landlord_of, tell

WITH_BOTH_KEYS = {"building": "road", "also_known": ("lot",)}


def because(candidate: Candidate) -> dict[Axis, bool]:
    return {reason.axis: reason.agrees for reason in candidate.reasons}


@pytest.mark.parametrize(
    ("spelt", "likeness"),
    [
        ("맹선전", Likeness.LETTER), ("맹선호", Likeness.SYLLABLE), ("맹정선", Likeness.SYLLABLE), ("孟善貞", Likeness.VARIANT),
        ("Maeng Seon-jeong", Likeness.SOUND), ("SEONJEONG MAENG", Likeness.SOUND),
    ],
)  # fmt: skip
def test_nearly_the_same_name_in_the_same_house_waits_and_says_why(work: Work, spelt: str, likeness: Likeness) -> None:
    _, known = tell(work, evidence("맹선정", building="h"))
    tell(work, evidence("한다른", building="elsewhere"))
    victim, outcome = tell(work, evidence(spelt, building="h"))
    assert outcome.landlord_id is None, "likely is not certain"
    (found,) = landlords.explained(work, victim)
    assert found.landlord_id == known.landlord_id and not found.certain and not found.forbidden
    assert because(found) == {Axis.NAME: True, Axis.BUILDING: True}
    assert found.reasons[0].likeness is likeness


def test_a_typo_with_the_same_birth_date_and_house_is_certain(work: Work) -> None:
    _, known = tell(work, evidence("맹선정", birth=BORN, building="h"))
    for spelt in ("맹선전", "맹선호", "Maeng Seonjeong", "孟善貞"):
        assert tell(work, evidence(spelt, birth=BORN, building="h"))[1].landlord_id == known.landlord_id, spelt


def test_a_typo_with_the_same_birth_date_elsewhere_is_likely_only(work: Work) -> None:
    _, known = tell(work, evidence("맹선정", birth=BORN, building="h"))
    _, outcome = tell(work, evidence("맹선전", birth=BORN, building="g"))
    assert outcome.landlord_id is None and outcome.candidates == (known.landlord_id,)


@pytest.mark.parametrize("contrary", [{"birth": BORN_LATER}, {"birth": BORN, "number": business(2)}])
def test_no_likeness_outweighs_a_contradiction(work: Work, contrary: dict[str, object]) -> None:
    _, known = tell(work, evidence("맹선정", birth=BORN, number=business(1), building="h"))
    victim, outcome = tell(work, evidence("맹선전", building="h", **contrary))  # type: ignore[arg-type]
    assert outcome.landlord_id not in (None, known.landlord_id) and outcome.candidates == ()
    assert known.landlord_id is not None
    told = landlords.explained_for(work, victim, known.landlord_id)
    assert told.forbidden and not told.certain


def test_another_name_in_the_same_house_is_nobody_to_compare(work: Work) -> None:
    for number in range(30):
        tell(work, evidence(f"{'가나다라마바사아자차'[number // 3]}{'희준연'[number % 3]}석", building=f"h{number}"))
    _, outcome = tell(work, evidence("독고탁", building="h3"))
    assert outcome.landlord_id is not None and outcome.candidates == ()


def test_the_likeliest_comes_first_and_only_the_first_few(work: Work) -> None:
    same = [tell(work, evidence(birth=date(1950 + place, 1, 2), building=f"h{place}"))[1] for place in range(7)]
    _, outcome = tell(work, evidence(building="new", broker="표본중개"))
    assert len(outcome.candidates) == MOST_CANDIDATES
    assert outcome.candidates == tuple(one.landlord_id for one in same[:MOST_CANDIDATES])
    tell(work, evidence(birth=date(1956, 1, 2), broker="표본 중개"))
    _, again = tell(work, evidence(building="newer", broker="표본중개"))
    assert again.candidates[0] == same[6].landlord_id, "the same broker"


def test_broker_and_proxy_speak_for_him_and_another_broker_against(work: Work) -> None:
    tell(work, evidence(building="h", broker="표본중개", proxy="김대리"))
    tell(work, evidence(birth=BORN, building="g", broker="다른중개"))
    victim, _ = tell(work, evidence(building="new", broker="표본중개", proxy="김대리"))
    first, second = landlords.explained(work, victim)
    assert first.weight > second.weight
    assert because(first) == {Axis.NAME: True, Axis.BUILDING: False, Axis.BROKER: True, Axis.PROXY: True}
    assert because(second) == {Axis.NAME: True, Axis.BUILDING: False, Axis.BROKER: False}


def test_the_present_owner_is_kept_apart_from_the_landlord(work: Work) -> None:
    tell(work, evidence("맹선정", building="h", owner="나대로"))
    _, outcome = tell(work, evidence("나대로", building="h"))
    assert outcome.landlord_id is not None and outcome.candidates == ()


def test_whoever_writes_both_addresses_tells_that_they_are_one_house(work: Work) -> None:
    tell(work, evidence(building="elsewhere"))
    by_lot, alone = tell(work, evidence(building="lot"))
    assert alone.landlord_id is None
    _, by_road = tell(work, evidence(building="road", birth=BORN))
    _, outcome = tell(work, evidence(**WITH_BOTH_KEYS))  # type: ignore[arg-type]
    assert outcome.landlord_id == by_road.landlord_id
    assert outcome.settled == (Settled(by_lot, by_road.landlord_id),)  # type: ignore[arg-type]
    assert work.db.scalar(text("select count(*) from buildings")) == 2


def test_a_house_once_known_by_both_is_known_by_either_to_everybody(work: Work) -> None:
    _, first = tell(work, evidence("맹선정", building="road"))
    tell(work, evidence("한다른", **WITH_BOTH_KEYS))  # type: ignore[arg-type]
    assert tell(work, evidence("맹선정", building="lot"))[1].landlord_id == first.landlord_id


def test_keys_of_a_name_and_of_a_house_go_with_the_last_who_said_them(work: Work) -> None:
    first, _ = tell(work, evidence("맹선정", building="h"))
    second, _ = tell(work, evidence("맹선정", building="h"))
    tell(work, evidence("한다른", building="g"))
    landlords.withdraw_report(work, first)
    assert _kept(work) == (2, 2, 2)
    landlords.withdraw_report(work, second)
    assert _kept(work) == (1, 1, 1)


def _kept(work: Work) -> tuple[int | None, ...]:
    return tuple(
        work.db.scalar(text(f"select {what}"))
        for what in (
            "count(distinct name_index) from landlord_name_keys",
            "count(*) from buildings",
            "count(*) from building_keys",
        )
    )


def test_a_corrected_name_takes_its_keys_along(work: Work) -> None:
    victim, _ = tell(work, evidence("맹선정", building="h"))
    tell(work, evidence("맹선호", building="g"), victim)
    assert _kept(work) == (1, 1, 1)


def test_two_landlords_are_explained_to_each_other(work: Work) -> None:
    one, first = tell(work, evidence("맹선정", birth=BORN))
    _, second = tell(work, evidence("맹선정", number=business(1)))
    assert first.landlord_id and second.landlord_id and first.landlord_id == landlord_of(work, one)
    told = landlords.explained_pair(work, first.landlord_id, second.landlord_id)
    assert told.landlord_id == second.landlord_id and because(told) == {Axis.NAME: True}
    assert [found.landlord_id for found in landlords.explained_landlord(work, first.landlord_id)] == [
        second.landlord_id
    ]
