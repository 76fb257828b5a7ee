"""Registers victims, keeps what they said sealed, says who they are only by permitted, audited deeds."""

import secrets
from collections.abc import Collection, Iterable

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.victims import consents, records
from lawsuit_hub.features.victims.identities import identities
from lawsuit_hub.features.victims.models import Lease, Victim
from lawsuit_hub.features.victims.opening import (
    REVEALABLE,
    everything,
    find,
    phone_for_delivery,
    reveal,
    rows,
    see_leases_again,
    shred,
    unverify_lease,
    verify_lease,
    withdraw,
)
from lawsuit_hub.features.victims.records import recognised_by
from lawsuit_hub.features.victims.types import (
    AlreadyRegistered,
    Answer,
    Channel,
    ConsentGiven,
    ConsentKind,
    ConsentMissing,
    NoSuchVictim,
    Profile,
    VictimId,
)
from lawsuit_hub.infra.db import batches, new_id
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import KeyKind
from lawsuit_hub.values.phone import PhoneNumber

__all__ = [
    "LOOKS",
    "REVEALABLE",
    "amend",
    "by_reference",
    "choose_joining",
    "confirm",
    "everything",
    "find",
    "find_by_phone",
    "identities",
    "joining",
    "joins",
    "new_reference",
    "phone_for_delivery",
    "prefer",
    "profile",
    "profiles",
    "recognised_by",
    "register",
    "reveal",
    "see_leases_again",
    "shred",
    "unverify_lease",
    "verify_lease",
    "withdraw",
]

# What a person sees under "who looked at my data", newest first.
LOOKS = (
    "person:revealed",
    "document:opened",
    "roster:exported",
    "exhibit:packed",
    "cost:opened",
    "cost:handed",
    "lease:verified",
    "meeting:needs-opened",
    "organisation:contact-opened",
)
# No 0 O 1 I L: a reference is read out on the telephone.
_AT_ONCE = 500
_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def find_by_phone(work: Work, phone: PhoneNumber) -> VictimId | None:
    """Equality by blind index; tells nobody but the caller."""
    return work.db.scalar(select(Victim.id).where(Victim.phone_index == records.phone_index(work, phone.e164)))


def hold(work: Work, victim_id: VictimId) -> None:
    """Until this work ends, nobody else changes her: to be called before anything is decided on what stands."""
    work.db.execute(select(Victim.id).where(Victim.id == victim_id).with_for_update())
    work.db.expire_all()


def hold_all(work: Work, victim_ids: Collection[VictimId]) -> None:
    """The same of many, in an order that is everybody's: two who hold some of the same wait for each other, not in a ring."""
    work.db.flush()
    for some in batches(sorted(victim_ids)):
        work.db.execute(select(Victim.id).where(Victim.id.in_(some)).order_by(Victim.id).with_for_update())
    work.db.expire_all()


def register(work: Work, answer: Answer, *, channel: Channel, consents_given: Iterable[ConsentGiven]) -> VictimId:
    """A new person with her lease and consents, sealed. A web registration has proved its telephone and is confirmed.

    Raises ConsentMissing, AlreadyRegistered (also when another request registers the number at this moment).
    """
    given = list(consents_given)
    if not any(one.kind is ConsentKind.COLLECT and one.given for one in given):
        raise ConsentMissing
    if find_by_phone(work, answer.phone) is not None:
        raise AlreadyRegistered
    victim = Victim(
        id=new_id(),
        reference=new_reference(),
        channel=channel.value,
        joins=answer.joins,
        registered_at=work.now,
        answered_at=answer.at,
        confirmed_at=work.now if channel is Channel.WEB else None,
    )
    lease = Lease(id=new_id(), victim_id=victim.id)
    for kind in (KeyKind.VAULT, KeyKind.HINT):
        work.keys.new_subject(victim.id, kind)
    records.write(work, victim, lease, answer)
    _insert(work, victim)
    work.db.add(lease)
    consents.answer(work, victim.id, given, channel=channel)
    audit.record(work, "victim:registered", about=victim.id, channel=channel.value)
    return victim.id


