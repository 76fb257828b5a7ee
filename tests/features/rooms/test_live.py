"""What listeners get: what they missed, in order, once, and nothing after their right has ended."""

import json
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest

from benchmarks import room
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.registration import service as registration
from lawsuit_hub.features.rooms import live, places
from lawsuit_hub.features.rooms.live import Live
from lawsuit_hub.features.rooms.types import Behind, Listener
from lawsuit_hub.infra.streams import Sent
from tests.features.rooms.talks import Talk, make_talk, other_talk
from tests.world import World


def listener(world: World, person: UUID, *, after: int = 0) -> Listener:
    with world.as_visitor() as work:
        session = identity.start(work, Role.MEMBER, person).id
    with world.as_member(person) as work:
        return live.listen(work, session, after=after)


def heard(sent: list[Sent], who: Listener) -> list[str]:
    data = b"".join(one.data for one in sent if one.listener is who).decode()
    told = [json.loads(line[6:]) for line in data.splitlines() if line.startswith("data: ")]
    return [one.get("text") or one.get("why") or f"{one['kind']} {one['about']}" for one in told]


@pytest.fixture
def talk(world: World) -> Talk:
    return make_talk(world, size=3)


@pytest.fixture
def source(world: World, monkeypatch: pytest.MonkeyPatch) -> Live:
    monkeypatch.setattr(live, "CHECK_SECONDS", 0)
    return Live(world.works)


def test_everybody_gets_everything_once_from_where_she_was(talk: Talk, source: Live) -> None:
    for text in ("하나", "둘"):
        talk.say(talk.people[0], text)
    anew, again = listener(talk.world, talk.people[1]), listener(talk.world, talk.people[2], after=1)
    sent = list(source([anew, again]))
    assert (heard(sent, anew), heard(sent, again)) == (["하나", "둘"], ["둘"])
    talk.say(talk.people[0], "셋")
    sent = list(source([anew, again]))
    assert (heard(sent, anew), heard(sent, again)) == (["셋"], ["셋"])
    assert list(source([anew, again])) == []


def test_a_frame_says_its_number_for_who_comes_again(talk: Talk, source: Live) -> None:
    talk.say(talk.people[0], "줄\n바꿈")
    who = listener(talk.world, talk.people[1])
    (sent,) = source([who])
    assert sent.data.startswith(b"id: 1\nevent: entry\ndata: ") and sent.data.count(b"\n\n") == 1
    assert b'"who"' in sent.data and str(talk.people[0]).encode() not in sent.data, "no id of anybody"


def test_rooms_do_not_mix(world: World, talk: Talk, source: Live) -> None:
    other = other_talk(world)
    here, there = listener(world, talk.people[1]), listener(world, other.people[1])
    talk.say(talk.people[0], "여기")
    other.say(other.people[0], "저기")
    sent = list(source([here, there]))
    assert (heard(sent, here), heard(sent, there)) == (["여기"], ["저기"])


def test_what_she_hides_is_not_sent_and_its_number_passes(talk: Talk, source: Live) -> None:
    one, other, third = talk.people
    talk.say(one, "숨길 글")
    who = listener(talk.world, other)
    with talk.world.as_member(other) as work:
        places.hide(work, 1)
    assert list(source([who])) == []
    talk.say(third, "좋은 글")
    assert heard(list(source([who])), who) == ["좋은 글"]


@pytest.mark.parametrize("way", ["taken out", "left the room", "left the group", "signed out", "idle"])
def test_whose_right_ended_gets_the_end_and_nothing_that_was_written_since(
    world: World, talk: Talk, source: Live, way: str
) -> None:
    one, other, _ = talk.people
    who, stays = listener(world, other), listener(world, talk.people[2])
    assert list(source([who, stays])) == []
    if way == "taken out":
        talk.take_out(other)
    elif way == "left the room":
        with world.as_member(other) as work:
            places.leave(work)
    elif way == "left the group":
        with world.as_member(other) as work:
            registration.leave_group(work, other)
    elif way == "signed out":
        with world.as_visitor() as work:
            identity.end(work, who.session_id)
    else:
        world.clock.forward(minutes=world.settings.member_idle_minutes)
    talk.say(one, "그 뒤의 글")
    sent = list(source([who, stays]))
    (last,) = [one for one in sent if one.listener is who]
    assert last.over and heard([last], who) == ["signed-out" if way in {"signed out", "idle"} else "not-inside"]
    if way != "idle":
        assert heard(sent, stays) == ["그 뒤의 글"]


def test_who_is_far_behind_keeps_nobody_waiting(talk: Talk) -> None:
    for number in range(101):
        talk.say(talk.people[number % 3], f"{number}")
        talk.world.clock.forward(seconds=5)
        if number % 30 == 0:
            talk.world.works.limits._storage.reset()  # how fast one may write is another test's
    with pytest.raises(Behind):
        listener(talk.world, talk.people[0], after=0)
    assert listener(talk.world, talk.people[0], after=1).after == 1


def test_a_room_of_the_real_server_loses_and_doubles_nothing_over_lost_connections() -> None:
    """The short form of `python -m benchmarks.room`: gunicorn, sockets, listeners that are cut off."""
    load_of(listeners=14, seconds=3, workers=1)


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_five_hundred_listeners_hear_ten_messages_a_second_within_a_second() -> None:
    done = load_of(listeners=500, seconds=60)
    assert done.p95_ms < 1000


def load_of(*, listeners: int, seconds: int, workers: int = 2) -> room.Result:
    with ThreadPoolExecutor(1) as thread:  # browser tests leave their event loop running in this one
        done = thread.submit(room.run, listeners=listeners, seconds=seconds, workers=workers).result()
    print(done)  # noqa: T201 - the figures are the point
    assert done.messages >= 9 * seconds and done.reconnects > 0
    assert (done.lost, done.doubled, done.out_of_order, done.after_the_end) == (0, 0, 0, 0)
    assert done.deliveries == done.messages * listeners
    assert max(done.removed_ends_ms, done.signed_out_ends_ms) < 2000
    return done
