"""What people signed, opened: for the copy of one's own data, and for a locked file to the lawyer. The caller leaves the line she reads."""

from collections.abc import Collection, Iterator
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.features.mandates.models import Mandate
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import Place


def documents(work: Work, victim_id: UUID) -> dict[UUID, bytes]:
    """One person's, by mandate."""
    rows = select(Mandate).where(Mandate.victim_id == victim_id, Mandate.document.is_not(None))
    return {row.id: _opened(work, row) for row in work.db.scalars(rows)}


def standing_documents(work: Work, victim_ids: Collection[UUID]) -> Iterator[tuple[UUID, bytes]]:
    """Of mandates that stand and were signed here, in the order of the people. Raises CannotOpen."""
    for victim_id in victim_ids:
        stands = (Mandate.ended_at.is_(None), Mandate.stands_since.is_not(None), Mandate.document.is_not(None))
        row = work.db.scalar(select(Mandate).where(Mandate.victim_id == victim_id, *stands))
        if row is not None:
            yield victim_id, _opened(work, row)


def _opened(work: Work, row: Mandate) -> bytes:
    assert row.document is not None  # noqa: S101 - asked for
    return work.keys.open_bytes(row.document, Place("mandates.document", row.victim_id, row.id))
