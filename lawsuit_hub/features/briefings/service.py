"""A group's case file on one page for its staff, what waits in it, and what of it a member reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.briefings import bulletin, filings, reaching, rules
from lawsuit_hub.features.briefings.models import MemberQuestion, News
from lawsuit_hub.features.briefings.types import Filing, NewsItem, OwnNews, Waiting
from lawsuit_hub.features.lawsuits import endings, groups
from lawsuit_hub.features.lawsuits.types import GroupId, GroupLine
from lawsuit_hub.features.proceedings.reaching import reach
from lawsuit_hub.infra.work import Work


@dataclass(frozen=True, slots=True)
class File:
    """`by_desk`: a caseworker releases its news."""

    line: GroupLine
    filings: tuple[Filing, ...]
    news: tuple[NewsItem, ...]
    waiting: Waiting
    by_desk: bool


@dataclass(frozen=True, slots=True)
class OwnFile:
    news: tuple[OwnNews, ...]
    filings: tuple[Filing, ...]


def file(work: Work, code: str) -> File:
    """Raises NoSuchGroup."""
    group_id = reach(work, code)
    return File(
        line=groups.line(work, group_id),
        filings=filings.of_group(work, group_id),
        news=bulletin.listed(work, group_id),
        waiting=waiting(work, [group_id])[group_id],
        by_desk=rules.by_desk(work, group_id),
    )


def own_file(work: Work) -> OwnFile:
    """What she reads of her group's file. Raises NotYours for who sees no group."""
    member = reaching.seat(work)
    return OwnFile(bulletin.own(work, member.group_id), filings.shown(work, member.group_id))


def waiting(work: Work, group_ids: Iterable[GroupId]) -> dict[GroupId, Waiting]:
    """Of groups that the actor reaches; opens nothing."""
    return {one: _waiting(work, one) for one in group_ids}


def _waiting(work: Work, group_id: GroupId) -> Waiting:
    family = endings.family(work, group_id)
    asked = select(func.count(), func.min(MemberQuestion.asked_at)).where(
        MemberQuestion.group_id.in_(family),
        MemberQuestion.answered_at.is_(None),
        MemberQuestion.victim_id.in_(reaching.inside(work, group_id)),
    )
    count, oldest = work.db.execute(asked).one()
    stands = News.group_id.in_(family), News.withdrawn_at.is_(None)
    waits = News.sent_turn.is_not(None), News.sent_turn.is_distinct_from(News.shown_turn)
    return Waiting(
        questions=count,
        oldest_days=(work.now - oldest).days if count else 0,
        drafts=_drafts(work, family) if work.actor.role is Role.LAWYER else 0,
        release=work.db.scalar(select(func.count()).select_from(News).where(*stands, *waits)) or 0,
    )


def _drafts(work: Work, family: list[UUID]) -> int:
    """Hers that say something members do not read yet and that wait for nobody."""
    unsent = (
        News.group_id.in_(family),
        News.author_id == work.actor.id,
        News.withdrawn_at.is_(None),
        News.sent_turn.is_not_distinct_from(News.shown_turn),
        News.last_turn.is_distinct_from(News.shown_turn),
    )
    return work.db.scalar(select(func.count()).select_from(News).where(*unsent)) or 0


def waiting_at_desk(work: Work) -> list[tuple[str, Waiting]]:
    """Groups in whose files something waits, those that wait longest first."""
    lines = groups.lines(work)
    held = waiting(work, [line.id for line in lines])
    found = [(line.code, held[line.id]) for line in lines if held[line.id].anything]
    return sorted(found, key=lambda one: -one[1].oldest_days)
