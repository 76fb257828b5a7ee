"""Entries of a room: appended one behind another, read in order. Knows no reader's rights."""

import logging
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.lawsuits import present
from lawsuit_hub.features.rooms.models import RoomEntry, RoomHead
from lawsuit_hub.features.rooms.types import PAGE, Entry, Kind, News
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import CannotOpen, KeyKind, Place, Sealed

log = logging.getLogger("lawsuit_hub.rooms")

_READ = (
    RoomEntry.id, RoomEntry.seq, RoomEntry.kind, RoomEntry.role, RoomEntry.author_id, RoomEntry.text, RoomEntry.about,
    RoomEntry.at, RoomEntry.removed_at, RoomEntry.pinned_at,
)  # fmt: skip


def hold(work: Work, group_id: UUID) -> RoomHead:
    """The room's head, to the end of this work nobody else's: who comes second sees what the first wrote. Made at need."""
    held = select(RoomHead).where(RoomHead.group_id == group_id).with_for_update()
    head = work.db.scalar(held.execution_options(populate_existing=True))
    if head is not None:
        return head
    try:
        with work.db.begin_nested():
            work.db.add(RoomHead(group_id=group_id, last_seq=0, opened_at=work.now))
    except IntegrityError:  # another request made it at this moment
        work.db.expire_all()
    return work.db.scalars(held.execution_options(populate_existing=True)).one()


def append(
    work: Work,
    group_id: UUID,
    kind: Kind,
    *,
    author_id: UUID | None,
    role: Role,
    text: str | None = None,
    about: int | None = None,
    client_key: UUID | None = None,
    victim_id: UUID | None = None,
) -> int:
    """The next number of the room."""
    head = hold(work, group_id)
    head.last_seq += 1
    row = RoomEntry(
        id=new_id(), group_id=group_id, seq=head.last_seq, kind=kind.value, role=role.value, author_id=author_id, victim_id=victim_id,
        client_key=client_key, about=about, at=work.now,
    )  # fmt: skip
    row.text = None if text is None else work.keys.seal(text, _place(group_id, row.id), KeyKind.PEER)
    work.db.add(row)
    work.db.flush()
    return row.seq


def same(work: Work, group_id: UUID, author_id: UUID | None, client_key: UUID) -> int | None:
    """The number of the message that this author sent under this key before."""
    sent = RoomEntry.client_key == client_key, RoomEntry.author_id == author_id, RoomEntry.group_id == group_id
    return work.db.scalar(select(RoomEntry.seq).where(*sent))


def message(work: Work, group_id: UUID, seq: int) -> RoomEntry | None:
    wanted = RoomEntry.group_id == group_id, RoomEntry.seq == seq, RoomEntry.kind == Kind.MESSAGE.value
    return work.db.scalar(select(RoomEntry).where(*wanted))


def last(work: Work, group_id: UUID) -> int:
    return work.db.scalar(select(RoomHead.last_seq).where(RoomHead.group_id == group_id)) or 0


def lasts(work: Work, group_ids: Iterable[UUID]) -> dict[UUID, int]:
    rows = select(RoomHead.group_id, RoomHead.last_seq).where(RoomHead.group_id.in_(list(group_ids)))
    return {row[0]: row[1] for row in work.db.execute(rows)}


Authored = tuple[UUID | None, Entry]


def authored(work: Work, group_id: UUID, after: int, *, names: "Names", limit: int = PAGE) -> list[Authored]:
    """What came after a number, the oldest first, with the id of who wrote each."""
    rows = select(*_READ).where(RoomEntry.group_id == group_id, RoomEntry.seq > after)
    found = work.db.execute(rows.order_by(RoomEntry.seq).limit(limit)).all()
    return [(row.author_id, names.entry(work, row)) for row in found]


def since(work: Work, group_id: UUID, after: int, *, names: "Names", limit: int = PAGE) -> News:
    """What came after a number and is not hidden from this reader."""
    found = authored(work, group_id, after, names=names, limit=limit + 1)
    taken = found[:limit]
    return News(names.shown(taken), taken[-1][1].seq if taken else after, len(found) > limit)


