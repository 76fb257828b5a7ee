"""The demo's ballot: open, with votes in it; whoever looks in as the member has hers still."""

from datetime import timedelta
from uuid import UUID

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.ballots import making, service, voting
from lawsuit_hub.features.ballots.types import FEWEST, Asked
from lawsuit_hub.features.lawsuits.types import GroupLine
from lawsuit_hub.infra.work import Works

_DAYS = 7
_QUESTION, _OPTIONS = "소송을 어느 법무법인에 맡길까요?", ("법무법인 보기", "다른 곳을 더 알아본다", "기권")
_EXPLANATION = (
    "구에서 소개한 법무법인 보기의 변호사가 모임에 와서 설명했습니다. 비용은 사람마다 청구금액에 따라 나눕니다."
)


def open_ballot(works: Works, caseworker: Actor, group: GroupLine, voters: list[UUID]) -> None:
    """Run again it changes nothing."""
    with works.open(caseworker) as work:
        if group.members < FEWEST or service.of_group(work, group.code).ballots:
            return
        asked = Asked(_QUESTION, _EXPLANATION, _OPTIONS, work.today, work.today + timedelta(days=_DAYS))
        ballot = making.make(work, group.code, asked, once="demo", office=True)
    for number, who in enumerate(voters):
        with works.open(Actor(Role.MEMBER, who)) as work:
            voting.vote(work, ballot, number % len(_OPTIONS))
