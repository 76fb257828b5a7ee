"""An admin's deeds on endpoints, and what she sees of them. A secret is returned once, by the deed that made it."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select, update

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.webhooks import owing, sealing
from lawsuit_hub.features.webhooks.models import Delivery, Endpoint
from lawsuit_hub.features.webhooks.types import (
    LONGEST_NAME,
    MOST_ENDPOINTS,
    Asked,
    DeliveryLine,
    EndpointLine,
    NoSuchEndpoint,
    NoTopic,
    Off,
    TooManyEndpoints,
    Topic,
    WrongUrl,
)
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work
from lawsuit_hub.infra.written import scrubbed
from lawsuit_hub.values.refused import BadWebhookUrl
from lawsuit_hub.values.webhook_url import WebhookUrl

BOTH_COUNT = timedelta(hours=24)
SHOWN = 50
PINGS = "6 per 1 minute"


def add(work: Work, asked: Asked) -> tuple[UUID, str]:
    """Its id and its secret. Raises WrongUrl, NoTopic, TooManyEndpoints, ReasonHoldsNumber."""
    work.require(Permission.WEBHOOK_MANAGE)
    about = _checked(work, asked)
    standing = work.db.scalar(select(func.count()).select_from(Endpoint).where(Endpoint.ended_at.is_(None))) or 0
    if standing >= MOST_ENDPOINTS:
        raise TooManyEndpoints
    assert work.actor.id is not None  # noqa: S101 - an admin has an account
    endpoint_id = new_id()
    secret, sealed = sealing.begin(work, endpoint_id)
    row = Endpoint(id=endpoint_id, secret=sealed, secret_at=work.now, made_at=work.now, made_by=work.actor.id, **about)
    work.db.add(row)
    audit.record(work, "webhook:added", about=endpoint_id, kind="webhook", topics=row.topics)
    work.db.flush()
    return endpoint_id, secret


def change(work: Work, endpoint_id: UUID, asked: Asked) -> None:
    """Another address is a new one to be told; the secret stays. Raises as `add` does, and NoSuchEndpoint."""
    row = _mine(work, endpoint_id)
    about = _checked(work, asked)
    moved = about["url"] != row.url
    row.name, row.url, row.topics = about["name"], about["url"], about["topics"]
    audit.record(work, "webhook:changed", about=endpoint_id, kind="webhook", topics=row.topics, moved=moved)


def switch(work: Work, endpoint_id: UUID, *, on: bool) -> None:
    """What waited while it was off is brought, as far as it is not too old."""
    row = _mine(work, endpoint_id)
    if on == (row.off_at is None):
        return
    row.off_at, row.off_because = (None, None) if on else (work.now, Off.ADMIN.value)
    if on:
        row.told_at = None
        audit.record(work, "webhook:switched_on", about=endpoint_id, kind="webhook")
        work.wake_worker()
    else:
        audit.record(work, "webhook:switched_off", about=endpoint_id, kind="webhook", because=Off.ADMIN.value)


def renew(work: Work, endpoint_id: UUID, *, reason: str) -> str:
    """Another secret; for a day both sign, so that the receiver can change over. Raises ReasonMissing, ReasonHoldsNumber."""
    row, why = _mine(work, endpoint_id), audit.clean_reason(reason)
    row.former_secret, row.former_until = row.secret, work.now + BOTH_COUNT
    secret, row.secret = sealing.made(work, endpoint_id)
    row.secret_at = work.now
    audit.record(work, "webhook:secret", about=endpoint_id, kind="webhook", reason=why)
    return secret


def remove(work: Work, endpoint_id: UUID, *, reason: str) -> None:
    """Its secrets are destroyed; what waits is not brought any more. Raises as `renew` does."""
    row, why = _mine(work, endpoint_id), audit.clean_reason(reason)
    row.ended_at, row.secret, row.former_secret, row.former_until = work.now, None, None, None
    work.keys.forget(endpoint_id)
    waiting = (Delivery.endpoint_id == endpoint_id, Delivery.done_at.is_(None), Delivery.given_up_at.is_(None))
    work.db.execute(update(Delivery).where(*waiting).values(given_up_at=work.now, failure="off"))
    audit.record(work, "webhook:removed", about=endpoint_id, kind="webhook", reason=why)


def ping(work: Work, endpoint_id: UUID) -> None:
    """Raises NoSuchEndpoint, TooMany."""
    _mine(work, endpoint_id)
    work.limits.hit(PINGS, "webhook_ping", str(endpoint_id))
    owing.ping(work, endpoint_id)


def lines(work: Work) -> list[EndpointLine]:
    work.require(Permission.WEBHOOK_READ)
    rows = work.db.scalars(select(Endpoint).where(Endpoint.ended_at.is_(None)).order_by(Endpoint.made_at, Endpoint.id))
    return [_line(work, row) for row in rows]


def line(work: Work, endpoint_id: UUID) -> EndpointLine:
    """Raises NoSuchEndpoint."""
    work.require(Permission.WEBHOOK_READ)
    return _line(work, _get(work, endpoint_id))


def deliveries(work: Work, endpoint_id: UUID) -> list[DeliveryLine]:
    """The last of an endpoint, newest first."""
    work.require(Permission.WEBHOOK_READ)
    mine = select(Delivery).where(Delivery.endpoint_id == endpoint_id)
    rows = work.db.scalars(mine.order_by(Delivery.owed_at.desc(), Delivery.id).limit(SHOWN))
    return [
        DeliveryLine(
            one.id,
            one.kind,
            one.owed_at,
            one.due_at,
            one.attempts,
            one.status,
            one.failure,
            one.done_at,
            one.given_up_at,
        )
        for one in rows
    ]


def _checked(work: Work, asked: Asked) -> dict[str, str]:
    """As it is kept. Whether the machine answers, and is where it may be, only a post tells."""
    if not asked.topics:
        raise NoTopic
    try:
        url = WebhookUrl.parse(asked.url, work.settings.webhook_hosts)
    except BadWebhookUrl as bad:
        raise WrongUrl(bad.why) from None
    topics = " ".join(one.value for one in Topic if one in asked.topics)
    return {"name": scrubbed(asked.name.strip())[:LONGEST_NAME], "url": url.text, "topics": topics}


def _mine(work: Work, endpoint_id: UUID) -> Endpoint:
    work.require(Permission.WEBHOOK_MANAGE)
    return _get(work, endpoint_id)


def _get(work: Work, endpoint_id: UUID) -> Endpoint:
    row = work.db.get(Endpoint, endpoint_id)
    if row is None or row.ended_at is not None:
        raise NoSuchEndpoint
    return row


def _line(work: Work, row: Endpoint) -> EndpointLine:
    waiting = (Delivery.endpoint_id == row.id, Delivery.done_at.is_(None), Delivery.given_up_at.is_(None))
    count = work.db.scalar(select(func.count()).select_from(Delivery).where(*waiting)) or 0
    tried = select(Delivery).where(Delivery.endpoint_id == row.id, Delivery.attempts > 0)
    last = work.db.scalar(tried.order_by(Delivery.owed_at.desc(), Delivery.id).limit(1))
    return EndpointLine(
        row.id,
        row.name,
        row.url,
        frozenset(Topic(one) for one in row.topics.split()),
        row.made_at,
        row.off_at,
        Off(row.off_because) if row.off_because else None,
        row.secret_at,
        count,
        last.owed_at if last else None,
        bool(last and last.done_at is None),
    )
