"""Whether a staff account has a second factor: an app that shows codes, or a passkey. The one place that says so."""

from sqlalchemy import or_, select

from lawsuit_hub.features.identity.models import Passkey, StaffAccount
from lawsuit_hub.features.identity.passkey_types import OwnerKind
from lawsuit_hub.infra.work import Work

_A_PASSKEY = (
    select(Passkey.id)
    .where(Passkey.owner_id == StaffAccount.id, Passkey.owner_kind == OwnerKind.STAFF.value)
    .correlate(StaffAccount)
    .exists()
)
# In the `where` or among the columns of a statement about staff accounts.
HAS_FACTOR = or_(StaffAccount.totp_secret.is_not(None), _A_PASSKEY)


def has_factor(work: Work, account: StaffAccount) -> bool:
    """Wherever its passkeys open: an account that has a factor is never offered the first steps again."""
    return bool(work.db.scalar(select(HAS_FACTOR).select_from(StaffAccount).where(StaffAccount.id == account.id)))
