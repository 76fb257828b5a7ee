"""Each plaintiff's share as it was worked out with the plan, sealed under her own hint key. Made where staff is; read by herself alone.

Worked out once and kept, so that a page of hers opens nobody else's figures, and what others note meanwhile does not move it.
"""

import json
import logging
from uuid import UUID

from sqlalchemy import delete, select

from lawsuit_hub.features.claims import people
from lawsuit_hub.features.claims.models import ClaimShare, SuitPlan
from lawsuit_hub.features.claims.types import NotReadable, Plan, Settled, Share
from lawsuit_hub.features.lawsuits import endings
from lawsuit_hub.features.lawsuits.types import GroupId
from lawsuit_hub.infra.db import batches, new_id
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy import small_cells
from lawsuit_hub.privacy.keyring import CannotOpen, KeyKind, Place

log = logging.getLogger("lawsuit_hub.claims")


def settle(work: Work, group_id: GroupId, plan: Plan, *, plan_id: UUID) -> None:
    """In the place of what was worked out before. Raises NotReadable where somebody who would sue does not open."""
    everybody = people.known(work, group_id)
    if any(one.agrees and not one.readable for one in everybody):
        raise NotReadable
    suing = [one for one in everybody if one.sues]
    _drop(work, group_id, [one.person.id for one in everybody])
    bill = people.bill(work, suing, plan)
    if bill is None or len(suing) < small_cells.FEWEST:
        return
    sums = [len(suing), bill.claim, bill.total]
    for one, share in zip(suing, bill.shares, strict=True):
        row = ClaimShare(id=new_id(), victim_id=one.person.id, plan_id=plan_id)
        text = json.dumps([share.stamp, share.service, share.retainer, *sums])
        row.share = work.keys.seal(text, _place(row), KeyKind.HINT)
        work.db.add(row)


def _drop(work: Work, group_id: GroupId, ids: list[UUID]) -> None:
    plans = select(SuitPlan.id).where(SuitPlan.group_id.in_(endings.family(work, group_id)))
    work.db.execute(delete(ClaimShare).where(ClaimShare.plan_id.in_(plans)))
    for some in batches(ids):
        work.db.execute(delete(ClaimShare).where(ClaimShare.victim_id.in_(some)))


def own(work: Work, victim_id: UUID, *, group_id: GroupId | None = None, granted: int = 0) -> Settled | None:
    """Of her present group, or whichever it was; None where nothing was worked out for her. `granted`: support that is taken off now."""
    both = select(ClaimShare, SuitPlan).join(SuitPlan, SuitPlan.id == ClaimShare.plan_id)
    found = work.db.execute(both.where(ClaimShare.victim_id == victim_id)).one_or_none()
    if found is None:
        return None
    row, plan = found
    if group_id is not None and plan.group_id not in endings.family(work, group_id):
        return None
    try:
        opened = json.loads(work.keys.open(row.share, _place(row), KeyKind.HINT))
    except CannotOpen as error:
        log.error("the share of %s does not open: %s", victim_id, type(error).__name__)
        return None
    stamp, service, retainer, plaintiffs, claim, total = opened
    return Settled(Share(stamp, service, retainer, granted), plaintiffs, claim, total, plan.set_at)


def _place(row: ClaimShare) -> Place:
    return Place("claim_shares.share", row.victim_id, row.id)
