"""Requests about one's own data and the ten days they may take: asked by her or written down for her, answered, listed."""

import logging
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.rights.facts import days_left, due_at, last_day
from lawsuit_hub.features.rights.models import RightsRequest
from lawsuit_hub.features.rights.types import (
    SOON_DAYS,
    AlreadyAnswered,
    Board,
    Ground,
    Kind,
    NoSuchRequest,
    Outcome,
    Pick,
    Request,
    Way,
)
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.references import references as references_of
from lawsuit_hub.features.victims.types import VictimId
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import CannotOpen, KeyDestroyed, KeyKind, Place

log = logging.getLogger("lawsuit_hub.rights")

PAGE = 30
# What she does herself is answered as she does it; a second wish of these kinds is the same wish.
ONE_AT_A_TIME = (Kind.SEE, Kind.CORRECT, Kind.STOP, Kind.ERASE)


def ask(
    work: Work,
    victim_id: VictimId,
    kind: Kind,
    *,
    words: str = "",
    changes: str | None = None,
    about: UUID | None = None,
    way: Way = Way.WEB,
    checked: str | None = None,
) -> UUID:
    """A request that somebody answers within the law's days. While one of its kind waits, asking again changes nothing; a newer
    correction takes the older one's place. Raises ReasonMissing, ReasonHoldsNumber."""
    kept = audit.clean_reason(words) if words.strip() else None
    victims.hold(work, victim_id)
    waiting = _waiting(work, victim_id, kind)
    if waiting is not None and kind is Kind.CORRECT:
        close(work, waiting, Outcome.TAKEN_BACK)
    elif waiting is not None:
        return waiting.id
    row = _row(work, victim_id, kind, way)
    row.words = work.keys.seal(kept, Place("rights_requests.words", victim_id, row.id), KeyKind.HINT)
    row.changes = work.keys.seal(changes, Place("rights_requests.changes", victim_id, row.id))
    row.about, row.checked, row.taken_by = about, checked, work.actor.id if way is Way.DESK else None
    work.db.add(row)
    audit.record(work, "request:asked", about=victim_id, reason=checked, asked=kind.value, way=way.value)
    work.db.flush()
    return row.id


def note_done(work: Work, victim_id: VictimId, kind: Kind) -> UUID:
    """What she did herself on a page: asked and answered at once, listed like the others."""
    row = _row(work, victim_id, kind, Way.WEB)
    row.answered_at, row.outcome, row.answered_role = work.now, Outcome.DONE.value, work.actor.role.value
    work.db.add(row)
    work.db.flush()
    return row.id


def _row(work: Work, victim_id: VictimId, kind: Kind, way: Way) -> RightsRequest:
    due = due_at(kind, work.now)
    return RightsRequest(
        id=new_id(), victim_id=victim_id, kind=kind.value, way=way.value, asked_at=work.now, due_at=due
    )


def _waiting(work: Work, victim_id: VictimId, kind: Kind) -> RightsRequest | None:
    if kind not in ONE_AT_A_TIME:
        return None
    mine = (RightsRequest.victim_id == victim_id, RightsRequest.kind == kind.value, RightsRequest.answered_at.is_(None))
    return work.db.scalar(select(RightsRequest).where(*mine))


def take_back(work: Work, victim_id: VictimId, kind: Kind) -> None:
    """She wants it no more."""
    row = _waiting(work, victim_id, kind)
    if row is not None:
        close(work, row, Outcome.TAKEN_BACK)
        audit.record(work, "request:taken-back", about=victim_id, asked=kind.value)


def close(
    work: Work, row: RightsRequest, outcome: Outcome, *, ground: Ground | None = None, answer: str | None = None
) -> None:
    """What she wanted put right is in its place or nowhere: its text goes."""
    row.answered_at, row.answered_role = work.now, work.actor.role.value
    row.answered_by = work.actor.id if work.actor.is_staff else None
    row.outcome, row.ground, row.answer, row.changes = outcome.value, ground.value if ground else None, answer, None
    work.db.flush()


