"""A caseworker's deeds about one person: finding by a whole value, opening with a reason, seeing the lease, ending."""

from collections.abc import Iterable
from contextlib import suppress

from sqlalchemy import or_, select, update

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.victims import consents, houses, records
from lawsuit_hub.features.victims.models import Lease, Victim
from lawsuit_hub.features.victims.types import AlreadyVerified, NoSuchVictim, NothingToOpen, OpenedBefore, VictimId
from lawsuit_hub.infra.work import Work
from lawsuit_hub.values.address import Address
from lawsuit_hub.values.phone import PhoneNumber
from lawsuit_hub.values.refused import BadValue
from lawsuit_hub.values.text import ascii_digits

REVEALABLE = (
    "name",
    "phone",
    "email",
    "birth_date",
    "service_address",
    "address",
    "free_text",
    "landlord_name",
    "landlord_birth_date",
    "landlord_number",
)
_MOST_FOUND = 50


def find(work: Work, text: str) -> list[VictimId]:
    """The desk's search by a whole value: reference, telephone, name or address of the house. There is no browsing. At most 50.

    An address finds the house it names: with the unit that one, without a unit those who wrote none.
    """
    work.require(Permission.PERSON_READ)
    typed = ascii_digits(text)
    if not typed:
        return []
    conditions = [Victim.reference == typed.upper(), Victim.name_index == records.name_index(work, typed)]
    with suppress(BadValue):  # not a telephone number: the other two questions remain
        conditions.append(Victim.phone_index == records.phone_index(work, PhoneNumber.parse(typed).e164))
    with suppress(BadValue):
        house = houses.house_index_of(work, Address.parse(text))
        conditions.append(Victim.id.in_(select(Lease.victim_id).where(Lease.house_index == house)))
    return list(
        work.db.scalars(select(Victim.id).where(or_(*conditions)).order_by(Victim.registered_at).limit(_MOST_FOUND))
    )


def reveal(
    work: Work, victim_id: VictimId, *, names: Iterable[str], reason: str, once: str | None = None
) -> dict[str, str]:
    """Opens the named fields of one person. Needs the permission and a reason, which the person reads word for word.

    `once` names the form that asks: the same form never opens twice. Raises NothingToOpen, OpenedBefore, ReasonMissing, TooMany.
    """
    work.require(Permission.PERSON_REVEAL)
    kept = audit.clean_reason(reason)
    asked = set(names)
    wanted = [name for name in REVEALABLE if name in asked]
    if not wanted or len(asked) > len(wanted):
        raise NothingToOpen
    victim, lease = rows(work, victim_id)
    note_opening(work, victim_id, wanted, kept, once)
    return {name: records.read_field(work, victim, lease, name) or "" for name in wanted}


def note_opening(work: Work, victim_id: VictimId, wanted: list[str], reason: str, once: str | None) -> None:
    """The mark that the person sees; nothing is opened before it."""
    earlier = audit.about(work, victim_id, deeds=("person:revealed",), limit=200)
    if once is not None and any(line.details.get("once") == once for line in earlier):
        raise OpenedBefore
    work.limits.hit("60 per hour", "reveal", str(work.actor.id))
    marked = {"once": once} if once is not None else {}
    audit.record(work, "person:revealed", about=victim_id, reason=reason, fields=wanted, **marked)
    work.db.flush()


def verify_lease(work: Work, victim_id: VictimId, *, reason: str) -> None:
    """A caseworker saw the lease. Raises AlreadyVerified. Whether she bears the landlord's name is the desk's to ask."""
    work.require(Permission.PERSON_VERIFY)
    kept = audit.clean_reason(reason)
    _, lease = rows(work, victim_id, lock=True)
    if lease.verified_at is not None:
        raise AlreadyVerified
    lease.verified_at, lease.verified_by = work.now, work.actor.id
    audit.record(work, "lease:verified", about=victim_id, reason=kept)
    work.db.flush()


