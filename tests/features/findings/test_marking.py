"""Which questions mark somebody is one caseworker's choice and another's word; before that no row goes out, whatever is tried."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from lawsuit_hub.access.roles import Role
from lawsuit_hub.demo import survey_answers
from lawsuit_hub.features.audit.models import AuditLine
from lawsuit_hub.features.desk import board_tasks
from lawsuit_hub.features.findings import ending, marking, raw
from lawsuit_hub.features.findings.models import FindingPlan
from lawsuit_hub.features.findings.types import AlreadyOut, Marks, NotConfirmed, NothingMarked, OwnWord, SomebodyElse
from lawsuit_hub.features.surveys.refusals import AnswersGone
from lawsuit_hub.infra import schema
from lawsuit_hub.infra.refusals import Refusal
from tests.features.findings.test_results import ASKED, WORD, clerk
from tests.features.my.visits import press, visit
from tests.people import make_group
from tests.surveys import closed, fill, opened
from tests.world import World

CHOSEN, CONFIRMED, OUT = "finding:marks-chosen", "finding:marks-confirmed", "finding:exported"


class Office:
    """A survey of sixty answers that is over, and three caseworkers."""

    def __init__(self, world: World) -> None:
        self.world = world
        make_group(world, size=6)
        self.survey = opened(world, ASKED)
        fill(world, self.survey, survey_answers.sheets(ASKED, 60))
        closed(world, self.survey)
        self.ida, self.bo, self.cleo = (clerk(world, f"{name}@example.com") for name in ("ida", "bo", "cleo"))

    def by(self, who: UUID, deed: Any) -> Any:
        with self.world.as_staff(Role.CASEWORKER, who) as work:
            return deed(work)

    def propose(self, who: UUID, *keys: str) -> None:
        self.by(who, lambda work: marking.propose(work, self.survey, keys))

    def marks(self) -> Any:
        return self.by(self.ida, lambda work: marking.of(work, self.survey))

    def confirm(self, who: UUID, seen: str) -> None:
        self.by(who, lambda work: marking.confirm(work, self.survey, seen=seen))

    def export(self, who: UUID) -> bytes:
        reason = "대학의 주거 연구에 냅니다"
        made: bytes = self.by(who, lambda work: raw.export(work, self.survey, password=WORD, reason=reason))
        return made

    def gone(self) -> None:
        """A month after the desk was told of it, its answers go."""
        for days, count in ((150, 0), (30, 1)):
            self.world.clock.forward(days=days)
            with self.world.as_system() as work:
                assert ending.let_go(work) == count

    def deeds(self, name: str) -> list[UUID | None]:
        with self.world.as_system() as work:
            return list(work.db.scalars(select(AuditLine.actor_id).where(AuditLine.deed == name)))


@pytest.fixture
def office(world: World) -> Office:
    return Office(world)


@pytest.mark.either
def test_one_chooses_another_confirms_and_then_rows_go_out(office: Office) -> None:
    with pytest.raises(NothingMarked):
        office.confirm(office.bo, office.marks().seen)
    office.propose(office.ida, "age", "home")
    for who in (office.ida, office.bo):
        with pytest.raises(NotConfirmed):
            office.export(who)
    office.confirm(office.bo, office.marks().seen)
    office.confirm(office.cleo, office.marks().seen)
    assert office.marks().confirmed_by == office.bo, "one word is enough, and stays hers"
    assert office.export(office.ida)
    assert (office.deeds(CHOSEN), office.deeds(CONFIRMED)) == ([office.ida], [office.bo])
    with pytest.raises(AlreadyOut):
        office.propose(office.cleo, "age")


def test_nobody_confirms_her_own_choice_and_the_database_holds_no_such_row(office: Office) -> None:
    office.propose(office.ida, "age", "home")
    with pytest.raises(OwnWord):
        office.confirm(office.ida, office.marks().seen)
    office.propose(office.bo, "home", "age")
    assert office.marks().chosen_by == office.ida, "the same questions again take nobody's place"
    with pytest.raises(OwnWord):
        office.confirm(office.ida, office.marks().seen)
    for wrong in ({"confirmed_by": office.ida}, {"marked_by": None, "confirmed_by": office.bo}):
        with pytest.raises(IntegrityError, match="two_people"), office.world.as_system() as work:
            work.db.execute(update(FindingPlan).values(wrong))
    assert office.deeds(CONFIRMED) == []


@pytest.mark.either
def test_an_old_tab_confirms_no_other_choice_than_it_shows(office: Office) -> None:
    """Also the same questions where somebody chose them anew: she would confirm her own."""
    office.propose(office.ida, "age", "home")
    old = office.marks().seen
    office.propose(office.cleo, "age")
    with pytest.raises(SomebodyElse):
        office.confirm(office.bo, old)
    office.propose(office.bo, "age", "home")
    for seen in (old, "", office.marks().seen):
        with pytest.raises(OwnWord if seen == office.marks().seen else SomebodyElse):
            office.confirm(office.bo, seen)
    assert office.marks().confirmed_by is None


@pytest.mark.either
def test_another_choice_wants_another_word(office: Office) -> None:
    office.propose(office.ida, "age", "home")
    office.confirm(office.bo, office.marks().seen)
    office.propose(office.ida, "home", "age")
    assert office.marks().confirmed_by == office.bo, "nothing changed"
    office.propose(office.bo, "age")
    with pytest.raises(NotConfirmed):
        office.export(office.ida)
    with pytest.raises(OwnWord):
        office.confirm(office.bo, office.marks().seen)
    office.confirm(office.ida, office.marks().seen)
    assert office.export(office.cleo)


def at_once(*deeds: Callable[[], object]) -> list[type[Exception]]:
    """What they were refused with."""
    start, refused = Barrier(len(deeds)), []

    def run(deed: Callable[[], object]) -> None:
        start.wait()
        try:
            deed()
        except Refusal as refusal:
            refused.append(type(refusal))

    threads = [Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


def test_of_two_words_at_the_same_moment_one_is_kept(office: Office) -> None:
    office.propose(office.ida, "age", "home")
    seen = office.marks().seen
    assert at_once(lambda: office.confirm(office.bo, seen), lambda: office.confirm(office.cleo, seen)) == []
    assert office.deeds(CONFIRMED) == [office.marks().confirmed_by]


def test_a_word_at_the_moment_of_another_choice_is_not_about_that_one(office: Office) -> None:
    for keys in (("age",), ("age", "home")) * 3:
        office.propose(office.ida, *keys)
        seen = office.marks().seen
        refused = at_once(lambda: office.propose(office.ida, "home"), lambda seen=seen: office.confirm(office.bo, seen))
        assert refused in ([], [SomebodyElse])
        assert office.marks().keys == ("home",) and office.marks().confirmed_by is None


def test_a_file_at_the_moment_of_another_choice_is_by_what_was_confirmed_or_is_none(office: Office) -> None:
    office.propose(office.ida, "age", "home")
    office.confirm(office.bo, office.marks().seen)
    refused = at_once(lambda: office.export(office.ida), lambda: office.propose(office.cleo, "age"))
    assert refused in ([AlreadyOut], [NotConfirmed])
    out = len(office.deeds(OUT))
    assert (out, office.marks().keys) == ((1, ("age", "home")) if refused == [AlreadyOut] else (0, ("age",)))


@pytest.mark.either
def test_a_choice_of_before_says_nobody_s_name_and_wants_both_again(office: Office) -> None:
    """A file that went out when one person still chose: its marks stay, the next file wants two people."""
    office.propose(office.ida, "age")
    with office.world.as_system() as work:
        work.db.execute(update(FindingPlan).values(marked_by=None, rows_out_on=work.today))
    with pytest.raises(NothingMarked):
        office.confirm(office.bo, office.marks().seen)
    with pytest.raises(AlreadyOut):
        office.propose(office.cleo, "home")
    office.propose(office.cleo, "age")
    office.confirm(office.bo, office.marks().seen)
    assert office.export(office.ida)


@pytest.mark.pages
def test_the_page_asks_somebody_else_and_today_s_work_says_so(office: Office) -> None:
    app, page = office.world.app(), f"/desk/surveys/{office.survey}/findings"
    ida, bo = (visit(office.world, app, who, role=Role.CASEWORKER) for who in (office.ida, office.bo))

    def tasks(who: UUID) -> list[str]:
        return [one["url"] for one in office.by(who, board_tasks.tasks)]

    assert press(ida, page, f"{page}/marking", **{"mark-keys": ["age", "home"]}).status_code == 303
    hers, other = ida.get(page).text, bo.get(page).text
    assert "다른 담당자의 확인을 기다립니다" in hers and 'id="confirm-marks"' not in hers
    assert 'id="confirm-marks"' in other and 'id="export"' not in hers + other
    assert (tasks(office.ida), tasks(office.bo)) == ([], [f"{page}#marks"])
    seen = office.marks().seen
    own = press(ida, page, f"{page}/marking/confirm", seen=seen)
    assert own.status_code == 409 and "고른 사람은 확인할 수 없습니다" in own.text
    assert press(bo, page, f"{page}/marking/confirm", seen="0" * 64).status_code == 409
    assert press(bo, page, f"{page}/marking/confirm", seen=seen).status_code == 303
    assert "다른 담당자가 확인했습니다" in ida.get(page).text and tasks(office.bo) == []
    whole = {"export-reason": "대학의 주거 연구에 냅니다", "export-password": WORD}
    assert press(ida, page, f"{page}/export", **whole).data.startswith(b"PK")
    after = ida.get(page).text
    assert "물음은 바꿀 수 없습니다" in after and 'id="save-marks"' not in after


@pytest.mark.either
def test_marks_that_nobody_can_confirm_any_more_go_with_the_answers(office: Office) -> None:
    office.propose(office.ida, "age", "home")
    assert office.by(office.bo, marking.waiting) == (office.survey,)
    office.gone()
    assert office.by(office.bo, marking.waiting) == () and office.marks() == Marks(seen=office.marks().seen)
    assert all("연구용 파일" not in one["title"] for one in office.by(office.bo, board_tasks.tasks))


@pytest.mark.either
def test_marks_that_waited_for_nothing_before_are_let_go_by_the_migration(office: Office) -> None:
    office.propose(office.ida, "age", "home")
    kept = office.marks()
    schema.downgrade(office.world.engine, "0053")
    schema.upgrade(office.world.engine)
    assert office.marks() == kept, "its answers are there"
    office.gone()
    with office.world.as_system() as work:
        work.db.execute(update(FindingPlan).values(marking=list(kept.keys), marked_by=office.ida))
    schema.downgrade(office.world.engine, "0053")
    schema.upgrade(office.world.engine)
    assert office.marks().keys == () and office.marks().chosen_by is None


@pytest.mark.either
def test_marks_that_were_confirmed_stay_when_the_answers_go(office: Office) -> None:
    office.propose(office.ida, "age", "home")
    office.confirm(office.bo, office.marks().seen)
    office.gone()
    assert office.marks().keys == ("age", "home") and office.marks().confirmed_by == office.bo


def test_who_waited_for_the_plan_while_the_answers_went_changes_nothing(office: Office) -> None:
    """Her page read the survey before; what counts is how it stands once the plan is hers."""
    office.propose(office.ida, "age")
    office.world.clock.forward(days=150)
    with office.world.as_system() as work:
        assert ending.let_go(work) == 0
    office.world.clock.forward(days=30)
    failed: list[Exception] = []

    def choose() -> None:
        try:
            office.propose(office.bo, "age", "home")
        except Refusal as refusal:
            failed.append(refusal)

    choosing = Thread(target=choose)
    with office.world.as_system() as work:
        assert ending.let_go(work) == 1
        choosing.start()
        choosing.join(0.5)
    choosing.join()
    assert [type(one) for one in failed] == [AnswersGone]
    assert office.marks().keys == ()
