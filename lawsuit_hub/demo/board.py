"""The demo's question board: one question answered for everybody, one that waits for a look, one for caseworkers alone."""

from uuid import UUID

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.questions import answering, asking, moderating
from lawsuit_hub.features.questions.types import Asking, Category
from lawsuit_hub.infra.work import Works

_NETWORK = "127.0.0.0/24"
_QUESTIONS = (
    Asking(
        Category.AUCTION,
        "집이 경매에 넘어가면 무엇부터 해야 하나요?",
        "법원에서 경매를 시작했다는 우편이 왔습니다. 이사를 가도 되는지도 궁금합니다.",
        public=True,
    ),
    Asking(
        Category.LAWSUIT,
        "소송에 함께하려면 돈을 먼저 내야 하나요?",
        "모임에 들어오라는 안내를 받았습니다. 먼저 내야 하는 돈이 있는지 알고 싶습니다.",
        public=True,
    ),
    Asking(
        Category.SERVICE,
        "전화번호가 곧 바뀝니다",
        "미리 말씀드려야 하나요? 옛 번호는 다음 달에 없어집니다.",
        public=False,
    ),
)
_ANSWER = (
    "법원이 정한 배당요구 종기까지 권리신고와 배당요구를 해 주세요. 종기는 받은 우편에 적혀 있습니다. "
    "전입신고와 확정일자를 그대로 두고, 이사하기 전에 임차권등기를 먼저 신청해 주세요."
)


def fill_board(works: Works, caseworker: Actor, member: UUID) -> None:
    """Run again it changes nothing."""
    asked = []
    for number, one in enumerate(_QUESTIONS):
        with works.open(Actor(Role.MEMBER, member)) as work:
            asked.append(asking.ask(work, one, once=f"demo-{number}", network=_NETWORK))
    if asked[0] is not None:
        with works.open(caseworker) as work:
            moderating.show(work, asked[0], seen=0)
            answering.answer(work, asked[0], _ANSWER, seen=1, office=False)
