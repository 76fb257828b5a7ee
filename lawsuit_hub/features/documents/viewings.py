"""A caseworker's looking at pages: a leave of some minutes with a reason that the person reads, the pictures, and black boxes."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.documents import decoding
from lawsuit_hub.features.documents import service as documents
from lawsuit_hub.features.documents.decoding import Drawn
from lawsuit_hub.features.documents.models import DocumentPage, Viewing
from lawsuit_hub.features.documents.types import NoSuchDocument, NothingUploaded, ViewingOver, ViewingView
from lawsuit_hub.features.victims.types import VictimId
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import NotAllowed, Work, Works
from lawsuit_hub.privacy.keyring import Place

LOOK = timedelta(minutes=10)
OPENED = "document:opened"
Share = tuple[float, float, float, float]


def open_(work: Work, victim_id: VictimId, *, reason: str, under: Permission = Permission.DOCUMENT_OPEN) -> ViewingView:
    """The mark comes first. `under`: whoever lets others than the desk look asks beforehand whose pages they may see.

    Raises ReasonMissing, ReasonHoldsNumber, NothingUploaded, TooMany.
    """
    work.require(under)
    kept = audit.clean_reason(reason)
    if work.actor.id is None:
        raise NotAllowed
    there = documents.of_person(work, victim_id)
    if not there:
        raise NothingUploaded
    work.limits.hit("60 per hour", "reveal", str(work.actor.id))
    audit.record(work, "document:opened", about=victim_id, reason=kept, pages=sum(len(one.pages) for one in there))
    return leave(work, victim_id)


def leave(work: Work, victim_id: VictimId) -> ViewingView:
    """For whoever acts, some minutes long. The caller has left the mark that the person reads."""
    if work.actor.id is None:
        raise NotAllowed
    row = Viewing(id=new_id(), victim_id=victim_id, staff_id=work.actor.id, opened_at=work.now, until=work.now + LOOK)
    work.db.add(row)
    work.db.flush()
    return ViewingView(row.id, victim_id, row.until)


def viewing(work: Work, viewing_id: UUID, *, under: Permission = Permission.DOCUMENT_OPEN) -> ViewingView:
    """Of whoever opened it, as long as it lasts. Raises NoSuchDocument for another's, ViewingOver."""
    work.require(under)
    row = work.db.get(Viewing, viewing_id)
    if row is None or row.staff_id != work.actor.id:
        raise NoSuchDocument
    if row.until <= work.now:
        raise ViewingOver
    return ViewingView(row.id, row.victim_id, row.until)


def picture(work: Work, viewing_id: UUID, page_id: UUID, *, under: Permission = Permission.DOCUMENT_OPEN) -> bytes:
    """A page of the person that the leave is for; anybody else's does not exist. Raises NoSuchDocument, ViewingOver."""
    row = _page(work, viewing(work, viewing_id, under=under), page_id)
    return _opened(work, row)


def leaf(work: Work, victim_id: VictimId, page_id: UUID) -> bytes:
    """One page for an archive of exhibits, whose caller has left the line that she reads. Raises NoSuchDocument, CannotOpen."""
    work.require(Permission.EXHIBIT_PACK)
    row = work.db.scalar(select(DocumentPage).where(DocumentPage.id == page_id, DocumentPage.victim_id == victim_id))
    if row is None:
        raise NoSuchDocument
    return _opened(work, row)


def pictures(work: Work, victim_id: VictimId) -> dict[UUID, bytes]:
    """All of one person's pages, for the copy of her own data. The caller leaves the line that she reads."""
    work.require(Permission.COPY_MAKE)
    rows = work.db.scalars(select(DocumentPage).where(DocumentPage.victim_id == victim_id))
    return {row.id: _opened(work, row) for row in rows}


def mark(works: Works, actor: Actor, viewing_id: UUID, page_id: UUID, box: Share) -> UUID:
    """Blackens a rectangle (shares of the width and height) for good: the page as it was opens nowhere any more. Returns what it is now.

    Raises NoSuchDocument, ViewingOver (also where somebody else marked it meanwhile: look again), Unfit.
    """
    with works.open(actor, read_only=True) as work:
        work.require(Permission.PERSON_VERIFY)
        seen = _opened(work, _page(work, viewing(work, viewing_id), page_id))
    drawn = decoding.marked(works.settings, seen, box)
    with works.open(actor) as work:
        leave = viewing(work, viewing_id)
        try:
            before = _page(work, leave, page_id, lock=True)
        except NoSuchDocument:
            raise ViewingOver from None
        return _in_its_place(work, before, drawn)


def _in_its_place(work: Work, before: DocumentPage, drawn: Drawn) -> UUID:
    row = DocumentPage(id=new_id(), document_id=before.document_id, victim_id=before.victim_id, number=before.number)
    row.source, row.burnt, row.marked, row.searched = before.source, before.burnt, before.marked + 1, before.searched
    work.keys.forget(before.id)
    work.db.delete(before)
    work.db.flush()
    documents.fill(work, row, drawn)
    work.db.add(row)
    audit.record(work, "document:marked", about=row.victim_id)
    work.db.flush()
    return row.id


def _page(work: Work, leave: ViewingView, page_id: UUID, *, lock: bool = False) -> DocumentPage:
    wanted = select(DocumentPage).where(DocumentPage.id == page_id, DocumentPage.victim_id == leave.victim_id)
    row = work.db.scalar(wanted.with_for_update() if lock else wanted)
    if row is None:
        raise NoSuchDocument
    return row


def _opened(work: Work, row: DocumentPage) -> bytes:
    return work.keys.open_bytes(row.picture, Place("document_pages.picture", row.id, row.id))
