"""Who was found to stand on the landlord's side: she keeps her registration and her rights, and has no place among the others."""

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.victims.opening import rows
from lawsuit_hub.features.victims.types import VictimId
from lawsuit_hub.infra.work import Work


def bar(work: Work, victim_id: VictimId, *, reason: str) -> bool:
    """False when it was so before. That two agreed is asked by whoever calls (documents.removals)."""
    work.require(Permission.PERSON_BAR)
    victim, _ = rows(work, victim_id, lock=True)
    if victim.barred_at is not None or victim.withdrawn_at is not None:
        return False
    victim.barred_at = work.now
    audit.record(work, "membership:barred", about=victim_id, reason=reason)
    work.db.flush()
    return True


def unbar(work: Work, victim_id: VictimId, *, reason: str) -> bool:
    """False when she was not barred."""
    work.require(Permission.PERSON_BAR)
    victim, _ = rows(work, victim_id, lock=True)
    if victim.barred_at is None:
        return False
    victim.barred_at = None
    audit.record(work, "membership:unbarred", about=victim_id, reason=reason)
    work.db.flush()
    return True
