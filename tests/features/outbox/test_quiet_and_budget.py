"""At night telephones are left alone, a budget stops what runs away, a batch can be paused: codes and what cannot wait go anyway."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from lawsuit_hub.features.outbox import batches, claiming, delivering, reporting
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.outbox.bodies import fits
from lawsuit_hub.features.outbox.budget import budget
from lawsuit_hub.features.outbox.models import Message
from lawsuit_hub.features.outbox.quiet import SPREAD, not_at_night
from lawsuit_hub.features.outbox.reporting import Report
from lawsuit_hub.features.outbox.types import Letter, Owed
from lawsuit_hub.infra.carriers import Outcome, Verdict
from lawsuit_hub.infra.work import Work
from lawsuit_hub.values.dates import KST
from lawsuit_hub.values.message_body import CannotCarry, Channel
from tests.carriers import Taking, both
from tests.clock import Clock
from tests.world import World

PHONE = "+821001234567"
NIGHT = datetime(2026, 3, 2, 13, 30, tzinfo=UTC)  # 22:30 in Seoul
MORNING = datetime(2026, 3, 2, 23, 0, tzinfo=UTC)  # 8:00 on the next day


def write(_work: Work, message: Owed) -> Letter:
    to = "worker@example.com" if message.recipient == "staff" else PHONE
    return Letter(to, message.kind, "새 소식", str(message.id))


def deliver(world: World, carrier: Taking) -> list[str]:
    before = len(carrier.taken)
    delivering.deliver_all(world.works, write=write, carriers=both(carrier))
    return [letter.kind for letter in carrier.taken[before:]]


def owe(world: World, kind: str, **about: object) -> UUID:
    with world.as_system() as work:
        return outbox.queue(work, kind, to=uuid4(), **about)  # type: ignore[arg-type]


def row(world: World, message: UUID) -> Message:
    with world.as_system() as work:
        return work.db.get_one(Message, message)


def test_at_night_only_what_cannot_wait_goes_and_the_rest_begins_in_the_morning_spread(world: World) -> None:
    world.clock.now = NIGHT
    waiting = [owe(world, "news") for _ in range(30)]
    owe(world, "breach_notice")
    owe(world, "deadline", urgent=True)
    owe(world, "password_set", recipient="staff")
    with world.as_visitor() as work:
        outbox.queue_sealed(work, "code", to=PHONE, body="123456")
    carrier = Taking()
    assert sorted(deliver(world, carrier)) == ["breach_notice", "code", "deadline", "password_set"]
    due = [row(world, one).due_at for one in waiting]
    assert all(MORNING <= one < MORNING + SPREAD for one in due) and len(set(due)) > 10
    world.clock.now = MORNING + SPREAD
    assert deliver(world, carrier) == ["news"] * 30


def test_what_became_due_by_day_and_was_not_sent_waits_for_the_morning_too(world: World) -> None:
    owe(world, "news")
    world.clock.now = NIGHT
    assert deliver(world, Taking()) == []
    world.clock.now = MORNING
    assert deliver(world, Taking()) == ["news"]


@pytest.mark.pages
def test_a_carrier_that_fails_in_the_evening_is_not_asked_again_at_night(world: World) -> None:
    world.clock.now = NIGHT - timedelta(minutes=91)  # 20:59
    owed = owe(world, "news")
    deliver(world, Taking(failures=1))
    assert MORNING <= row(world, owed).due_at < MORNING + SPREAD


@pytest.mark.pages
@pytest.mark.parametrize(("hour", "quiet"), [(20, False), (21, True), (23, True), (0, True), (7, True), (8, False)])
def test_the_night_begins_and_ends_by_the_clock_of_seoul(world: World, hour: int, quiet: bool) -> None:
    at = datetime(2026, 3, 2, hour, 0, tzinfo=KST)
    moved = not_at_night(world.settings, at)
    assert (moved != at) is quiet
    assert 8 <= moved.astimezone(KST).hour < 21


@pytest.mark.pages
def test_a_code_that_waited_longer_than_it_is_good_is_not_sent(world: World) -> None:
    with world.as_visitor() as work:
        owed = outbox.queue_sealed(work, "code", to=PHONE, body="123456")
    world.clock.forward(minutes=6)
    assert deliver(world, Taking()) == []
    assert (row(world, owed).failure, row(world, owed).sealed) == ("late", None)


def test_a_budget_stops_what_runs_away_and_codes_have_a_part_of_their_own(make_world: Callable[..., World]) -> None:
    world = make_world(budget_day_won=100, budget_reserve_percent=40)  # 60 for others: three messages of 20
    for _ in range(50):
        owe(world, "news")
    carrier = Taking()
    assert deliver(world, carrier) == ["news"] * 3
    with world.as_visitor() as work:
        for _ in range(5):
            outbox.queue_sealed(work, "code", to=PHONE, body="123456")
    assert deliver(world, carrier) == ["code"] * 2, "and not more than all of it"
    world.clock.forward(minutes=30)
    assert deliver(world, carrier) == []
    with world.as_system() as work:
        left = budget(work)
        assert (left.today.spent, left.today.is_used_up, left.today.is_near) == (10_000, True, True)
    world.clock.forward(days=1)
    assert deliver(world, carrier) == ["news"] * 3, "a new day"


@pytest.mark.pages
def test_the_month_has_a_budget_too(make_world: Callable[..., World]) -> None:
    world = make_world(budget_month_won=60, budget_reserve_percent=0)
    for _ in range(9):
        owe(world, "news")
    assert len(deliver(world, Taking())) == 3
    world.clock.forward(days=3)
    assert deliver(world, Taking()) == []
    world.clock.forward(days=30)
    assert len(deliver(world, Taking())) == 3


@pytest.mark.either
def test_what_a_carrier_did_not_take_costs_nothing(world: World) -> None:
    owe(world, "news")
    deliver(world, Taking(failures=1, failing=Outcome(Verdict.REFUSED, "number_invalid")))
    with world.as_system() as work:
        assert budget(work).today.spent == 0


@pytest.mark.either
def test_an_account_that_is_empty_holds_messages_for_days_and_loses_none(world: World) -> None:
    owed = owe(world, "news")
    empty = Taking(failures=99, failing=Outcome(Verdict.HELD, "balance"))
    for _ in range(20):
        deliver(world, empty)
        world.clock.forward(minutes=10)
    assert (row(world, owed).held, row(world, owed).attempts, row(world, owed).failed_at) == ("balance", 0, None)
    assert deliver(world, Taking()) == ["news"]


def test_a_batch_is_paused_goes_on_and_is_stopped(world: World) -> None:
    people = [uuid4() for _ in range(250)]
    with world.as_system() as work:
        batch = batches.begin(work, "news")
        assert outbox.queue_many(work, "news", to=people, batch=batch, params={"about": "x"}) == 250
    owe(world, "welcome")
    carrier = Taking()
    delivering.deliver_due(world.works, write=write, carriers=both(carrier))
    with world.as_system() as work:
        assert batches.pause(work, batch) and not batches.pause(work, batch)
    assert deliver(world, carrier) == ["welcome"]
    with world.as_system() as work:
        stands = batches.progress(work, [batch])[batch]
        assert (stands.total, stands.sent, stands.waiting) == (250, 100, 150)
        assert stands.cost == 100 * fits(work.settings, "새 소식").cost
        assert batches.go_on(work, batch)
    delivering.deliver_due(world.works, write=write, carriers=both(carrier))
    with world.as_system() as work:
        assert batches.stop(work, batch) == 50
        assert batches.stop(work, batch) == 0 and not batches.go_on(work, batch)
    world.clock.forward(hours=1)
    assert deliver(world, carrier) == []
    with world.as_system() as work:
        stands = batches.progress(work, [batch])[batch]
        assert (stands.sent, stands.stopped, stands.done) == (200, 50, 250)


@pytest.mark.pages
def test_a_batch_that_is_paused_after_it_was_claimed_is_not_told(world: World) -> None:
    with world.as_system() as work:
        batch = batches.begin(work, "news")
        outbox.queue_many(work, "news", to=[uuid4()], batch=batch)
    claimed, lease = claiming.claim(world.works)
    with world.as_system() as work:
        batches.pause(work, batch)
    with world.as_system() as work:
        assert len(claimed) == 1 and claiming.held(work, claimed, lease) == []


@pytest.mark.pages
def test_a_text_is_asked_about_before_anything_is_owed(world: World) -> None:
    short, long = fits(world.settings, "새 소식"), fits(world.settings, "가" * 60)
    assert (short.channel, short.bytes, short.won_for(3), long.channel) == (Channel.SMS, 7, 60, Channel.LMS)
    with pytest.raises(CannotCarry, match="cannot carry") as refusal:
        fits(world.settings, "새 소식 🎉")
    assert refusal.value.named.startswith("🎉 (U+1F389")
    with world.as_visitor() as work, pytest.raises(CannotCarry):
        outbox.queue_sealed(work, "code", to=PHONE, body="🎉")


@pytest.mark.pages
def test_urgent_messages_go_before_thousands_of_others(world: World) -> None:
    with world.as_system() as work:
        outbox.queue_many(work, "news", to=[uuid4() for _ in range(500)])
    world.clock.forward(seconds=5)
    with world.as_visitor() as work:
        outbox.queue_sealed(work, "code", to=PHONE, body="123456")
    carrier = Taking()
    delivering.deliver_due(world.works, write=write, carriers=both(carrier))
    assert carrier.taken[0].kind == "code"


@pytest.mark.pages
def test_the_clock_of_tests_stands_in_the_day() -> None:
    assert 8 <= Clock().now.astimezone(KST).hour < 21


@pytest.mark.parametrize("said", [Verdict.LATER, Verdict.HELD, Verdict.INSTEAD])
def test_what_a_carrier_gives_back_after_its_batch_was_stopped_ends_as_stopped(world: World, said: Verdict) -> None:
    with world.as_system() as work:
        batch = batches.begin(work, "news")
        outbox.queue_many(work, "news", to=[uuid4()], batch=batch)

    class Stopped(Taking):
        def send(self, letters: Sequence[Letter]) -> Sequence[Outcome]:
            with world.as_system() as work:
                assert batches.stop(work, batch) == 0, "a carrier is being told"
            return [Outcome(said, "balance")] * len(letters)

    delivering.deliver_due(world.works, write=write, carriers=both(Stopped()))
    world.clock.forward(seconds=1)
    assert deliver(world, Taking()) == []
    with world.as_system() as work:
        stands = batches.progress(work, [batch])[batch]
    assert (stands.stopped, stands.waiting, stands.cost) == (1, 0, 0)


def test_what_stands_instead_of_an_alimtalk_ends_with_its_stopped_batch(world: World) -> None:
    with world.as_system() as work:
        batch = batches.begin(work, "news")
        outbox.queue_many(work, "news", to=[uuid4()], batch=batch)
    with world.as_system() as work:
        (told,) = work.db.scalars(select(Message).where(Message.batch_id == batch))
        told.asked_at, told.channel = world.clock.now, Channel.ALIMTALK
        batches.stop(work, batch)
    with world.as_system() as work:
        assert reporting.take(work, [Report(told.id, "M1", "3104")]) == 1
    assert deliver(world, Taking()) == []
    with world.as_system() as work:
        stands = batches.progress(work, [batch])[batch]
    assert (stands.given_up, stands.stopped, stands.waiting) == (1, 1, 0)
