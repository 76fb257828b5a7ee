"""Papers: the newest of each counts, rows stay, an old page changes nothing, names do not get in."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.briefings import filings, service
from lawsuit_hub.features.briefings.models import FilingRow
from lawsuit_hub.features.briefings.types import BadWords, Filing, HoldsPersonal, NotInFile, Paper, Side, Stale
from lawsuit_hub.features.lawsuits.types import NoSuchGroup
from tests.features.proceedings.cases import TODAY, Case
from tests.features.rosters.exports import make_finished

pytestmark = pytest.mark.either

PAPER = Paper(TODAY, Side.OURS, "complaint", "", "소장을 냈습니다.")


def shown(case: Case) -> tuple[Filing, ...]:
    with case.world.as_member(case.counsel.people[0]) as work:
        return service.own_file(work).filings


def test_a_paper_is_entered_corrected_and_withdrawn_and_its_rows_stay(case: Case) -> None:
    assert case.lawyer(lambda work: filings.enter(work, case.code, PAPER, once="a"))
    assert not case.desk(lambda work: filings.enter(work, case.code, PAPER, once="a"))
    (one,) = shown(case)
    other = replace(PAPER, note="소장을 다시 냈습니다.")
    assert case.desk(lambda work: filings.correct(work, case.code, one.id, other, seen=1))
    assert not case.desk(lambda work: filings.correct(work, case.code, one.id, other, seen=2))
    assert [each.paper.note for each in shown(case)] == ["소장을 다시 냈습니다."]
    with pytest.raises(Stale):
        case.lawyer(lambda work: filings.correct(work, case.code, one.id, PAPER, seen=1))
    case.lawyer(lambda work: filings.withdraw(work, case.code, one.id, reason="다른 사건의 서류입니다", seen=2))
    assert shown(case) == ()
    with case.world.as_system() as work:
        assert work.db.scalar(select(func.count()).select_from(FilingRow)) == 3


def test_what_is_no_paper_of_that_side_or_names_somebody_is_refused(case: Case) -> None:
    bad = [
        (replace(PAPER, side=Side.COURT), BadWords),
        (replace(PAPER, filed_on=TODAY + timedelta(days=1)), BadWords),
        (replace(PAPER, kind="other"), BadWords),
        (replace(PAPER, note="900101-1234567"), BadWords),
        (replace(PAPER, note="김표본 님이 냈습니다"), HoldsPersonal),
        (replace(PAPER, title="010-0100-0001"), HoldsPersonal),
    ]
    for paper, refusal in bad:
        with pytest.raises(refusal):
            case.lawyer(lambda work, paper=paper: filings.enter(work, case.code, paper, once="b"))
    assert shown(case) == ()


def test_another_group_s_paper_and_a_lawyer_of_before_reach_nothing(case: Case) -> None:
    case.lawyer(lambda work: filings.enter(work, case.code, PAPER, once="a"))
    with pytest.raises(NotInFile):
        case.desk(lambda work: filings.correct(work, case.code, case.counsel.group_id, PAPER, seen=1))
    case.counsel.assign(make_finished(case.world, Role.LAWYER, "next@example.com"))
    with pytest.raises(NoSuchGroup):
        case.lawyer(lambda work: service.file(work, case.code))
