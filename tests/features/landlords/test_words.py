"""Why somebody may be the same, as a caseworker reads it."""

from uuid import uuid4

import pytest

from lawsuit_hub.features.landlords import words
from lawsuit_hub.features.landlords.likely import Candidate
from lawsuit_hub.features.landlords.likeness import Likeness
from lawsuit_hub.features.landlords.weights import Axis, Reason
from tests.world import World

pytestmark = pytest.mark.pages

TYPO_AT_HOME = (Reason(Axis.NAME, True, 2.3, Likeness.SYLLABLE), Reason(Axis.BUILDING, True, 10.0))
ELSEWHERE = (
    Reason(Axis.NAME, True, 14.0, Likeness.SAME),
    Reason(Axis.BUILDING, False, -1.0),
    Reason(Axis.BROKER, True, 5.0),
)


def candidate(weight: float, reasons: tuple[Reason, ...], *forbidden: Axis) -> Candidate:
    return Candidate(uuid4(), weight, reasons, forbidden=forbidden)


def test_a_candidate_explains_itself_in_words(world: World) -> None:
    with world.app().test_request_context("/", base_url="http://localhost", headers={"Accept-Language": "ko"}):
        assert words.sentence(candidate(4, TYPO_AT_HOME)) == "같은 건물, 이름 한 글자 다름"
        assert words.sentence(candidate(4, ELSEWHERE)) == "이름 같음, 같은 공인중개사, 다른 건물"
        assert (
            words.sentence(candidate(4, TYPO_AT_HOME, Axis.BIRTH)) == "생년월일이 어긋남, 같은 건물, 이름 한 글자 다름"
        )
        assert [words.chance(candidate(weight, ())) for weight in (4, 0, -3)] == [
            "같을 가능성이 높음", "같을 수 있음", "같을 가능성이 낮음",
        ]  # fmt: skip
        assert words.chance(candidate(9, ELSEWHERE, Axis.BIRTH)) == "같을 수 없음"


def test_every_reason_has_words_in_english(world: World) -> None:
    with world.app().test_request_context("/", base_url="http://localhost", headers={"Accept-Language": "en"}):
        said = [words.name(one) for one in Likeness]
        said += [words.phrase(Reason(axis, True, 1.0)) for axis in Axis if axis is not Axis.NAME]
        said += [words.phrase(Reason(axis, False, -1.0)) for axis in (Axis.BUILDING, Axis.BROKER, Axis.PROXY)]
        said += [words.contradiction(axis) for axis in (Axis.BIRTH, Axis.BUSINESS, Axis.CORPORATION)]
    assert all(one.isascii() for one in said) and len(set(said)) == len(said)
