"""The board as everybody reads it: pages by category, one notice with what it said before, the newest. Holds no key, writes nothing."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select

from lawsuit_hub.features.notices import wordings
from lawsuit_hub.features.notices.models import NoticeRow, NoticeWording
from lawsuit_hub.features.notices.types import A_PAGE, Category, Line, NoSuchNotice, Notice, State, Wording
from lawsuit_hub.features.search import service as search
from lawsuit_hub.features.search.types import Hit, Kind
from lawsuit_hub.infra.work import Work

IN_FEED = 30
_Live = Select[NoticeRow, NoticeWording]


@dataclass(frozen=True, slots=True)
class Page:
    """`pages`: how many there are; what lies beyond is empty."""

    lines: tuple[Line, ...]
    number: int
    pages: int
    count: int


@dataclass(frozen=True, slots=True)
class Hits:
    shown: tuple[tuple[Line, Hit], ...]
    number: int
    pages: int
    count: int


def page(work: Work, category: Category | None = None, *, number: int = 1, archived: bool = False) -> Page:
    """Pinned ones first, then the newest."""
    such = _of(wordings.live(work.now), category)
    such = such.where(NoticeRow.archived_at.is_not(None) if archived else NoticeRow.archived_at.is_(None))
    count = work.db.scalar(select(func.count()).select_from(such.with_only_columns(NoticeRow.id).subquery())) or 0
    first = max(number - 1, 0) * A_PAGE
    ordered = such.order_by(NoticeRow.pinned_at.is_(None), NoticeRow.published_at.desc(), NoticeRow.number.desc())
    rows = work.db.execute(ordered.offset(first).limit(A_PAGE)).all()
    return Page(tuple(line(row, said) for row, said in rows), number, max(1, -(-count // A_PAGE)), count)


def newest(work: Work, *, limit: int, category: Category | None = None) -> tuple[Line, ...]:
    """Of those on the board, by when they were published: for a first page, a feed, a chat. `address` leads to each."""
    return tuple(line for line, _body in newest_whole(work, limit=limit, category=category))


def newest_whole(work: Work, *, limit: int = IN_FEED, category: Category | None = None) -> tuple[tuple[Line, str], ...]:
    """With what each says, as it was written."""
    such = _of(wordings.live(work.now), category).where(NoticeRow.archived_at.is_(None))
    rows = work.db.execute(such.order_by(NoticeRow.published_at.desc(), NoticeRow.number.desc()).limit(limit))
    return tuple((line(row, said), said.body) for row, said in rows)


def changed_at(work: Work) -> datetime | None:
    """When the board last said something else than before: published, corrected, archived, brought back or withdrawn."""
    read = work.db.scalar(select(func.max(NoticeWording.shown_from)).where(NoticeWording.shown_from <= work.now))
    moved = work.db.scalar(select(func.max(NoticeRow.moved_at)))
    return max((one for one in (read, moved) if one is not None), default=None)


def all_lines(work: Work) -> tuple[Line, ...]:
    """Every notice that has an address, the archive too."""
    rows = work.db.execute(wordings.live(work.now).order_by(NoticeRow.number)).all()
    return tuple(line(row, said) for row, said in rows)


def found(work: Work, query: str, *, number: int = 1) -> Hits:
    """Notices by Korean words, the best first; the archive too."""
    hits = search.find(work, query, kinds=[Kind.NOTICE], limit=A_PAGE, offset=max(number - 1, 0) * A_PAGE)
    rows = work.db.execute(wordings.live(work.now).where(NoticeRow.id.in_(hit.id for hit in hits.hits))).all()
    lines = {row.id: line(row, said) for row, said in rows}
    shown = tuple((lines[hit.id], hit) for hit in hits.hits if hit.id in lines)
    return Hits(shown, number, max(1, -(-hits.total // A_PAGE)), hits.total)


def one(work: Work, number: int) -> Notice:
    """Raises NoSuchNotice."""
    row = work.db.scalar(select(NoticeRow).where(NoticeRow.number == number, NoticeRow.published_at <= work.now))
    if row is None:
        raise NoSuchNotice
    read = [one for one in wordings.of(work, [row.id])[row.id] if was_read(one, work.now)]
    if row.withdrawn_at is not None:
        return Notice(_gone(row, read[-1]), "", State.WITHDRAWN, row.ended, ())
    state = State.SHOWN if row.archived_at is None else State.ARCHIVED
    return Notice(_line(row, read[-1]), read[-1].draft.body, state, row.ended, tuple(reversed(read)))


def address(work: Work, number: int) -> str:
    """For messages, chats and other systems: it stays the same as long as there is a notice."""
    return f"{work.settings.url_for(members=True)}/notices/{number}"


def was_read(wording: Wording, now: datetime) -> bool:
    return wording.shown_from is not None and wording.shown_from <= now


def line(row: NoticeRow, said: NoticeWording) -> Line:
    return _line(row, wordings.view(said))


def _of(such: _Live, category: Category | None) -> _Live:
    return such if category is None else such.where(NoticeWording.category == category.value)


def _line(row: NoticeRow, said: Wording) -> Line:
    assert row.published_at is not None and said.shown_from is not None  # noqa: S101 - it is read
    corrected = said.shown_from if said.shown_from > row.published_at else None
    pinned = row.pinned_at is not None
    return Line(row.id, row.number, said.draft.category, said.draft.title, row.published_at, pinned, corrected)


def _gone(row: NoticeRow, said: Wording) -> Line:
    """Nothing of its words is left."""
    assert row.published_at is not None  # noqa: S101 - it was read
    return Line(row.id, row.number, said.draft.category, "", row.published_at, pinned=False, corrected_at=None)
