"""After a restore of older data with the newest keys: whoever the register lists is blanked again, and whatever else lost its key
since is sealed anew from what is there, or ended. Nothing is left that nobody can read, and what waited for its day waits anew."""

from dataclasses import dataclass

from sqlalchemy import delete

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.costs import endings as costs
from lawsuit_hub.features.destruction import erasing, register, requests
from lawsuit_hub.features.destruction.models import KeptByLaw
from lawsuit_hub.features.documents import service as documents
from lawsuit_hub.features.exhibits import commons
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.landlords import restoring as landlords
from lawsuit_hub.features.landlords.service import take_turn
from lawsuit_hub.features.lawsuits import restoring as groups
from lawsuit_hub.features.outbox import forgetting as messages
from lawsuit_hub.features.telephones import waiting as telephones
from lawsuit_hub.features.victims.references import present
from lawsuit_hub.infra.keystore import without_key
from lawsuit_hub.infra.work import Work

AGAIN = "복원한 옛 자료에서 다시 지움"


@dataclass(frozen=True, slots=True)
class Keyless:
    """What had lost its key between the data and the keys: how many were sealed anew (the first two), how many ended."""

    landlords: int
    groups: int
    accounts: int
    messages: int
    proofs: int
    pages: int


def settle(work: Work) -> tuple[int, Keyless]:
    """To be called after merge_ledger; returns also how many people were erased again, which seats others and so comes after the
    groups have keys."""
    sealed, keyed = landlords.seal_again(work), groups.key_again(work)
    erased = reapply(work)
    requests.begin_anew(work)
    telephones.begin_anew(work)
    identity.void_recovery_codes(work)
    return erased, Keyless(
        landlords=sealed,
        groups=groups.standing(work, keyed),
        accounts=identity.close_keyless(work),
        messages=messages.settle_keyless(work),
        proofs=len(work.db.scalars(delete(KeptByLaw).where(without_key(KeptByLaw.id)).returning(KeptByLaw.id)).all()),
        pages=documents.drop_keyless(work) + commons.drop_keyless(work),
    )


def reapply(work: Work) -> int:
    """Erases again everybody of the register who stands in this database; returns how many. To be called after merge_ledger."""
    take_turn(work)
    costs.take_turns(work)
    back = sorted(present(work) & register.erased_ids(work))
    for victim_id in back:
        erasing.take_apart(work, victim_id, reason=AGAIN)
        audit.record(work, "victim:destroyed-again", about=victim_id)
    if back:
        erasing.leave_no_trace(work)
    return len(back)
