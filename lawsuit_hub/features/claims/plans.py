"""How a group means to sue: entered by its lawyer or a caseworker; the newest counts."""

from datetime import date

from sqlalchemy import select

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.claims import shares
from lawsuit_hub.features.claims.models import SuitPlan
from lawsuit_hub.features.claims.types import MOST_DEFENDANTS, MOST_WON, BadFigures, Plan, Sharing
from lawsuit_hub.features.lawsuits import endings
from lawsuit_hub.features.lawsuits.types import GroupId
from lawsuit_hub.features.proceedings.reaching import reach
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work


def newest(work: Work, group_id: GroupId) -> Plan:
    """The usual one where nobody entered any; a group that was merged brings its own along."""
    rows = select(SuitPlan).where(SuitPlan.group_id.in_(endings.family(work, group_id)))
    row = work.db.scalar(rows.order_by(SuitPlan.set_at.desc(), SuitPlan.id).limit(1))
    if row is None:
        return Plan()
    return Plan(row.defendants, row.electronic, Sharing(row.sharing), row.retainer, row.served_on, row.set_at)


def enter(work: Work, code: str, plan: Plan) -> None:
    """And works out everybody's share by it. Raises NoSuchGroup, BadFigures, NotReadable."""
    group_id = reach(work, code)
    _check(plan, today=work.today)
    assert work.actor.id is not None  # noqa: S101 - staff has an account
    row = SuitPlan(
        id=new_id(),
        group_id=group_id,
        defendants=plan.defendants,
        electronic=plan.electronic,
        sharing=plan.sharing.value,
        retainer=plan.retainer,
        served_on=plan.served_on,
        set_at=work.now,
        set_by=work.actor.id,
    )
    work.db.add(row)
    work.db.flush()
    shares.settle(work, group_id, plan, plan_id=row.id)
    audit.record(work, "suit:plan", about=group_id, kind="group")
    work.db.flush()


def _check(plan: Plan, *, today: date) -> None:
    if not 1 <= plan.defendants <= MOST_DEFENDANTS:
        raise BadFigures("defendants", "defendants")
    if not 0 <= plan.retainer <= MOST_WON:
        raise BadFigures("large", "retainer")
    if plan.served_on is not None and plan.served_on > today:
        raise BadFigures("future", "served_on")