def unverify_lease(work: Work, victim_id: VictimId, *, reason: str) -> bool:
    """Takes the check back, for instance when the lease turned out not to be hers. False when there was none."""
    work.require(Permission.PERSON_VERIFY)
    kept = audit.clean_reason(reason)
    _, lease = rows(work, victim_id, lock=True)
    if lease.verified_at is None:
        return False
    lease.verified_at = lease.verified_by = None
    audit.record(work, "lease:unverified", about=victim_id, reason=kept)
    work.db.flush()
    return True


def see_leases_again(work: Work, victim_ids: Iterable[VictimId]) -> None:
    """Whose landlord somebody else's answer settled: her lease was seen while nobody knew him, so it is to be seen again."""
    wanted = list(victim_ids)
    if not wanted:
        return
    seen = update(Lease).where(Lease.victim_id.in_(wanted), Lease.verified_at.is_not(None))
    again = work.db.scalars(seen.values(verified_at=None, verified_by=None).returning(Lease.victim_id)).all()
    audit.record_many(work, "lease:unverified", about=again)


def withdraw(work: Work, victim_id: VictimId, *, reason: str) -> bool:
    """Her wish is carried out: every consent ends, nothing is sent to her any more. False when it was done before.

    Her place in a group, her landlord's report and her sessions end with the caller (destruction).
    """
    work.require(Permission.PERSON_ERASE)
    kept = audit.clean_reason(reason)
    victim, _ = rows(work, victim_id, lock=True)
    if victim.withdrawn_at is not None:
        return False
    victim.withdrawn_at, victim.joins = work.now, False
    consents.withdraw_all(work, victim_id)
    audit.record(work, "victim:withdrawn", about=victim_id, reason=kept)
    work.db.flush()
    return True


def shred(work: Work, victim_id: VictimId) -> None:
    """Destroys the keys of who withdrew and blanks what they sealed, her hints and indexes; reference and dates stay.

    What the law keeps, and the register, are destruction's. Also of one whose keys are gone already (an older copy was restored).
    """
    work.require(Permission.PERSON_ERASE)
    victim, lease = rows(work, victim_id, lock=True)
    if victim.withdrawn_at is None:
        raise NoSuchVictim
    for name in (*records.VICTIM_FIELDS, "hints", "phone_index", "name_index"):
        setattr(victim, name, None)
    for name in (*records.LEASE_FIELDS, "row_mac", "house_index", "landlord_index"):
        setattr(lease, name, None)
    lease.verified_at = lease.verified_by = None
    work.keys.forget(victim_id)
    work.db.flush()


def written(work: Work, victim: Victim, lease: Lease) -> dict[str, str]:
    """Opens everything she ever filled in, field by field, as text."""
    records.check(work, victim, lease)
    opened = {
        name: records.read_field(work, victim, lease, name) for name in (*records.VICTIM_FIELDS, *records.LEASE_FIELDS)
    }
    return {name: value for name, value in opened.items() if value}


def everything(work: Work, victim_id: VictimId) -> dict[str, str]:
    """All that she filled in, opened for the copy she asked for. The caller leaves the line that she reads."""
    work.require(Permission.COPY_MAKE)
    return written(work, *rows(work, victim_id))


def phone_for_delivery(work: Work, victim_id: VictimId) -> str | None:
    """The number, for the worker as it sends; None when she is gone."""
    work.require(Permission.LETTER_ADDRESS)
    victim = work.db.get(Victim, victim_id)
    if victim is None or victim.withdrawn_at is not None or victim.phone is None:
        return None
    return records.read_field(work, victim, rows(work, victim_id)[1], "phone")


def rows(work: Work, victim_id: VictimId, *, lock: bool = False) -> tuple[Victim, Lease]:
    """`lock`: of two caseworkers who press at once, the second sees what the first did."""
    both = select(Victim, Lease).join(Lease, Lease.victim_id == Victim.id).where(Victim.id == victim_id)
    if lock:
        both = both.with_for_update().execution_options(populate_existing=True)
    found = work.db.execute(both).one_or_none()
    if found is None:
        raise NoSuchVictim
    return found[0], found[1]
