"""A member chooses her messages: what she switches off is not written, what protects or answers her comes whatever she chose."""

from uuid import UUID, uuid4

import pytest

from lawsuit_hub.features.letters import service as letters
from lawsuit_hub.features.messages import choosing
from lawsuit_hub.features.outbox.kinds import NECESSARY, TOPICS, Topic, may_be_switched_off
from lawsuit_hub.features.outbox.types import CannotDeliver, Letter, Owed
from tests.features.my.visits import press, visit
from tests.people import make_victim
from tests.world import World

pytestmark = pytest.mark.pages


def write(world: World, kind: str, to: UUID) -> Letter | None:
    with world.as_system() as work:
        return letters.write(work, Owed(uuid4(), kind, "victim", to, {}))


def test_every_kind_of_message_has_a_topic() -> None:
    assert set(letters.TEXTS) | {"invite", "code"} <= set(TOPICS), "add it to features/outbox/kinds.py"


def test_what_answers_or_protects_somebody_who_asked_to_be_left_alone_can_never_be_switched_off() -> None:
    assert not {kind for kind in letters.NECESSARY if may_be_switched_off(kind)}


def test_what_she_switched_off_is_not_sent_and_all_else_is(world: World) -> None:
    one, other = make_victim(world), make_victim(world, phone="010-0123-9999")
    with world.as_member(one) as work:
        assert choosing.choose(work, one, off=[Topic.NEWS, *NECESSARY])
        assert not choosing.choose(work, one, off=[Topic.NEWS]), "as it stands already"
    with pytest.raises(CannotDeliver, match="switched it off"):
        write(world, "counsel_news", one)
    for kind in ("welcome", "breach_notice", "stage", "mandate", "question_answered"):
        assert write(world, kind, one)
    assert write(world, "counsel_news", other)


def test_her_page_shows_what_is_on_and_why_the_rest_stays(world: World) -> None:
    one = make_victim(world)
    her = visit(world, world.app(), one)
    page = her.get("/my/messages").text
    assert page.count("checked") == len(choosing.CHOICES)
    assert page.count("끌 수 없습니다") == len(NECESSARY)
    assert press(her, "/my/messages", days="y", news="y").status_code == 303
    with world.as_member(one) as work:
        assert choosing.switched_off(work, one) == {Topic.COURSE}
    assert her.get("/my/messages").text.count("checked") == 2
    assert press(her, "/my/messages", safety="", days="y", course="y", news="y").status_code == 303
    with world.as_member(one) as work:
        assert choosing.switched_off(work, one) == frozenset()