def newest(work: Work, group_id: UUID, *, names: "Names", before: int | None = None) -> News:
    """The last page of messages (or the one before a number), in order; `more`: there are earlier ones."""
    rows = select(*_READ).where(RoomEntry.group_id == group_id, RoomEntry.kind == Kind.MESSAGE.value)
    if before is not None:
        rows = rows.where(RoomEntry.seq < before)
    found = work.db.execute(rows.order_by(RoomEntry.seq.desc()).limit(PAGE + 1)).all()
    taken = [(row.author_id, names.entry(work, row)) for row in reversed(found[:PAGE])]
    return News(names.shown(taken), last(work, group_id), len(found) > PAGE)


def pinned(work: Work, group_id: UUID, *, names: "Names") -> tuple[Entry, ...]:
    rows = select(*_READ).where(
        RoomEntry.group_id == group_id, RoomEntry.pinned_at.is_not(None), RoomEntry.removed_at.is_(None)
    )
    return tuple(names.entry(work, row) for row in work.db.execute(rows.order_by(RoomEntry.pinned_at.desc())))


def count_after(work: Work, group_id: UUID, after: int, *, but: Iterable[UUID]) -> int:
    """Messages that stand, of others than these."""
    stands = RoomEntry.group_id == group_id, RoomEntry.kind == Kind.MESSAGE.value, RoomEntry.removed_at.is_(None)
    others = RoomEntry.author_id.not_in(list(but))
    return work.db.scalar(select(func.count()).where(*stands, RoomEntry.seq > after, others)) or 0


def firms(work: Work, group_id: UUID) -> dict[UUID, str]:
    """The firms of the lawyers who ever wrote here."""
    wrote = RoomEntry.group_id == group_id, RoomEntry.role == Role.LAWYER.value, RoomEntry.author_id.is_not(None)
    lawyers = set(work.db.scalars(select(RoomEntry.author_id).where(*wrote).distinct()))
    found = identity.staff_many(work, {one for one in lawyers if one is not None})
    return {one.id: one.firm.name for one in found.values() if one.firm is not None}


class Names:
    """Who wrote an entry, as a reader is told: aliases of those in the group now, a firm, or nobody's name.

    `hidden`: whose messages this reader does not want. `bare`: for caseworkers, who see what was removed.
    """

    def __init__(
        self,
        work: Work,
        group_id: UUID,
        *,
        me: UUID | None = None,
        hidden: Iterable[UUID] = (),
        bare: bool = False,
        firms: Mapping[UUID, str] | None = None,
    ) -> None:
        self._group_id = group_id
        self._aliases = present.aliases(work, group_id)
        self._me, self._hidden, self._bare, self._firms = me, frozenset(hidden), bare, firms or {}

    def entry(self, work: Work, row: Any) -> Entry:
        removed, author = row.removed_at is not None, row.author_id
        away = removed and not self._bare
        text, unreadable = ("", False) if away or row.text is None else self._opened(work, row)
        return Entry(
            seq=row.seq,
            kind=Kind(row.kind),
            role=Role(row.role),
            who=self._aliases.get(author, "") if row.role == Role.MEMBER.value else self._firms.get(author, ""),
            at=row.at,
            text=text,
            about=row.about,
            mine=author is not None and author == self._me,
            removed=removed,
            pinned=row.pinned_at is not None,
            unreadable=unreadable,
        )

    def shown(self, found: Iterable[Authored]) -> tuple[Entry, ...]:
        return tuple(entry for author, entry in found if author is None or author not in self._hidden)

    def _opened(self, work: Work, row: Any) -> tuple[str, bool]:
        try:
            return opened(work, self._group_id, row.id, row.text) or "", False
        except CannotOpen as error:  # changed in the table, or its key is gone: the others stand
            log.error("the entry %s does not open: %s", row.id, type(error).__name__)
            return "", True


def opened(work: Work, group_id: UUID, entry_id: UUID, text: Sealed | None) -> str | None:
    """Raises CannotOpen."""
    return work.keys.open(text, _place(group_id, entry_id), KeyKind.PEER)


def _place(group_id: UUID, entry_id: UUID) -> Place:
    return Place("room_entries.text", group_id, entry_id)
