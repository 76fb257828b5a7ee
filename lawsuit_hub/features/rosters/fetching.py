"""Locked files on their way to the lawyer: fetched once, from the folder here or from the tier that made them; then destroyed."""

from contextlib import suppress
from uuid import UUID

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.lawsuits.types import NoSuchGroup
from lawsuit_hub.features.rosters import books, kept, making
from lawsuit_hub.features.rosters.scope import counsel_of, require_standing
from lawsuit_hub.features.rosters.types import ExportGone, Fetched, NoSuchExport, SheetFormat
from lawsuit_hub.infra.work import Work, Works

PIECE_BYTES = 30_000  # as hex it fits a frame between tiers


def fetch(work: Work, export_id: UUID) -> Fetched:
    """The waiting file, once, to whoever made it, while the group is hers and all in it agree.

    Raises NoSuchExport, ExportGone, RosterChanged.
    """
    work.require(Permission.ROSTER_EXPORT)
    entry = books.of_lawyer(work, export_id)
    try:
        counsel_of(work, entry.group_id)
        people, data = kept.parted(_waiting_file(work, export_id))
        who = require_standing(work, entry.group_id, people)
    except FileNotFoundError:
        raise ExportGone from None
    except NoSuchGroup:
        raise NoSuchExport from None
    books.take(work, export_id)
    audit.record(work, "roster:fetched", about=entry.group_id, kind="group", number=entry.number, sha256=entry.sha256)
    instance = work.settings.instance
    work.after_commit.append(lambda: kept.destroy(instance, export_id))
    return Fetched(making.file_name(who.group_code, entry.number, SheetFormat(entry.form), by_key=entry.by_key), data)


def _waiting_file(work: Work, export_id: UUID) -> bytes:
    """From the folder here, or piece by piece from the tier that made it. Raises FileNotFoundError, Unavailable."""
    if work.inner is None:
        return kept.whole(work.settings.instance, export_id)
    pieces: list[bytes] = []
    while not pieces or len(pieces[-1]) == PIECE_BYTES:
        answer = work.inner.ask("piece", export=str(export_id), number=len(pieces))
        if answer["piece"] is None:
            raise FileNotFoundError
        pieces.append(bytes.fromhex(answer["piece"]))
    return b"".join(pieces)


def piece(work: Work, export_id: UUID, number: int) -> bytes | None:
    """One piece of a locked file that waits, for the tier whose lawyer fetches it; None when nothing waits there."""
    if books.gone(work, [export_id]):
        return None
    with suppress(FileNotFoundError):
        return kept.piece(work.settings.instance, export_id, number * PIECE_BYTES, PIECE_BYTES)
    return None


def retire_exports(works: Works) -> int:
    """Destroys files that were fetched, have expired, belong to no finished export or whose lawyer has the group no more."""
    instance = works.settings.instance
    with works.open(SYSTEM, read_only=True) as work:
        gone = books.gone(work, kept.waiting(instance))
    for export_id in gone:
        kept.destroy(instance, export_id)
    return len(gone)
