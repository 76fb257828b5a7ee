"""Who may be written to, a page at a time and counted: by what she agreed to and asked for. Opens nothing, hints neither.

Somebody is written to who registered before a moment, whose consent to collection stands, and who is in nobody's way. Why anybody else
is passed over is one word.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, exists, false, func, select

from lawsuit_hub.features.victims.models import Consent, Lease, Victim
from lawsuit_hub.features.victims.types import ConsentKind
from lawsuit_hub.infra.work import Work

GETS, GONE, BARRED, QUIET, UNWILLING, KNOWS, OFF = "gets", "gone", "barred", "quiet", "unwilling", "knows", "off"


@dataclass(frozen=True, slots=True)
class Audience:
    """`among`: whose ids these are, all where None; `knowing`: who needs it no more; `off`: who switched such messages off. All are
    questions that other features ask."""

    until: datetime
    among: Select[Any] | None = None
    knowing: Select[Any] | None = None
    off: Select[Any] | None = None


def verified() -> Select[UUID]:
    """Whose lease a caseworker has seen: a question inside another's."""
    return select(Lease.victim_id).where(Lease.verified_at.is_not(None))


def page(work: Work, audience: Audience, *, after: UUID | None, size: int) -> list[tuple[UUID, str]]:
    """The next by their ids, each with a word."""
    asked = select(Victim.id, _word(audience)).where(*_bounds(audience)).order_by(Victim.id).limit(size)
    if after is not None:
        asked = asked.where(Victim.id > after)
    return [(row[0], row[1]) for row in work.db.execute(asked)]


def counts(work: Work, audience: Audience) -> dict[str, int]:
    """How many for each word."""
    word = _word(audience).label("word")
    asked = select(word, func.count()).where(*_bounds(audience)).group_by(word)
    return {row[0]: int(row[1]) for row in work.db.execute(asked)}


def some(work: Work, audience: Audience, *, size: int) -> list[UUID]:
    """Of those who get it, the first by their references."""
    gets = (*_bounds(audience), _word(audience) == GETS)
    return list(work.db.scalars(select(Victim.id).where(*gets).order_by(Victim.reference).limit(size)))


def word_of(work: Work, victim_id: UUID, audience: Audience) -> str:
    """Of one, as it is now; GONE where she is nowhere."""
    return work.db.scalar(select(_word(audience)).where(Victim.id == victim_id, *_bounds(audience))) or GONE


def _bounds(audience: Audience) -> list[ColumnElement[bool]]:
    bounds: list[ColumnElement[bool]] = [Victim.registered_at <= audience.until]
    return bounds + ([Victim.id.in_(audience.among)] if audience.among is not None else [])


def _word(audience: Audience) -> ColumnElement[str]:
    collect = (Consent.kind == ConsentKind.COLLECT.value, Consent.given, Consent.withdrawn_at.is_(None))
    agreed = exists().where(Consent.victim_id == Victim.id, *collect)
    knows = Victim.id.in_(audience.knowing) if audience.knowing is not None else false()
    off = Victim.id.in_(audience.off) if audience.off is not None else false()
    return case(
        (Victim.withdrawn_at.is_not(None), GONE),
        (~agreed, UNWILLING),
        (Victim.barred_at.is_not(None), BARRED),
        (Victim.stopped_at.is_not(None), QUIET),
        (knows, KNOWS),
        (off, OFF),
        else_=GETS,
    )
