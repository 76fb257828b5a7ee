"""A person's telephone number gives way to another: seals it, recognises her by it, says it in her hints. Opens nothing of hers
but the hints, so it works where nobody may be opened too."""

import json
from dataclasses import asdict, replace

from sqlalchemy.exc import IntegrityError

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.victims import records
from lawsuit_hub.features.victims.models import Victim
from lawsuit_hub.features.victims.opening import rows
from lawsuit_hub.features.victims.types import AlreadyRegistered, NoSuchVictim, VictimId
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy import masking
from lawsuit_hub.privacy.keyring import KeyKind, Place
from lawsuit_hub.values.phone import PhoneNumber


def renumber(work: Work, victim_id: VictimId, phone: PhoneNumber, *, way: str) -> None:
    """The number was proved, or its change waited its days. Raises NoSuchVictim, and AlreadyRegistered where somebody has it:
    then nothing of either changes."""
    victim, _ = rows(work, victim_id, lock=True)
    hints = records.read_hints(work, victim)
    if victim.withdrawn_at is not None or not hints.readable:
        raise NoSuchVictim
    said = json.dumps(asdict(replace(hints, phone=masking.phone(phone.e164))), ensure_ascii=False)
    try:
        with work.db.begin_nested():
            _write(work, victim, phone, said)
            work.db.flush()
    except IntegrityError as refused:
        if "phone_index" in str(refused.orig):
            raise AlreadyRegistered from None
        raise
    audit.record(work, "phone:changed", about=victim_id, way=way)
    work.db.flush()


def _write(work: Work, victim: Victim, phone: PhoneNumber, hints: str) -> None:
    victim.phone_index = records.phone_index(work, phone.e164)
    victim.phone = work.keys.seal(phone.e164, Place("victims.phone", victim.id, victim.id))
    victim.hints = work.keys.seal(hints, Place("victims.hints", victim.id, victim.id), KeyKind.HINT)
