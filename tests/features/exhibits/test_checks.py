"""Checking papers: whoever decides is looking, a lawyer looks only as her client's agent, and she reads why a paper comes back."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.documents import service as documents
from lawsuit_hub.features.documents.types import DocumentKind, NoSuchDocument, ViewingOver
from lawsuit_hub.features.exhibits import checks, looking, own, retiring
from lawsuit_hub.features.exhibits.types import Flaw, FlawMissing, NoSuchPaper, Standing
from lawsuit_hub.features.lawsuits.types import NoSuchGroup, Stage
from lawsuit_hub.features.outbox.models import Message
from lawsuit_hub.features.victims import consents
from lawsuit_hub.features.victims.types import ConsentKind
from lawsuit_hub.infra.refusals import ReasonHoldsNumber
from tests.features.documents.papers import NUMBER
from tests.features.exhibits.suits import REASON, Suit

LEASE, TRANSFER = DocumentKind.LEASE, DocumentKind.TRANSFER
pytestmark = pytest.mark.either


def standings(suit: Suit) -> dict[DocumentKind, Standing]:
    with suit.world.as_member(suit.first) as work:
        return {one.kind: one.standing for one in own.own(work).lines}


def end_consent(suit: Suit) -> None:
    with suit.world.as_member(suit.first) as work:
        consents.withdraw(work, suit.first, ConsentKind.FIRM, firm_id=suit.case.counsel.firm_id)


def test_a_paper_goes_from_missing_to_checked_and_back_with_words_she_reads(suit: Suit) -> None:
    assert standings(suit)[LEASE] is Standing.MISSING
    lease = suit.hand(suit.first)
    assert standings(suit)[LEASE] is Standing.HANDED
    suit.accept(suit.first, lease, by="lawyer")
    assert standings(suit)[LEASE] is Standing.CHECKED
    suit.send_back(suit.first, lease, Flaw.INCOMPLETE, "특약이 적힌 둘째 쪽이 없습니다")
    with suit.world.as_member(suit.first) as work:
        [line] = [one for one in own.own(work).lines if one.kind is LEASE]
        told = [one.deed for one in audit.about(work, suit.first, limit=20)]
    assert (line.standing, line.is_due, line.papers[0].found.words) == (
        Standing.RETURNED,
        True,
        "특약이 적힌 둘째 쪽이 없습니다",
    )
    assert {"document:opened", "exhibit:checked", "exhibit:returned"} <= set(told)
    with suit.world.as_system() as work:
        assert work.db.scalars(select(Message.id).where(Message.kind == "paper_returned")).all()
    suit.hand(suit.first)
    assert standings(suit)[LEASE] is Standing.HANDED


def test_a_paper_comes_back_only_with_a_reason_and_never_with_a_resident_number(suit: Suit) -> None:
    lease = suit.hand(suit.first)
    for flaw in (None, Flaw.OTHER):
        with pytest.raises(FlawMissing):
            suit.desk(lambda work, flaw=flaw: checks.send_back(work, lease.id, lease.id, flaw=flaw, words=" "))
    with pytest.raises(ReasonHoldsNumber):
        suit.send_back(suit.first, lease, Flaw.NUMBER_SEEN, f"여기에 {NUMBER} 번호가 보입니다")


def test_a_lawyer_looks_only_as_the_agent_and_no_longer_than_that(suit: Suit) -> None:
    lease = suit.hand(suit.first)
    page = lease.pages[0].id
    leave = suit.look(suit.first, by="lawyer")
    assert suit.lawyer(lambda work: looking.picture(work, leave, page))
    stranger = suit.hand(suit.second).pages[0].id
    with pytest.raises(NoSuchDocument):
        suit.lawyer(lambda work: looking.picture(work, leave, stranger))
    end_consent(suit)  # and the mandate with it, at once
    for deed in (
        lambda work: looking.picture(work, leave, page),
        lambda work: checks.accept(work, leave, lease.id),
        lambda work: looking.look(work, suit.code, suit.case.alias(suit.first), reason=REASON),
    ):
        with pytest.raises(NoSuchPaper):
            suit.lawyer(deed)
    assert not suit.member(suit.first, by="lawyer").known
    assert suit.member(suit.first).known  # her caseworker still sees how her papers stand


def test_a_group_that_is_another_lawyers_does_not_exist_and_ten_minutes_end(suit: Suit) -> None:
    lease = suit.hand(suit.first)
    leave = suit.look(suit.first)
    with pytest.raises(NoSuchGroup):
        suit.lawyer(lambda work: looking.look(work, "JS-9999", "a", reason=REASON))
    with pytest.raises(NoSuchPaper):
        suit.desk(lambda work: checks.accept(work, leave, suit.hand(suit.second).id))
    suit.world.clock.now += timedelta(minutes=11)
    with pytest.raises(ViewingOver):
        suit.desk(lambda work: checks.accept(work, leave, lease.id))


def test_papers_of_a_suit_stay_until_it_is_over_and_go_some_time_after_somebody_left(suit: Suit) -> None:
    suit.checked(suit.first, LEASE, TRANSFER)
    suit.common()
    days = timedelta(days=suit.world.settings.document_days + 400)

    def left() -> int:
        suit.world.clock.now += days
        with suit.world.as_system() as work:
            documents.retire(work)
            retiring.retire(work)
        return suit.member(suit.first).handed + len(suit.board().common)

    assert left() == 3
    suit.case.take(Stage.SETTLED, Stage.GATHERING)
    suit.case.take(Stage.CLOSED, Stage.SETTLED, reason="모두 합의해 사건이 끝났습니다")
    assert left() == 0
