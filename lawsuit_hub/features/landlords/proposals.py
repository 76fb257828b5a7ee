"""Pairs of landlords that a caseworker decides about: joined, or kept apart for good."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import bindparam, delete, insert, or_, select, update

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.landlords.matching import NO_PAIRS, STRENGTH, Facts, Pairs
from lawsuit_hub.features.landlords.models import LandlordMergeProposal
from lawsuit_hub.features.landlords.records import held, in_order_of_age, run
from lawsuit_hub.features.landlords.turns import take_turn
from lawsuit_hub.features.landlords.types import LandlordId, MergeProposal
from lawsuit_hub.infra.db import Id, new_id
from lawsuit_hub.infra.work import Work

PROPOSALS = LandlordMergeProposal.metadata.tables["landlord_merge_proposals"]
JOINED, APART = "joined", "apart"
BY_A_CASEWORKER = "caseworker"

_AMONG = bindparam("landlords", type_=Id, expanding=True)
_KEPT_APART = select(PROPOSALS.c.older, PROPOSALS.c.younger).where(
    PROPOSALS.c.decision == APART, PROPOSALS.c.older.in_(_AMONG), PROPOSALS.c.younger.in_(_AMONG)
)


def why(shared: Facts) -> str:
    """The strongest certain fact that two have in common, by its kind."""
    return max(shared, key=lambda fact: STRENGTH.get(fact.kind, 0)).kind.name.lower()


def propose(work: Work, *, older: LandlordId, younger: LandlordId, because: str) -> None:
    """Once for each pair, whatever became of it."""
    if _between(work, older, younger) is None:
        _add(work, older, younger, because=because, decision=None)


def keep_apart(work: Work, *, older: LandlordId, younger: LandlordId) -> None:
    found = _between(work, older, younger)
    if found is None:
        _add(work, older, younger, because=BY_A_CASEWORKER, decision=APART)
    else:
        decide(work, found, APART)


def decide(work: Work, proposal_id: UUID, decision: str) -> None:
    run(work, update(PROPOSALS).where(PROPOSALS.c.id == proposal_id).values(decision=decision, decided_at=work.now))


def drop_undecided(work: Work, landlord_id: LandlordId) -> None:
    """Nobody reports him any more: there is nothing to decide."""
    his = or_(PROPOSALS.c.older == landlord_id, PROPOSALS.c.younger == landlord_id)
    run(work, delete(PROPOSALS).where(his, PROPOSALS.c.decision.is_(None)))


def drop(work: Work, landlord_id: LandlordId) -> None:
    """All that was decided of him too: he was a caseworker's, who takes it back."""
    run(work, delete(PROPOSALS).where(or_(PROPOSALS.c.older == landlord_id, PROPOSALS.c.younger == landlord_id)))


def kept_apart(work: Work, landlord_ids: Iterable[LandlordId]) -> Pairs:
    wanted = list(landlord_ids)
    if len(wanted) < 2:  # noqa: PLR2004 - it takes two
        return NO_PAIRS
    rows = run(work, _KEPT_APART, {"landlords": wanted})
    return frozenset(frozenset(pair) for pair in rows)


def undecided(work: Work, proposal_id: UUID | None = None) -> list[MergeProposal]:
    """The oldest first."""
    columns = [PROPOSALS.c[name] for name in ("id", "older", "younger", "because", "created_at")]
    query = select(*columns).where(PROPOSALS.c.decision.is_(None)).order_by(PROPOSALS.c.created_at, PROPOSALS.c.id)
    if proposal_id is not None:
        query = query.where(PROPOSALS.c.id == proposal_id)
    return [MergeProposal(*row) for row in run(work, query)]


