"""Staff proves again who she is, in the middle of a session: by a code of the app, a recovery code or a passkey. Wrong ones count."""

from uuid import UUID

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.identity import (
    browser_marks,
    passkeys,
    recovery_codes,
    second_factor,
    sign_ins,
    tries,
)
from lawsuit_hub.features.identity import passkey_ceremonies as ceremonies
from lawsuit_hub.features.identity.models import StaffAccount
from lawsuit_hub.features.identity.passkey_types import Ceremony, Owner, OwnerKind, Purpose
from lawsuit_hub.features.identity.tries import Source
from lawsuit_hub.features.identity.types import SignedIn
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.infra.passkeys import Answer
from lawsuit_hub.infra.work import Work


def prove_by_code(
    work: Work, session_id: UUID, *, code: str, address: str | None, browser_mark: str | None
) -> SignedIn | None:
    """The session under a new id. None is a refusal, already counted: the caller lets the transaction commit."""
    account = own(work)
    source = tries.source_of(work, account, address=address, browser_mark=browser_mark)
    if _too_early(work, account, source):
        return None
    return _settled(work, account, source, session_id, proved=is_hers(work, account, code))


def _too_early(work: Work, account: StaffAccount, source: Source) -> bool:
    """After wrong ones nothing is looked at for a while; that somebody went on trying leaves a line."""
    if not tries.must_wait(work, account, source):
        return False
    audit.record(work, "staff:refused", about=account.id, kind="staff", proof=True, why="too early")
    return True


def _settled(work: Work, account: StaffAccount, source: Source, session_id: UUID, *, proved: bool) -> SignedIn | None:
    if not proved:
        locked = tries.count(work, account, source, wrong_code=True)
        audit.record(work, "staff:locked" if locked else "staff:refused", about=account.id, kind="staff", proof=True)
        return None
    tries.forget(work, account, source)
    audit.record(work, "staff:proved", about=account.id, kind="staff")
    return sign_ins.prove(work, session_id)


def prove_by_passkey(
    work: Work, session_id: UUID, *, ceremony: str | None, answer: Answer, address: str | None, browser_mark: str | None
) -> SignedIn | None:
    """As by a code: a wrong one counts, and None is a refusal."""
    account = own(work)
    owner = Owner(OwnerKind.STAFF, account.id)
    proved = ceremonies.check_passkey(work, answer, ceremony=ceremony, purpose=Purpose.PROOF, owner=owner) is not None
    source = tries.source_of(work, account, address=address, browser_mark=browser_mark)
    if _too_early(work, account, source):
        return None
    return _settled(work, account, source, session_id, proved=proved)


def proof_options(work: Work, *, address: str | None) -> Ceremony:
    """Raises NotOffered where she has no passkey that opens this address; TooMany."""
    return ceremonies.passkey_options(work, Owner.acting(work.actor), purpose=Purpose.PROOF, address=address)


def proves_by_passkey(work: Work) -> bool:
    return passkeys.has_passkey_here(work, Owner.acting(work.actor))


def is_hers(work: Work, account: StaffAccount, code: str) -> bool:
    """A code of the app or a recovery code, used up by this. Raises Unavailable."""
    if recovery_codes.looks_like_one(code):
        return recovery_codes.use(work, account, code)
    return second_factor.use(work, account, second_factor.step(work, account, code))


def browser_mark(work: Work, signed_in: SignedIn) -> str:
    """For the browser that has just signed in: its later failures are not counted with a stranger's."""
    return browser_marks.fresh(work, _id_of(signed_in.actor))


def new_recovery_codes(work: Work) -> tuple[str, ...]:
    """In the place of all earlier ones; whoever lost the session to somebody else learns of it by message."""
    work.require(Permission.OWN_FACTORS)
    account = own(work)
    outbox.queue(work, "recovery_codes_set", to=account.id, recipient="staff")
    return recovery_codes.make(work, account)


def has_app(work: Work) -> bool:
    """Whether whoever acts has one now; a passkey alone is none."""
    return work.db.get_one(StaffAccount, _id_of(work.actor)).totp_secret is not None


def recovery_state(work: Work) -> recovery_codes.RecoveryState:
    return recovery_codes.state(work, _id_of(work.actor))


def own(work: Work) -> StaffAccount:
    """Of whoever acts, held until the commit."""
    return work.db.get_one(StaffAccount, _id_of(work.actor), with_for_update=True, populate_existing=True)


def _id_of(actor: Actor) -> UUID:
    if actor.id is None:
        raise ValueError("a signed-in person's work")
    return actor.id
