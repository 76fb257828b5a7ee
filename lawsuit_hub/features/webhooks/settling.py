"""What became of a post: taken, tried again later, given up with the admins told. In the worker's own works."""

import logging
import secrets
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, exists, func, select, update

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.webhooks.models import Delivery, Endpoint
from lawsuit_hub.features.webhooks.types import NotAnswered, Off
from lawsuit_hub.infra.work import Work

log = logging.getLogger("lawsuit_hub.webhooks")

# After the first attempt, the second …: five seconds to fourteen hours, each a fifth longer or shorter by chance. After the last it is given up.
WAITS = tuple(timedelta(seconds=one) for one in (5, 60, 300, 1800, 7200, 18_000, 36_000, 50_400))
OLDEST = timedelta(days=3)  # what waited behind others, or for an endpoint that is off
LONGEST_ASKED = 3600
TOLD_EACH = timedelta(hours=20)
TOLD = "webhook_failed"
GONE = 410
_FIFTH = 1000


def done(work: Work, delivery_id: UUID, status: int) -> None:
    row = work.db.get(Delivery, delivery_id)
    if row is not None and row.done_at is None:
        row.done_at, row.given_up_at, row.status, row.failure = work.now, None, status, ""


def failed(work: Work, delivery_id: UUID, refusal: NotAnswered) -> None:
    row = work.db.get(Delivery, delivery_id)
    if row is None or row.done_at is not None or row.given_up_at is not None:
        return
    row.status, row.failure = refusal.status, refusal.why
    endpoint = work.db.get_one(Endpoint, row.endpoint_id)
    if refusal.status == GONE:
        row.given_up_at = work.now
        _switch_off(work, endpoint, Off.GONE)
    elif row.attempts > len(WAITS) or row.owed_at <= work.now - OLDEST:
        row.given_up_at = work.now
        _given_up(work, endpoint)
    else:
        row.due_at = work.now + max(_wait(row.attempts), timedelta(seconds=min(refusal.after, LONGEST_ASKED)))


def _wait(attempts: int) -> timedelta:
    """By chance a fifth more or less: what failed together does not come again together."""
    return WAITS[attempts - 1] * (0.8 + 0.4 * secrets.randbelow(_FIFTH + 1) / _FIFTH)


def _given_up(work: Work, endpoint: Endpoint) -> None:
    log.error("a delivery to the endpoint %s was given up", endpoint.id)
    taken = exists().where(Delivery.endpoint_id == endpoint.id, Delivery.done_at > work.now - OLDEST)
    if not work.db.scalar(select(taken)):
        _switch_off(work, endpoint, Off.SILENT)
    else:
        _tell(work, endpoint)


def _switch_off(work: Work, endpoint: Endpoint, why: Off) -> None:
    if endpoint.off_at is None:
        endpoint.off_at, endpoint.off_because = work.now, why.value
        audit.record(work, "webhook:switched_off", about=endpoint.id, kind="webhook", because=why.value)
    _tell(work, endpoint)


def _tell(work: Work, endpoint: Endpoint) -> None:
    """Every admin, once a day of an endpoint at most."""
    if endpoint.told_at is not None and endpoint.told_at > work.now - TOLD_EACH:
        return
    endpoint.told_at = work.now
    for account in identity.all_staff(work):
        if account.role is Role.ADMIN and account.is_open:
            outbox.queue(work, TOLD, to=account.id, recipient="staff")


def retire(work: Work) -> int:
    """What was settled long ago goes; what waits too long for an endpoint that is off is not brought any more. Returns how many rows went."""
    old = (Delivery.done_at.is_(None), Delivery.given_up_at.is_(None), Delivery.owed_at <= work.now - OLDEST)
    off = select(Endpoint.id).where((Endpoint.off_at.is_not(None)) | (Endpoint.ended_at.is_not(None)))
    late = update(Delivery).where(*old, Delivery.endpoint_id.in_(off)).values(given_up_at=work.now, failure="off")
    work.db.execute(late.execution_options(synchronize_session=False))
    settled = func.coalesce(Delivery.done_at, Delivery.given_up_at) < work.now - timedelta(
        days=work.settings.outbox_days
    )
    return len(work.db.execute(delete(Delivery).where(settled).returning(Delivery.id)).all())
