"""Whether a caseworker releases what a group's lawyer writes, before members read it: a caseworker's choice for each group."""

from sqlalchemy import select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.briefings.models import BriefingRule
from lawsuit_hub.features.lawsuits.types import GroupId
from lawsuit_hub.features.proceedings.reaching import reach
from lawsuit_hub.infra.work import Work


def by_desk(work: Work, group_id: GroupId) -> bool:
    """Of the group that stands; one that went into it has no say."""
    return bool(work.db.scalar(select(BriefingRule.by_desk).where(BriefingRule.group_id == group_id)))


def choose(work: Work, code: str, *, by_desk: bool) -> bool:
    """False when it is so already. Raises NoSuchGroup."""
    work.require(Permission.NEWS_RELEASE)
    group_id = reach(work, code)
    row = work.db.get(BriefingRule, group_id, with_for_update=True)
    if (row.by_desk if row else False) == by_desk:
        return False
    if row is None:
        row = BriefingRule(group_id=group_id)
        work.db.add(row)
    row.by_desk, row.set_at = by_desk, work.now
    assert work.actor.id is not None  # noqa: S101 - staff has an account
    row.set_by = work.actor.id
    audit.record(work, "news:rule", about=group_id, kind="group", by_desk=by_desk)
    work.db.flush()
    return True
