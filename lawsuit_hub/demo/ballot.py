"""The demo's ballots: one that is over, counted, with its list of receipts; one that is open, in which the member has her vote still."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.ballots import counting, making, service, voting
from lawsuit_hub.features.ballots.types import FEWEST, Asked
from lawsuit_hub.features.lawsuits.types import GroupLine
from lawsuit_hub.infra.work import Works

_DAYS, _DAYS_AGO = 7, 9
_WHO = (
    "소송을 어느 법무법인에 맡길까요?",
    "구에서 소개한 법무법인 보기의 변호사가 모임에 와서 설명했습니다. 비용은 사람마다 청구금액에 따라 나눕니다.",
    ("법무법인 보기", "다른 곳을 더 알아본다", "기권"),
)
_WHETHER = (
    "소송을 함께할까요?",
    "함께 내면 인지액의 내 몫이 줄어듭니다. 저마다 따로 낼 수도 있습니다.",
    ("함께한다", "따로 한다"),
)


def hold_ballots(works: Works, caseworker: Actor, group: GroupLine, voters: list[UUID]) -> None:
    """`voters`: the member who looks in first. Run again it changes nothing."""
    with works.open(caseworker, read_only=True) as work:
        if group.members < FEWEST or service.of_group(work, group.code).ballots:
            return
    before = replace(works, clock=lambda: works.clock() - timedelta(days=_DAYS_AGO))
    _hold(before, caseworker, group, _WHETHER, voters)
    counting.turn(works)
    _hold(works, caseworker, group, _WHO, voters[1:])


def _hold(
    works: Works, caseworker: Actor, group: GroupLine, said: tuple[str, str, tuple[str, ...]], voters: list[UUID]
) -> None:
    question, explanation, options = said
    with works.open(caseworker) as work:
        asked = Asked(question, explanation, options, work.today, work.today + timedelta(days=_DAYS))
        ballot = making.make(work, group.code, asked, once=question, office=True)
    for number, who in enumerate(voters):
        with works.open(Actor(Role.MEMBER, who)) as work:
            voting.vote(work, ballot, number % 3 % len(options))
