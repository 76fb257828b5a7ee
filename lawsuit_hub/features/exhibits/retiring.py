"""Destroys papers whose suit is over, by the worker: some time after the case, or after their owner left her group."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.documents import service as documents
from lawsuit_hub.features.exhibits import commons
from lawsuit_hub.features.exhibits.models import Common
from lawsuit_hub.features.lawsuits import endings, groups
from lawsuit_hub.features.lawsuits.types import GroupId, Stage
from lawsuit_hub.infra.work import Work


def retire(work: Work) -> None:
    """Members' papers `exhibit_days` after their case, `document_days` after leaving; common exhibits with the case, or with the group."""
    _retire_papers(work)
    for group_id in work.db.scalars(select(Common.group_id).distinct()).all():
        stands = endings.stayed(work, group_id)
        if stands is None or _is_over(work, stands):
            commons.forget(work, group_id)
            audit.record(work, "exhibits:common-retired", about=group_id, kind="group")


def _retire_papers(work: Work) -> None:
    used = documents.used_for_suit(work)
    if not used:
        return
    places, left = groups.memberships_of(work, used), endings.left_at(work, used)
    since = work.now - timedelta(days=work.settings.document_days)
    over: dict[GroupId, bool] = {}
    for victim_id, document_ids in used.items():
        if (place := places.get(victim_id)) is not None:
            if place.group_id not in over:
                over[place.group_id] = _is_over(work, place.group_id)
            is_due = over[place.group_id]
        else:
            is_due = _is_before(left.get(victim_id), since)
        if is_due:
            _destroy(work, victim_id, document_ids)


def _destroy(work: Work, victim_id: UUID, document_ids: list[UUID]) -> None:
    documents.destroy(work, document_ids)
    audit.record(work, "document:retired", about=victim_id)


def _is_over(work: Work, group_id: GroupId) -> bool:
    closed = groups.stage_dates(work, group_id).get(Stage.CLOSED.value)
    return _is_before(closed, work.now - timedelta(days=work.settings.exhibit_days))


def _is_before(moment: datetime | None, bound: datetime) -> bool:
    return moment is not None and moment <= bound
