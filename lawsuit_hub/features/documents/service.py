"""Documents of a person: handed in, listed, taken away again, destroyed when their purpose is reached. Opens nothing.

What is handed in is read by a process apart (decoding.py) before a transaction begins; only what was drawn anew is ever sealed.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select, update

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.documents import decoding
from lawsuit_hub.features.documents.decoding import Drawn
from lawsuit_hub.features.documents.models import Decision, Document, DocumentPage, Viewing
from lawsuit_hub.features.documents.types import DocumentKind, DocumentView, NoSuchDocument, PageView, QuotaFull
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.types import VictimId
from lawsuit_hub.infra.db import batches, new_id
from lawsuit_hub.infra.keystore import without_key
from lawsuit_hub.infra.refusals import NotYours
from lawsuit_hub.infra.work import Work, Works
from lawsuit_hub.privacy.keyring import Place

RATE = "30 per hour"
_AT_ONCE = 500


def hand_in(
    works: Works,
    actor: Actor,
    files: Sequence[bytes],
    *,
    kind: DocumentKind = DocumentKind.LEASE,
    for_suit: bool = False,
) -> DocumentView:
    """A member's own upload. Between two short works the files are read and drawn anew, which takes seconds.

    Raises Unfit, QuotaFull, TooMany; then nothing of them is kept anywhere.
    """
    with works.open(actor, read_only=True) as work:
        me = _me(work)
        work.limits.hit(RATE, "document", str(me))
        if not _room_left(work, me):
            raise QuotaFull
    drawn = decoding.read(works.settings, files)
    with works.open(actor) as work:
        return keep(work, _me(work), drawn, kind=kind, for_suit=for_suit)


def keep(
    work: Work, victim_id: VictimId, drawn: Sequence[Drawn], *, kind: DocumentKind, for_suit: bool = False
) -> DocumentView:
    """Seals the pages. Of several uploads at once each counts what the others brought. Raises QuotaFull."""
    victims.hold(work, victim_id)
    if victims.profile(work, victim_id).withdrawn_at is not None:
        raise NotYours
    if _room_left(work, victim_id) < len(drawn):
        raise QuotaFull
    document = Document(id=new_id(), victim_id=victim_id, kind=kind.value, received_at=work.now, for_suit=for_suit)
    work.db.add(document)
    work.db.flush()
    rows = [_sealed(work, document, number, one) for number, one in enumerate(drawn, 1)]
    work.db.add_all(rows)
    burnt = sum(one.burnt for one in drawn)
    audit.record(work, "document:received", about=victim_id, document=kind.value, pages=len(rows), burnt=burnt)
    work.db.flush()
    return _view(document, rows)


def _sealed(work: Work, document: Document, number: int, one: Drawn) -> DocumentPage:
    row = DocumentPage(id=new_id(), document_id=document.id, victim_id=document.victim_id, number=number)
    row.source, row.burnt, row.searched = one.kind, one.burnt, one.searched
    fill(work, row, one)
    return row


def fill(work: Work, row: DocumentPage, one: Drawn) -> None:
    """The picture into a new row, under a key that nothing else has."""
    work.keys.new_subject(row.id)
    row.picture = work.keys.seal(one.picture, Place("document_pages.picture", row.id, row.id))
    row.size, row.width, row.height = len(one.picture), one.width, one.height


def of_person(work: Work, victim_id: VictimId) -> tuple[DocumentView, ...]:
    """What she handed in, the oldest first, without a picture."""
    return of_people(work, [victim_id])[victim_id]


def of_people(work: Work, victim_ids: Iterable[VictimId]) -> dict[VictimId, tuple[DocumentView, ...]]:
    found: dict[VictimId, tuple[DocumentView, ...]] = dict.fromkeys(victim_ids, ())
    for part in batches(list(found)):
        pages: defaultdict[UUID, list[Any]] = defaultdict(list)
        columns = (DocumentPage.id, DocumentPage.document_id, DocumentPage.number)
        facts = (
            DocumentPage.width,
            DocumentPage.height,
            DocumentPage.burnt,
            DocumentPage.marked,
            DocumentPage.searched,
        )
        for row in work.db.execute(
            select(*columns, *facts).where(DocumentPage.victim_id.in_(part)).order_by(DocumentPage.number)
        ):
            pages[row.document_id].append(row)
        documents = select(Document).where(Document.victim_id.in_(part)).order_by(Document.received_at, Document.id)
        for one in work.db.scalars(documents):
            found[one.victim_id] += (_view(one, pages[one.id]),)
    return found


def _view(document: Document, rows: Iterable[Any]) -> DocumentView:
    pages = tuple(
        PageView(row.id, row.number, row.width, row.height, row.burnt, row.marked, row.searched) for row in rows
    )
    return DocumentView(document.id, DocumentKind(document.kind), document.received_at, pages, document.for_suit)


def mine(work: Work) -> tuple[DocumentView, ...]:
    work.require(Permission.OWN_READ)
    return of_person(work, _me(work))


def take_away(work: Work, document_id: UUID) -> None:
    """Her own deed: the keys of its pages are destroyed. Raises NoSuchDocument."""
    work.require(Permission.OWN_WRITE)
    document = work.db.get(Document, document_id)
    if document is None or document.victim_id != _me(work):
        raise NoSuchDocument
    destroy(work, [document.id])
    audit.record(work, "document:removed", about=document.victim_id, document=document.kind)


def use_for_suit(work: Work, document_id: UUID) -> None:
    """From now on it is kept as long as the suit."""
    work.db.execute(update(Document).where(Document.id == document_id).values(for_suit=True))


def used_for_suit(work: Work) -> dict[VictimId, list[UUID]]:
    """Everybody's documents that serve a suit."""
    found: defaultdict[VictimId, list[UUID]] = defaultdict(list)
    for document_id, victim_id in work.db.execute(select(Document.id, Document.victim_id).where(Document.for_suit)):
        found[victim_id].append(document_id)
    return found


