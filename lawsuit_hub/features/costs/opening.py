"""Staff open what an applicant sealed - account, household, pages - for a reason that she reads; pages for some minutes."""

from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.costs import contents, papers, reading
from lawsuit_hub.features.costs.models import CostMember, CostPage
from lawsuit_hub.features.costs.types import Account, NoSuchApplication, called
from lawsuit_hub.features.documents import viewings
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import Place


@dataclass(frozen=True, slots=True)
class Opened:
    """`viewing`: the leave to look at her pages."""

    viewing: UUID
    account: Account | None = field(repr=False)
    members: tuple[str, ...] = field(repr=False)
    pages: tuple[UUID, ...] = ()


def open_(work: Work, number: int, *, reason: str) -> Opened:
    """The mark comes first. Raises NoSuchApplication, ReasonMissing, ReasonHoldsNumber, TooMany, CannotOpen."""
    work.require(Permission.COST_OPEN)
    kept, row = audit.clean_reason(reason), reading.row_of(work, number)
    work.limits.hit("60 per hour", "reveal", str(work.actor.id))
    pages = tuple(
        work.db.scalars(
            select(CostPage.id).where(CostPage.application_id == row.id).order_by(CostPage.upload, CostPage.number)
        )
    )
    audit.record(work, "cost:opened", about=row.victim_id, reason=kept, number=called(row.number), pages=len(pages))
    leave = viewings.leave(work, row.victim_id)
    names = select(CostMember).where(CostMember.application_id == row.id).order_by(CostMember.id)
    members = tuple(
        work.keys.open(one.name, Place("cost_members.name", one.victim_id, one.id)) for one in work.db.scalars(names)
    )
    return Opened(leave.id, contents.open_account(work, row), members, pages)


def picture(work: Work, viewing_id: UUID, page_id: UUID) -> bytes:
    """Raises NoSuchDocument, ViewingOver, NoSuchApplication."""
    leave = viewings.viewing(work, viewing_id, under=Permission.COST_OPEN)
    row = work.db.scalar(select(CostPage).where(CostPage.id == page_id, CostPage.victim_id == leave.victim_id))
    if row is None:
        raise NoSuchApplication
    return papers.opened(work, row)
