"""Law firms: found, and whether they take mandates that were signed on a screen."""

from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.identity.models import LawFirm
from lawsuit_hub.features.identity.types import FirmView, NoSuchFirm
from lawsuit_hub.infra.work import Work


def firms(work: Work) -> list[FirmView]:
    """The open firms, in the order of their names."""
    return [
        firm_view(row)
        for row in work.db.scalars(select(LawFirm).where(LawFirm.closed_at.is_(None)).order_by(LawFirm.name))
    ]


def firm(work: Work, firm_id: UUID) -> FirmView:
    """Also a closed one: an old consent still names it. Raises NoSuchFirm."""
    row = work.db.get(LawFirm, firm_id)
    if row is None:
        raise NoSuchFirm
    return firm_view(row)


def take_electronic_mandates(work: Work, firm_id: UUID, *, on: bool) -> bool:
    """Whether the firm takes mandates that were signed on a screen. False where it is so already."""
    row = work.db.get_one(LawFirm, firm_id, with_for_update=True)
    if row.electronic_mandates is on:
        return False
    row.electronic_mandates = on
    audit.record(work, "firm:electronic-mandates", about=firm_id, kind="firm", on=on)
    work.db.flush()
    return True


def firm_view(row: LawFirm) -> FirmView:
    return FirmView(row.id, row.name, row.phone, row.electronic_mandates)
