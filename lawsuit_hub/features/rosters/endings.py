"""What ends with a lawyer's time with a group: requests that wait, and files that she has not fetched."""

from functools import partial
from uuid import UUID

from sqlalchemy import delete, or_, select, update

from lawsuit_hub.features.lawsuits import assignments
from lawsuit_hub.features.rosters import kept
from lawsuit_hub.features.rosters.models import Approval, Export, RosterRequest
from lawsuit_hub.infra.work import Work


def assignment_ended(work: Work, group_id: UUID) -> None:
    """Of whoever has the group no more. A file that another tier holds goes with its next cleaning; it is not handed out before."""
    now = assignments.standing(work, group_id)
    wanted = select(Export).where(Export.group_id == group_id, Export.fetched_at.is_(None))
    if now is not None:
        wanted = wanted.where(Export.lawyer_id != now.lawyer_id)
    _end(work, list(work.db.scalars(wanted)))


def end_left_over(work: Work) -> int:
    """Whatever waits for a lawyer who has not its group: however her time with it ended, merged away and emptied groups too.
    Asked by state, because a group may be merged by an answer to a form, far below this feature. Returns how many ended."""
    waits = or_(Export.id.in_(select(RosterRequest.id)), Export.expires_at > work.now)
    exports = list(work.db.scalars(select(Export).where(Export.fetched_at.is_(None), waits)))
    over = assignments.ones_without(work, ((one.group_id, one.lawyer_id) for one in exports))
    ended = [one for one in exports if (one.group_id, one.lawyer_id) in over]
    _end(work, ended)
    return len(ended)


def _end(work: Work, exports: list[Export]) -> None:
    ids = [one.id for one in exports]
    work.db.execute(delete(RosterRequest).where(RosterRequest.id.in_(ids)))
    open_ones = update(Approval).where(Approval.export_id.in_(ids), Approval.outcome.is_(None))
    work.db.execute(open_ones.values(outcome="over", decided_at=work.now))
    for export in exports:
        if export.expires_at is not None and export.expires_at > work.now:
            export.expires_at = work.now
    work.db.flush()
    instance = work.settings.instance
    for one in ids:
        work.after_commit.append(partial(kept.destroy, instance, one))


def close_assignments(work: Work) -> int:
    """Writes down the assignments whose last day is over, and ends what waits for a lawyer no more; returns how many were over."""
    over = assignments.close_past(work)
    end_left_over(work)
    return len(over)
