"""Reads what was found of documents, many at once. Decides nothing."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.features.exhibits.models import Check
from lawsuit_hub.features.exhibits.types import Flaw, Found
from lawsuit_hub.infra.work import Work

_TOGETHER = 500  # SQLite bounds the parameters of a statement


def of_documents(work: Work, document_ids: Iterable[UUID]) -> dict[UUID, Found]:
    """Whatever nobody has looked at yet is not in it."""
    wanted, found = list(document_ids), {}
    for first in range(0, len(wanted), _TOGETHER):
        rows = select(Check).where(Check.document_id.in_(wanted[first : first + _TOGETHER]))
        for row in work.db.scalars(rows):
            flaw = Flaw(row.flaw) if row.flaw else None
            found[row.document_id] = Found(flaw is None, flaw, row.words, row.checked_at, row.checked_by)
    return found


def checked(work: Work, document_ids: Iterable[UUID]) -> set[UUID]:
    return {one for one, found in of_documents(work, document_ids).items() if found.checked}
