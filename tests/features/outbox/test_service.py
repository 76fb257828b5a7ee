"""Messages owed are sent at least once and told to the carrier under one key; none goes before its deed is committed."""

from collections.abc import Sequence
from threading import Barrier, Thread
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from lawsuit_hub.features.outbox import delivering, settling
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.outbox.models import Message
from lawsuit_hub.features.outbox.types import CannotDeliver, Letter, Owed
from lawsuit_hub.infra.carriers import Outcome
from lawsuit_hub.infra.work import Work
from tests.carriers import Taking, both, to
from tests.world import World

PHONE = "+821001234567"


class Killed(BaseException):
    """The worker's process ends between sending and marking."""


def write(_work: Work, message: Owed) -> Letter:
    return Letter(PHONE, message.kind, f"about {message.kind}", str(message.id))


def owe(world: World, kind: str = "news") -> UUID:
    with world.as_system() as work:
        return outbox.queue(work, kind, to=uuid4())


def row(world: World, message_id: UUID) -> Message:
    with world.as_system() as work:
        return work.db.get_one(Message, message_id)


def test_a_message_is_sent_once_and_marked(world: World) -> None:
    message_id, carrier = owe(world), Taking()
    assert delivering.deliver_due(world.works, write=write, carriers=both(carrier)) == 1
    assert delivering.deliver_due(world.works, write=write, carriers=both(carrier)) == 0
    assert [letter.key for letter in carrier.taken] == [str(message_id)]
    assert row(world, message_id).sent_at == world.clock.now
    assert row(world, message_id).leased_until is None


def test_a_message_of_a_deed_that_failed_is_never_sent(world: World) -> None:
    with pytest.raises(RuntimeError), world.as_system() as work:
        outbox.queue(work, "news", to=uuid4())
        raise RuntimeError
    carrier = Taking()
    assert delivering.deliver_due(world.works, write=write, carriers=both(carrier)) == 0
    assert carrier.asked == 0


@pytest.mark.parametrize("died", ["before", "after"])
def test_a_worker_killed_while_sending_is_followed_by_one_that_asks_first(world: World, died: str) -> None:
    message_id, carrier = owe(world), Taking()

    class Dying(Taking):
        def send(self, letters: Sequence[Letter]) -> Sequence[Outcome]:
            if died == "after":
                carrier.send(letters)
            raise Killed

    with pytest.raises(Killed):
        delivering.deliver_due(world.works, write=write, carriers=both(Dying()))
    assert delivering.deliver_due(world.works, write=write, carriers=both(carrier)) == 0, (
        "the lease has not run out yet"
    )
    world.clock.forward(minutes=4)
    for _ in range(2):
        delivering.deliver_due(world.works, write=write, carriers=both(carrier))
        world.clock.forward(minutes=4)
    assert carrier.looked == [str(message_id)], "it was asked for before anything was sent again"
    assert [letter.key for letter in carrier.taken] == [str(message_id)], "once, whenever the worker died"
    assert row(world, message_id).sent_at is not None