def follow(work: Work, *, gone: LandlordId, kept: LandlordId) -> None:
    """After a merge: the pair itself is decided, and what was said of the one that went is said of the one that stayed."""
    rows = run(
        work,
        select(PROPOSALS.c.id, PROPOSALS.c.older, PROPOSALS.c.younger, PROPOSALS.c.because, PROPOSALS.c.decision).where(
            or_(PROPOSALS.c.older == gone, PROPOSALS.c.younger == gone)
        ),
    ).all()
    for row in rows:
        other = row.younger if row.older == gone else row.older
        if other == kept:
            decide(work, row.id, JOINED)
        elif row.decision != JOINED:
            _repoint(work, row.id, kept, other, decision=row.decision)


def kept(work: Work) -> list[MergeProposal]:
    """Pairs that a caseworker keeps apart, the latest first; `created_at` is when that was said."""
    columns = [PROPOSALS.c[name] for name in ("id", "older", "younger", "because", "decided_at")]
    query = select(*columns).where(PROPOSALS.c.decision == APART)
    return [MergeProposal(*row) for row in run(work, query.order_by(PROPOSALS.c.decided_at.desc(), PROPOSALS.c.id))]


def take_back(work: Work, proposal_id: UUID) -> bool:
    """Apart no more: asked again where something certain says that they are one, else nothing is remembered. False for what is not
    kept apart (any more)."""
    work.require(Permission.LANDLORD_DECIDE)
    take_turn(work)
    found = next((one for one in kept(work) if one.id == proposal_id), None)
    if found is None:
        return False
    shared = held(work, found.older) & held(work, found.younger)
    if any(fact.kind in STRENGTH for fact in shared):
        again = {"decision": None, "decided_at": None, "created_at": work.now, "because": why(shared)}
        run(work, update(PROPOSALS).where(PROPOSALS.c.id == proposal_id).values(**again))
    else:
        run(work, delete(PROPOSALS).where(PROPOSALS.c.id == proposal_id))
    return True


def between(work: Work, one: LandlordId, other: LandlordId) -> str | None:
    """What was decided of the two: joined, apart, or nothing yet."""
    found = _between(work, one, other)
    return None if found is None else run(work, select(PROPOSALS.c.decision).where(PROPOSALS.c.id == found)).scalar()


def forget(work: Work, one: LandlordId, other: LandlordId) -> None:
    """Nothing is remembered of the two: a rule may join them again, or propose it."""
    found = _between(work, one, other)
    if found is not None:
        run(work, delete(PROPOSALS).where(PROPOSALS.c.id == found))


def apart_from(work: Work, landlord_id: LandlordId) -> list[LandlordId]:
    """Whom a caseworker keeps apart from him."""
    his = or_(PROPOSALS.c.older == landlord_id, PROPOSALS.c.younger == landlord_id)
    rows = run(work, select(PROPOSALS.c.older, PROPOSALS.c.younger).where(his, PROPOSALS.c.decision == APART))
    return [younger if older == landlord_id else older for older, younger in rows]


def _repoint(work: Work, proposal_id: UUID, kept: LandlordId, other: LandlordId, *, decision: str | None) -> None:
    existing = _between(work, kept, other)
    if existing is None:
        older, younger = in_order_of_age(work, [kept, other])
        moved = {"older": older, "younger": younger}
        run(work, update(PROPOSALS).where(PROPOSALS.c.id == proposal_id).values(**moved))
        return
    run(work, delete(PROPOSALS).where(PROPOSALS.c.id == proposal_id))
    if decision == APART:
        decide(work, existing, APART)


def _between(work: Work, one: LandlordId, other: LandlordId) -> UUID | None:
    pair = (PROPOSALS.c.older.in_([one, other]), PROPOSALS.c.younger.in_([one, other]))
    found: UUID | None = run(work, select(PROPOSALS.c.id).where(*pair)).scalar()
    return found


def _add(work: Work, older: LandlordId, younger: LandlordId, *, because: str, decision: str | None) -> None:
    run(
        work,
        insert(PROPOSALS).values(
            id=new_id(),
            older=older,
            younger=younger,
            because=because,
            created_at=work.now,
            decision=decision,
            decided_at=work.now if decision else None,
        ),
    )
