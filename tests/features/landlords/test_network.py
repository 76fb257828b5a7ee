"""The same hand behind several landlords: said, taken back, following merges; and what is around a landlord."""

from uuid import uuid4

import pytest

from lawsuit_hub.features.landlords import network
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.landlords.types import LandlordId, LinkedAlready, NoSuchLandlord, NoSuchLink
from lawsuit_hub.infra.refusals import ReasonMissing
from lawsuit_hub.infra.work import Work
from tests.features.landlords.reports import BORN, caseworker, evidence, tell

WHY = "등기부에 같은 사람이 대표입니다"


def opened(work: Work, name: str, **said: object) -> LandlordId:
    _, outcome = tell(work, evidence(name, **said))  # type: ignore[arg-type]
    assert outcome.landlord_id is not None
    return outcome.landlord_id


def hands(work: Work, landlord_id: LandlordId) -> list[LandlordId]:
    return [hand.landlord_id for hand in network.hands_of(work, landlord_id)]


def test_a_link_shows_on_both_sides_and_merges_nobody(work: Work) -> None:
    one, other = opened(work, "맹선정", building="h"), opened(work, "표본임대", building="g")
    link_id = network.link(caseworker(work), one, other, reason=WHY)
    assert hands(work, one) == [other] and hands(work, other) == [one]
    assert landlords.current(work, one) == one and landlords.current(work, other) == other
    network.unlink(caseworker(work), link_id, reason="다른 사람이었습니다")
    assert hands(work, one) == hands(work, other) == []


def test_a_link_is_refused_twice_without_a_reason_and_for_who_is_not_there(work: Work) -> None:
    one, other = opened(work, "맹선정", building="h"), opened(work, "표본임대", building="g")
    with pytest.raises(ReasonMissing):
        network.link(caseworker(work), one, other, reason=" ")
    network.link(caseworker(work), one, other, reason=WHY)
    with pytest.raises(LinkedAlready):
        network.link(caseworker(work), other, one, reason=WHY)
    for nobody in (one, uuid4()):
        with pytest.raises(NoSuchLandlord):
            network.link(caseworker(work), one, nobody, reason=WHY)
    with pytest.raises(NoSuchLink):
        network.unlink(caseworker(work), uuid4(), reason=WHY)


def test_a_link_follows_who_is_merged_and_goes_with_who_is_forgotten(work: Work) -> None:
    kept, gone = opened(work, "맹선정", building="h"), opened(work, "맹선정", birth=BORN)
    teller, outcome = tell(work, evidence("표본임대", building="g"))
    assert outcome.landlord_id is not None
    network.link(caseworker(work), gone, outcome.landlord_id, reason=WHY)
    landlords.merge(caseworker(work), kept, gone)
    assert hands(work, outcome.landlord_id) == [kept] and hands(work, kept) == [outcome.landlord_id]
    landlords.withdraw_report(work, teller)
    assert hands(work, kept) == []


def test_two_who_were_linked_and_are_one_have_no_link(work: Work) -> None:
    kept, gone = opened(work, "맹선정", building="h"), opened(work, "맹선정", birth=BORN)
    network.link(caseworker(work), kept, gone, reason=WHY)
    landlords.merge(caseworker(work), kept, gone)
    assert hands(work, kept) == []


def test_what_is_around_a_landlord_is_told_in_counts_and_ids(work: Work) -> None:
    one = opened(work, "맹선정", building="h", broker="표본중개", proxy="김대리", owner="새주인임")
    neighbour = opened(work, "표본임대", building="h", birth=BORN)
    by_broker = opened(work, "한다른", building="g", broker="표본중개사", proxy="김대리")
    also = opened(work, "두다른", building="k", broker="표본 중개")
    found = network.around(caseworker(work), one)
    assert (found.names, found.buildings, found.brokers, found.proxies, found.owners) == (1, 1, 1, 1, 1)
    assert found.in_his_houses == {neighbour}
    assert found.by_his_brokers == {also}
    assert found.by_his_proxies == {by_broker}
    with pytest.raises(NoSuchLandlord):
        network.around(caseworker(work), uuid4())
