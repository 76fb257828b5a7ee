"""After a restore of older data with newer keys: landlords whose keys were destroyed since, when the last who reported them
answered anew. In the older data she reports him still, so he is sealed again from what she wrote, under new keys."""

from sqlalchemy import select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.landlords import details as who
from lawsuit_hub.features.landlords import holders
from lawsuit_hub.features.landlords.models import Landlord
from lawsuit_hub.features.landlords.turns import take_turn
from lawsuit_hub.features.landlords.types import LandlordId
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import CannotOpen, KeyKind, Place, Sealed

_TOGETHER = 500


def seal_again(work: Work) -> int:
    """Whoever does not open is blanked, and sealed afresh where the report of somebody who is here says who he is; returns how
    many were. Who reported him reads a line of it."""
    work.require(Permission.DESTRUCTION_CARRY_OUT)
    take_turn(work)
    lost = _lost(work)
    for landlord_id in lost:
        who.forget(work, landlord_id)
    return sum(_written_again(work, landlord_id) for landlord_id in lost)


def _lost(work: Work) -> list[LandlordId]:
    """His keys are gone, or he was emptied and taken up again since, under others."""
    rows = work.db.execute(
        select(Landlord.id, Landlord.name, Landlord.name_hint)
        .where(Landlord.name.is_not(None))
        .order_by(Landlord.opened_at)
    ).all()
    lost = []
    for first in range(0, len(rows), _TOGETHER):
        together = rows[first : first + _TOGETHER]
        for kind in (KeyKind.VAULT, KeyKind.HINT):
            work.keys.prefetch([row.id for row in together], kind)
        lost += [row.id for row in together if not _opens(work, row.id, row.name, row.name_hint)]
    return lost


def _opens(work: Work, landlord_id: LandlordId, name: Sealed, hint: Sealed | None) -> bool:
    try:
        work.keys.open(name, Place("landlords.name", landlord_id, landlord_id))
        work.keys.open(hint, Place("landlords.name_hint", landlord_id, landlord_id), KeyKind.HINT)
    except CannotOpen:
        return False
    return True


def _written_again(work: Work, landlord_id: LandlordId) -> bool:
    told = holders.seal_again(work, landlord_id)
    audit.record_many(work, "landlord:sealed-again", about=told)
    return bool(told)
