"""A small FAQ of the tests' own, and how a test loads it."""

from lawsuit_hub.features.faq import writing
from lawsuit_hub.features.faq.types import Draft
from lawsuit_hub.features.faqbot import unanswered
from lawsuit_hub.features.faqbot.types import Channel
from tests.world import World

DRAFTS = (
    Draft(
        "소송비를 누가 도와주나요?",
        "구청이 피해 결정을 받은 분에게 소송비를 도와드립니다.",
        "지원",
        ("소송비 지원 대상",),
        "F1",
    ),
    Draft("소송비는 얼마까지 나오나요?", "한 집에 백만원까지 나옵니다.", "지원", ("지원 한도", "최대 얼마"), "F2"),
    Draft("초대 링크가 열리지 않아요", "내 모임에서 초대를 다시 받아 주세요.", "대화방", ("링크 만료",), "F3"),
    Draft("탈퇴는 어떻게 하나요?", "내 정보에서 모임을 나갈 수 있습니다.", "개인정보", ("그만두고 싶어요",), "F4"),
    Draft("확정일자가 무엇인가요?", "경매에서 먼저 배당받게 하는 날짜입니다.", "법률", (), "F10"),
)


def load(world: World, drafts: tuple[Draft, ...] = DRAFTS) -> list[str]:
    """Its codes."""
    with world.as_system() as work:
        writing.load(work, drafts)
    return [one.code for one in drafts]


def unanswered_by(world: World, text: str) -> str:
    """The id of what the bot did not know and kept."""
    with world.as_visitor() as work:
        assert unanswered.keep(work, text, Channel.KAKAO)
    with world.as_system() as work:
        return str(unanswered.waiting(work)[0].ids[0])
