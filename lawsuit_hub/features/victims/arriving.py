"""Registers many people at once, as a file of answers brings them: one statement a table. Decides nothing about them."""

from collections.abc import Iterable, Sequence

from sqlalchemy import insert, select

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.victims import consents, records
from lawsuit_hub.features.victims.models import Victim
from lawsuit_hub.features.victims.service import new_reference
from lawsuit_hub.features.victims.types import Answer, Channel, ConsentGiven, ConsentKind, ConsentMissing, VictimId
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy import masking
from lawsuit_hub.privacy.keyring import KeyKind
from lawsuit_hub.values.phone import PhoneNumber

# Into the tables, not through the mapper: one statement a table, whichever columns are empty.
_TABLES = Victim.metadata.tables
_PEOPLE, _LEASES, _CONSENTS = (insert(_TABLES[name]) for name in ("victims", "leases", "consents"))


def known(work: Work, phones: Iterable[PhoneNumber]) -> dict[str, VictimId]:
    """By number: who of them is registered."""
    numbers = {records.phone_index(work, phone.e164): phone.e164 for phone in phones}
    rows = select(Victim.phone_index, Victim.id).where(Victim.phone_index.in_(numbers))
    return {numbers[index]: victim_id for index, victim_id in work.db.execute(rows) if index is not None}


def register_many(
    work: Work, arrivals: Sequence[tuple[Answer, list[ConsentGiven]]], *, channel: Channel
) -> list[VictimId]:
    """New people of different telephones, none of them known, none confirmed. Raises ConsentMissing; the database refuses
    a telephone that somebody else registers at this moment."""
    if not arrivals:
        return []
    made: list[VictimId] = []
    people: list[dict[str, object]] = []
    leases: list[dict[str, object]] = []
    given: list[dict[str, object]] = []
    for answer, consents_given in arrivals:
        if not any(one.kind is ConsentKind.COLLECT and one.given for one in consents_given):
            raise ConsentMissing
        victim_id, lease_id = new_id(), new_id()
        for kind in (KeyKind.VAULT, KeyKind.HINT):
            work.keys.new_subject(victim_id, kind)
        person, lease = records.sealed(work, victim_id, lease_id, answer)
        made.append(victim_id)
        people.append({**_arrived(work, victim_id, answer, channel), **person})
        leases.append({"id": lease_id, "victim_id": victim_id, **lease})
        given.extend(consents.row(work, victim_id, one, channel) for one in consents_given)
    work.db.flush()
    for statement, rows in ((_PEOPLE, people), (_LEASES, leases), (_CONSENTS, given)):
        work.db.connection().execute(statement, rows)
    audit.record_many(work, "victim:registered", about=made, channel=channel.value)
    return made


def _arrived(work: Work, victim_id: VictimId, answer: Answer, channel: Channel) -> dict[str, object]:
    return {
        "id": victim_id,
        "reference": new_reference(),
        "channel": channel.value,
        "joins": answer.joins,
        "registered_at": work.now,
        "answered_at": answer.at,
    }


def region(answer: Answer) -> str:
    """The district, as a group's title and its members' cards say it."""
    return masking.region(answer.address.text) if answer.address else ""
