"""The passkeys that somebody keeps: seen, named, removed. How one is made and used is in passkey_ceremonies."""

import logging
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, select

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.identity import models, own_sessions
from lawsuit_hub.features.identity.models import StaffAccount
from lawsuit_hub.features.identity.passkey_types import BadLabel, LastFactor, NoSuchPasskey, Owner, OwnerKind, Passkey
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.infra.passkeys import Site
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import CannotOpen, KeyDestroyed, KeyKind, Place, Sealed
from lawsuit_hub.privacy.tiers import Tier
from lawsuit_hub.values.text import clean

log = logging.getLogger("lawsuit_hub.identity")

MOST = 10
LONGEST_LABEL = 40


def passkey_site(work: Work, owner: Owner | None) -> Site | None:
    """Where her passkeys are asked for. Each listener has a host name of its own: a lawyer keeps hers at the lawyers', other
    staff at the inner one, so that nobody makes one that opens nothing."""
    tier = work.settings.tier
    if owner is not None and owner.kind is OwnerKind.STAFF and tier is not Tier.ALL:
        role = work.db.scalar(select(StaffAccount.role).where(StaffAccount.id == owner.id))
        if (role == Role.LAWYER.value) is not (tier is Tier.COUNSEL):
            return None
    return Site.of(work.settings)


def passkeys_of(work: Work, owner: Owner) -> list[Passkey]:
    """The oldest first."""
    site = passkey_site(work, owner)
    return [
        Passkey(
            row.id, _open_label(work, row), row.created_at, row.used_at, site is not None and row.rp_id == site.rp_id
        )
        for row in _rows(work, owner)
    ]


def credential_ids(work: Work, owner: Owner, *, site: Site) -> list[str]:
    return [row.credential_id for row in _rows(work, owner) if row.rp_id == site.rp_id]


def has_passkey_here(work: Work, owner: Owner) -> bool:
    """Whether she could answer at this address."""
    site = passkey_site(work, owner)
    return site is not None and bool(credential_ids(work, owner, site=site))


def count_passkeys(work: Work, owner: Owner) -> int:
    return int(work.db.scalar(select(func.count()).select_from(models.Passkey).where(_hers(owner))) or 0)


def rename_passkey(work: Work, passkey_id: UUID, *, label: str) -> None:
    """Of whoever acts. Raises NoSuchPasskey, BadLabel."""
    owner = Owner.acting(work.actor)
    row = _get(work, passkey_id, owner)
    row.label = seal_label(work, clean_label(label), owner=owner, row=row.id)


def remove_passkey(work: Work, passkey_id: UUID, *, this: UUID | None) -> None:
    """Of whoever acts; she is told, and her sessions but `this` end. Raises NoSuchPasskey, LastFactor."""
    owner = Owner.acting(work.actor)
    account = work.db.get(StaffAccount, owner.id, with_for_update=True) if owner.kind is OwnerKind.STAFF else None
    row = _get(work, passkey_id, owner)
    if account is not None and account.totp_secret is None and count_passkeys(work, owner) == 1:
        raise LastFactor
    work.db.delete(row)
    work.db.flush()
    _tell_of_removed(work, owner)
    own_sessions.end_others(work, this=this)


def lose_passkeys(work: Work, member: UUID) -> None:
    """All of somebody whose telephone is lost: they may have been on it. She is told when there was one."""
    if forget_passkeys(work, member):
        _tell_of_removed(work, Owner(OwnerKind.MEMBER, member))


def _tell_of_removed(work: Work, owner: Owner) -> None:
    audit.record(work, "passkey:removed", about=owner.id, kind=owner.word)
    outbox.queue(work, "passkey_removed", to=owner.id, recipient=owner.word)


def forget_passkeys(work: Work, owner_id: UUID) -> int:
    """All of an account that closes, or whose factors begin anew; returns how many."""
    gone = delete(models.Passkey).where(models.Passkey.owner_id == owner_id).returning(models.Passkey.id)
    count = len(work.db.execute(gone).all())
    work.db.execute(delete(models.PasskeyChallenge).where(models.PasskeyChallenge.owner_id == owner_id))
    return count


def clean_label(label: str) -> str:
    """Raises BadLabel."""
    kept = clean(label)
    if not 0 < len(kept) <= LONGEST_LABEL:
        raise BadLabel
    return kept


def seal_label(work: Work, label: str, *, owner: Owner, row: UUID) -> Sealed:
    """Under the owner's own hint key, which goes when she is erased."""
    place = Place("passkeys.label", owner.id, row)
    try:
        return work.keys.seal(label, place, KeyKind.HINT)
    except KeyDestroyed:
        if owner.kind is OwnerKind.MEMBER:
            raise
        work.keys.new_subject(owner.id, KeyKind.HINT)  # staff get one with their first passkey
        return work.keys.seal(label, place, KeyKind.HINT)


def _open_label(work: Work, row: models.Passkey) -> str | None:
    """None for one that was changed in the database: the list stands, and the passkey can be removed."""
    try:
        return work.keys.open(row.label, Place("passkeys.label", row.owner_id, row.id), KeyKind.HINT)
    except CannotOpen as error:
        log.error("the name of passkey %s does not open: %s", row.id, type(error).__name__)
        return None


def _hers(owner: Owner) -> ColumnElement[bool]:
    return (models.Passkey.owner_id == owner.id) & (models.Passkey.owner_kind == owner.kind.value)


def _rows(work: Work, owner: Owner) -> Sequence[models.Passkey]:
    oldest = select(models.Passkey).where(_hers(owner)).order_by(models.Passkey.created_at, models.Passkey.id)
    return work.db.scalars(oldest).all()


def _get(work: Work, passkey_id: UUID, owner: Owner) -> models.Passkey:
    row = work.db.scalar(select(models.Passkey).where(_hers(owner), models.Passkey.id == passkey_id).with_for_update())
    if row is None:
        raise NoSuchPasskey
    return row
