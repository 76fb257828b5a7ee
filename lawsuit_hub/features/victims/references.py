"""People by their references (P-…), for whoever may know of them and not who they are. Opens nothing, hints neither."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.features.victims.models import Victim
from lawsuit_hub.infra.db import batches
from lawsuit_hub.infra.work import Work


def references(work: Work, victim_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Whoever is unknown is left out."""
    found: dict[UUID, str] = {}
    for some in batches(dict.fromkeys(victim_ids)):
        asked = select(Victim.id, Victim.reference).where(Victim.id.in_(some))
        found.update((row.id, row.reference) for row in work.db.execute(asked))
    return found


def referred(work: Work, references: Iterable[str]) -> dict[str, UUID]:
    """Ids by reference; an unknown reference is left out."""
    found: dict[str, UUID] = {}
    for some in batches(one for one in dict.fromkeys(references) if one.isprintable()):
        asked = select(Victim.reference, Victim.id).where(Victim.reference.in_(some))
        found.update((row.reference, row.id) for row in work.db.execute(asked))
    return found


def everybody(work: Work) -> list[UUID]:
    """All who ever registered: also whoever took her consent back since was there before."""
    return list(work.db.scalars(select(Victim.id).order_by(Victim.id)))


def present(work: Work) -> set[UUID]:
    """All who are here now: not whoever took her consent back or was erased."""
    return set(work.db.scalars(select(Victim.id).where(Victim.withdrawn_at.is_(None))))
