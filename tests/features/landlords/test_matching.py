"""The rules of matching, without a database: what makes two reports the same landlord's, and what forbids it."""

from uuid import UUID, uuid4

import pytest

from lawsuit_hub.features.landlords.matching import (
    Fact,
    FactKind,
    Facts,
    Joins,
    Known,
    Opens,
    Waiting,
    Waits,
    conflict,
    decide,
    same_as,
    strength,
)


def facts(**said: str) -> Facts:
    """facts(birth="1970", building="h") of a landlord called kim."""
    kinds = {
        FactKind.BIRTH: said.get("birth"),
        FactKind.NAME_AND_BIRTH: said.get("birth"),
        FactKind.BUSINESS: said.get("business"),
        FactKind.CORPORATION: said.get("corporation"),
        FactKind.NAME_AND_BUILDING: said.get("building"),
        FactKind.LOOSE_NAME: said.get("loose", "kim"),
        FactKind.NAME: said.get("name", "kim"),
    }
    return frozenset(Fact(kind, f"{kind}{text}".encode()) for kind, text in kinds.items() if text)


def known(**said: str) -> Known:
    return Known(uuid4(), facts(**said))


def pair(one: Known, other: Known) -> frozenset[frozenset[UUID]]:
    return frozenset({frozenset({one.id, other.id})})


def test_a_name_alone_is_never_certain() -> None:
    assert strength(facts(), facts()) == 0
    assert decide(facts(), [known()]) == Waits()


@pytest.mark.parametrize("shared", [{"birth": "1970"}, {"building": "h"}, {"business": "1"}, {"corporation": "1"}])
def test_a_name_with_one_certain_fact_joins(shared: dict[str, str]) -> None:
    landlord = known(**shared)
    assert decide(facts(**shared), [known(), landlord]) == Joins(landlord.id)


def test_a_number_joins_under_another_name() -> None:
    landlord = known(business="1")
    assert decide(facts(business="1", name="lee", loose="lee"), [landlord]) == Joins(landlord.id)


@pytest.mark.parametrize("kind", ["birth", "business", "corporation"])
def test_a_conflict_forbids_whatever_else_agrees(kind: str) -> None:
    agreeing = {"birth": "1970", "business": "1", "corporation": "2", "building": "h"}
    theirs = {**agreeing, kind: "other"}
    assert conflict(facts(**agreeing), facts(**theirs))
    assert decide(facts(**agreeing), [known(**theirs)]) == Opens()


def test_what_one_side_does_not_know_is_no_conflict() -> None:
    assert not conflict(facts(birth="1970"), facts(business="1"))


def test_the_strongest_evidence_decides_before_the_weaker() -> None:
    by_building, by_birth = known(building="h"), known(birth="1970")
    assert decide(facts(birth="1970", building="h"), [by_building, by_birth]) == Joins(by_birth.id)
    by_number = known(business="1")
    assert decide(facts(birth="1970", business="1"), [by_birth, by_number]) == Joins(by_number.id)


def test_of_equally_strong_ones_the_older_is_joined() -> None:
    older, younger = known(building="h", birth="1970"), known(building="h")
    assert decide(facts(building="h"), [older, younger]) == Joins(older.id)


def test_namesakes_in_one_building_leave_a_bare_name_waiting() -> None:
    namesakes = [known(building="h", birth="1970"), known(building="h", birth="1980")]
    assert decide(facts(building="h"), namesakes) == Waits()
    assert decide(facts(building="h", birth="1980"), namesakes) == Joins(namesakes[1].id)


def test_landlords_kept_apart_by_a_person_leave_a_report_waiting() -> None:
    one, other = known(building="h"), known(building="h")
    assert decide(facts(building="h"), [one, other], apart=pair(one, other)) == Waits()


def test_a_birth_date_or_number_that_no_like_named_landlord_has_opens_a_landlord() -> None:
    assert decide(facts(birth="1970"), [known(birth="1980"), known()]) == Opens()
    assert decide(facts(business="1"), [known()]) == Opens()


def test_a_variant_of_the_name_with_the_same_birth_date_waits() -> None:
    variant = Known(uuid4(), facts(birth="1970") - {Fact(FactKind.NAME_AND_BIRTH, b"41970")})
    assert decide(facts(birth="1970"), [variant]) == Waits()


def test_a_bare_name_opens_a_landlord_only_when_nothing_resembles_it() -> None:
    assert decide(facts(), []) == Opens()
    assert decide(facts(), [], waiting=Waiting(alike=True, twins=())) == Waits()


def test_two_bare_names_in_one_building_open_a_landlord_together() -> None:
    waiting = Waiting(alike=True, twins=(facts(building="h"),))
    assert decide(facts(building="h"), [known(building="elsewhere")], waiting=waiting) == Opens()


def test_a_twin_who_contradicts_is_no_twin() -> None:
    variant = Known(uuid4(), facts(birth="1970") - {Fact(FactKind.NAME_AND_BIRTH, b"41970")})
    waiting = Waiting(alike=True, twins=(facts(building="h", birth="1980"),))
    assert decide(facts(building="h", birth="1970"), [variant], waiting=waiting) == Waits()


def test_a_report_connects_the_landlords_that_it_matches() -> None:
    kept, other = known(birth="1970"), known(building="h")
    assert same_as(kept, [other]) == [other]


def test_of_two_that_contradict_each_other_neither_is_connected() -> None:
    kept, one, other = known(business="1"), known(building="h", birth="1970"), known(building="h", birth="1980")
    assert same_as(kept, [one, other]) == []


def test_nobody_is_connected_with_whom_he_contradicts_or_is_kept_apart_from() -> None:
    kept, contradicting, apart = known(birth="1970"), known(birth="1980", building="h"), known(building="h")
    assert same_as(kept, [contradicting]) == []
    assert same_as(kept, [apart], apart=pair(kept, apart)) == []
