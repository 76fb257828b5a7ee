"""The library as it is read: by everybody what is public, by staff all of it. Changes nothing."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.library.models import ManualRow, VersionRow
from lawsuit_hub.features.library.types import Draft, Facts, Handout, Manual, NoSuchManual, Version
from lawsuit_hub.features.publishing import service as publishing
from lawsuit_hub.features.publishing.types import Attachment, Gate, Held, Holder
from lawsuit_hub.features.search import service as search
from lawsuit_hub.features.search.types import MOST_HITS, Kind
from lawsuit_hub.infra.work import Work

KIND = "library"


def holder(version_id: UUID) -> Holder:
    return Holder(KIND, version_id)


def text_of(title: str, label: str, note: str) -> str:
    """What goes public with a version beside its file."""
    return "\n".join((title, label, note))


def manuals(work: Work) -> tuple[Manual, ...]:
    """Those of which something is public, by title."""
    return tuple(one for one in _all(work, public=True) if one.versions)


def manual(work: Work, number: int) -> Manual:
    """Raises NoSuchManual, also where nothing of it is public."""
    found = next(iter(_all(work, public=True, number=number)), None)
    if found is None or not found.versions:
        raise NoSuchManual
    return found


def handouts(work: Work) -> tuple[Handout, ...]:
    """For the bot: each manual with its newest version and the address that stays whatever comes later."""
    return tuple(
        Handout(one.facts.title, one.newest.label, f"/library/{one.number}/latest")
        for one in manuals(work)
        if one.newest is not None and one.facts.category in {"manual", "guide"}
    )


def found(work: Work, query: str) -> tuple[Manual, ...]:
    """Those that are public, by Korean words, the best first."""
    there = {one.id: one for one in manuals(work)}
    hits = search.find(work, query, kinds=(Kind.MANUAL,), limit=MOST_HITS).hits
    return tuple(there[one.id] for one in hits if one.id in there)


def for_staff(work: Work) -> tuple[Manual, ...]:
    work.require(Permission.LIBRARY_MANAGE)
    return _all(work, public=False)


def one_for_staff(work: Work, number: int) -> tuple[Manual, tuple[Draft, ...]]:
    """Raises NoSuchManual."""
    work.require(Permission.LIBRARY_MANAGE)
    found = next(iter(_all(work, public=False, number=number)), None)
    if found is None:
        raise NoSuchManual
    return found, tuple(Draft(one, _gate(work, found, one)) for one in found.versions)


def _gate(work: Work, found: Manual, one: Version) -> Gate | None:
    if one.published_at is not None:
        return None
    return publishing.state(work, holder(one.id), text_of(found.facts.title, one.label, one.note))


def held(work: Work, version_id: UUID) -> Held | None:
    """For the second person."""
    row = work.db.get(VersionRow, version_id)
    if row is None:
        return None
    parent = work.db.get_one(ManualRow, row.manual_id)
    title = f"{parent.title} {row.label}"
    return Held(
        title,
        text_of(parent.title, row.label, row.note),
        f"/desk/library/{parent.number}",
        frozenset(filter(None, [row.added_by])),
    )


def _all(work: Work, *, public: bool, number: int | None = None) -> tuple[Manual, ...]:
    wanted = select(ManualRow).order_by(ManualRow.title, ManualRow.number)
    rows = list(work.db.scalars(wanted if number is None else wanted.where(ManualRow.number == number)))
    versions = _versions(work, rows, public=public)
    return tuple(
        Manual(row.id, row.number, Facts(row.title, row.summary, row.category), tuple(versions[row.id])) for row in rows
    )


def _versions(work: Work, rows: Sequence[ManualRow], *, public: bool) -> dict[UUID, list[Version]]:
    theirs = select(VersionRow).where(VersionRow.manual_id.in_([row.id for row in rows]))
    found = list(work.db.scalars(theirs.order_by(VersionRow.number.desc()))) if rows else []
    files = publishing.attachments(work, [holder(one.id) for one in found])
    made: dict[UUID, list[Version]] = defaultdict(list)
    for one in found:
        version = _version(one, files.get(holder(one.id), ()))
        if version.is_public or not public:
            made[one.manual_id].append(version)
    return made


def _version(row: VersionRow, files: tuple[Attachment, ...]) -> Version:
    return Version(
        id=row.id,
        number=row.number,
        label=row.label,
        note=row.note,
        language=row.language,
        added_at=row.added_at,
        published_at=row.published_at,
        withdrawn_at=row.withdrawn_at,
        file=files[0] if files else None,
    )
