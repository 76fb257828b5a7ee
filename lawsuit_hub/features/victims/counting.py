"""Goes through everybody for counts, some at a time. Opens hints, changes nothing."""

from collections.abc import Iterator

from sqlalchemy import func, select

from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.models import Victim
from lawsuit_hub.features.victims.types import Profile
from lawsuit_hub.infra.work import Work

_AT_ONCE = 500


def everybody(work: Work) -> Iterator[list[Profile]]:
    """Whoever is registered and has not withdrawn. Nothing else may have been changed in this work: it forgets what it read."""
    after = None
    while True:
        wanted = select(Victim.id).where(Victim.withdrawn_at.is_(None)).order_by(Victim.id).limit(_AT_ONCE)
        found = list(work.db.scalars(wanted if after is None else wanted.where(Victim.id > after)))
        if not found:
            return
        yield list(victims.profiles(work, found).values())
        after = found[-1]
        work.db.expunge_all()


def how_many(work: Work) -> int:
    """Of the same people."""
    return work.db.scalar(select(func.count()).select_from(Victim).where(Victim.withdrawn_at.is_(None))) or 0
