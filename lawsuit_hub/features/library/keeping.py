"""Manuals and their versions: made, put right, asked about, published, withdrawn. A published version is never changed, only withdrawn."""

import unicodedata
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.library.models import ManualRow, VersionRow
from lawsuit_hub.features.library.reading import holder, text_of
from lawsuit_hub.features.library.types import (
    CATEGORIES,
    LANGUAGES,
    LONGEST_LABEL,
    LONGEST_NOTE,
    LONGEST_SUMMARY,
    LONGEST_TITLE,
    BadManual,
    Facts,
    HoldsPersonal,
    NoSuchManual,
)
from lawsuit_hub.features.publishing import service as publishing
from lawsuit_hub.features.publishing.types import Gate, HoldsResidentNumber, Looked
from lawsuit_hub.features.search import service as search
from lawsuit_hub.features.search.types import Kind
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.numbers import add_numbered
from lawsuit_hub.infra.work import Work
from lawsuit_hub.values.text import visible


def add(work: Work, facts: Facts, *, once: str) -> int:
    """Returns its number; that of the one which this very form made already. Raises BadManual, HoldsPersonal."""
    work.require(Permission.LIBRARY_MANAGE)
    there = work.db.scalar(select(ManualRow.number).where(ManualRow.once == once))
    if there is not None:
        return there
    kept = _cleaned(work, facts)
    row = add_numbered(
        work.db,
        ManualRow.number,
        lambda number: ManualRow(
            id=new_id(),
            number=number,
            title=kept.title,
            summary=kept.summary,
            category=kept.category,
            made_at=work.now,
            once=once,
        ),
    )
    if row is None:  # the same form at the same moment
        return work.db.scalars(select(ManualRow.number).where(ManualRow.once == once)).one()
    audit.record(work, "library:added", about=row.id, kind="manual")
    return row.number


def correct(work: Work, number: int, facts: Facts) -> None:
    """Title, summary, category. Raises NoSuchManual, BadManual, HoldsPersonal."""
    work.require(Permission.LIBRARY_MANAGE)
    row, kept = _manual(work, number), _cleaned(work, facts)
    row.title, row.summary, row.category = kept.title, kept.summary, kept.category
    audit.record(work, "library:corrected", about=row.id, kind="manual")
    work.db.flush()
    _index(work, row)


def add_version(work: Work, number: int, looked: Looked, *, label: str, note: str, language: str) -> UUID:
    """With its file, read through; not public yet. Raises NoSuchManual, BadManual, Unfit."""
    work.require(Permission.LIBRARY_MANAGE)
    parent = _manual(work, number)
    if language not in LANGUAGES:
        raise BadManual("language", "language")
    called, said = _line(label, "label", LONGEST_LABEL), _prose(note, "note", LONGEST_NOTE)
    try:
        publishing.scan_text(work.settings, text_of(parent.title, called, said))
    except HoldsResidentNumber:
        raise BadManual("number", "note") from None
    row = VersionRow(
        id=new_id(),
        manual_id=parent.id,
        number=_next(work, parent.id),
        label=called,
        note=said,
        language=language,
        added_at=work.now,
        added_by=work.actor.id,
    )
    work.db.add(row)
    work.db.flush()
    publishing.attach(work, holder(row.id), looked)
    audit.record(work, "library:version-added", about=parent.id, kind="manual", version=row.number)
    return row.id


def ask(work: Work, number: int, version: int) -> Gate:
    """Another person should look. Raises NoSuchManual, BadManual."""
    parent, row = _pair(work, number, version)
    _must_wait(row)
    return publishing.ask(work, holder(row.id), text_of(parent.title, row.label, row.note))


