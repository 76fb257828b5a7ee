"""What was found of a document: it will do, or it goes back with a reason. Whoever says so is looking at it."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.documents import service as documents
from lawsuit_hub.features.documents.types import DocumentView
from lawsuit_hub.features.exhibits import looking
from lawsuit_hub.features.exhibits.models import Check
from lawsuit_hub.features.exhibits.types import Flaw, FlawMissing, ListMoved, NoSuchPaper
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work

CHECKED, RETURNED = "checked", "returned"


def accept(work: Work, viewing_id: UUID, document_id: UUID) -> bool:
    """It will do, and is kept as long as the suit. False where that was said before. Raises NoSuchPaper, NoSuchDocument, ViewingOver."""
    victim_id, document = _looked_at(work, viewing_id, document_id)
    if not _write(work, victim_id, document, flaw=None, words=""):
        return False
    documents.use_for_suit(work, document_id)
    return True


def send_back(work: Work, viewing_id: UUID, document_id: UUID, *, flaw: Flaw | None, words: str) -> bool:
    """She is told that something waits for her, and reads why on her own page.

    Raises FlawMissing, ReasonMissing, ReasonHoldsNumber, NoSuchPaper, NoSuchDocument, ViewingOver.
    """
    if flaw is None or (flaw is Flaw.OTHER and not words.strip()):
        raise FlawMissing
    kept = audit.clean_reason(words) if words.strip() else ""
    victim_id, document = _looked_at(work, viewing_id, document_id)
    if not _write(work, victim_id, document, flaw=flaw, words=kept):
        return False
    outbox.queue(work, "paper_returned", to=victim_id)
    return True


def _looked_at(work: Work, viewing_id: UUID, document_id: UUID) -> tuple[UUID, DocumentView]:
    """Whose it is, held until this work ends: she may be taking it away at this moment."""
    victim_id = looking.leave(work, viewing_id).victim_id
    victims.hold(work, victim_id)
    for one in documents.of_person(work, victim_id):
        if one.id == document_id:
            return victim_id, one
    raise NoSuchPaper


def _write(work: Work, victim_id: UUID, document: DocumentView, *, flaw: Flaw | None, words: str) -> bool:
    assert work.actor.id is not None  # noqa: S101 - staff has an account
    row = work.db.scalar(select(Check).where(Check.document_id == document.id))
    outcome = CHECKED if flaw is None else RETURNED
    stands = (outcome, flaw.value if flaw else None, words)
    if row is not None and (row.outcome, row.flaw, row.words) == stands:
        return False
    if row is None:
        row = Check(id=new_id(), victim_id=victim_id, document_id=document.id)
    row.outcome, row.flaw, row.words = stands
    row.checked_at, row.checked_by = work.now, work.actor.id
    try:
        with work.db.begin_nested():
            work.db.add(row)
    except IntegrityError:
        raise ListMoved from None
    facts: dict[str, Any] = {"document": document.kind.value, "flaw": stands[1]}
    audit.record(work, "exhibit:checked" if flaw is None else "exhibit:returned", about=victim_id, **facts)
    work.db.flush()
    return True
