"""What the desk calls people, and who is there: for pages and jobs that see nothing else of anybody."""

from collections.abc import Iterable

from sqlalchemy import select

from lawsuit_hub.features.victims.models import Victim
from lawsuit_hub.features.victims.types import NoSuchVictim, VictimId
from lawsuit_hub.infra.work import Work


def of_many(work: Work, victim_ids: Iterable[VictimId]) -> dict[VictimId, str]:
    rows = work.db.execute(select(Victim.id, Victim.reference).where(Victim.id.in_(list(victim_ids))))
    return {row.id: row.reference for row in rows}


def of_one(work: Work, victim_id: VictimId) -> str:
    """Raises NoSuchVictim."""
    reference = of_many(work, [victim_id]).get(victim_id)
    if reference is None:
        raise NoSuchVictim
    return reference


def present(work: Work) -> set[VictimId]:
    """Everybody who has not withdrawn."""
    return set(work.db.scalars(select(Victim.id).where(Victim.withdrawn_at.is_(None))))
