"""Which messages a member wants. What protects her, answers her or waits for her word comes whatever she chose."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import Select, delete, false, select, true

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.messages.models import SwitchedOff
from lawsuit_hub.features.outbox.kinds import NECESSARY, Topic, may_be_switched_off, topic_of
from lawsuit_hub.infra.work import Work

CHOICES = tuple(topic for topic in Topic if topic not in NECESSARY)


def switched_off(work: Work, victim_id: UUID) -> frozenset[Topic]:
    rows = work.db.scalars(select(SwitchedOff.topic).where(SwitchedOff.victim_id == victim_id))
    return frozenset(Topic(one) for one in rows)


def for_copy(work: Work, victim_id: UUID) -> list[dict[str, Any]]:
    rows = (
        select(SwitchedOff.topic, SwitchedOff.at).where(SwitchedOff.victim_id == victim_id).order_by(SwitchedOff.topic)
    )
    return [{"topic": topic, "at": at.isoformat()} for topic, at in work.db.execute(rows)]


def unwanted(work: Work, victim_id: UUID, kind: str) -> bool:
    """Asked as a message is written: what she switched off meanwhile is not sent."""
    return may_be_switched_off(kind) and topic_of(kind) in switched_off(work, victim_id)


def without(kind: str) -> Select[UUID]:
    """Who switched messages of a kind off: a question inside another's."""
    return select(SwitchedOff.victim_id).where(
        SwitchedOff.topic == topic_of(kind).value, true() if may_be_switched_off(kind) else false()
    )


def choose(work: Work, victim_id: UUID, *, off: Iterable[Topic]) -> bool:
    """False when nothing changed. What cannot be switched off is left on."""
    wanted = frozenset(off) & frozenset(CHOICES)
    if wanted == switched_off(work, victim_id):
        return False
    work.db.execute(delete(SwitchedOff).where(SwitchedOff.victim_id == victim_id))
    work.db.add_all(SwitchedOff(victim_id=victim_id, topic=one.value, at=work.now) for one in sorted(wanted))
    audit.record(work, "messages:chosen", about=victim_id)
    work.db.flush()
    return True
