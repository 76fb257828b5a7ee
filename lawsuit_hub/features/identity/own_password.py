"""A staff member changes her own password: the present one is asked for, and a wrong one counts as it does when signing in."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.access.actor import VISITOR
from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.identity import passwords, proofs, sign_ins, staff_sign_in, tries
from lawsuit_hub.features.identity.models import StaffAccount
from lawsuit_hub.features.identity.types import SignedIn, WeakPassword
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.infra.work import Work, Works


@dataclass(frozen=True, slots=True, repr=False)
class PasswordWeighed:
    """What was found out before the deed: whether the present one is right, against which hash, and what the new one is kept as."""

    right: bool
    same: bool
    against: str | None
    kept: str


def weigh_own_password(works: Works, account_id: UUID, *, present: str, new: str) -> PasswordWeighed:
    """Half of a change, outside any transaction that writes: the key derivations take their time on purpose, the same whatever
    is found. Raises WeakPassword, TooMany."""
    with works.open(VISITOR, read_only=True) as work:
        wanted = select(StaffAccount.login, StaffAccount.password_hash).where(StaffAccount.id == account_id)
        login, stored = work.db.execute(wanted).one()
    passwords.refuse_weak(new, login)
    kept = passwords.make_hash(new)
    return PasswordWeighed(passwords.matches(present, stored), passwords.are_one(present, new), stored, kept)


def set_own_password(
    work: Work, weighed: PasswordWeighed, *, session_id: UUID, address: str | None, browser_mark: str | None
) -> SignedIn | None:
    """Every other session ends, half-open ones too, and this one goes on under a new id.

    None is a refusal, already counted: the caller lets the transaction commit. Raises WeakPassword where it is the present one.
    """
    work.require(Permission.OWN_FACTORS)
    account = proofs.own(work)
    source = tries.source_of(work, account, address=address, browser_mark=browser_mark)
    if tries.must_wait(work, account, source):
        staff_sign_in.too_early(work, account, source, right=weighed.right)
        return None
    if not weighed.right or weighed.against != account.password_hash:
        staff_sign_in.refuse(work, account, source, wrong_code=False)
        return None
    if weighed.same:
        raise WeakPassword("same")
    renewed = sign_ins.renew(work, session_id)
    if renewed is None:  # somebody ended it while this was on its way
        return None
    tries.forget(work, account, source)
    account.password_hash = weighed.kept
    ended = sign_ins.end_all(work, account.id, but=renewed.id)
    audit.record(work, "staff:password-set", about=account.id, kind="staff", own=True, sessions=ended)
    outbox.queue(work, "password_set", to=account.id, recipient="staff")
    return renewed
