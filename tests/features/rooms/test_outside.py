"""A room at the public tier, which opens nobody and recognises only by asking."""

import json
from typing import Any

import pytest

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.rooms import live
from lawsuit_hub.infra.refusals import Unavailable
from lawsuit_hub.infra.tier_link import TierLink
from tests.features.my.visits import visit
from tests.features.rooms.talks import Talk, enter, make_talk
from tests.people import make_active
from tests.split import split
from tests.world import World

PROSE = (
    "지난주에 법원에 다녀왔습니다. 이번 달 안에 배당요구를 해야 한다고 하니 모두 서류를 챙겨 주세요. "
    "저는 주민센터에서 초본을 떼고 등기부도 새로 받았습니다. 궁금한 점은 여기에 남겨 주시면 아는 만큼 답하겠습니다."
)


def test_members_talk_there_and_a_name_costs_few_questions(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = make_talk(world, size=3)
    enter(world, make_active(world, name="홍길순", phone="010-0777-0001"))
    asked: list[str] = []
    really = TierLink.ask

    def ask(link: TierLink, verb: str, **about: Any) -> Any:
        asked.extend(value for _purpose, value in about.get("asked", ()))
        return really(link, verb, **about)

    monkeypatch.setattr(TierLink, "ask", ask)
    with split(world) as parts:
        talk = Talk(parts.world, inside.group_id, inside.people)
        one, other, _ = talk.people
        talk.say(one, PROSE)
        assert len(asked) <= 3, "prose holds few runs that look like a member under the mask"
        talk.say(one, "어제 홍길순이 전화했어요")
        assert asked[-1] == "홍길순" and len(asked) <= 6
        assert talk.texts(other) == [PROSE, "어제 [이름]이 전화했어요"]
        with parts.world.as_visitor() as work:
            session = identity.start(work, Role.MEMBER, other).id
        with parts.world.as_member(other) as work:
            listener = live.listen(work, session, after=1)
        (sent,) = live.Live(parts.world.front.works)([listener])
        assert json.loads(sent.data.decode().split("data: ")[1])["text"] == "어제 [이름]이 전화했어요"
        page = visit(parts.world, parts.world.app(), other).get("/my/room").get_data(as_text=True)
        assert "어제" in page and "홍길순" not in page
        parts.inner.stop()
        with pytest.raises(Unavailable):
            talk.say(one, "홍길순이 또 전화했어요")
        assert len(talk.texts(other)) == 2, "what cannot be looked through is not kept"
