"""What rolls back owes nothing, what is committed always does: whatever is queued, in whatever order, on both databases."""

from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from lawsuit_hub.features.outbox import batches, delivering
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.outbox.models import Message
from lawsuit_hub.features.outbox.types import Letter
from lawsuit_hub.infra.work import Work
from tests.carriers import Taking, both
from tests.world import World

PHONE = "+821001234567"


class Undone(Exception):
    """The deed is refused after it had owed something."""


def one(work: Work) -> list[UUID]:
    return [outbox.queue(work, "news", to=uuid4())]


def many(work: Work) -> list[UUID]:
    people = [uuid4() for _ in range(3)]
    outbox.queue_many(work, "news", to=people, batch=batches.begin(work, "news"), params={"about": "x"})
    return list(work.db.scalars(select(Message.id).where(Message.recipient_id.in_(people))))


def sealed(work: Work) -> list[UUID]:
    return [outbox.queue_sealed(work, "code", to=PHONE, body="123456")]


def nothing(work: Work) -> list[UUID]:
    return [outbox.queue_nothing(work, "code", body="123456")]


def last(work: Work) -> list[UUID]:
    return [outbox.queue_last(work, "erased", to=PHONE, body="지웠습니다.")]


DEEDS = st.lists(
    st.tuples(st.lists(st.sampled_from([one, many, sealed, nothing, last]), min_size=1, max_size=3), st.booleans()),
    min_size=1,
    max_size=5,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=DEEDS)
def test_a_transaction_that_rolls_back_owes_nothing_and_a_committed_one_always_does(
    world: World, deeds: list[tuple[list[object], bool]]
) -> None:
    owed: set[UUID] = set()
    with world.as_system() as work:
        before = set(work.db.scalars(select(Message.id)))
    for queued, is_kept in deeds:
        made: list[UUID] = []
        try:
            with world.as_system() as work:
                for deed in queued:
                    made += deed(work)  # type: ignore[operator]
                if not is_kept:
                    work.db.flush()
                    raise Undone
        except Undone:
            continue
        owed |= set(made)
    with world.as_system() as work:
        assert set(work.db.scalars(select(Message.id))) - before == owed
    carrier = Taking()
    delivering.deliver_all(
        world.works,
        write=lambda _w, message: Letter(PHONE, message.kind, "글", str(message.id)),
        carriers=both(carrier),
    )
    told = {UUID(letter.key) for letter in carrier.taken}
    with world.as_system() as work:
        silent = set(work.db.scalars(select(Message.id).where(Message.recipient == "nobody")))
    assert told == owed - silent, "what was undone reaches no carrier, what was kept reaches one"


@pytest.mark.either
def test_a_row_that_was_undone_leaves_no_key_of_a_last_word(world: World) -> None:
    with pytest.raises(Undone), world.as_system() as work:
        message = outbox.queue_last(work, "erased", to=PHONE, body="지웠습니다.")
        raise Undone
    with world.as_system() as work:
        assert work.db.get(Message, message) is None
