"""A group's case file on one page for its staff, what waits in it, and what of it a member reads."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select

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
    questions, drafts, release = _questions(work), _drafts(work), _release(work)
    return {
        one: Waiting(
            questions=len(questions[one]),
            oldest_days=(work.now - min(questions[one])).days if questions[one] else 0,
            drafts=drafts[one],
            release=release[one],
        )
        for one in group_ids
    }


def waiting_at_desk(work: Work) -> list[tuple[str, Waiting]]:
    """Groups in whose files something waits, those that wait longest first."""
    some = _questions(work).keys() | _release(work).keys()
    lines = [line for line in groups.lines(work) if line.id in some] if some else []
    held = waiting(work, [line.id for line in lines])
    return sorted(((line.code, held[line.id]) for line in lines), key=lambda one: -one[1].oldest_days)


def _questions(work: Work) -> dict[GroupId, list[datetime]]:
    """When each open question was asked, by the group that stands; of who is in it still."""
    open_ones = select(MemberQuestion.group_id, MemberQuestion.victim_id, MemberQuestion.asked_at)
    rows = work.db.execute(open_ones.where(MemberQuestion.answered_at.is_(None))).all()
    stands = _standing(work, [row.group_id for row in rows])
    places = groups.memberships_of(work, {row.victim_id for row in rows})
    found: dict[GroupId, list[datetime]] = defaultdict(list)
    for row in rows:
        place = places.get(row.victim_id)
        if place is not None and place.active_since is not None and place.group_id == stands[row.group_id]:
            found[place.group_id].append(row.asked_at)
    return found


def _release(work: Work) -> Counter[GroupId | None]:
    """News that a caseworker has to look at."""
    return _news(work, News.sent_turn.is_not(None), News.sent_turn.is_distinct_from(News.shown_turn))


def _drafts(work: Work) -> Counter[GroupId | None]:
    """The acting lawyer's own that say something members do not read yet, and that wait for nobody."""
    if work.actor.role is not Role.LAWYER:
        return Counter()
    unsent = News.sent_turn.is_not_distinct_from(News.shown_turn), News.last_turn.is_distinct_from(News.shown_turn)
    return _news(work, News.author_id == work.actor.id, *unsent)


def _news(work: Work, *such: ColumnElement[bool]) -> Counter[GroupId | None]:
    rows = list(work.db.scalars(select(News.group_id).where(News.withdrawn_at.is_(None), *such)))
    stands = _standing(work, rows)
    return Counter(stands[one] for one in rows)


def _standing(work: Work, group_ids: Iterable[GroupId]) -> dict[GroupId, GroupId | None]:
    return {one: endings.stayed(work, one) for one in set(group_ids)}
