"""The demo's meetings: one to come with questions and an organisation, one that is over with minutes, a decision and two actions."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from uuid import UUID

from lawsuit_hub.access.actor import VISITOR, Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.meetings import (
    asking,
    door,
    minutes,
    organisations,
    planning,
    representing,
    signing_up,
    telling,
    undertakings,
)
from lawsuit_hub.features.meetings.organisations import Facts
from lawsuit_hub.features.meetings.signing_up import Wish
from lawsuit_hub.features.meetings.types import Audience, Plan, TaskKind
from lawsuit_hub.features.meetings.undertakings import Undertaking
from lawsuit_hub.infra.work import Work, Works
from lawsuit_hub.values.dates import KST

_NETWORK = "127.0.0.0/24"
_DAYS_AGO, DAYS_AHEAD = 20, 12
_WALK_INS, _VISITORS, _RESERVED = 3, 6, 8
_NEEDS = "휠체어 자리 하나와 문자 통역이 필요합니다."
_MINUTES = """## 다룬 것

1. 지원사업이 어떻게 바뀌었는지 설명했습니다.
2. 경매가 시작된 집에서 먼저 할 일을 물었습니다.

## 정한 것

- 분기마다 한 번 만납니다.
- 물음과 답을 모아 게시판에 싣습니다.
"""
_QUESTIONS = ("긴급 주거지원은 얼마나 기다리나요?", "대출 이자를 줄이는 방법이 있나요?")


def fill_meetings(works: Works, caseworker: Actor, member: UUID) -> dict[str, str]:
    """Run again it changes nothing. What it made, by what it stands for in addresses."""
    facts = Facts("표본구 전세피해자 대책위원회", "표본구의 여러 집 피해자들이 모인 단체입니다.", True)
    with works.open(caseworker) as work:
        organisation = organisations.add(work, facts, once="demo-organisation")
    over, fresh = _hold_one(works, caseworker, organisation)
    with works.open(caseworker) as work:
        coming = planning.write(work, _plan(work.now, DAYS_AHEAD, "제2차 전세피해 간담회"), once="demo-coming")
        code = representing.offer_code(work, organisation) if fresh else ""
        if fresh:
            telling.announce(work, coming, seen=1)
    if fresh:
        _come(works, Actor(Role.MEMBER, member), coming, Wish(3, organisation, _NEEDS), code)
        _look(works, caseworker, coming)
    return {"meeting": str(coming), "over_meeting": str(over), "organisation": str(organisation)}


def _hold_one(works: Works, caseworker: Actor, organisation: UUID) -> tuple[UUID, bool]:
    """Three weeks ago; and whether it was not there before."""
    before = replace(works, clock=lambda: works.clock() - timedelta(days=_DAYS_AGO + 2))
    with before.open(caseworker) as work:
        over = planning.write(work, _plan(work.now, 2, "제1차 전세피해 간담회"), once="demo-over")
        if door.seats(work, over) or minutes.all_of(work, over):
            return over, False
        telling.announce(work, over, seen=1)
        signing_up.reserve(work, over, organisation, _RESERVED, once="demo-reserved")
    with before.open(VISITOR) as work:
        for number in range(_VISITORS):
            signing_up.sign_up(work, over, Wish(), once=f"{number:032x}", network=f"{_NETWORK} {number}")
    with works.open(caseworker) as work:
        for seat in door.seats(work, over):
            door.let_in_by_code(work, over, seat.door_code, count=seat.seats)
        _afterwards(work, over)
    return over, True


def _afterwards(work: Work, over: UUID) -> None:
    door.count_walk_ins(work, over, _WALK_INS)
    minutes.write(work, over, _MINUTES, correction="", seen=0)
    gate = minutes.state(work, over)
    if gate is not None and gate.is_open:
        minutes.publish(work, over, seen=1, mark=gate.mark)
    for number, (kind, text, owner, days) in enumerate(
        (
            (TaskKind.DECISION, "분기마다 한 번 만나기로 했습니다.", "", None),
            (TaskKind.ACTION, "바뀐 지원사업을 한 장으로 정리해 싣습니다.", "전세피해지원 담당 부서", 20),
            (TaskKind.ACTION, "대책위원회가 모은 물음을 보냅니다.", "표본구 전세피해자 대책위원회", -5),
        )
    ):
        due = work.today + timedelta(days=days) if days is not None else None
        undertakings.add(work, over, Undertaking(kind, text, owner, due), once=f"demo-task-{number}")


def _come(works: Works, her: Actor, coming: UUID, wish: Wish, code: str) -> None:
    """She speaks for the organisation, and asks."""
    with works.open(her) as work:
        representing.link(work, code)
        signing_up.sign_up(work, coming, wish, once="", network=_NETWORK)
        for number, text in enumerate(_QUESTIONS):
            asking.ask(work, coming, text, once=f"demo-q{number}", network=_NETWORK)


def _look(works: Works, caseworker: Actor, coming: UUID) -> None:
    with works.open(caseworker) as work:
        asking.show(work, coming, asking.at_desk(work, coming)[0].id)


def _plan(now: datetime, days: int, title: str) -> Plan:
    day = (now.astimezone(KST) + timedelta(days=days)).date()
    starts = datetime.combine(day, time(19, 0), KST)
    return Plan(
        title=title,
        purpose="바뀐 지원사업을 설명하고, 미리 받은 물음부터 함께 이야기합니다. 이름을 말하지 않아도 됩니다.",
        place="표본구청 3층 회의실",
        link="https://meet.example.com/sample-room",
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        capacity=40,
        signup_until=starts - timedelta(days=1),
        audience=Audience.ALL,
    )
