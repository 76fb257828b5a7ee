"""News as it is read: by staff with its states and how many read it, by members what is published, and that they read it."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.exc import IntegrityError

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.briefings import checking, reaching, wordings
from lawsuit_hub.features.briefings.models import News, NewsReading
from lawsuit_hub.features.briefings.types import Finding, NewsItem, NewsState, NotInFile, OwnNews, Wording
from lawsuit_hub.features.lawsuits import endings
from lawsuit_hub.features.lawsuits.types import GroupId
from lawsuit_hub.features.proceedings.reaching import active, reach
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy import small_cells


def state(row: News) -> NewsState:
    if row.withdrawn_at is not None:
        return NewsState.WITHDRAWN
    if row.sent_turn != row.shown_turn:
        return NewsState.WAITING
    return NewsState.SHOWN if row.shown_turn is not None else NewsState.DRAFT


def listed(work: Work, group_id: GroupId) -> tuple[NewsItem, ...]:
    """For staff, the newest first. A draft is its lawyer's alone; of another's a lawyer reads what members read."""
    return _items(work, group_id, _visible(work, group_id))


def one(work: Work, code: str, news_id: UUID) -> tuple[NewsItem, list[Wording], tuple[Finding, ...]]:
    """With its wordings (the newest last), and what in the newest could be somebody's. Raises NoSuchGroup, NotInFile."""
    group_id = reach(work, code)
    rows = _visible(work, group_id, News.id == news_id)
    if not rows:
        raise NotInFile
    (item,) = _items(work, group_id, rows)
    told = wordings.of(work, [news_id])[news_id]
    shown = told if item.mine else [each for each in told if each.turn in {item.shown_turn, item.newest.turn}]
    last = shown[-1]
    return item, shown, checking.findings(work, group_id, f"{last.title}\n\n{last.text}")


def _visible(work: Work, group_id: GroupId, *such: ColumnElement[bool]) -> list[News]:
    is_lawyer = work.actor.role is Role.LAWYER
    others = (
        News.published_at.is_not(None)
        if is_lawyer
        else or_(News.published_at.is_not(None), News.sent_turn.is_not(None))
    )
    theirs = News.group_id.in_(endings.family(work, group_id)), or_(others, News.author_id == work.actor.id)
    return list(work.db.scalars(select(News).where(*theirs, *such).order_by(News.begun_at.desc(), News.id)))


def _items(work: Work, group_id: GroupId, rows: Sequence[News]) -> tuple[NewsItem, ...]:
    told = wordings.of_turn(work, [(row.id, _turn(work, row)) for row in rows])
    read = _readers(work, group_id, [row.id for row in rows])
    return tuple(
        NewsItem(
            id=row.id,
            state=state(row),
            mine=row.author_id == work.actor.id,
            newest=told[row.id],
            shown_turn=row.shown_turn,
            sent_turn=row.sent_turn,
            published_at=row.published_at,
            corrected_at=_corrected(row),
            returned=row.returned,
            readers=read.get(row.id),
        )
        for row in rows
    )


def _turn(work: Work, row: News) -> int | None:
    """The wording that is before this actor: her own last, at the desk what waits, else what members read."""
    if row.author_id == work.actor.id:
        return row.last_turn
    return row.shown_turn if work.actor.role is Role.LAWYER else (row.sent_turn or row.shown_turn)


def _readers(work: Work, group_id: GroupId, news_ids: Sequence[UUID]) -> dict[UUID, int | None]:
    """How many of the active said so; nothing of few, nor where it would tell that few did not."""
    people = {one.victim_id for one in active(work, group_id)}
    counted = (
        select(NewsReading.news_id, func.count())
        .where(NewsReading.news_id.in_(news_ids), NewsReading.victim_id.in_(people))
        .group_by(NewsReading.news_id)
    )
    return {
        news_id: small_cells.shown([count, max(0, len(people) - count)])[0]
        for news_id, count in work.db.execute(counted)
    }


def _corrected(row: News) -> datetime | None:
    return row.shown_at if row.shown_at != row.published_at else None


def own(work: Work, member_group: GroupId) -> tuple[OwnNews, ...]:
    """As a member reads it, the newest first."""
    theirs = select(News).where(*_published(work, member_group))
    rows = list(work.db.scalars(theirs.order_by(News.published_at.desc(), News.id)))
    told = wordings.of_turn(work, [(row.id, row.shown_turn) for row in rows if row.withdrawn_at is None])
    firms = reaching.firms(work, [row.author_id for row in rows])
    hers = select(NewsReading.news_id).where(NewsReading.victim_id == work.actor.id)
    read = set(work.db.scalars(hers))
    return tuple(_own(row, told.get(row.id), firms.get(row.author_id, ""), read=row.id in read) for row in rows)


def _published(work: Work, member_group: GroupId) -> tuple[ColumnElement[bool], ...]:
    return News.published_at.is_not(None), News.group_id.in_(endings.family(work, member_group))


def _own(row: News, said: Wording | None, firm: str, *, read: bool) -> OwnNews:
    assert row.published_at is not None  # noqa: S101 - asked for above
    return OwnNews(
        id=row.id,
        firm=firm,
        title=said.title if said else "",
        text=said.text if said else "",
        published_at=row.published_at,
        corrected_at=_corrected(row),
        withdrawn=row.withdrawn_at is not None,
        read=read,
    )


def read(work: Work, news_id: UUID) -> None:
    """She says that she read it; once. Raises NotInFile for what is not before her."""
    work.require(Permission.OWN_WRITE)
    member = reaching.seat(work)
    before_her = News.id == news_id, News.withdrawn_at.is_(None), *_published(work, member.group_id)
    if work.db.scalar(select(News.id).where(*before_her)) is None:
        raise NotInFile
    if work.db.get(NewsReading, (news_id, member.victim_id)) is not None:
        return
    with suppress(IntegrityError), work.db.begin_nested():  # she pressed twice
        work.db.add(NewsReading(news_id=news_id, victim_id=member.victim_id, at=work.now))
        work.db.flush()


def readings(work: Work, victim_id: UUID) -> list[datetime]:
    """When she said of each news that she read it."""
    hers = select(NewsReading.at).where(NewsReading.victim_id == victim_id)
    return list(work.db.scalars(hers.order_by(NewsReading.at)))
