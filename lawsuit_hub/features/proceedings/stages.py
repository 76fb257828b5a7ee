"""Takes a case from stage to stage, as the table of transitions says, and tells its members in neutral words."""

from datetime import date

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.lawsuits import assignments, groups, present
from lawsuit_hub.features.lawsuits.types import GroupId, Stage
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.proceedings import cases, standings
from lawsuit_hub.features.proceedings.reaching import reach, to_tell
from lawsuit_hub.features.proceedings.transitions import Transition, between, from_here, is_back
from lawsuit_hub.features.proceedings.types import Facts, Need, NoSuchStep, StageMoved, StepLacks, StepView
from lawsuit_hub.infra.work import Work

EARLIEST = date(1990, 1, 1)


def take(work: Work, code: str, *, to: Stage, seen: Stage, facts: Facts | None = None, reason: str = "") -> None:
    """One step. Every active member who wants to hear is told that the stage is another.

    Raises NoSuchGroup, NoSuchStep, StepLacks, StageMoved, ReasonMissing, ReasonHoldsNumber.
    """
    group_id, given = reach(work, code), facts or Facts()
    step = between(seen, to)
    if work.actor.role not in step.by:
        raise NoSuchStep
    kept = audit.clean_reason(reason) if Need.REASON in step.needs or reason.strip() else ""
    missing = _lacks(work, group_id, step, given, reason=kept)
    if missing:
        raise StepLacks(missing)
    if not groups.write_stage(work, group_id, stage=to, reason=kept, seen=seen):
        raise StageMoved
    if to is Stage.FILED and cases.is_whole(given) and not is_back(seen, to):
        cases.enter(work, group_id, given)
    if to is Stage.JUDGMENT:
        cases.judged(work, group_id, given)
    outbox.queue_many(work, step.tells, to=to_tell(work, group_id))


def steps(work: Work, group_id: GroupId) -> tuple[StepView, ...]:
    """What the acting person could take from here, and what is still missing for it; what she types with it is not."""
    now = Stage(groups.get(work, group_id).stage)
    return tuple(
        StepView(one.to, is_back(now, one.to), one.needs, _lacks(work, group_id, one, None, reason=None))
        for one in from_here(now, work.actor.role)
    )


def correct_case(work: Work, code: str, facts: Facts) -> None:
    """Another number or court, without a step: a transfer, an appeal, a slip. Raises NoSuchGroup, StepLacks."""
    group_id = reach(work, code)
    if not cases.is_whole(facts) or not _is_past(work, facts.filed_on):
        raise StepLacks((Need.CASE,))
    cases.enter(work, group_id, facts)


def _lacks(
    work: Work, group_id: GroupId, step: Transition, facts: Facts | None, *, reason: str | None
) -> tuple[Need, ...]:
    """Without `facts` and `reason`: of what the group itself must have."""
    return tuple(need for need in step.needs if not _is_met(work, group_id, need, facts, reason))


def _is_met(work: Work, group_id: GroupId, need: Need, facts: Facts | None, reason: str | None) -> bool:
    if need is Need.TWO_ACTIVE:
        return present.is_visible(work, group_id)
    if need is Need.COUNSEL:
        return assignments.standing(work, group_id) is not None
    if need is Need.RETAINED:
        return standings.somebody_retained(work, group_id)
    if need is Need.REASON:
        return reason is None or bool(reason)
    if facts is None:  # what is typed with the step is asked when it is taken
        return True
    if need is Need.CASE:
        return cases.is_whole(facts) and _is_past(work, facts.filed_on)
    return facts.judged_on is not None and _is_past(work, facts.judged_on)


def _is_past(work: Work, day: date | None) -> bool:
    return day is not None and EARLIEST <= day <= work.today
