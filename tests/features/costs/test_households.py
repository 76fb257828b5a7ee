"""What is told of others of a household: to the desk all that it compares, to a member nothing of anybody."""

from dataclasses import replace

from lawsuit_hub.features.costs import applying, own
from lawsuit_hub.features.costs.types import Answer, Known, Rule
from tests.features.costs.made import WRITTEN, Costs


def household(costs: Costs, victim_id: object) -> list[Answer]:
    checked = costs.her(victim_id, own.checked)  # type: ignore[arg-type]
    return [one for one in checked[0].answers if one.rule is Rule.HOUSEHOLD]


def test_naming_somebody_or_living_with_her_tells_nobody_whether_she_applied(costs: Costs) -> None:
    home = "서울특별시 강서구 표본로 9, 901호"
    asked = costs.person(1, name="홍표적", address=home)
    curious, beside = costs.person(2, name="나궁금"), costs.person(3, address=home)
    costs.draft(curious, replace(WRITTEN, members=("홍표적",)))
    before = [household(costs, one) for one in (curious, beside)]
    hers = costs.applied(asked, replace(WRITTEN, members=("나궁금",)))
    assert [household(costs, one) for one in (curious, beside)] == before
    number = costs.her(curious, lambda work: applying.begin(work, costs.number))
    (desk,) = (one for one in costs.case(number).answers if one.rule is Rule.HOUSEHOLD)
    assert costs.case(number).twins == (hers,)
    assert (desk.known, desk.why) == (Known.UNKNOWN, "same_house")


def test_the_desk_sees_what_she_applied_for_in_another_programme(costs: Costs) -> None:
    her = costs.person(1)
    one = costs.granted(her)
    costs.begin_programme(once="another")
    two = costs.applied(her)
    assert costs.case(two).twins == (one,)
    assert costs.case(one).twins == (two,)
