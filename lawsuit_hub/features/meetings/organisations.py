"""Organisations of victims, tied to no landlord: kept by caseworkers, listed in public where they agreed, ended."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.meetings import keeping
from lawsuit_hub.features.meetings.models import OrganisationRow, RepresentativeRow
from lawsuit_hub.features.meetings.types import LONGEST_ABOUT, LONGEST_NAME, NotThere, Organisation, Stale
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work

KIND = "organisation"


@dataclass(frozen=True, slots=True)
class Facts:
    """As it was typed. `public`: it agreed that its name is listed."""

    name: str
    about: str
    public: bool


def add(work: Work, facts: Facts, *, once: str) -> UUID:
    """The one that this form made before, where it was sent twice. Raises BadWords, NamesSomebody."""
    work.require(Permission.ORGANISATION_MANAGE)
    kept = _kept(work, facts)
    made = select(OrganisationRow.id).where(OrganisationRow.once == once)
    before = work.db.scalar(made)
    if before is not None:
        return before
    row = OrganisationRow(id=new_id(), once=once, turn=1, made_at=work.now)
    row.name, row.about, row.public = kept.name, kept.about, kept.public
    try:
        with work.db.begin_nested():
            work.db.add(row)
            work.db.flush()
    except IntegrityError:  # the same form at the same moment
        return work.db.execute(made).scalar_one()
    audit.record(work, "organisation:added", about=row.id, kind=KIND)
    return row.id


def change(work: Work, organisation_id: UUID, facts: Facts, *, seen: int) -> None:
    """Raises NotThere, Stale, BadWords, NamesSomebody."""
    work.require(Permission.ORGANISATION_MANAGE)
    kept, row = _kept(work, facts), held(work, organisation_id, seen=seen)
    row.name, row.about, row.public = kept.name, kept.about, kept.public
    row.turn += 1
    audit.record(work, "organisation:changed", about=row.id, kind=KIND, public=kept.public)


def end(work: Work, organisation_id: UUID, *, seen: int) -> None:
    """It comes no more: who spoke for it is deleted, sealed contacts with their keys. Raises NotThere, Stale."""
    work.require(Permission.ORGANISATION_MANAGE)
    row = held(work, organisation_id, seen=seen)
    if row.ended_at is not None:
        return
    row.ended_at, row.public = work.now, False
    row.turn += 1
    drop(work, work.db.scalars(select(RepresentativeRow).where(RepresentativeRow.organisation_id == row.id)))
    audit.record(work, "organisation:ended", about=row.id, kind=KIND)


def drop(work: Work, people: Iterable[RepresentativeRow]) -> None:
    for one in list(people):
        work.keys.forget(one.id)
        work.db.execute(delete(RepresentativeRow).where(RepresentativeRow.id == one.id))


def listed(work: Work) -> tuple[Organisation, ...]:
    """For the desk: those that come first, by name."""
    work.require(Permission.ORGANISATION_MANAGE)
    rows = work.db.scalars(select(OrganisationRow).order_by(OrganisationRow.name, OrganisationRow.id))
    return tuple(sorted(map(view, rows), key=lambda one: one.ended_at is not None))


def one(work: Work, organisation_id: UUID) -> Organisation:
    """Raises NotThere."""
    work.require(Permission.ORGANISATION_MANAGE)
    return view(_get(work, organisation_id))


def in_public(work: Work) -> tuple[Organisation, ...]:
    """Those that agreed: name and what they are, nobody of them."""
    such = OrganisationRow.public.is_(True), OrganisationRow.ended_at.is_(None)
    return tuple(map(view, work.db.scalars(select(OrganisationRow).where(*such).order_by(OrganisationRow.name))))


def names(work: Work, organisation_ids: Iterable[UUID | None]) -> dict[UUID, str]:
    wanted = [one for one in set(organisation_ids) if one is not None]
    if not wanted:
        return {}
    rows = work.db.execute(select(OrganisationRow.id, OrganisationRow.name).where(OrganisationRow.id.in_(wanted)))
    return {row.id: row.name for row in rows}


def held(work: Work, organisation_id: UUID, *, seen: int | None = None) -> OrganisationRow:
    """To the end of this work. Raises NotThere, Stale."""
    wanted = select(OrganisationRow).where(OrganisationRow.id == organisation_id).with_for_update()
    row = work.db.scalar(wanted.execution_options(populate_existing=True))
    if row is None:
        raise NotThere
    if seen is not None and row.turn != seen:
        raise Stale
    return row


def view(row: OrganisationRow) -> Organisation:
    return Organisation(row.id, row.name, row.about, row.public, row.ended_at, row.turn)


def _get(work: Work, organisation_id: UUID) -> OrganisationRow:
    row = work.db.get(OrganisationRow, organisation_id)
    if row is None:
        raise NotThere
    return row


def _kept(work: Work, facts: Facts) -> Facts:
    name = keeping.line(facts.name, longest=LONGEST_NAME, field="name")
    keeping.public(work, name, longest=LONGEST_NAME, field="name")
    return Facts(name, keeping.public(work, facts.about, longest=LONGEST_ABOUT, field="about"), facts.public)