def publish(work: Work, number: int, version: int) -> None:
    """Everybody may have it from now on. Raises NoSuchManual, BadManual, NotReleased."""
    parent, row = _pair(work, number, version)
    _must_wait(row)
    if not publishing.of(work, holder(row.id)):
        raise BadManual("file", "file")
    publishing.publish(work, holder(row.id), text_of(parent.title, row.label, row.note))
    row.published_at = work.now
    audit.record(work, "library:published", about=parent.id, kind="manual", version=row.number)
    work.db.flush()
    _index(work, parent)


def withdraw(work: Work, number: int, version: int, *, reason: str) -> None:
    """Nobody outside gets it any more; it stays for staff. Raises NoSuchManual, ReasonMissing, ReasonHoldsNumber."""
    parent, row = _pair(work, number, version)
    kept = audit.clean_reason(reason)
    if row.published_at is None or row.withdrawn_at is not None:
        raise BadManual("published", "reason")
    row.withdrawn_at = work.now
    publishing.withdraw(work, holder(row.id))
    audit.record(work, "library:withdrawn", about=parent.id, kind="manual", reason=kept, version=row.number)
    work.db.flush()
    _index(work, parent)


def drop(work: Work, number: int, version: int) -> None:
    """One that never was public, with its file. Raises NoSuchManual, BadManual."""
    parent, row = _pair(work, number, version)
    _must_wait(row)
    publishing.forget(work, holder(row.id))
    work.db.delete(row)
    audit.record(work, "library:dropped", about=parent.id, kind="manual", version=version)
    work.db.flush()


def _must_wait(row: VersionRow) -> None:
    if row.published_at is not None:
        raise BadManual("published")


def _manual(work: Work, number: int) -> ManualRow:
    row = work.db.scalar(select(ManualRow).where(ManualRow.number == number).with_for_update())
    if row is None:
        raise NoSuchManual
    return row


def _pair(work: Work, number: int, version: int) -> tuple[ManualRow, VersionRow]:
    work.require(Permission.LIBRARY_MANAGE)
    parent = _manual(work, number)
    theirs = VersionRow.manual_id == parent.id, VersionRow.number == version
    row = work.db.scalar(select(VersionRow).where(*theirs).with_for_update())
    if row is None:
        raise NoSuchManual
    return parent, row


def _next(work: Work, manual_id: UUID) -> int:
    """The manual is held by this work."""
    last = select(VersionRow.number).where(VersionRow.manual_id == manual_id).order_by(VersionRow.number.desc())
    return (work.db.scalar(last.limit(1)) or 0) + 1


def _cleaned(work: Work, facts: Facts) -> Facts:
    if facts.category not in CATEGORIES:
        raise BadManual("category", "category")
    kept = Facts(
        _line(facts.title, "title", LONGEST_TITLE),
        _prose(facts.summary, "summary", LONGEST_SUMMARY),
        facts.category,
    )
    try:
        found = publishing.scan_text(work.settings, f"{kept.title}\n{kept.summary}")
    except HoldsResidentNumber:
        raise BadManual("number", "summary") from None
    if found:
        raise HoldsPersonal(found)
    return kept


def _line(text: str, field: str, longest: int) -> str:
    kept = " ".join(_prose(text, field, longest).split())
    if not kept:
        raise BadManual("empty", field)
    return kept


def _prose(text: str, field: str, longest: int) -> str:
    kept = unicodedata.normalize("NFC", visible(text.replace("\r\n", "\n"), keep="\n\t")).strip()
    if len(kept) > longest:
        raise BadManual("long", field)
    return kept


def _index(work: Work, row: ManualRow) -> None:
    """Found by its words as long as something of it is public."""
    public = VersionRow.published_at.is_not(None), VersionRow.withdrawn_at.is_(None)
    notes = list(work.db.scalars(select(VersionRow.note).where(VersionRow.manual_id == row.id, *public)))
    if notes:
        search.put(work, Kind.MANUAL, row.id, title=row.title, text="\n".join((row.summary, *notes)), at=work.now)
    else:
        search.drop(work, Kind.MANUAL, row.id)
