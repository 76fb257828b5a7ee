"""Who speaks for an organisation: a sealed name and number, opened for a reason; or a member who linked herself by a code, and steps back."""

import secrets
import unicodedata
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.meetings import contacts, organisations
from lawsuit_hub.features.meetings.models import OrganisationRow, RepresentativeRow
from lawsuit_hub.features.meetings.types import (
    MOST_REPRESENTATIVES,
    BadCode,
    Closed,
    NotThere,
    Organisation,
    Representative,
    Represented,
)
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work
from lawsuit_hub.values.person_name import PersonName
from lawsuit_hub.values.phone import PhoneNumber

CODE_LASTS = timedelta(days=7)
_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is read for another
_CODE_LETTERS, _GROUP = 12, 4
_MAC = "organisation_representatives.code"


def add_contact(work: Work, organisation_id: UUID, name: PersonName, phone: PhoneNumber) -> UUID:
    """Raises NotThere; Closed where the organisation ended, or has named so many."""
    row = _new(work, organisation_id)
    contacts.write(work, row, name, phone)
    work.db.add(row)
    work.db.flush()
    audit.record(work, "organisation:contact-added", about=organisation_id, kind=organisations.KIND)
    return row.id


def offer_code(work: Work, organisation_id: UUID) -> str:
    """A code that whoever the organisation names types at her own pages: she links herself, nobody links her. Raises NotThere, Closed."""
    row = _new(work, organisation_id)
    code = "".join(secrets.choice(_LETTERS) for _letter in range(_CODE_LETTERS))
    row.code_mac, row.code_until = work.keys.mac(_MAC, code), work.now + CODE_LASTS
    work.db.add(row)
    work.db.flush()
    audit.record(work, "organisation:code-offered", about=organisation_id, kind=organisations.KIND)
    return "-".join(code[start : start + _GROUP] for start in range(0, _CODE_LETTERS, _GROUP))


def _new(work: Work, organisation_id: UUID) -> RepresentativeRow:
    work.require(Permission.ORGANISATION_MANAGE)
    row = organisations.held(work, organisation_id)
    theirs = select(func.count()).select_from(RepresentativeRow).where(RepresentativeRow.organisation_id == row.id)
    if row.ended_at is not None or (work.db.scalar(theirs) or 0) >= MOST_REPRESENTATIVES:
        raise Closed
    return RepresentativeRow(id=new_id(), organisation_id=row.id, added_at=work.now)


def of(work: Work, organisation_id: UUID) -> tuple[Representative, ...]:
    """For the desk, in the order in which they were added."""
    work.require(Permission.ORGANISATION_MANAGE)
    theirs = RepresentativeRow.organisation_id == organisation_id
    rows = work.db.scalars(select(RepresentativeRow).where(theirs).order_by(RepresentativeRow.added_at))
    return tuple(
        Representative(row.id, row.name is not None, row.linked_at, row.code_until, row.added_at) for row in rows
    )


def remove(work: Work, organisation_id: UUID, representative_id: UUID) -> None:
    """Raises NotThere."""
    work.require(Permission.ORGANISATION_MANAGE)
    row = _get(work, organisation_id, representative_id)
    organisations.drop(work, [row])
    audit.record(work, "organisation:representative-removed", about=organisation_id, kind=organisations.KIND)


def open_contact(work: Work, organisation_id: UUID, representative_id: UUID, *, reason: str) -> contacts.Contact:
    """A sealed name and number. A mark stays, with the reason. Raises NotThere, ReasonMissing, ReasonHoldsNumber."""
    work.require(Permission.PERSON_REVEAL)
    kept = audit.clean_reason(reason)
    row = _get(work, organisation_id, representative_id)
    if row.name is None:
        raise NotThere
    audit.record(work, "organisation:contact-opened", about=row.id, kind="representative", reason=kept)
    return contacts.read(work, row)


def open_account(work: Work, organisation_id: UUID, representative_id: UUID, *, reason: str) -> UUID:
    """Whose account it is. The mark is about her, and she reads it. Raises NotThere, ReasonMissing, ReasonHoldsNumber."""
    work.require(Permission.PERSON_REVEAL)
    kept = audit.clean_reason(reason)
    row = _get(work, organisation_id, representative_id)
    if row.victim_id is None:
        raise NotThere
    audit.record(work, "organisation:contact-opened", about=row.victim_id, reason=kept)
    return row.victim_id


def link(work: Work, code: str) -> Organisation:
    """By her own word, for as long as she wants. Raises BadCode, TooMany."""
    work.require(Permission.OWN_WRITE)
    work.limits.hit("10 per hour", "organisation-code", str(work.actor.id))
    typed = "".join(unicodedata.normalize("NFKC", code[:60]).upper().replace("-", " ").split())
    wanted = select(RepresentativeRow).where(RepresentativeRow.code_mac == work.keys.mac(_MAC, typed))
    row = work.db.scalar(wanted.with_for_update().execution_options(populate_existing=True))
    if row is None or row.code_until is None or row.code_until <= work.now:
        raise BadCode
    organisation = organisations.view(organisations.held(work, row.organisation_id))
    if _is_hers(work, organisation.id):
        return organisation
    row.victim_id, row.linked_at, row.code_mac, row.code_until = work.actor.id, work.now, None, None
    work.db.flush()
    audit.record(work, "organisation:linked", about=work.actor.id)
    return organisation


def step_back(work: Work, representative_id: UUID) -> None:
    """She speaks for it no more, and nothing of it stays. Raises NotThere."""
    work.require(Permission.OWN_WRITE)
    row = work.db.get(RepresentativeRow, representative_id)
    if row is None or work.actor.id is None or row.victim_id != work.actor.id:
        raise NotThere
    organisations.drop(work, [row])
    audit.record(work, "organisation:stepped-back", about=work.actor.id)


def own(work: Work, victim_id: UUID | None) -> tuple[Represented, ...]:
    """What she speaks for; an ended one is nobody's."""
    if victim_id is None:
        return ()
    rows = work.db.execute(
        select(RepresentativeRow, OrganisationRow)
        .join(OrganisationRow, OrganisationRow.id == RepresentativeRow.organisation_id)
        .where(RepresentativeRow.victim_id == victim_id, OrganisationRow.ended_at.is_(None))
        .order_by(OrganisationRow.name)
    )
    return tuple(
        Represented(row.id, organisations.view(organisation), row.linked_at or row.added_at)
        for row, organisation in rows
    )


def accounts_of(work: Work, organisation_ids: set[UUID]) -> list[UUID]:
    """The members who speak for these, to tell them of a meeting."""
    theirs = RepresentativeRow.organisation_id.in_(organisation_ids), RepresentativeRow.victim_id.is_not(None)
    return [one for one in work.db.scalars(select(RepresentativeRow.victim_id).where(*theirs)) if one is not None]


def kept_of(work: Work, victim_id: UUID) -> list[dict[str, Any]]:
    """For her own copy (docs/data-copy.md)."""
    return [
        {"organisation": one.organisation.name, "linked_at": one.linked_at.isoformat()} for one in own(work, victim_id)
    ]


def _is_hers(work: Work, organisation_id: UUID) -> bool:
    return any(one.organisation.id == organisation_id for one in own(work, work.actor.id))


def _get(work: Work, organisation_id: UUID, representative_id: UUID) -> RepresentativeRow:
    row = work.db.get(RepresentativeRow, representative_id)
    if row is None or row.organisation_id != organisation_id:
        raise NotThere
    return row