def locked(work: Work, request_id: UUID) -> RightsRequest:
    """For whoever answers: of two who press at once, the second reads what the first did. Raises NoSuchRequest, AlreadyAnswered."""
    row = work.db.get(RightsRequest, request_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise NoSuchRequest
    if row.answered_at is not None:
        raise AlreadyAnswered
    return row


def all_open(work: Work) -> list[RightsRequest]:
    return list(work.db.scalars(select(RightsRequest).where(RightsRequest.answered_at.is_(None))))


def get(work: Work, request_id: UUID) -> Request:
    """For staff. Raises NoSuchRequest."""
    work.require(Permission.REQUEST_READ)
    row = work.db.get(RightsRequest, request_id)
    if row is None:
        raise NoSuchRequest
    return _views(work, [row])[0]


def own(work: Work, request_id: UUID) -> Request:
    """One of the member's own. Raises NoSuchRequest."""
    work.require(Permission.OWN_READ)
    row = work.db.get(RightsRequest, request_id)
    if row is None or row.victim_id != work.actor.id:
        raise NoSuchRequest
    return _views(work, [row])[0]


def of_victim(work: Work, victim_id: VictimId, *, limit: int | None = None) -> list[Request]:
    """Newest first."""
    mine = select(RightsRequest).where(RightsRequest.victim_id == victim_id)
    newest = mine.order_by(RightsRequest.asked_at.desc(), RightsRequest.id).limit(limit)
    return _views(work, work.db.scalars(newest))


def board(work: Work, pick: Pick, *, page: int) -> Board:
    """For the privacy officer, by references only: what is due next stands first, of the answered the newest."""
    work.require(Permission.REQUEST_LIST)
    chosen = _chosen(work, pick)
    pages = max(1, -(-_count(work, *chosen) // PAGE))
    page = min(max(page, 1), pages)
    by_due = (RightsRequest.answered_at.is_not(None), RightsRequest.due_at)
    order = (RightsRequest.answered_at.desc(),) if pick is Pick.ANSWERED else by_due
    rows = select(RightsRequest).where(*chosen).order_by(*order, RightsRequest.id)
    waits = RightsRequest.answered_at.is_(None)
    soon = work.now + timedelta(days=SOON_DAYS)
    return Board(
        requests=tuple(_views(work, work.db.scalars(rows.offset((page - 1) * PAGE).limit(PAGE)))),
        page=page,
        pages=pages,
        open=_count(work, waits),
        overdue=_count(work, *_chosen(work, Pick.OVERDUE)),
        soon=_count(work, waits, RightsRequest.due_at > work.now, RightsRequest.due_at <= soon),
    )


def _chosen(work: Work, pick: Pick) -> list[ColumnElement[bool]]:
    waits = RightsRequest.answered_at.is_(None)
    chosen: dict[Pick, list[ColumnElement[bool]]] = {
        Pick.OPEN: [waits],
        Pick.OVERDUE: [waits, RightsRequest.due_at <= work.now],
        Pick.ANSWERED: [RightsRequest.answered_at.is_not(None)],
        Pick.ALL: [],
    }
    return chosen[pick]


def _count(work: Work, *conditions: ColumnElement[bool]) -> int:
    return int(work.db.execute(select(func.count()).select_from(RightsRequest).where(*conditions)).scalar_one())


def _views(work: Work, rows: Iterable[RightsRequest]) -> list[Request]:
    listed = list(rows)
    references = references_of(work, {row.victim_id for row in listed})
    return [_view(work, row, references[row.victim_id]) for row in listed]


def _view(work: Work, row: RightsRequest, reference: str) -> Request:
    return Request(
        id=row.id,
        victim_id=row.victim_id,
        reference=reference,
        kind=Kind(row.kind),
        way=Way(row.way),
        asked_at=row.asked_at,
        due_at=row.due_at,
        last_day=last_day(row.due_at),
        days_left=days_left(row.due_at, work.now),
        words=_words(work, row),
        checked=row.checked or "",
        answered_at=row.answered_at,
        outcome=Outcome(row.outcome) if row.outcome else None,
        ground=Ground(row.ground) if row.ground else None,
        answer=row.answer or "",
        answered_by=Role(row.answered_role) if row.answered_role else None,
        about=row.about,
        has_changes=row.changes is not None,
    )


def _words(work: Work, row: RightsRequest) -> str:
    """What she said, scrubbed as it was kept; nothing once her keys are destroyed, or where the row is damaged."""
    try:
        return work.keys.open(row.words, Place("rights_requests.words", row.victim_id, row.id), KeyKind.HINT) or ""
    except KeyDestroyed:
        return ""
    except CannotOpen as error:  # changed in the table: the list of requests stands
        log.error("the words of request %s do not open: %s", row.id, type(error).__name__)
        return ""
