"""What the desk says of open chats: what to look at, which steps, and what a refused address is. Decides nothing."""

from flask_babel import gettext as _

from lawsuit_hub.features.lawsuits.types import BadRoomUrl
from lawsuit_hub.features.openchats.types import Item, SameAddress, Step, Why
from lawsuit_hub.infra.refusals import Refusal


def item(one: Item) -> str:
    said: dict[Item, str] = {
        Item.SEARCH_OFF: _("‘검색 허용’이 꺼져 있습니다"),
        Item.CODE_ON: _("참여 코드가 켜져 있습니다"),
        Item.PROFILE_OFF: _("‘기본 프로필만 참여 허용’이 꺼져 있습니다 (켜면 본래 프로필이 드러납니다)"),
        Item.TITLE: _("방 제목에 임대인, 건물, 피해라는 말이 없습니다"),
        Item.HOST_PROFILE: _("방장 프로필이 담당 창구임을 알 수 있고 개인 것이 아닙니다"),
        Item.HOST: _("방장이 아직 우리입니다 (방장이 나가면 방이 닫힙니다)"),
        Item.SECOND_HOST: _("부방장이 한 명 이상 있습니다"),
        Item.COUNT: _("방의 사람 수가 들어온 사람 수보다 많지 않습니다"),
        Item.NOTICE: _("‘1:1로 돈을 요구하지 않습니다’ 공지가 걸려 있습니다"),
    }
    return said[one]


def step(one: Step) -> str:
    said: dict[Step, str] = {
        Step.MADE: _("카카오톡에서 새 방과 새 참여 코드를 만듭니다"),
        Step.WRITTEN: _("새 주소와 코드를 여기에 적습니다"),
        Step.TOLD: _("옛 방에 ‘방을 옮깁니다. 새 초대를 기다려 주세요’라고 알립니다"),
        Step.CLOSED: _("옛 방에서 모두 나가게 하고 방을 닫습니다"),
    }
    return said[one]


def why(one: Why) -> str:
    said: dict[Why, str] = {
        Why.LEAK: _("링크나 코드가 새어 나갔습니다"),
        Why.INSIDER: _("들어오면 안 되는 사람이 있었습니다"),
        Why.ASKED: _("담당자가 바꾸기로 했습니다"),
    }
    return said[one]


def about(bad: Refusal) -> str:
    if isinstance(bad, SameAddress):
        same: dict[str, str] = {
            "url": _("옛 방의 주소입니다. 새 방의 주소를 적어 주세요."),
            "code": _("옛 참여 코드입니다. 새 코드를 정해 주세요."),
        }
        return same[bad.what]
    assert isinstance(bad, BadRoomUrl)  # noqa: S101 - no other is about an address
    said: dict[str, str] = {
        "host": _("https://open.kakao.com/o/g… 모양의 주소만 받습니다."),
        "private_chat": _("1:1 오픈채팅이나 프로필 주소입니다. 여럿이 쓰는 그룹 채팅방의 주소를 적어 주세요."),
        "shape": _("그룹 채팅방 주소가 아닙니다. https://open.kakao.com/o/g…로 시작하는 주소를 그대로 붙여 주세요."),
        "code": _("참여 코드는 영문과 숫자 4~20자입니다."),
    }
    return said[bad.why]


def is_about_code(bad: Refusal) -> bool:
    return (bad.what if isinstance(bad, SameAddress) else getattr(bad, "why", "")) == "code"
