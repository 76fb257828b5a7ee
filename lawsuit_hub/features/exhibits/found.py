"""Reads what was found of documents, many at once. Decides nothing."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.features.exhibits.models import Check
from lawsuit_hub.features.exhibits.types import Flaw, Found
from lawsuit_hub.infra.db import batches
from lawsuit_hub.infra.work import Work


def of_documents(work: Work, document_ids: Iterable[UUID]) -> dict[UUID, Found]:
    """Whatever nobody has looked at yet is not in it."""
    found = {}
    for some in batches(document_ids):
        for row in work.db.scalars(select(Check).where(Check.document_id.in_(some))):
            flaw = Flaw(row.flaw) if row.flaw else None
            found[row.document_id] = Found(flaw is None, flaw, row.words, row.checked_at, row.checked_by)
    return found


def checked(work: Work, document_ids: Iterable[UUID]) -> set[UUID]:
    return {one for one, found in of_documents(work, document_ids).items() if found.checked}
