"""A caseworker's word about a lease: point by point, with a reason. Where it is doubtful, or she declared a relation, a second one decides."""

from collections.abc import Mapping

from sqlalchemy import select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.documents import declarations, viewings
from lawsuit_hub.features.documents import service as documents
from lawsuit_hub.features.documents.models import Decision
from lawsuit_hub.features.documents.types import (
    ESSENTIAL,
    ConflictOpen,
    DecisionView,
    DocumentKind,
    EssentialMissing,
    NotDeclared,
    NothingUploaded,
    NotLooked,
    Outcome,
    Point,
    PointsMissing,
    Saw,
    SecondNeeded,
    Seen,
)
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.types import AlreadyVerified, VictimId
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import NotAllowed, Work


def decide(
    work: Work,
    victim_id: VictimId,
    *,
    seen: Seen,
    points: Mapping[Point, Saw],
    outcome: Outcome,
    reason: str,
) -> None:
    """Accepted marks the lease as seen; whether that makes her active is lawsuits' to say.

    Raises PointsMissing, NothingUploaded, NotLooked, AlreadyVerified, SecondNeeded, and of an acceptance NotDeclared, ConflictOpen,
    EssentialMissing; ReasonMissing, ReasonHoldsNumber.
    """
    work.require(Permission.PERSON_VERIFY)
    kept = audit.clean_reason(reason)
    if set(points) != set(Point):
        raise PointsMissing
    victims.hold(work, victim_id)
    if victims.profile(work, victim_id).verified_at is not None:
        raise AlreadyVerified
    _refuse_unseen(work, victim_id, seen)
    before = _standing(work, victim_id)
    is_second = before is not None and before.outcome == Outcome.DOUBTFUL
    if before is not None and is_second and before.decided_by == work.actor.id:
        raise SecondNeeded
    if outcome is Outcome.ACCEPTED:
        _refuse_unfit(work, victim_id, points, is_second=is_second)
    _write(
        work,
        victim_id,
        before,
        Decision(
            seen=seen.value,
            points={one.value: saw.value for one, saw in points.items()},
            outcome=outcome.value,
            reason=kept,
        ),
    )
    _follow(work, victim_id, outcome, kept)


def _refuse_unseen(work: Work, victim_id: VictimId, seen: Seen) -> None:
    """Nobody decides about an upload that she did not open herself."""
    if seen is Seen.PERSON:
        return
    there = [one for one in documents.of_person(work, victim_id) if one.kind is DocumentKind.LEASE]
    if not there:
        raise NothingUploaded
    newest = max(one.received_at for one in there)  # what was looked at before may be another paper
    looks = audit.about(work, victim_id, deeds=(viewings.OPENED,), limit=200)
    if not any(line.actor_id == work.actor.id and line.at >= newest for line in looks):
        raise NotLooked


def _refuse_unfit(work: Work, victim_id: VictimId, points: Mapping[Point, Saw], *, is_second: bool) -> None:
    """What one person alone may not wave through, two may: the first called it doubtful and said why."""
    declared = declarations.of_person(work, victim_id)
    if declared is None:
        raise NotDeclared
    if declared.open and not is_second:
        raise ConflictOpen
    if not is_second and any(points[one] is not Saw.YES for one in ESSENTIAL):
        raise EssentialMissing


def _write(work: Work, victim_id: VictimId, before: Decision | None, row: Decision) -> None:
    if work.actor.id is None:
        raise NotAllowed
    if before is not None:
        before.over = True
        work.db.flush()
    row.id, row.victim_id, row.decided_at, row.decided_by, row.over = (
        new_id(),
        victim_id,
        work.now,
        work.actor.id,
        False,
    )
    work.db.add(row)
    work.db.flush()


def _follow(work: Work, victim_id: VictimId, outcome: Outcome, reason: str) -> None:
    """A doubt says nothing of its reason to her: she may be the one it warns of."""
    if outcome is Outcome.ACCEPTED:
        declarations.settle(work, victim_id)
        victims.verify_lease(work, victim_id, reason=reason)
    elif outcome is Outcome.REFUSED:
        audit.record(work, "lease:refused", about=victim_id, reason=reason)
        outbox.queue(work, "lease_answered", to=victim_id)
    else:
        audit.record(work, "lease:doubtful", about=victim_id)
    work.db.flush()


def standing(work: Work, victim_id: VictimId) -> DecisionView | None:
    """What was decided last and still counts."""
    row = _standing(work, victim_id)
    return None if row is None else _view(row)


def history(work: Work, victim_id: VictimId) -> list[DecisionView]:
    """The oldest first."""
    rows = work.db.scalars(
        select(Decision).where(Decision.victim_id == victim_id).order_by(Decision.decided_at, Decision.id)
    )
    return [_view(row) for row in rows]


def take_back(work: Work, victim_id: VictimId) -> None:
    """What was decided counts no more, for instance when the check is taken back."""
    row = _standing(work, victim_id)
    if row is not None:
        row.over = True
        work.db.flush()


def _standing(work: Work, victim_id: VictimId) -> Decision | None:
    return work.db.scalar(select(Decision).where(Decision.victim_id == victim_id, ~Decision.over))


def _view(row: Decision) -> DecisionView:
    points = {Point(name): Saw(value) for name, value in row.points.items()}
    return DecisionView(Seen(row.seen), points, Outcome(row.outcome), row.reason, row.decided_at, row.decided_by)
