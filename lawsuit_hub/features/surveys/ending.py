"""How the answers of a survey end: with the marks of who answered and the list of who was asked, some days after it is over with.

Until then they are there for results and for rows, and the day stands on its pages from the survey's end on. Later issues put nothing off.
What nobody published waits until the desk was told of it for thirty days.
"""

from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.surveys import inviting, records
from lawsuit_hub.features.surveys.models import Survey
from lawsuit_hub.features.urns import service as urns
from lawsuit_hub.infra.work import Work


def let_go(work: Work) -> list[UUID]:
    """Destroys what is due; whose. What is being published now goes the next time."""
    here = select(Survey).where(Survey.closed_at.is_not(None), Survey.gone_at.is_(None)).order_by(Survey.id)
    gone = []
    for row in work.db.scalars(here.with_for_update(skip_locked=True).execution_options(populate_existing=True)):
        day = records.goes_on(work, row)
        if day is None:
            continue
        soon = records.is_untold(row) and day - work.today <= records.WARNING
        row.warned_on = (row.warned_on or work.today) if soon else None
        if work.today < day:
            continue
        urns.destroy(work, row.urn_id)
        inviting.drop(work, row.id)
        row.gone_at = work.now
        audit.record(work, "survey:answers-destroyed", about=row.id, kind="survey")
        gone.append(row.id)
    work.db.flush()
    return gone
