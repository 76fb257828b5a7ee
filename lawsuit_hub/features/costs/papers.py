"""What an applicant hands in: read by a process apart and drawn anew, searched for resident numbers, each page under a key of its own."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.costs import reading
from lawsuit_hub.features.costs.models import CostApplication, CostPage
from lawsuit_hub.features.costs.types import WRITABLE, NoSuchApplication, PaperKind, Stale, State, called
from lawsuit_hub.features.documents import decoding
from lawsuit_hub.features.documents.decoding import Drawn
from lawsuit_hub.features.documents.types import QuotaFull
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work, Works
from lawsuit_hub.privacy.keyring import Place

RATE = "60 per hour"
MOST_PAGES = 40


def hand_in(works: Works, actor: Actor, number: int, files: Sequence[bytes], *, kind: PaperKind) -> int:
    """How many pages were taken. While an appeal waits papers are taken for it too. Raises NoSuchApplication, Stale, Unfit, QuotaFull,
    TooMany; then nothing of them is kept anywhere."""
    with works.open(actor, read_only=True) as work:
        row = _open(work, number)
        work.limits.hit(RATE, "document", str(row.victim_id))
        if _room(work, row) < 1:
            raise QuotaFull
    drawn = decoding.read(works.settings, files)
    with works.open(actor) as work:
        victims.hold(work, _me(work))
        return keep(work, _open(work, number), drawn, kind=kind)


def keep(work: Work, row: CostApplication, drawn: Sequence[Drawn], *, kind: PaperKind) -> int:
    """Seals the pages. Whoever calls holds the person. Raises QuotaFull."""
    if _room(work, row) < len(drawn):
        raise QuotaFull
    last = select(func.coalesce(func.max(CostPage.upload), 0)).where(CostPage.application_id == row.id)
    upload = int(work.db.execute(last).scalar_one()) + 1
    for number, one in enumerate(drawn, 1):
        page = CostPage(id=new_id(), application_id=row.id, victim_id=row.victim_id, kind=kind.value, upload=upload)
        page.number, page.width, page.height = number, one.width, one.height
        page.burnt, page.searched, page.received_at = one.burnt, one.searched, work.now
        work.keys.new_subject(page.id)
        page.picture = work.keys.seal(one.picture, Place("cost_pages.picture", page.id, page.id))
        work.db.add(page)
    audit.record(work, "cost:paper", about=row.victim_id, number=called(row.number), pages=len(drawn))
    work.db.flush()
    return len(drawn)


def take_away(work: Work, number: int, upload: int) -> None:
    """Her own deed, while she may still write: the keys of its pages are destroyed. Raises NoSuchApplication, Stale."""
    row = _open(work, number)
    if State(row.state) not in WRITABLE:
        raise Stale
    wanted = select(CostPage.id).where(CostPage.application_id == row.id, CostPage.upload == upload)
    ids = list(work.db.scalars(wanted))
    if not ids:
        raise NoSuchApplication
    destroy(work, ids)
    audit.record(work, "cost:paper-removed", about=row.victim_id, number=called(row.number))


def destroy(work: Work, page_ids: Iterable[UUID]) -> None:
    """Keys first, then rows."""
    for page_id in page_ids:
        work.keys.forget(page_id)
        work.db.execute(delete(CostPage).where(CostPage.id == page_id))
    work.db.flush()


def pictures(work: Work, victim_id: UUID) -> dict[UUID, bytes]:
    """All of one person's, for the copy of her own data. The caller leaves the line that she reads."""
    work.require(Permission.COPY_MAKE)
    rows = work.db.scalars(select(CostPage).where(CostPage.victim_id == victim_id))
    return {row.id: opened(work, row) for row in rows}


def opened(work: Work, row: CostPage) -> bytes:
    return work.keys.open_bytes(row.picture, Place("cost_pages.picture", row.id, row.id))


def before(work: Work, moment: datetime) -> list[UUID]:
    """Pages of applications that ended before."""
    over = select(CostApplication.id).where(
        CostApplication.state.in_(["paid", "rejected", "withdrawn", "refunded"]), CostApplication.moved_at <= moment
    )
    return list(work.db.scalars(select(CostPage.id).where(CostPage.application_id.in_(over)).limit(500)))


def _open(work: Work, number: int) -> CostApplication:
    me = _me(work)
    row = reading.row_of(work, number)
    if row.victim_id != me:
        raise NoSuchApplication
    view = reading.view(work, row)
    appeals = view.appeal is not None and view.appeal.outcome is None
    if view.state not in WRITABLE and not appeals:
        raise Stale
    return row


def _room(work: Work, row: CostApplication) -> int:
    there = select(func.count()).select_from(CostPage).where(CostPage.application_id == row.id)
    return max(0, MOST_PAGES - int(work.db.execute(there).scalar_one()))


def _me(work: Work) -> UUID:
    work.require(Permission.OWN_WRITE)
    if work.actor.id is None:
        raise NoSuchApplication
    me: UUID = work.actor.id
    return me
