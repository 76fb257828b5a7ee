"""What a carrier may have taken is looked up, not before its list can be believed, and where that tells nothing a person decides."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.invites import service as invites
from lawsuit_hub.features.letters import service as letters
from lawsuit_hub.features.outbox import delivering, forgetting, settling
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.outbox.budget import budget
from lawsuit_hub.features.outbox.models import Message
from lawsuit_hub.features.outbox.types import Letter, Owed
from lawsuit_hub.infra.carriers import TAKEN, UNKNOWN, Outcome, Verdict
from lawsuit_hub.infra.work import Work
from tests.carriers import By, Taking, both
from tests.people import caseworker_of, make_group
from tests.world import World

pytestmark = pytest.mark.either

PHONE = "+821001234567"
PATIENCE = timedelta(minutes=5)
ROOM, CODE = "https://open.kakao.com/o/gSampleRoom", "pyobon26"


class Breaking(Taking):
    """Its first answer is lost; `took` says whether it had taken the letter by then."""

    absent_after = PATIENCE

    def __init__(self, *, took: bool) -> None:
        super().__init__()
        self._took, self._broken = took, False

    def send(self, letters: Sequence[Letter]) -> Sequence[Outcome]:
        if self._broken:
            return super().send(letters)
        self._broken = True
        if self._took:
            super().send(letters)
        return [UNKNOWN] * len(letters)


def write(_work: Work, message: Owed) -> Letter:
    return Letter(PHONE, message.kind, "새 소식", str(message.id))


def go_on(world: World, carrier: Taking, *, minutes: int) -> None:
    """Minute by minute, as the worker does."""
    for _ in range(minutes):
        delivering.deliver_all(world.works, write=write, carriers=both(carrier))
        world.clock.forward(minutes=1)


def row(world: World, message: UUID) -> Message:
    with world.as_system() as work:
        return work.db.get_one(Message, message)


def owe(world: World) -> UUID:
    with world.as_system() as work:
        return outbox.queue(work, "news", to=uuid4())


@pytest.mark.parametrize("took", [True, False])
def test_a_lost_answer_is_looked_up_and_the_message_reaches_the_carrier_once(world: World, took: bool) -> None:
    owed, carrier = owe(world), Breaking(took=took)
    go_on(world, carrier, minutes=4)
    assert carrier.looked and len(carrier.taken) == took, "absent from the list too early to be believed"
    assert (row(world, owed).sent_at is not None) is took
    go_on(world, carrier, minutes=40)
    assert [letter.key for letter in carrier.taken] == [str(owed)]
    assert row(world, owed).sent_at is not None
    with world.as_system() as work:
        assert budget(work).today.spent == 2000, "paid once"


def test_a_list_that_never_answers_leaves_it_to_a_person(world: World) -> None:
    class Mute(Breaking):
        def find(self, letters: Sequence[Letter], **_: object) -> Sequence[Outcome]:
            self.looked += [letter.key for letter in letters]
            return [UNKNOWN] * len(letters)

    owed, carrier = owe(world), Mute(took=False)
    go_on(world, carrier, minutes=120)
    assert len(carrier.looked) == settling.LOOKS and carrier.taken == []
    assert row(world, owed).unknown_at is not None
    with world.as_system() as work:
        assert outbox.owed(work) == 0


def test_what_another_carrier_may_have_taken_is_not_asked_of_this_one(world: World) -> None:
    owed = owe(world)
    delivering.deliver_all(world.works, write=write, carriers=both(Breaking(took=True)))
    other = Taking()
    other.name = "other"
    go_on(world, other, minutes=60)
    assert (other.looked, other.taken) == ([], [])
    assert row(world, owed).unknown_at is not None


def test_a_code_and_a_last_word_in_doubt_are_given_up_and_keep_no_number(world: World) -> None:
    class Mute(Breaking):
        absent_after = None

    with world.as_visitor() as work:
        code = outbox.queue_sealed(work, "code", to=PHONE, body="123456")
    with world.as_system() as work:
        last = outbox.queue_last(work, "erased", to=PHONE, body="지웠습니다.")
    go_on(world, Mute(took=True), minutes=90)
    assert [row(world, one).failure for one in (code, last)] == ["unsure", "unsure"]
    assert [row(world, one).sealed for one in (code, last)] == [None, None]


def test_looking_an_invite_up_does_not_void_the_link_that_was_sent(world: World) -> None:
    group_id, members = make_group(world, size=2)
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        invites.set_room(work, group_id, url=ROOM, code=CODE)
        invites.owe(work, members[:1])
    carrier = Breaking(took=True)
    for _ in range(4):
        delivering.deliver_all(world.works, write=letters.write, carriers=both(carrier))
        world.clock.forward(minutes=2)
    (sent,) = [letter for letter in carrier.taken if letter.kind == "invite"]
    assert carrier.looked
    with world.as_member(members[0]) as work:
        assert invites.enter(work, sent.body.rsplit("/i/", 1)[1]).code == CODE


def test_what_nobody_decided_about_is_forgotten_with_the_others(world: World) -> None:
    owed = owe(world)
    delivering.deliver_all(world.works, write=write, carriers=both(Breaking(took=True)))
    other = Taking()
    other.name = "other"
    go_on(world, other, minutes=5)
    world.clock.forward(days=world.settings.outbox_days + 1)
    with world.as_system() as work:
        assert forgetting.retire(work) == 1
        assert work.db.get(Message, owed) is None


def test_each_is_looked_up_from_its_own_moment_on(world: World) -> None:
    """Its list is asked for the minutes after a moment, as SENS' is: two that are far apart are not in one window."""

    class Windowed(Taking):
        absent_after = PATIENCE
        told: dict[str, datetime] = {}
        is_mute = True

        def send(self, letters: Sequence[Letter]) -> Sequence[Outcome]:
            super().send(letters)
            self.told |= {letter.key: world.clock.now for letter in letters}
            return [UNKNOWN] * len(letters)

        def find(self, letters: Sequence[Letter], *, since: datetime) -> Sequence[Outcome]:
            if self.is_mute:
                return [UNKNOWN] * len(letters)
            there = {key for key, at in self.told.items() if since <= at <= since + PATIENCE}
            return [TAKEN if letter.key in there else Outcome(Verdict.LATER) for letter in letters]

    carrier, first = Windowed(), owe(world)
    delivering.deliver_due(world.works, write=write, carriers=both(carrier))
    world.clock.forward(minutes=20)
    second = owe(world)
    delivering.deliver_due(world.works, write=write, carriers=both(carrier))
    world.clock.forward(minutes=10)
    carrier.is_mute = False
    go_on(world, carrier, minutes=30)
    assert [letter.key for letter in carrier.taken] == [str(first), str(second)], "each was taken once"
    assert row(world, first).sent_at and row(world, second).sent_at


def test_what_a_slow_carrier_leaves_no_time_for_is_told_it_later_and_is_no_attempt(world: World) -> None:
    """Else the lease runs out while a letter still waits for its call, and another worker sends it too."""
    taken: list[str] = []

    def slowly(letter: Letter) -> None:
        taken.append(letter.key)
        world.clock.forward(seconds=61)

    carrier = By(slowly)
    carrier.most = 1
    owed = [owe(world) for _ in range(5)]
    delivering.deliver_due(world.works, write=write, carriers=both(carrier))
    assert len(taken) == 2, "then two thirds of the lease were over"
    waiting = [row(world, one) for one in owed if str(one) not in taken]
    assert {(one.asked_at, one.leased_until, one.attempts, one.cost) for one in waiting} == {(None, None, 0, 0)}
    for _ in range(4):
        world.clock.forward(minutes=1)
        delivering.deliver_due(world.works, write=write, carriers=both(carrier))
    assert sorted(taken) == sorted(map(str, owed))
    with world.as_system() as work:
        assert budget(work).today.spent == 5 * 2000, "each paid once"
