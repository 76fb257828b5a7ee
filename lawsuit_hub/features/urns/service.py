"""Urns: who has cast and what was cast, with nothing between the two (decision 0057). Whoever casts can open nothing.

No deed here leaves an audit line or a word in a log: either would say who cast when. What calls must leave none beside it either.
"""

import secrets
from collections.abc import Collection, Iterable
from contextlib import suppress
from sqlite3 import Error
from uuid import UUID

from sqlalchemy import Engine, delete, select
from sqlalchemy.exc import SQLAlchemyError

from lawsuit_hub.features.urns import batches, marks
from lawsuit_hub.features.urns.models import Urn, UrnBatch
from lawsuit_hub.features.urns.types import FEWEST, HasCast, NoSuchUrn, Opened, TooFew
from lawsuit_hub.infra.db import empty_wal, new_id
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import CannotOpen, NotHere, Sealed

_SLIP = "urn_batches.slips"


def make(work: Work, urn_id: UUID) -> None:
    work.db.add(Urn(id=urn_id, marks=b""))
    work.db.flush()


def cast(work: Work, urn_id: UUID, *, who: UUID, slip: str) -> None:
    """Raises HasCast, NoSuchUrn, SlipTooLong. Casts of one urn go one after another, from here to the end of the transaction."""
    sealed = work.keys.seal_to_vault(batches.filled(slip), _SLIP, urn_id).data
    urn = work.db.scalar(
        select(Urn).where(Urn.id == urn_id).with_for_update().execution_options(populate_existing=True)
    )
    if urn is None:
        raise NoSuchUrn
    known, mark = marks.split(urn.marks), marks.mark_of(work.keys, urn_id, who)
    if marks.holds(known, mark):
        raise HasCast
    urn.marks = marks.added(known, mark)
    _join(work, urn_id, sealed)
    work.db.flush()
    _leave_no_trace(work)


def has_cast(work: Work, urn_id: UUID, who: UUID) -> bool:
    """Raises NoSuchUrn."""
    return marks.holds(_known(work, urn_id), marks.mark_of(work.keys, urn_id, who))


def missing(work: Work, urn_id: UUID, people: Iterable[UUID]) -> set[UUID]:
    """Who of these has not cast. Raises NoSuchUrn."""
    known = set(_known(work, urn_id))
    return {who for who in people if marks.mark_of(work.keys, urn_id, who) not in known}


def count(work: Work, urn_id: UUID) -> int:
    """How many have cast; an erased person counts on. Raises NoSuchUrn."""
    return len(_known(work, urn_id))


def opened(work: Work, urn_id: UUID) -> Opened:
    """What was cast and can be read, shuffled. Needs the vault (NotHere). Raises TooFew, NoSuchUrn."""
    cast_by = count(work, urn_id)
    if cast_by < FEWEST:
        raise TooFew
    rows = work.db.scalars(select(UrnBatch.slips).where(UrnBatch.urn_id == urn_id))
    sealed = {slip for row in rows for slip in _unpacked(row)}  # the same bytes twice are one slip
    read = [text for slip in sealed if (text := _open(work, urn_id, slip)) is not None]
    secrets.SystemRandom().shuffle(read)
    return Opened(tuple(read), cast_by)


def slips(work: Work, urn_id: UUID) -> list[str]:
    """All that was cast, shuffled. Needs the vault. Raises TooFew, NoSuchUrn, and CannotOpen where it is not what was cast."""
    all_of_them = opened(work, urn_id)
    if not all_of_them.is_whole:
        raise CannotOpen("slips of an urn were changed, put in or taken away")
    return list(all_of_them.slips)


def destroy(work: Work, urn_id: UUID) -> None:
    """Marks and slips go. What is not there is no mistake."""
    work.db.execute(select(Urn.id).where(Urn.id == urn_id).with_for_update())
    work.db.execute(delete(UrnBatch).where(UrnBatch.urn_id == urn_id))
    work.db.execute(delete(Urn).where(Urn.id == urn_id))
    _leave_no_trace(work)


def forget(work: Work, people: Collection[UUID], *, urn_ids: Collection[UUID] | None = None) -> None:
    """Erased people leave no mark. What they cast stays: nobody can say which it is."""
    wanted = select(Urn).order_by(Urn.id).with_for_update()
    for urn in work.db.scalars(wanted if urn_ids is None else wanted.where(Urn.id.in_(urn_ids))):
        known = marks.split(urn.marks)
        gone = {marks.mark_of(work.keys, urn.id, who) for who in people} & set(known)
        if gone:
            urn.marks = marks.blurred(known, gone)
    work.db.flush()


def _known(work: Work, urn_id: UUID) -> list[bytes]:
    found = work.db.scalar(select(Urn.marks).where(Urn.id == urn_id))
    if found is None:
        raise NoSuchUrn
    return marks.split(found)


def _join(work: Work, urn_id: UUID, sealed: bytes) -> None:
    """Into one of the batches, drawn at random; all the others keep their rows."""
    ids = work.db.scalars(select(UrnBatch.id).where(UrnBatch.urn_id == urn_id)).all()
    row = work.db.get(UrnBatch, secrets.choice(ids), populate_existing=True) if ids else None
    if row is None:
        work.db.add(UrnBatch(id=new_id(), urn_id=urn_id, slips=Sealed(batches.packed([sealed]))))
        return
    first, *second = batches.joined(batches.unpacked(row.slips.data), sealed)
    row.slips = Sealed(batches.packed(first))
    work.db.add_all(UrnBatch(id=new_id(), urn_id=urn_id, slips=Sealed(batches.packed(half))) for half in second)


def _leave_no_trace(work: Work) -> None:
    """SQLite's log beside the file holds what stood before the last deeds: many copies, which compared would tell who cast what."""
    bound = work.db.get_bind()
    if isinstance(bound, Engine):
        work.after_commit.append(lambda: _empty(bound))


def _empty(engine: Engine) -> None:
    with suppress(
        SQLAlchemyError, OSError, Error
    ):  # somebody reads or writes: the next cast, or the database itself, comes back to it
        empty_wal(engine, wait=False)


def _unpacked(row: Sealed) -> list[bytes]:
    try:
        return batches.unpacked(row.data)
    except batches.BrokenBatch:
        return []


def _open(work: Work, urn_id: UUID, slip: bytes) -> str | None:
    try:
        return batches.emptied(work.keys.open_from_vault(Sealed(slip), _SLIP, urn_id))
    except NotHere:
        raise
    except (CannotOpen, ValueError):
        return None
