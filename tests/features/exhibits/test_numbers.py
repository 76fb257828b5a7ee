"""Numbers of exhibits: by kind in the order of the list, by plaintiff in theirs, given once and never moved."""

import pytest

from lawsuit_hub.features.destruction import erasing
from lawsuit_hub.features.destruction.types import Ground
from lawsuit_hub.features.documents import service as documents
from lawsuit_hub.features.documents.types import DocumentKind
from lawsuit_hub.features.exhibits import lists, numbering
from lawsuit_hub.features.exhibits.types import Flaw, ListMoved, Need, NothingToNumber
from lawsuit_hub.features.proceedings.types import State
from tests.features.exhibits.suits import Suit

LEASE, TRANSFER, MESSAGES = DocumentKind.LEASE, DocumentKind.TRANSFER, DocumentKind.MESSAGES


def test_kinds_come_in_the_order_of_the_list_and_plaintiffs_in_theirs_then_what_all_share(suit: Suit) -> None:
    suit.common()
    suit.checked(suit.second, LEASE, TRANSFER)
    suit.checked(suit.first, TRANSFER, LEASE, LEASE)  # two uploads of one lease are one exhibit
    suit.hand(suit.first, MESSAGES)  # nobody has looked at it
    assert suit.fix() == 5
    assert suit.listed() == [
        ("갑 제1호증의 1", LEASE, 1, True),
        ("갑 제1호증의 2", LEASE, 2, True),
        ("갑 제2호증의 1", TRANSFER, 1, True),
        ("갑 제2호증의 2", TRANSFER, 2, True),
        ("갑 제3호증", "등기사항전부증명서(건물)", None, True),
    ]


def test_a_lawyer_puts_the_list_in_another_order_and_an_old_page_writes_over_nobody(suit: Suit) -> None:
    needs = {TRANSFER: Need.NEEDED, LEASE: Need.WELCOME}
    assert suit.lawyer(lambda work: lists.change(work, suit.code, needs, seen=0))
    with pytest.raises(ListMoved):
        suit.desk(lambda work: lists.change(work, suit.code, {}, seen=0))
    suit.checked(suit.first, LEASE, TRANSFER)
    suit.fix()
    assert [row[:2] for row in suit.listed()] == [("갑 제1호증의 1", TRANSFER), ("갑 제2호증의 1", LEASE)]
    assert [one.kind for one in suit.member(suit.second).due] == [TRANSFER]


def test_what_comes_later_is_appended_and_what_goes_leaves_its_number_empty(suit: Suit) -> None:
    [lease] = suit.checked(suit.first, LEASE)
    suit.checked(suit.second, LEASE)
    suit.fix()
    with suit.world.as_member(suit.first) as work:
        documents.take_away(work, lease.id)
    suit.checked(suit.first, LEASE)
    third = suit.add("송새로", "010-0300-0009")
    suit.checked(third, LEASE)
    assert suit.fix() == 2
    assert [(label, number, there) for label, _kind, number, there in suit.listed()] == [
        ("갑 제1호증의 1", 1, False),
        ("갑 제1호증의 2", 2, True),
        ("갑 제1호증의 3", 1, True),
        ("갑 제1호증의 4", 3, True),
    ]
    with pytest.raises(NothingToNumber):
        suit.fix()


def test_an_erased_plaintiff_leaves_her_numbers_to_nobody(suit: Suit) -> None:
    suit.checked(suit.second, LEASE)
    suit.fix()
    with suit.world.as_system() as work:
        erasing.destroy(work, suit.second, ground=Ground.COMMAND, reason="본인이 전화로 청했습니다")
    third = suit.add("송새로", "010-0300-0009")
    suit.checked(third, LEASE)
    suit.fix()
    assert suit.listed() == [("갑 제1호증의 1", LEASE, None, False), ("갑 제1호증의 2", LEASE, 3, True)]


def test_only_who_sues_is_numbered_and_nothing_that_the_page_did_not_show(suit: Suit) -> None:
    outside = suit.case.counsel.add("전밖에", "010-0300-0010")  # agreed to the firm, gave no mandate
    suit.checked(outside, LEASE)
    suit.checked(suit.first, LEASE)
    suit.case.state(suit.first, State.WITHDREW)
    with pytest.raises(NothingToNumber):
        suit.fix()
    mark = suit.board().mark
    papers = suit.checked(suit.second, LEASE)
    with pytest.raises(ListMoved):
        suit.lawyer(lambda work: numbering.fix(work, suit.code, seen=mark))
    suit.send_back(suit.second, papers[0], Flaw.OLD)
    with pytest.raises(NothingToNumber):
        suit.fix()
