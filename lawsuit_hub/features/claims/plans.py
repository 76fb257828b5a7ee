"""How a group means to sue: entered by its lawyer or a caseworker; the newest counts."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.claims.models import SuitPlan
from lawsuit_hub.features.claims.types import MOST_WON, BadFigures, Plan, Sharing
from lawsuit_hub.features.lawsuits import endings
from lawsuit_hub.features.lawsuits.types import GroupId
from lawsuit_hub.features.proceedings.reaching import reach
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work
from lawsuit_hub.values.dates import KST

_MOST_DEFENDANTS = 100


def newest(work: Work, group_id: GroupId) -> Plan:
    """The usual one where nobody entered any; a group that was merged brings its own along."""
    rows = select(SuitPlan).where(SuitPlan.group_id.in_(endings.family(work, group_id)))
    row = work.db.scalar(rows.order_by(SuitPlan.set_at.desc(), SuitPlan.id).limit(1))
    if row is None:
        return Plan()
    return Plan(row.defendants, row.electronic, Sharing(row.sharing), row.retainer, row.served_on, row.set_at)


def enter(work: Work, code: str, plan: Plan) -> bool:
    """False where it stands so already. Raises NoSuchGroup, BadFigures."""
    group_id: UUID = reach(work, code)
    if not 1 <= plan.defendants <= _MOST_DEFENDANTS:
        raise BadFigures("defendants")
    if not 0 <= plan.retainer <= MOST_WON:
        raise BadFigures("large")
    if plan.served_on is not None and plan.served_on > work.now.astimezone(KST).date():
        raise BadFigures("future")
    if (stands := newest(work, group_id)).set_at is not None and replace(stands, set_at=plan.set_at) == plan:
        return False
    assert work.actor.id is not None  # noqa: S101 - staff has an account
    work.db.add(
        SuitPlan(
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
    )
    audit.record(work, "suit:plan", about=group_id, kind="group")
    work.db.flush()
    return True
