"""What the inner tier answers about second factors: of lawyers alone, whose listener opens nothing itself."""

from uuid import UUID

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.identity import second_factor, standing
from lawsuit_hub.features.identity.models import StaffAccount
from lawsuit_hub.infra.work import Work


def lawyers_step(work: Work, account_id: UUID, code: str) -> int | None:
    """The time step a lawyer's code is right for; writes nothing."""
    account = _lawyer(work, account_id)
    return None if account is None else second_factor.step(work, account, code)


def lawyers_offer(work: Work, account_id: UUID) -> str | None:
    """The secret that waits for its first right code; None once it had one."""
    account = _lawyer(work, account_id)
    return None if account is None else second_factor.waiting_secret(work, account)


def _lawyer(work: Work, account_id: UUID) -> StaffAccount | None:
    account = work.db.get(StaffAccount, account_id)
    if account is None or account.role != Role.LAWYER.value or account.closed_at is not None:
        return None
    return None if standing.has_ended(account, work.now) else account
