"""A case goes from stage to stage as the table says: who may, what it needs, what members are told, and back with a reason."""

import threading
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit.models import AuditLine
from lawsuit_hub.features.lawsuits import groups, pausing
from lawsuit_hub.features.lawsuits.models import StageStep
from lawsuit_hub.features.lawsuits.types import NoSuchGroup, Stage
from lawsuit_hub.features.letters import service as letters
from lawsuit_hub.features.outbox.models import Message
from lawsuit_hub.features.outbox.types import Owed
from lawsuit_hub.features.proceedings import cases, service, stages
from lawsuit_hub.features.proceedings.transitions import FORWARD, ORDER, between
from lawsuit_hub.features.proceedings.types import Facts, Need, NoSuchStep, StageMoved, State, StepLacks
from lawsuit_hub.infra.refusals import ReasonMissing
from lawsuit_hub.infra.work import NotAllowed
from tests.features.proceedings.cases import FACTS, TODAY, Case
from tests.features.rosters.exports import make_finished
from tests.people import make_active
from tests.world import World

REASON = "법원에서 서류를 돌려받았습니다"


def told(world: World, kind: str) -> list[UUID]:
    with world.as_system() as work:
        return list(work.db.scalars(select(Message.recipient_id).where(Message.kind == kind)))


def to_filed(case: Case) -> None:
    case.take(Stage.SETTLED, Stage.GATHERING)
    case.take(Stage.COUNSEL, Stage.SETTLED)
    case.state(case.counsel.people[0], State.RETAINED)
    case.take(Stage.MANDATE, Stage.COUNSEL, by="lawyer")
    case.take(Stage.FILED, Stage.MANDATE, by="lawyer", facts=FACTS)


def test_the_whole_way_with_what_each_step_needs(world: World, case: Case) -> None:
    to_filed(case)
    with world.as_member(case.counsel.people[1]) as work:
        own = service.own_course(work)
        assert own.case is not None and own.case.number == "2026가합12345" and own.case.court == "서울남부지방법원"
    with pytest.raises(StepLacks) as lacks:
        case.take(Stage.JUDGMENT, Stage.FILED, by="lawyer")
    assert lacks.value.needs == (Need.JUDGED,)
    case.take(Stage.JUDGMENT, Stage.FILED, by="lawyer", facts=Facts(judged_on=TODAY))
    case.take(Stage.RECOVERY, Stage.JUDGMENT, by="lawyer")
    with pytest.raises(NoSuchStep):
        case.take(Stage.CLOSED, Stage.RECOVERY, by="lawyer", reason=REASON)
    case.take(Stage.CLOSED, Stage.RECOVERY, reason=REASON)
    assert case.stage() is Stage.CLOSED
    assert sorted(told(world, "stage")) == sorted(case.counsel.people * 6)
    assert sorted(told(world, "stage_closed")) == sorted(case.counsel.people)
    with world.as_system() as work:
        steps = work.db.scalars(select(StageStep).order_by(StageStep.at, StageStep.id)).all()
        assert {step.from_stage for step in steps} == {None, *(stage.value for stage in ORDER[:-1])}
        assert cases.newest(work, case.counsel.group_id).judged_on == TODAY  # type: ignore[union-attr]


def test_no_step_is_taken_without_what_it_needs(world: World, case: Case) -> None:
    with world.as_system() as work:
        alone = groups.get(work, case.counsel.group_id)
        assert alone.stage == "gathering"
    case.take(Stage.SETTLED, Stage.GATHERING)
    case.take(Stage.COUNSEL, Stage.SETTLED)
    with pytest.raises(StepLacks) as lacks:
        case.take(Stage.MANDATE, Stage.COUNSEL)
    assert lacks.value.needs == (Need.RETAINED,)
    case.state(case.counsel.people[0], State.RETAINED, by="desk")
    case.take(Stage.MANDATE, Stage.COUNSEL)
    tomorrow = TODAY + timedelta(days=1)
    for facts in (
        None,
        Facts(),
        Facts("seoul-south", FACTS.number),
        Facts("nowhere", FACTS.number, TODAY),
        Facts("jeju", FACTS.number, tomorrow),
    ):
        with pytest.raises(StepLacks) as lacks:
            case.take(Stage.FILED, Stage.MANDATE, facts=facts)
        assert lacks.value.needs == (Need.CASE,)
    assert case.stage() is Stage.MANDATE


def test_two_are_needed_and_a_lawyer_to_go_on(world: World) -> None:
    make_active(world)
    lone = make_finished(world, Role.CASEWORKER, "lone@example.com")
    with world.as_staff(Role.CASEWORKER, lone) as work, pytest.raises(StepLacks) as lacks:
        stages.take(work, "GS-0001", to=Stage.SETTLED, seen=Stage.GATHERING)
    assert lacks.value.needs == (Need.TWO_ACTIVE,)