def _insert(work: Work, victim: Victim) -> None:
    # Where two requests race, the unique index on the telephone decides.
    try:
        with work.db.begin_nested():
            work.db.add(victim)
            work.db.flush()
    except IntegrityError as refused:
        if "phone_index" in str(refused.orig):
            work.keys.forget(victim.id)
            raise AlreadyRegistered from None
        raise


def new_reference() -> str:
    return "P-" + "".join(secrets.choice(_LETTERS) for _ in range(6))


def amend(work: Work, victim_id: VictimId, answer: Answer) -> None:
    """A newer answer takes the place of the older one. Whether it may is decided by registration, not here."""
    victim, lease = rows(work, victim_id)
    records.write(work, victim, lease, answer)
    victim.joins, victim.answered_at = answer.joins, answer.at
    lease.verified_at = lease.verified_by = None
    audit.record(work, "victim:amended", about=victim_id)
    work.db.flush()


def prefer(work: Work, victim_id: VictimId, preferences: Iterable[ConsentGiven]) -> None:
    """What a newer imported answer ticked, of a person who has not confirmed."""
    consents.answer(work, victim_id, preferences, channel=Channel.FORM)


def confirm(work: Work, victim_id: VictimId) -> bool:
    """The person proved her telephone by code. True the first time."""
    victim = _victim(work, victim_id)
    if victim.confirmed_at is not None:
        return False
    victim.confirmed_at = work.now
    audit.record(work, "victim:confirmed", about=victim_id)
    work.db.flush()
    return True


def choose_joining(work: Work, victim_id: VictimId, *, joins: bool) -> None:
    _victim(work, victim_id).joins = joins
    work.db.flush()


def joining(work: Work, victim_ids: Iterable[VictimId]) -> set[VictimId]:
    """Who of them said yes to joining."""
    return set(work.db.scalars(select(Victim.id).where(Victim.id.in_(list(victim_ids)), Victim.joins)))


def joins(work: Work, victim_id: VictimId) -> bool:
    return bool(work.db.scalar(select(Victim.joins).where(Victim.id == victim_id)))


def profile(work: Work, victim_id: VictimId) -> Profile:
    return profiles(work, [victim_id])[victim_id]


def profiles(work: Work, victim_ids: Iterable[VictimId]) -> dict[VictimId, Profile]:
    """Hints and states of many, in a handful of queries. Raises NoSuchVictim when one is missing."""
    wanted = list(dict.fromkeys(victim_ids))
    rows: list[tuple[Victim, Lease]] = []
    for start in range(0, len(wanted), _AT_ONCE):
        both = (
            select(Victim, Lease)
            .join(Lease, Lease.victim_id == Victim.id)
            .where(Victim.id.in_(wanted[start : start + _AT_ONCE]))
        )
        rows.extend((victim, lease) for victim, lease in work.db.execute(both))
    if len(rows) != len(wanted):
        raise NoSuchVictim
    work.keys.prefetch(wanted, KeyKind.HINT)
    standing = consents.states(work, wanted)
    return {
        victim.id: Profile(
            id=victim.id,
            reference=victim.reference,
            channel=victim.channel,
            joins=victim.joins,
            registered_at=victim.registered_at,
            confirmed_at=victim.confirmed_at,
            verified_at=lease.verified_at,
            withdrawn_at=victim.withdrawn_at,
            stopped_at=victim.stopped_at,
            barred_at=victim.barred_at,
            hints=records.read_hints(work, victim),
            consents=standing[victim.id],
        )
        for victim, lease in rows
    }


def by_reference(work: Work, reference: str) -> VictimId:
    written = reference.isprintable()  # PostgreSQL takes no NUL to compare with
    found = work.db.scalar(select(Victim.id).where(Victim.reference == reference)) if written else None
    if found is None:
        raise NoSuchVictim
    return found


def _victim(work: Work, victim_id: VictimId) -> Victim:
    victim = work.db.get(Victim, victim_id)
    if victim is None:
        raise NoSuchVictim
    return victim
