"""When a survey's answers go: whatever findings kept of them beside the issues goes too. What was published stays word for word."""

from sqlalchemy import select

from lawsuit_hub.features.findings.models import FindingIssue, FindingPlan
from lawsuit_hub.features.surveys import service as surveys
from lawsuit_hub.features.surveys.types import State
from lawsuit_hub.infra.work import Work


def let_go(work: Work) -> int:
    """The worker calls it. How many surveys. Quotes that were chosen and not published are answers like the others; those that were stand
    in the issue's own text."""
    gone = surveys.let_go(work)
    plans = select(FindingPlan).where(FindingPlan.survey_id.in_(gone)).with_for_update()
    for plan in work.db.scalars(plans.execution_options(populate_existing=True)):
        plan.voices = []
        if plan.confirmed_by is None and plan.rows_out_on is None:  # nobody can confirm them any more
            plan.marking, plan.marked_by = [], None
    for issue in work.db.scalars(select(FindingIssue).where(FindingIssue.survey_id.in_(gone))):
        issue.plan = {**issue.plan, "voices": []}
    work.db.flush()
    return len(gone)


def going_untold(work: Work) -> int:
    """How many surveys lose their answers soon and could still tell what was in them. Of what too few answered nobody may tell."""
    untold = [one for one in surveys.everything(work) if one.state is State.CLOSED and one.can_be_told]
    return sum(one.goes_on is not None and one.goes_on - work.today <= surveys.WARNING for one in untold)