@pytest.mark.parametrize("to", [Stage.MANDATE, Stage.FILED, Stage.RECOVERY, Stage.GATHERING])
def test_no_stage_is_skipped_and_staying_is_no_step(case: Case, to: Stage) -> None:
    with pytest.raises(NoSuchStep):
        case.take(to, Stage.GATHERING, reason=REASON)


def test_a_step_back_wants_a_reason_and_takes_the_later_dates_away(world: World, case: Case) -> None:
    to_filed(case)
    for reason in ("", "짧"):
        with pytest.raises(ReasonMissing):
            case.take(Stage.COUNSEL, Stage.FILED, reason=reason)
    with pytest.raises(NoSuchStep):
        case.take(Stage.COUNSEL, Stage.FILED, by="lawyer", reason=REASON)
    case.take(Stage.COUNSEL, Stage.FILED, reason=REASON)
    with world.as_system() as work:
        assert set(groups.stage_dates(work, case.counsel.group_id)) == {"gathering", "settled", "counsel"}
        line = work.db.scalars(
            select(AuditLine).where(AuditLine.deed == "group:stage").order_by(AuditLine.id.desc())
        ).first()
        assert line is not None and line.reason == REASON
        step = work.db.scalars(select(StageStep).where(StageStep.reason == REASON)).one()
        assert (step.from_stage, step.stage) == ("filed", "counsel") and step.by_account is not None


def test_an_old_page_changes_nothing(case: Case) -> None:
    case.take(Stage.SETTLED, Stage.GATHERING)
    with pytest.raises(StageMoved):
        case.take(Stage.SETTLED, Stage.GATHERING)
    with pytest.raises(StageMoved):
        case.take(Stage.CLOSED, Stage.GATHERING, reason=REASON)
    assert case.stage() is Stage.SETTLED


def test_of_many_who_press_at_once_one_takes_the_step(world: World, case: Case) -> None:
    outcomes: list[str] = []

    def press() -> None:
        try:
            case.take(Stage.SETTLED, Stage.GATHERING)
            outcomes.append("taken")
        except StageMoved:
            outcomes.append("moved")

    threads = [threading.Thread(target=press) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["moved"] * 7 + ["taken"]
    assert sorted(told(world, "stage")) == sorted(case.counsel.people)


def test_who_paused_or_wants_quiet_is_not_told(world: World, case: Case) -> None:
    with world.as_member(case.counsel.people[0]) as work:
        pausing.pause(work)
    case.take(Stage.SETTLED, Stage.GATHERING)
    assert told(world, "stage") == case.counsel.people[1:]


def test_another_lawyer_finds_no_such_group_and_nobody_else_may(world: World, case: Case) -> None:
    other = make_finished(world, Role.LAWYER, "other@example.com")
    with world.as_staff(Role.LAWYER, other) as work:
        for deed in (
            lambda: stages.take(work, case.code, to=Stage.SETTLED, seen=Stage.GATHERING),
            lambda: service.course(work, case.code),
            lambda: stages.correct_case(work, case.code, FACTS),
        ):
            with pytest.raises(NoSuchGroup):
                deed()
    for role in (Role.ADMIN, Role.PRIVACY_OFFICER, Role.MEMBER, Role.VISITOR):
        with world.as_staff(role, None) as work, pytest.raises(NotAllowed):
            service.course(work, case.code)


def test_the_messages_name_neither_landlord_nor_trouble(world: World, case: Case) -> None:
    with world.as_system() as work:
        for kind in {one.tells for one in FORWARD}:
            letter = letters.write(work, Owed(case.counsel.group_id, kind, "victim", case.counsel.people[0], {}))
            assert letter is not None
            for word in ("임표본", "피해", "사기", "전세", "소송", "법원", case.code):
                assert word not in letter.body.replace(world.settings.site_name, "")


def test_every_stage_is_reached_by_one_step_from_the_one_before() -> None:
    assert [between(now, to).to for now, to in zip(ORDER, ORDER[1:], strict=False)] == list(ORDER[1:])
    assert [one.to for one in FORWARD] == list(ORDER[1:])
    for now in ORDER[1:]:
        assert all(Need.REASON in between(now, to).needs for to in ORDER[: ORDER.index(now)])


def test_a_case_number_is_sealed_in_the_database(world: World, case: Case) -> None:
    to_filed(case)
    for file in world.folder.parent.rglob("*.db*"):
        assert "가합12345".encode() not in file.read_bytes()
    assert "12345" not in repr(FACTS.number) and date(2026, 3, 1) == FACTS.filed_on
