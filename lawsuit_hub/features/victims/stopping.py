"""A person's wish that her data be left alone for now: no card, no roster, no news. Her registration and her place stay."""

from collections.abc import Iterable

from sqlalchemy import select

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.victims.models import Victim
from lawsuit_hub.features.victims.opening import rows
from lawsuit_hub.features.victims.types import VictimId
from lawsuit_hub.infra.work import Work


def stop(work: Work, victim_id: VictimId) -> bool:
    """False when it was stopped before. Source of the right: 개인정보 보호법 제37조."""
    victim, _ = rows(work, victim_id, lock=True)
    if victim.stopped_at is not None or victim.withdrawn_at is not None:
        return False
    victim.stopped_at = work.now
    audit.record(work, "processing:stopped", about=victim_id)
    work.db.flush()
    return True


def resume(work: Work, victim_id: VictimId) -> bool:
    """False when nothing was stopped."""
    victim, _ = rows(work, victim_id, lock=True)
    if victim.stopped_at is None:
        return False
    victim.stopped_at = None
    audit.record(work, "processing:resumed", about=victim_id)
    work.db.flush()
    return True


def stopped(work: Work, victim_ids: Iterable[VictimId]) -> set[VictimId]:
    """Who of them asked to be left alone."""
    wanted = list(victim_ids)
    found: set[VictimId] = set()
    for start in range(0, len(wanted), 500):  # SQLite bounds the parameters of a statement
        part = Victim.id.in_(wanted[start : start + 500])
        found.update(work.db.scalars(select(Victim.id).where(part, Victim.stopped_at.is_not(None))))
    return found
