"""After a restore of older data: whoever the register lists is blanked again. Her keys did not come back; this is the rest."""

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.destruction import erasing, register
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.victims.references import present
from lawsuit_hub.infra.work import Work

AGAIN = "복원한 옛 자료에서 다시 지움"


def reapply(work: Work) -> int:
    """Erases again everybody of the register who stands in this database; returns how many. To be called after merge_ledger."""
    landlords.take_turn(work)
    back = sorted(present(work) & register.erased_ids(work))
    for victim_id in back:
        erasing.take_apart(work, victim_id, reason=AGAIN)
        audit.record(work, "victim:destroyed-again", about=victim_id)
    if back:
        erasing.leave_no_trace(work)
    return len(back)
