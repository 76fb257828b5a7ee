"""The scene's suggestions: the canary's words are gathered, looked at and public, her topic has an answer; the member's wait."""

from datetime import date
from uuid import UUID

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.suggestions import gathering, progress, sending, showing, supporting, topics
from lawsuit_hub.features.suggestions.types import Category, Event, Status, Suggesting, Wording
from tests.people import CANARY_ADDRESS, CANARY_EMAIL, CANARY_NAME, CANARY_PHONE
from tests.world import World

NETWORK = "192.0.2.0/24"


def suggest(world: World, *, canary: UUID, member: UUID, caseworker: tuple[Role, UUID | None]) -> dict[str, str]:
    """Everything that is hers, in what she writes: none of it may be found anywhere."""
    text = f"저 {CANARY_NAME}은 {CANARY_PHONE}, {CANARY_EMAIL}, {CANARY_ADDRESS}에 삽니다. 경매를 미뤄 주세요."
    with world.as_member(canary) as work:
        hers = sending.send(work, Suggesting(Category.AUCTION, text, True, tell=True), once="scene-a", network=NETWORK)
    with world.as_member(member) as work:
        waits = sending.send(
            work, Suggesting(Category.LOANS, "이자를 낮춰 주세요", True), once="scene-b", network=NETWORK
        )
    with world.as_staff(*caseworker) as work:
        number = topics.make(
            work, Wording("경매 유예 늘리기", "경매를 미루는 기간을 늘리자는 건의입니다.", Category.AUCTION), once="a"
        )
        gathering.gather(work, hers.id, number, same=True)
        gathering.look(work, hers.id, seen=1)
        showing.publish(work, number, seen=1, mark=showing.state(work, number).mark)
    with world.as_staff(*caseworker) as work:
        day = min(work.today, date(2026, 1, 2))
        sent = Event(Status.FORWARDED, day, "국회", "2026-1호")
        progress.add(work, number, sent, seen=topics.view(work, number).turn)
        answered = Event(Status.ANSWERED, day, "국회", words="다음 회기에 다룹니다.")
        progress.add(work, number, answered, seen=topics.view(work, number).turn)
    with world.as_member(canary) as work:
        supporting.join(work, number, browser="", network=NETWORK)
    return {"suggested": str(waits.id), "topic_no": str(number)}
