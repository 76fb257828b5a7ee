"""Passkeys that open nothing because they were made under another host name, as `hub doctor` counts them. Reads only."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select, true

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.identity.models import Passkey, RecoveryCode, StaffAccount
from lawsuit_hub.features.identity.passkey_types import OwnerKind
from lawsuit_hub.infra.passkeys import Site
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.tiers import Tier


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """`stranded`: staff accounts that have nothing else, no app, no recovery code and no passkey that opens."""

    passkeys: int
    stranded: int


def passkeys_elsewhere(work: Work) -> Elsewhere:
    """Of those who would show theirs at this listener; everybody else's belong to another host anyway."""
    site = Site.of(work.settings)
    here = Passkey.rp_id == site.rp_id if site is not None else ~true()
    hers = _shown_at(work.settings.tier)
    count = select(func.count()).select_from(Passkey).where(hers, ~here)
    theirs = (Passkey.owner_id == StaffAccount.id) & (Passkey.owner_kind == OwnerKind.STAFF.value)
    unused = (RecoveryCode.account_id == StaffAccount.id) & RecoveryCode.used_at.is_(None)
    stranded = (
        select(func.count())
        .select_from(StaffAccount)
        .where(
            StaffAccount.totp_secret.is_(None),
            select(Passkey.id).where(theirs, hers).exists(),
            ~select(Passkey.id).where(theirs, here).exists(),
            ~select(RecoveryCode.id).where(unused).exists(),
        )
    )
    return Elsewhere(work.db.scalar(count) or 0, work.db.scalar(stranded) or 0)


def _shown_at(tier: Tier) -> ColumnElement[bool]:
    members = Passkey.owner_kind == OwnerKind.MEMBER.value
    lawyers = Passkey.owner_id.in_(select(StaffAccount.id).where(StaffAccount.role == Role.LAWYER.value))
    staff = Passkey.owner_kind == OwnerKind.STAFF.value
    return {
        Tier.ALL: or_(members, staff),
        Tier.PUBLIC: members,
        Tier.COUNSEL: staff & lawyers,
        Tier.INNER: staff & ~lawyers,
    }[tier]
