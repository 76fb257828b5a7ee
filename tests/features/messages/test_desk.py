"""The desk's page of messages: what nobody knows is decided once, what was given up is sent again where that makes sense."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from uuid import UUID

import pytest
from sqlalchemy import select

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit.models import AuditLine
from lawsuit_hub.features.letters import service as letters
from lawsuit_hub.features.messages import service as messages
from lawsuit_hub.features.outbox import budget, delivering
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.outbox.deeds import NoSuchMessage
from lawsuit_hub.features.outbox.kinds import REMINDERS
from lawsuit_hub.features.outbox.models import Message
from lawsuit_hub.features.victims.references import references
from lawsuit_hub.infra.carriers import Outcome, Verdict
from lawsuit_hub.infra.i18n import moment
from lawsuit_hub.values.message_body import Channel
from tests.carriers import Taking, both
from tests.features.my.visits import visit_as_caseworker
from tests.people import caseworker_of, make_victim
from tests.world import World


class Silent(Taking):
    """Nobody knows what it took, and it cannot be asked: as a mail server that hangs up."""

    absent_after = None

    def __init__(self) -> None:
        super().__init__(failures=99, failing=Outcome(Verdict.UNKNOWN))


def in_doubt(world: World, victim: UUID) -> UUID:
    with world.as_system() as work:
        owed = outbox.queue(work, "news", to=victim)
    for _ in range(8):
        delivering.deliver_due(world.works, write=letters.write, carriers=both(Silent()))
        world.clock.forward(hours=1)
    with world.as_system() as work:
        assert work.db.get_one(Message, owed).unknown_at is not None
    return owed


def row(world: World, message: UUID) -> Message:
    with world.as_system() as work:
        return work.db.get_one(Message, message)


def deed(world: World, what: Callable[..., None], message: UUID) -> None:
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        what(work, message)


@pytest.mark.either
def test_what_nobody_knows_is_never_sent_again_by_itself(world: World) -> None:
    owed, carrier = in_doubt(world, make_victim(world)), Taking()
    for _ in range(5):
        world.clock.forward(days=1)
        delivering.deliver_all(world.works, write=letters.write, carriers=both(carrier))
    assert carrier.taken == []
    deed(world, messages.send_again, owed)
    delivering.deliver_all(world.works, write=letters.write, carriers=both(carrier))
    assert [letter.key for letter in carrier.taken] == [str(owed)]
    assert row(world, owed).sent_at is not None


@pytest.mark.either
def test_what_arrived_is_noted_and_both_deeds_stand_in_the_trail_of_whom_they_are_about(world: World) -> None:
    one = make_victim(world)
    first, second = in_doubt(world, one), in_doubt(world, one)
    deed(world, messages.arrived, first)
    deed(world, messages.send_again, second)
    assert row(world, first).sent_at is not None
    with world.as_system() as work:
        lines = work.db.execute(select(AuditLine.deed, AuditLine.about_id).where(AuditLine.deed.like("message:%")))
        assert sorted(map(tuple, lines)) == [("message:arrived", one), ("message:sent-again", one)]


def test_of_many_presses_at_once_one_decides(world: World) -> None:
    owed, account = in_doubt(world, make_victim(world)), caseworker_of(world)
    start, refused = Barrier(6), list[str]()

    def press(what: Callable[..., None]) -> None:
        start.wait()
        try:
            with world.as_staff(Role.CASEWORKER, account) as work:
                what(work, owed)
        except NoSuchMessage:
            refused.append(what.__name__)

    threads = [Thread(target=press, args=(what,)) for what in (messages.arrived, messages.send_again) * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 5


@pytest.mark.either
def test_what_was_given_up_is_sent_again_unless_that_makes_no_sense(world: World) -> None:
    one = make_victim(world)
    with world.as_system() as work:
        again, sealed = (
            outbox.queue(work, "news", to=one),
            outbox.queue_sealed(work, "number_left", to="+821001234567", body="글"),
        )
    refusing = Taking(failures=9, failing=Outcome(Verdict.REFUSED, "unreachable"))
    delivering.deliver_all(world.works, write=letters.write, carriers=both(refusing))
    assert row(world, again).failure == "unreachable"
    deed(world, messages.retry, again)
    with pytest.raises(NoSuchMessage):
        deed(world, messages.retry, sealed)
    carrier = Taking()
    delivering.deliver_all(world.works, write=letters.write, carriers=both(carrier))
    assert [letter.key for letter in carrier.taken] == [str(again)]


@pytest.mark.pages
def test_the_page_shows_references_reasons_and_the_budget_and_nobody_s_name(make_world: Callable[..., World]) -> None:
    world = make_world(budget_day_won=100, budget_reserve_percent=20)
    one = make_victim(world)
    in_doubt(world, one)
    with world.as_system() as work:
        for _ in range(6):
            outbox.queue(work, "news", to=one)
    refusing = Taking(failures=1, failing=Outcome(Verdict.REFUSED, "number_invalid"))
    for _ in range(2):
        delivering.deliver_all(world.works, write=letters.write, carriers=both(refusing))
        world.clock.forward(minutes=10)
    desk = visit_as_caseworker(world, world.app())
    page = desk.get("/desk/messages").text
    for said in (
        "닿았는지 모르는 것 1건",
        "전화번호의 모양이 맞지 않습니다",
        "예산을 다 썼습니다",
        "80원의 100%",
        "P-",
    ):
        assert said in page
    assert "예산을 다 써서 기다립니다" in page
    assert "010-" not in page.replace("02-0000-0000", "")
    assert "문자 예산" in desk.get("/desk").text


@pytest.mark.pages
def test_whom_an_answered_question_is_from_and_when_is_not_on_the_page(world: World) -> None:
    one = make_victim(world)
    with world.as_system() as work:
        owed = [outbox.queue(work, kind, to=one) for kind in ("question_answered", "question_answered", "stage_closed")]
    refusing = Taking(failures=9, failing=Outcome(Verdict.REFUSED, "unreachable"))
    delivering.deliver_all(world.works, write=letters.write, carriers=both(refusing))
    with world.as_system() as work:
        work.db.get_one(Message, owed[1]).failed_at = None
        work.db.get_one(Message, owed[1]).unknown_at = world.clock.now
        reference = references(work, [one])[one]
    desk = visit_as_caseworker(world, world.app())
    page = desk.get("/desk/messages").text
    told, hidden = f"/desk/people/{reference}", moment(world.clock.now)
    assert (page.count(told), page.count(hidden)) == (1, 1), "of the stage alone"
    assert page.count("보이지 않음") == 2
    for deed_of in (f"{owed[0]}/retry", f"{owed[1]}/arrived"):
        assert deed_of in page, "what is to be done about it can be"


@pytest.mark.pages
@pytest.mark.parametrize("kind", sorted(REMINDERS))
def test_nobody_learns_from_the_desk_who_was_reminded_nor_how_many(world: World, kind: str) -> None:
    people = [make_victim(world, phone=f"010-0300-000{number}") for number in range(2)]
    with world.as_system() as work:
        references_of = references(work, people)
        failed, over, waits = (outbox.queue(work, kind, to=people[number]) for number in (0, 1, 1))
        for owed, why in ((failed, "carrier"), (over, "not wanted any more")):
            work.db.get_one(Message, owed).failed_at, work.db.get_one(Message, owed).failure = work.now, why
        budget.spend(work, kind, Channel.SMS, cost=900, count=1)
        work.db.get_one(Message, waits).due_at = world.clock.now + timedelta(days=1)
    desk = visit_as_caseworker(world, world.app())
    page = desk.get("/desk/messages").text
    assert "보내지 못한 것 1건" in page and "보이지 않음" in page and "기다리는 것 0건" in page
    assert not [one for one in references_of.values() if one in page + desk.get("/desk/waiting/failed").text]
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        assert kind not in {one.kind for one in messages.shown(work).board.kinds}
    deed(world, messages.retry, failed)
    with world.as_system() as work:
        assert list(work.db.scalars(select(AuditLine.about_id).where(AuditLine.deed == "message:retried"))) == [None]
    assert "다시 보" not in desk.get(f"/desk/people/{references_of[people[0]]}").text
