"""Puts single fields of a person right without asking for the rest again. Only where her data can be opened."""

from collections.abc import Mapping

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.victims import kept_answers, records
from lawsuit_hub.features.victims.opening import rows, written
from lawsuit_hub.features.victims.types import Answer, NoSuchVictim, VictimId
from lawsuit_hub.infra.work import Work

# What a lease does not say: to put these right, nobody has to see it again.
CONTACT = frozenset({"email", "service_address", "free_text"})
CORRECTABLE = (
    "name",
    "birth_date",
    "email",
    "service_address",
    "address",
    "deposit",
    "contract_date",
    "start_date",
    "end_date",
    "move_in_date",
    "fixed_date",
    "free_text",
)
REMOVABLE = ("birth_date", "email", "service_address", "free_text")


def correct(work: Work, victim_id: VictimId, changes: Mapping[str, str]) -> Answer:
    """The registration with the named fields as they are now said; an empty one is taken out. What the lease says has to be
    seen again. Telephone and landlord are no part of it."""
    work.require(Permission.PERSON_VERIFY)
    if not set(changes) <= set(CORRECTABLE):
        raise KeyError("not a field that is put right here")
    victim, lease = rows(work, victim_id, lock=True)
    if victim.withdrawn_at is not None:
        raise NoSuchVictim
    said = {**written(work, victim, lease), **changes}
    answer = kept_answers.answer_of(
        {name: value for name, value in said.items() if value},
        at=work.now,
        joins=victim.joins,
        home_province=work.settings.home_province,
    )
    records.write(work, victim, lease, answer)
    victim.answered_at = work.now
    if not set(changes) <= CONTACT:
        lease.verified_at = lease.verified_by = None
    audit.record(work, "victim:corrected", about=victim_id, fields=sorted(changes))
    work.db.flush()
    return answer
