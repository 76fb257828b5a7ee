"""The demo's suggestions: those of the form gathered under two topics, one of which went to an agency and has an answer."""

from datetime import timedelta

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.suggestions import gathering, progress, queue, sending, showing, topics
from lawsuit_hub.features.suggestions.types import Category, Event, Status, Suggesting, Wording
from lawsuit_hub.infra.work import Work, Works

_NETWORK = "127.0.0.0/24"
_TOPICS = (
    Wording(
        "경매 유예 기간 늘리기",
        "살 집을 구하거나 소송을 마치기 전에 집이 팔리지 않도록, 경매와 공매를 미루는 기간을 늘려 달라는 건의입니다.",
        Category.AUCTION,
    ),
    Wording(
        "전세대출 이자 지원 넓히기",
        "보증금을 돌려받을 때까지 전세대출의 이자를 지원하고, 소득이 넘어도 받게 해 달라는 건의입니다.",
        Category.LOANS,
    ),
)
# By a word of it: what is gathered under which.
_WORDS = ("경매 유예", "이자 지원")
_SAID = "경매 유예 기간이 끝나기 전에 이사할 집을 구하지 못했습니다. 한 번 더 미룰 수 있게 해 주세요."
_ANSWER = "유예 기간을 한 번 더 늘리는 방안을 관계 부처와 협의하겠다고 답했습니다."


def raise_voices(works: Works, caseworker: Actor) -> None:
    """Run again it changes nothing."""
    with works.open(Actor(Role.VISITOR)) as work:
        said = Suggesting(Category.AUCTION, _SAID, quotable=True)
        sent = sending.send(work, said, once="demo", network=_NETWORK)
    if sent.again:
        return
    for place, wording in enumerate(_TOPICS):
        with works.open(caseworker) as work:
            _gathered(work, topics.make(work, wording, once=f"demo-{place}"), _WORDS[place])
    with works.open(caseworker) as work:
        gathering.look(work, sent.id, seen=queue.item(work, sent.id).turn)
        first = topics.view(work, 1).id
        day = work.today - timedelta(days=30)
        progress.forward(work, [first], recipient="국토교통부", day=day, number="전세피해지원-101")
        progress.add_to(work, [first], Event(Status.ANSWERED, work.today, "국토교통부", words=_ANSWER))


def _gathered(work: Work, number: int, word: str) -> None:
    for bunch in queue.desk(work).bunches:
        if word in bunch.item.text:
            gathering.gather(work, bunch.item.id, number, same=True)
    seen = topics.view(work, number).turn
    showing.publish(work, number, seen=seen, mark=showing.state(work, number).mark)
