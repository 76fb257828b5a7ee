"""Whom a caseworker said a person's landlord is not: no rule puts her with him, no list proposes him, until it is taken back."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.landlords import records
from lawsuit_hub.features.landlords.models import LandlordRefusal
from lawsuit_hub.features.landlords.records import run
from lawsuit_hub.features.landlords.turns import take_turn
from lawsuit_hub.features.landlords.types import LandlordId, NoSuchReport, VictimId
from lawsuit_hub.infra.work import Work

_TABLE = LandlordRefusal.metadata.tables["landlord_refusals"]


def of(work: Work, victim_ids: Iterable[VictimId]) -> dict[VictimId, frozenset[LandlordId]]:
    """For each of them, whom hers is not."""
    wanted = list(victim_ids)
    found: dict[VictimId, set[LandlordId]] = {one: set() for one in wanted}
    rows = run(work, select(_TABLE.c.victim_id, _TABLE.c.landlord_id).where(_TABLE.c.victim_id.in_(wanted)))
    for victim_id, landlord_id in rows:
        found[victim_id].add(landlord_id)
    return {one: frozenset(landlords) for one, landlords in found.items()}


def refuse(work: Work, victim_id: VictimId, landlord_id: LandlordId) -> bool:
    """Hers is not this one. False when it was said before. Raises NoSuchReport unless she waits."""
    work.require(Permission.LANDLORD_DECIDE)
    take_turn(work)
    present = records.report_of(work, victim_id)
    if present is None or present.landlord_id is not None:
        raise NoSuchReport
    if landlord_id in of(work, [victim_id])[victim_id]:
        return False
    work.db.add(LandlordRefusal(victim_id=victim_id, landlord_id=landlord_id, at=work.now))
    work.db.flush()
    return True


def allow_again(work: Work, victim_id: VictimId, landlord_id: LandlordId) -> bool:
    """Taken back. False when nothing was said."""
    work.require(Permission.LANDLORD_DECIDE)
    take_turn(work)
    hers = (_TABLE.c.victim_id == victim_id, _TABLE.c.landlord_id == landlord_id)
    return bool(run(work, delete(_TABLE).where(*hers)).rowcount)


def said_at(work: Work, victim_id: VictimId) -> list[datetime]:
    """When it was said of her, for the copy of her own data: of whom is somebody else's."""
    return list(run(work, select(_TABLE.c.at).where(_TABLE.c.victim_id == victim_id).order_by(_TABLE.c.at)).scalars())


def forget(work: Work, victim_id: VictimId) -> None:
    """She names another landlord now: what was said was said of the one before."""
    run(work, delete(_TABLE).where(_TABLE.c.victim_id == victim_id))


def follow(work: Work, *, gone: LandlordId, kept: LandlordId) -> None:
    """After a merge: whoever is not of the one that went is not of the one that stayed."""
    rows = run(
        work, delete(_TABLE).where(_TABLE.c.landlord_id == gone).returning(_TABLE.c.victim_id, _TABLE.c.at)
    ).all()
    stands = set(run(work, select(_TABLE.c.victim_id).where(_TABLE.c.landlord_id == kept)).scalars()) if rows else set()
    new = [{"victim_id": one, "landlord_id": kept, "at": at} for one, at in rows if one not in stands]
    if new:
        run(work, _TABLE.insert(), new)
