"""What a notice's publishing owes the house's outside: other systems, the channel, messages; in its own transaction or not at all."""

import json
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.channel import service as channel
from lawsuit_hub.features.channel.types import Kind, Mirror
from lawsuit_hub.features.notices import announcing, endings
from lawsuit_hub.features.notices.types import Category
from lawsuit_hub.features.outbox.models import Message
from lawsuit_hub.features.webhooks import service as webhooks
from lawsuit_hub.features.webhooks.models import Delivery
from lawsuit_hub.features.webhooks.types import Asked, Topic
from lawsuit_hub.worker import deliver
from tests.features.notices.boards import TITLE, Board, make_finished
from tests.features.rosters import exports
from tests.people import make_victim
from tests.world import World

WHY = "잘못 올린 글입니다"


class Outside(Board):
    def listen(self) -> None:
        admin = exports.make_finished(self.world, Role.ADMIN, "hooks@example.com")
        with self.world.as_staff(Role.ADMIN, admin) as work:
            webhooks.add(work, Asked("홈페이지", "https://hooks.example.com/", frozenset({Topic.NOTICES})))

    def told(self) -> list[tuple[str, str]]:
        with self.world.as_system() as work:
            rows = [json.loads(one) for one in work.db.scalars(select(Delivery.body).order_by(Delivery.owed_at))]
        return [(one["type"], one["data"]["id"]) for one in rows]

    def tasks(self) -> list[Mirror]:
        return self.desk(channel.waiting)


@pytest.fixture
def outside(make_world: Callable[..., World]) -> Outside:
    world = make_world(alimtalk_templates="notice: KA01TP0001", alimtalk_profile="KA01PF0001")
    here = Outside(world, make_finished(world, "writer@example.com"), make_finished(world, "second@example.com"))
    here.listen()
    return here


def follower(world: World, *, wants: bool, number: int) -> UUID:
    her = make_victim(
        world, name="김표본", phone=f"010-0400-{number:04d}", address=f"서울특별시 강서구 표본로 {number + 30}, 1호"
    )
    with world.as_member(her) as work:
        channel.say(work, follows=True, wants_notices=wants)
    return her


def owed(world: World) -> list[UUID]:
    with world.as_system() as work:
        return list(work.db.scalars(select(Message.recipient_id).where(Message.kind == "notice")))


def test_a_template_of_another_kind_that_ends_alike_is_none_for_notices(make_world: Callable[..., World]) -> None:
    world = make_world(alimtalk_templates="breach_notice: KA01TP0001", alimtalk_profile="KA01PF0001")
    follower(world, wants=True, number=1)
    Outside(world, make_finished(world, "writer@example.com"), make_finished(world, "second@example.com")).shown()
    assert owed(world) == []


def test_published_corrected_and_withdrawn_it_is_told_each_time(outside: Outside) -> None:
    wants = follower(outside.world, wants=True, number=1)
    follower(outside.world, wants=False, number=2)
    number = outside.shown()
    task = outside.tasks()[0]
    assert (task.kind, task.title, task.notice) == (Kind.POST, TITLE, number)
    assert "구청" in task.text and "**" not in task.text and task.text.endswith(f"/notices/{number}"), "plain words"
    assert outside.told() == [("notice.published", str(number))] and owed(outside.world) == [wants]
    deliver(outside.world.instance)
    assert f"/notices/{number}" in outside.world.settings.outbox_file.read_text(encoding="utf-8")
    outside.desk(lambda work: channel.done(work, task.id, url=f"{work.settings.channel_url}/104511238"))
    outside.world.clock.forward(minutes=5)
    outside.revise(number, "날이 바뀌었습니다.", seen=1, correction="날을 고쳤습니다")
    assert outside.tasks() == [], "nobody reads it yet"
    outside.publish(number, seen=2)
    assert [one.kind for one in outside.tasks()] == [Kind.CORRECT] and owed(outside.world) == [wants], "told of once"
    outside.world.clock.forward(minutes=5)
    outside.desk(lambda work: endings.withdraw(work, number, reason=WHY, erase=True))
    (last,) = outside.tasks()
    assert (last.kind, last.title) == (Kind.DELETE, "")
    assert outside.told() == [("notice.withdrawn", str(number))], "its words were erased from what was told, too"


def test_what_is_scheduled_is_told_at_its_minute_and_once(outside: Outside) -> None:
    number = outside.write(category=Category.MEETING)
    outside.publish(number, at=outside.world.clock.now + timedelta(hours=2))
    assert outside.told() == [] and outside.tasks() == []
    outside.world.clock.forward(hours=2)
    for _ in range(2):
        announcing.announce_due(outside.world.works)
    assert outside.told() == [("notice.published", str(number))] and len(outside.tasks()) == 1


def test_without_a_template_nobody_is_sent_a_text_message_for_it(make_world: Callable[..., World]) -> None:
    world = make_world()
    here = Board(world, make_finished(world, "writer@example.com"), make_finished(world, "second@example.com"))
    follower(world, wants=True, number=1)
    here.shown()
    assert owed(world) == []
