"""Whom topics are carried to: a list that the desk keeps. One that was written to is never lost, only offered no more."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.dossiers import cleaning
from lawsuit_hub.features.dossiers.models import DossierRecipient
from lawsuit_hub.features.dossiers.types import LONGEST_ADDRESSEE, LONGEST_NAME, BadDossier, NoSuchDossier, Recipient
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work

KIND = "recipient"


def listed(work: Work, *, all_of_them: bool = False) -> tuple[Recipient, ...]:
    """In their order. Without `all_of_them` those that are offered."""
    work.require(Permission.SUGGESTION_HANDLE)
    wanted = select(DossierRecipient).order_by(DossierRecipient.place, DossierRecipient.name)
    if not all_of_them:
        wanted = wanted.where(DossierRecipient.offered.is_(True))
    return tuple(view(row) for row in work.db.scalars(wanted))


def get(work: Work, recipient_id: UUID) -> Recipient:
    """Raises NoSuchDossier."""
    row = work.db.get(DossierRecipient, recipient_id)
    if row is None:
        raise NoSuchDossier
    return view(row)


def add(work: Work, *, name: str, addressee: str, through: str = "") -> UUID:
    """At the end of the list; of the same name and words, the one that is there. Raises BadDossier."""
    work.require(Permission.SUGGESTION_HANDLE)
    kept = _cleaned(work, name, addressee, through)
    same = work.db.scalar(select(DossierRecipient).where(DossierRecipient.name == kept[0]))
    if same is not None:
        if (same.addressee, same.through) == kept[1:]:
            return same.id
        raise BadDossier("taken", "name")
    last = work.db.scalar(select(func.max(DossierRecipient.place))) or 0
    row = DossierRecipient(id=new_id(), name=kept[0], addressee=kept[1], through=kept[2], place=last + 1, offered=True)
    _put(work, row)
    audit.record(work, "dossier:recipient-added", about=row.id, kind=KIND)
    return row.id


def change(
    work: Work, recipient_id: UUID, *, name: str, addressee: str, through: str = "", offered: bool = True
) -> None:
    """What was frozen keeps the words it had. Raises NoSuchDossier, BadDossier."""
    work.require(Permission.SUGGESTION_HANDLE)
    kept = _cleaned(work, name, addressee, through)
    row = work.db.get(DossierRecipient, recipient_id, with_for_update=True)
    if row is None:
        raise NoSuchDossier
    taken = select(DossierRecipient.id).where(DossierRecipient.name == kept[0], DossierRecipient.id != row.id)
    if work.db.scalar(taken) is not None:
        raise BadDossier("taken", "name")
    row.name, row.addressee, row.through, row.offered = *kept, offered
    _put(work, row)
    audit.record(work, "dossier:recipient-changed", about=row.id, kind=KIND)


def view(row: DossierRecipient) -> Recipient:
    return Recipient(row.id, row.name, row.addressee, row.through, row.place, row.offered)


def _put(work: Work, row: DossierRecipient) -> None:
    try:
        with work.db.begin_nested():
            work.db.add(row)
            work.db.flush()
    except IntegrityError:  # somebody wrote the same name at this very moment
        raise BadDossier("taken", "name") from None


def _cleaned(work: Work, name: str, addressee: str, through: str) -> tuple[str, str, str]:
    return (
        cleaning.line(work, name, longest=LONGEST_NAME, field="name"),
        cleaning.line(work, addressee, longest=LONGEST_ADDRESSEE, field="addressee"),
        cleaning.line(work, through, longest=LONGEST_ADDRESSEE, field="through", empty=True),
    )