def destroy(work: Work, document_ids: Iterable[UUID]) -> int:
    """Keys first, then rows: an older copy of the rows opens nowhere. Returns how many pages."""
    count = 0
    for document_id in document_ids:
        rows = work.db.execute(select(DocumentPage.id).where(DocumentPage.document_id == document_id)).all()
        for row in rows:
            work.keys.forget(row.id)
        work.db.execute(delete(DocumentPage).where(DocumentPage.document_id == document_id))
        work.db.execute(delete(Document).where(Document.id == document_id))
        count += len(rows)
    work.db.flush()
    return count


def forget(work: Work, victim_id: VictimId) -> None:
    """Of who is erased: the keys of all her pages."""
    destroy(work, list(work.db.scalars(select(Document.id).where(Document.victim_id == victim_id))))


def drop_keyless(work: Work) -> int:
    """After a restore of older data: pages that were blackened or taken away since have no key any more. Returns how many went."""
    gone = delete(DocumentPage).where(without_key(DocumentPage.id)).returning(DocumentPage.id)
    count = len(work.db.scalars(gone).all())
    work.db.execute(delete(Document).where(Document.id.not_in(select(DocumentPage.document_id))))
    return count


def retire(work: Work) -> None:
    """What was decided long enough ago is destroyed: the purpose of a document is its decision, unless it serves a suit.
    And looking that is over."""
    since = work.now - timedelta(days=work.settings.document_days)
    decided = (
        select(Decision.victim_id, Decision.decided_at)
        .where(~Decision.over, Decision.outcome != "doubtful", Decision.decided_at <= since)
        .subquery()
    )
    due = select(Document.id, Document.victim_id).join(decided, decided.c.victim_id == Document.victim_id)
    due = due.where(~Document.for_suit, Document.received_at <= decided.c.decided_at)
    rows = work.db.execute(due.limit(_AT_ONCE)).all()
    for document_id, victim_id in rows:
        destroy(work, [document_id])
        audit.record(work, "document:retired", about=victim_id)
    work.db.execute(delete(Viewing).where(Viewing.until <= work.now))


def _room_left(work: Work, victim_id: VictimId) -> int:
    there = work.db.execute(
        select(func.count()).select_from(DocumentPage).where(DocumentPage.victim_id == victim_id)
    ).scalar_one()
    return max(0, work.settings.document_pages - int(there))


def _me(work: Work) -> VictimId:
    work.require(Permission.OWN_WRITE)
    if work.actor.id is None:
        raise NotYours
    return work.actor.id
