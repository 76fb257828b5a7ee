"""What waits on the desk: opened once, closed once, and an answer that is accepted is the answer that came."""

from dataclasses import asdict, replace
from uuid import UUID

import pytest
from sqlalchemy import select

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.outbox.models import Message
from lawsuit_hub.features.victims import kept_answers, tasks
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.models import Task
from lawsuit_hub.features.victims.types import Answer, NoSuchVictim, OpenedBefore, TaskClosed
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import NotAllowed
from lawsuit_hub.values.dates import parse_date
from lawsuit_hub.values.registration_numbers import CorporationNumber
from lawsuit_hub.values.won import Won
from tests.people import canary, make_answer, make_staff, make_victim
from tests.world import World

REASON = "본인에게 전화로 물어보았습니다"


@pytest.fixture
def caseworker(world: World) -> UUID:
    return make_staff(world, Role.CASEWORKER)


def wait_for_desk(world: World, victim_id: UUID, answer: Answer) -> UUID:
    with world.as_system() as work:
        tasks.open_changed_answer(work, victim_id, answer)
        return tasks.of_victim(work, victim_id)[-1].id


def kinds_owed(world: World, victim_id: UUID) -> list[str]:
    with world.as_system() as work:
        rows = select(Message.kind).where(Message.recipient_id == victim_id).order_by(Message.queued_at)
        return list(work.db.scalars(rows))


def full_answers(world: World) -> list[Answer]:
    whole = make_answer(world, name="홍길순", email="soon@example.com", free_text="둘째 줄\n까지", joins=False)
    return [
        whole,
        replace(
            whole,
            service_address="서울특별시 강서구 받는로 1",
            monthly_rent=Won(300_000),
            start_date=parse_date("2021-12-06"),
        ),
        replace(
            make_answer(world, business_number="123-45-67891", landlord="표본주택(주)"),
            situation=("경매 진행", "보증금 미반환"),
        ),
        replace(
            whole,
            landlord_birth=None,
            landlord_kind="corporation",
            corporation_number=CorporationNumber("1101110000002"),
        ),
        replace(
            whole,
            address=None,
            building=None,
            building_also=(),
            birth_date=None,
            email=None,
            situation=(),
            contract_date=None,
            landlord_birth=None,
        ),
        replace(whole, consents={"collect": True, "share_card": False, "firm": True}),
    ]


@pytest.mark.parametrize("number", range(6))
def test_what_waited_is_what_came(world: World, number: int) -> None:
    answer = full_answers(world)[number]
    again = kept_answers.read(kept_answers.written(answer), home_province=world.settings.home_province)
    for name in asdict(answer):
        assert getattr(again, name) == getattr(answer, name), name


def test_a_second_wish_to_withdraw_waits_once(world: World) -> None:
    her = make_victim(world)
    for _ in range(3):
        with world.as_system() as work:
            tasks.open_withdrawal(work, her)
    with world.as_system() as work:
        assert [task.kind for task in tasks.of_victim(work, her)] == [tasks.WITHDRAWAL]
        assert audit.count(work, her, deeds=["victim:withdrawal-asked"]) == 1
    assert kinds_owed(world, her).count("withdrawal_asked") == 1


def test_the_newest_differing_answer_waits_sealed(world: World, caseworker: UUID) -> None:
    her = make_victim(world)
    wait_for_desk(world, her, make_answer(world, name="홍첫째"))
    second = wait_for_desk(world, her, canary(world))
    assert kinds_owed(world, her).count("changed_answer") == 1
    with world.as_staff(Role.CASEWORKER, caseworker) as work:
        assert [one.id for one in tasks.of_victim(work, her)] == [second]
        assert "카나리아".encode() not in bytes(work.db.get_one(Task, second).answer.data)  # type: ignore[union-attr]
        said = tasks.open_answer(work, second, reason=REASON)
    assert said["name"].startswith("카나리아") and said["phone"] == "+821009991234"


def test_an_answer_that_came_after_the_one_that_was_read_is_not_accepted_with_it(
    world: World, caseworker: UUID
) -> None:
    her = make_victim(world)
    read = wait_for_desk(world, her, make_answer(world, name="홍첫째"))
    with world.as_staff(Role.CASEWORKER, caseworker) as work:
        tasks.open_answer(work, read, reason=REASON)
    newer = wait_for_desk(world, her, make_answer(world, name="홍둘째", landlord="박다른"))
    with pytest.raises(TaskClosed), world.as_staff(Role.CASEWORKER, caseworker) as work:
        tasks.accept_answer(work, read, reason=REASON)
    with world.as_system() as work:
        assert work.db.get_one(Task, read).answer is None
        assert [one.id for one in tasks.of_victim(work, her)] == [newer]


def test_opening_an_answer_is_marked_and_happens_once_per_form(world: World, caseworker: UUID) -> None:
    her = make_victim(world)
    task = wait_for_desk(world, her, make_answer(world, name="홍길순"))
    with world.as_staff(Role.CASEWORKER, caseworker) as work:
        tasks.open_answer(work, task, reason=REASON, once="form")
    with world.as_staff(Role.CASEWORKER, caseworker) as work:
        with pytest.raises(OpenedBefore):
            tasks.open_answer(work, task, reason=REASON, once="form")
        (line,) = audit.about(work, her, deeds=victims.LOOKS)
    assert (line.reason, line.details["fields"]) == (REASON, ["changed_answer"])


def test_a_task_is_closed_once_and_its_answer_is_gone(world: World, caseworker: UUID) -> None:
    her = make_victim(world)
    task = wait_for_desk(world, her, make_answer(world, name="홍길순"))
    with world.as_staff(Role.CASEWORKER, caseworker) as work:
        tasks.close(work, task, outcome="refused", reason=REASON)
    with world.as_staff(Role.CASEWORKER, caseworker) as work:
        assert work.db.get_one(Task, task).answer is None
        for again in (tasks.close, tasks.open_answer, tasks.accept_answer):
            more = {"outcome": "refused"} if again is tasks.close else {}
            with pytest.raises(TaskClosed):
                again(work, task, reason=REASON, **more)  # type: ignore[operator]
        assert audit.count(work, her, deeds=["task:closed"]) == 1
        assert tasks.waiting(work) == []


def test_a_wish_to_withdraw_holds_no_answer_to_open(world: World, caseworker: UUID) -> None:
    her = make_victim(world)
    with world.as_system() as work:
        tasks.open_withdrawal(work, her)
        (task,) = tasks.of_victim(work, her)
    with world.as_staff(Role.CASEWORKER, caseworker) as work:
        with pytest.raises(NoSuchVictim):
            tasks.open_answer(work, task.id, reason=REASON)
        with pytest.raises(NoSuchVictim):
            tasks.accept_answer(work, task.id, reason=REASON)
        with pytest.raises(NoSuchVictim):
            tasks.victim_of(work, new_id(), kind=tasks.WITHDRAWAL)


def test_a_lawyer_or_member_settles_no_task(world: World) -> None:
    her = make_victim(world)
    task = wait_for_desk(world, her, make_answer(world, name="홍길순"))
    lawyer = make_staff(world, Role.LAWYER)
    for opened in (world.as_staff(Role.LAWYER, lawyer), world.as_member(her)):
        with opened as work:
            for deed in (tasks.open_answer, tasks.accept_answer):
                with pytest.raises(NotAllowed):
                    deed(work, task, reason=REASON)  # type: ignore[operator]
            with pytest.raises(NotAllowed):
                tasks.close(work, task, outcome="refused", reason=REASON)
