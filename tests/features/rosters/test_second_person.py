"""A large roster waits for a second person: who may agree, how far her word goes, what everybody in it reads; both databases."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from sqlalchemy import select, text, update

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.audit.models import AuditLine
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.identity.models import StaffAccount
from lawsuit_hub.features.rosters import approvals
from lawsuit_hub.features.rosters import service as rosters
from lawsuit_hub.features.rosters.approval_types import (
    AlreadyAnswered,
    NoSuchApproval,
    NotAnotherPerson,
    RowsDiffer,
    SecondMissing,
)
from lawsuit_hub.features.rosters.models import RosterRequest
from lawsuit_hub.features.rosters.types import FileState, SheetFormat
from lawsuit_hub.features.victims import consents
from lawsuit_hub.features.victims.types import ConsentKind
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import NotAllowed
from lawsuit_hub.privacy.sealed import Sealed
from tests.features.rosters.exports import PASSWORD, REASON, Counsel, counsel, make_finished, names_in
from tests.features.rosters.waiting import AGREES, always_two, answer, ask, export_ids, second, state, waiting
from tests.world import World

pytestmark = pytest.mark.pages

__all__ = ["counsel"]


def deeds(world: World, about: UUID) -> list[tuple[str, str]]:
    with world.as_system() as work:
        lines = audit.about(
            work,
            about,
            deeds=("roster:second-asked", "roster:second-agreed", "roster:second-refused", "roster:exported"),
        )
        return [(line.deed, line.actor_role) for line in reversed(lines)]


def leaves(counsel: Counsel, victim_id: UUID) -> None:
    with counsel.world.as_member(victim_id) as work:
        consents.withdraw(work, victim_id, ConsentKind.FIRM, firm_id=counsel.firm_id)


def test_a_large_roster_waits_is_agreed_to_made_and_fetched_once(world: World, counsel: Counsel) -> None:
    asked = ask(counsel)
    assert asked.waits and not asked.data and state(counsel)[0] is FileState.SECOND
    with world.as_system() as work:
        kept = work.db.scalars(select(RosterRequest.password)).one()
    assert PASSWORD.encode() not in kept.data
    assert rosters.prepare_asked(world.works) == 0, "nobody has agreed"
    (line,) = waiting(counsel)
    assert (line.group_code, line.rows, line.purpose, line.reason) == (counsel.code, 2, "case", REASON)
    answer(counsel, line)
    assert state(counsel)[0] is FileState.ASKED
    assert rosters.prepare_asked(world.works) == 1
    assert state(counsel)[0] is FileState.WAITING
    with world.works.open(counsel.actor) as work:
        fetched = rosters.fetch(work, asked.id)
    assert names_in(fetched) == {"김표본", "이표본"}  # type: ignore[arg-type]
    for one in (*counsel.people, counsel.group_id):
        assert deeds(world, one) == [
            ("roster:second-asked", "lawyer"), ("roster:second-agreed", "caseworker"), ("roster:exported", "lawyer"),
        ]  # fmt: skip
    with world.as_system() as work:
        assert work.db.execute(text("select count(*) from roster_requests")).scalar_one() == 0
        assert audit.about(work, counsel.people[0], deeds=("roster:second-agreed",))[0].reason == AGREES


def test_a_small_roster_and_one_at_the_threshold_wait_for_nobody(make_world: object, counsel: Counsel) -> None:
    works = counsel.world.works
    assert works.settings.export_rows_alone == 50
    assert not counsel.export(keep=True).waits
    with always_two(works).open(counsel.actor) as work:
        assert approvals.is_needed(work, 1) and not approvals.is_needed(work, 0)
    with works.open(counsel.actor) as work:
        assert not approvals.is_needed(work, 50) and approvals.is_needed(work, 51)


def test_who_refuses_says_why_and_nothing_is_made(world: World, counsel: Counsel) -> None:
    ask(counsel)
    (line,) = waiting(counsel)
    answer(counsel, line, agree=False)
    assert state(counsel) == (FileState.REFUSED, AGREES)
    assert rosters.prepare_asked(world.works) == 0 and waiting(counsel) == []
    assert deeds(world, counsel.people[0])[-1] == ("roster:second-refused", "caseworker")


def test_an_old_page_and_a_foreign_id_decide_nothing(world: World, counsel: Counsel) -> None:
    ask(counsel)
    (line,) = waiting(counsel)
    leaves(counsel, counsel.people[0])
    with pytest.raises(RowsDiffer):
        answer(counsel, line, seen=2)
    answer(counsel, line, seen=1)
    for again in (True, False):
        with pytest.raises(AlreadyAnswered):
            answer(counsel, line, agree=again, seen=1)
    with world.works.open(second(counsel)) as work, pytest.raises(NoSuchApproval):
        approvals.decide(work, new_id(), agree=True, reason=AGREES, seen=1)


def test_of_two_who_answer_at_once_one_is_heard(world: World, counsel: Counsel) -> None:
    ask(counsel)
    (line,) = waiting(counsel)
    people = [second(counsel, f"second-{i}@example.com") for i in range(4)]

    def press(number: int) -> str:
        try:
            answer(counsel, line, agree=number % 2 == 0, by=people[number])
        except AlreadyAnswered:
            return "late"
        return "heard"

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(press, range(4))) == ["heard", "late", "late", "late"]
    assert [deed for deed, _ in deeds(world, counsel.people[0])][1:] in (
        ["roster:second-agreed"],
        ["roster:second-refused"],
    )


def test_nobody_agrees_to_her_own_export_nor_without_the_right(world: World, counsel: Counsel) -> None:
    ask(counsel)
    (line,) = waiting(counsel)
    for role in (Role.LAWYER, Role.ADMIN, Role.PRIVACY_OFFICER, Role.MEMBER):
        with pytest.raises(NotAllowed):
            answer(counsel, line, by=Actor(role, counsel.lawyer_id))
    with world.as_system() as work:  # the lawyer becomes a caseworker: she stays who asked
        work.db.execute(update(StaffAccount).where(StaffAccount.id == counsel.lawyer_id).values(role="caseworker"))
    with pytest.raises(NotAnotherPerson):
        answer(counsel, line, by=Actor(Role.CASEWORKER, counsel.lawyer_id))
    closed = second(counsel, "gone@example.com")
    with world.as_system() as work:
        assert closed.id is not None
        identity.close_account(work, closed.id)
    with pytest.raises(NotAnotherPerson):
        answer(counsel, line, by=closed)


def test_whoever_joined_meanwhile_makes_it_wait_anew_and_whoever_left_does_not(world: World, counsel: Counsel) -> None:
    ask(counsel)
    answer(counsel, waiting(counsel)[0])
    counsel.add("박새로", "010-0100-0900")
    rosters.prepare_asked(world.works)
    assert state(counsel)[0] is FileState.SECOND, "three are more than the two that were agreed to"
    (line,) = waiting(counsel)
    assert line.rows == 3 and line.again
    answer(counsel, line)
    leaves(counsel, counsel.people[0])
    assert rosters.prepare_asked(world.works) == 1
    with world.works.open(counsel.actor) as work:
        made = rosters.fetch(work, export_ids(counsel)[0])
    assert names_in(made) == {"이표본", "박새로"}  # type: ignore[arg-type]


def test_a_word_counts_only_while_its_giver_may_give_it_and_for_a_bounded_time(world: World, counsel: Counsel) -> None:
    ask(counsel)
    gone = second(counsel, "gone@example.com")
    answer(counsel, waiting(counsel)[0], by=gone)
    with world.as_system() as work:
        assert gone.id is not None
        identity.close_account(work, gone.id)
    rosters.prepare_asked(world.works)
    (line,) = waiting(counsel)
    assert line.again and state(counsel)[0] is FileState.SECOND
    answer(counsel, line)
    world.clock.forward(hours=world.settings.export_approval_hours, minutes=1)
    assert rosters.prepare_asked(world.works) == 0 and state(counsel)[0] is FileState.UNFINISHED
    with world.as_system() as work:
        assert work.db.execute(text("select count(*) from roster_requests")).scalar_one() == 0, "the password is gone"


def test_what_nobody_answers_is_over_after_a_week(world: World, counsel: Counsel) -> None:
    ask(counsel)
    (line,) = waiting(counsel)
    world.clock.forward(days=7, minutes=1)
    assert waiting(counsel) == []
    with pytest.raises(AlreadyAnswered):
        answer(counsel, line)
    rosters.prepare_asked(world.works)
    assert state(counsel)[0] is FileState.UNFINISHED


def test_the_command_line_needs_a_second_name_above_the_threshold(world: World, counsel: Counsel) -> None:
    works, asked = always_two(world.works), {"group": counsel.code, "reason": REASON, "password": PASSWORD}
    operator = Actor(Role.LAWYER, counsel.lawyer_id, system_user="operator")
    with pytest.raises(SecondMissing):
        rosters.export_for(works, operator, format=SheetFormat.XLSX, **asked)  # type: ignore[arg-type]
    officer = make_finished(world, Role.PRIVACY_OFFICER, "officer@example.com")
    for nobody in (counsel.lawyer_id, officer):
        with pytest.raises(NotAnotherPerson):
            rosters.export_for(works, operator, format=SheetFormat.XLSX, second=nobody, **asked)  # type: ignore[arg-type]
    assert deeds(world, counsel.people[0]) == []
    agrees = second(counsel).id
    made = rosters.export_for(works, operator, format=SheetFormat.XLSX, second=agrees, **asked)  # type: ignore[arg-type]
    assert made.rows == 2
    with world.as_system() as work:
        about_her = AuditLine.about_id == counsel.people[0], AuditLine.deed == "roster:second-agreed"
        line = work.db.scalars(select(AuditLine).where(*about_her)).one()
        assert (line.actor_role, line.actor_id, line.system_user) == ("caseworker", agrees, "operator")


def test_a_damaged_request_is_set_aside_and_told_and_the_next_is_made_at_once(world: World, counsel: Counsel) -> None:
    for _ in range(2):
        ask(counsel)
    for line in waiting(counsel):
        answer(counsel, line)
    with world.as_system() as work:
        row = work.db.scalars(select(RosterRequest).order_by(RosterRequest.asked_at, RosterRequest.id)).first()
        assert row is not None and row.password is not None
        damaged, row.password = row.id, Sealed(row.password.data[:-1] + bytes([row.password.data[-1] ^ 1]))
    assert rosters.prepare_asked(world.works) == 1
    with world.works.open(counsel.actor, read_only=True) as work:
        states = {line.id: line.state for line in rosters.history(work, counsel.code)}
    assert states.pop(damaged) is FileState.DAMAGED
    assert list(states.values()) == [FileState.WAITING]
    assert rosters.prepare_asked(world.works) == 0, "nobody tries it again"
    with world.as_system() as work:
        assert [line.deed for line in audit.about(work, damaged)] == ["roster:set-aside"]