def test_two_workers_at_once_send_each_message_once(world: World) -> None:
    owed = {str(owe(world)) for _ in range(30)}
    carrier, start = Taking(), Barrier(4)
    failures: list[BaseException] = []

    def work_off() -> None:
        start.wait()
        try:
            while delivering.deliver_due(world.works, write=write, carriers=both(carrier)):
                pass
        except BaseException as error:
            failures.append(error)

    threads = [Thread(target=work_off) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert sorted(letter.key for letter in carrier.taken) == sorted(owed)


def test_a_worker_whose_lease_ran_out_leaves_the_message_to_the_one_that_took_it_over(world: World) -> None:
    owed, other = owe(world), Taking()

    class Slow(Taking):
        def send(
            self, letters: Sequence[Letter]
        ) -> Sequence[Outcome]:  # so slow that another worker looks at what is left
            world.clock.forward(minutes=4)
            delivering.deliver_due(world.works, write=write, carriers=both(other))
            return super().send(letters)

    slow = Slow()
    delivering.deliver_due(world.works, write=write, carriers=both(slow))
    assert other.looked == [str(owed)] and len(slow.taken) == 1
    assert [row(world, owed).sent_at, row(world, owed).attempts] != [None, 0]


def test_a_carrier_that_fails_is_asked_again_after_a_growing_delay_and_then_given_up(world: World) -> None:
    message_id, carrier = owe(world), Taking(failures=99)
    delays = []
    for _ in range(settling.ATTEMPTS):
        assert delivering.deliver_due(world.works, write=write, carriers=both(carrier)) == 0
        delays.append((row(world, message_id).due_at - world.clock.now).total_seconds())
        assert delivering.deliver_due(world.works, write=write, carriers=both(carrier)) == 0, (
            "it is asked before its time"
        )
        world.clock.now = row(world, message_id).due_at
    assert delays[:-1] == sorted(set(delays[:-1])), "the delay grows"
    assert carrier.asked == settling.ATTEMPTS
    assert row(world, message_id).failed_at is not None
    assert delivering.deliver_due(world.works, write=write, carriers=both(carrier)) == 0
    assert carrier.asked == settling.ATTEMPTS, "given up is given up"


def test_a_carrier_that_fails_once_delivers_the_second_time(world: World) -> None:
    owe(world)
    carrier = Taking(failures=1)
    delivering.deliver_due(world.works, write=write, carriers=both(carrier))
    world.clock.forward(minutes=10)
    assert delivering.deliver_due(world.works, write=write, carriers=both(carrier)) == 1
    assert len(carrier.taken) == 1


def test_what_can_never_be_delivered_is_closed_and_not_tried_again(world: World) -> None:
    message_id, tries = owe(world), []

    def refuse(_work: Work, message: Owed) -> Letter:
        tries.append(message.id)
        raise CannotDeliver("nobody to send to")

    assert delivering.deliver_due(world.works, write=refuse, carriers=both(Taking())) == 1
    world.clock.forward(days=1)
    assert delivering.deliver_due(world.works, write=refuse, carriers=both(Taking())) == 0
    assert tries == [message_id]
    assert row(world, message_id).failure == "nobody to send to"


@pytest.mark.parametrize("place", ["writing", "sending"])
def test_a_message_that_breaks_the_worker_does_not_hold_up_those_behind_it(
    world: World, place: str, caplog: pytest.LogCaptureFixture
) -> None:
    broken = owe(world)
    world.clock.forward(seconds=1)
    good = owe(world)

    def writing(work: Work, message: Owed) -> Letter:
        if place == "writing" and message.id == broken:
            raise KeyError("010-0999-1234")
        return write(work, message)

    taken: list[str] = []

    def sending(letter: Letter) -> None:
        if place == "sending" and letter.key == str(broken):
            raise OSError("010-0999-1234")
        taken.append(letter.key)

    carriers = to(sending)
    for _ in range(12):
        delivering.deliver_due(world.works, write=writing, carriers=carriers)
        world.clock.forward(minutes=2)
    assert taken == [str(good)]
    assert row(world, broken).failed_at is None, "it is tried again"
    assert "0999-1234" not in caplog.text


def test_a_sealed_message_reaches_its_number_and_its_seal_is_dropped(world: World) -> None:
    with world.as_visitor() as work:
        message_id = outbox.queue_sealed(work, "code", to=PHONE, body="123456")
    carrier = Taking()
    delivering.deliver_due(world.works, write=write, carriers=both(carrier))
    assert [(letter.to, letter.body) for letter in carrier.taken] == [(PHONE, "123456")]
    assert row(world, message_id).sealed is None


def test_a_row_for_an_unknown_number_looks_like_any_other_and_sends_nothing(world: World) -> None:
    with world.as_visitor() as work:
        known = outbox.queue_sealed(work, "code", to=PHONE, body="123456")
        unknown = outbox.queue_nothing(work, "code", body="654321")
    sizes = {len(found.sealed.data) for found in (row(world, known), row(world, unknown)) if found.sealed is not None}
    assert len(sizes) == 1
    carrier = Taking()
    assert delivering.deliver_due(world.works, write=write, carriers=both(carrier)) == 2
    assert len(carrier.taken) == 1
    assert row(world, unknown).sent_at == row(world, known).sent_at


def test_a_later_message_waits_for_its_time(world: World) -> None:
    with world.as_system() as work:
        outbox.queue(work, "news", to=uuid4(), due_at=world.clock.now.replace(year=2027))
    assert delivering.deliver_due(world.works, write=write, carriers=both(Taking())) == 0
    with world.as_system() as work:
        assert outbox.owed(work) == 1


def test_many_are_owed_in_one_go(world: World) -> None:
    people = [uuid4() for _ in range(7)]
    with world.as_system() as work:
        outbox.queue_many(work, "news", to=people)
    with world.as_system() as work:
        assert set(work.db.scalars(select(Message.recipient_id))) == set(people)


def test_a_letter_prints_nothing(world: World) -> None:
    assert PHONE not in repr(Letter(PHONE, "news", PHONE, "key"))
