"""Brings what is owed: takes an endpoint (commit), signs and posts its oldest, marks it (commit). Never posts inside a transaction.

At least once: a worker killed between posting and marking leaves the lease to run out, and the same id comes again. An endpoint has
one post at a time and rests after a failure: a machine that hangs costs ten seconds now and then, and nobody else's turn; a body that
it refuses does not stand before the next.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, or_, select, update

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.features.webhooks import sealing, settling
from lawsuit_hub.features.webhooks.models import Delivery, Endpoint
from lawsuit_hub.features.webhooks.types import Kind, NotAnswered, Parcel
from lawsuit_hub.infra.work import Work, Works
from lawsuit_hub.privacy.keyring import CannotOpen, RootTrouble

log = logging.getLogger("lawsuit_hub.webhooks")

LEASE = timedelta(minutes=2)  # longer than a post may take
REST = timedelta(seconds=20)
ENDPOINTS, OF_EACH = 10, 20  # of a piece

Send = Callable[[Parcel, int], int]
Held = tuple[UUID, datetime]


def deliver_due(works: Works, *, send: Send) -> int:
    """One piece; returns how many were tried. `send` is given a parcel and the second of now, and returns the status of a post that was
    taken, or raises NotAnswered."""
    return sum(_serve(works, held, send) for held in _claim(works))


def _claim(works: Works) -> list[Held]:
    with works.open(SYSTEM) as work:
        free = or_(Endpoint.leased_until.is_(None), Endpoint.leased_until < work.now)
        due = exists().where(Delivery.endpoint_id == Endpoint.id, _due(work))
        wanted = select(Endpoint.id).where(Endpoint.ended_at.is_(None), free, due).order_by(Endpoint.id)
        rows = wanted.limit(ENDPOINTS).with_for_update(skip_locked=True)
        lease = work.now + LEASE
        claim = update(Endpoint).where(Endpoint.id.in_(rows.scalar_subquery())).values(leased_until=lease)
        return [(one, lease) for one in work.db.scalars(claim.returning(Endpoint.id))]


def _due(work: Work) -> ColumnElement[bool]:
    """Of an endpoint that is off only a ping."""
    heard = or_(Endpoint.off_at.is_(None), Delivery.kind == Kind.PING.value)
    return and_(Delivery.done_at.is_(None), Delivery.given_up_at.is_(None), Delivery.due_at <= work.now, heard)


def _serve(works: Works, held: Held, send: Send) -> int:
    """Its oldest, one after another, until one is not taken."""
    tried, rest = 0, False
    while tried < OF_EACH and not rest:
        try:
            held, parcel = _next(works, held)
        except RootTrouble as trouble:
            log.warning("webhooks wait: %s", str(trouble))
            rest = True
            continue
        except CannotOpen as error:
            log.error("the secret of the endpoint %s does not open: %s", held[0], type(error).__name__)
            rest = True
            continue
        if parcel is None:
            break
        tried, rest = tried + 1, not _post(works, parcel, send)
    _release(works, held, REST if rest else None)
    return tried


def _next(works: Works, held: Held) -> tuple[Held, Parcel | None]:
    """With a fresh lease; nothing where another worker has the endpoint by now, or nothing is due."""
    endpoint_id, lease = held
    with works.open(SYSTEM) as work:
        fresh = work.now + LEASE
        mine = (Endpoint.id == endpoint_id, Endpoint.leased_until == lease, Endpoint.ended_at.is_(None))
        row = work.db.scalars(
            update(Endpoint).where(*mine).values(leased_until=fresh).returning(Endpoint)
        ).one_or_none()
        if row is None:
            return held, None
        waiting = (
            select(Delivery)
            .join(Endpoint, Endpoint.id == Delivery.endpoint_id)
            .where(Endpoint.id == endpoint_id, _due(work))
        )
        delivery = work.db.scalar(waiting.order_by(Delivery.owed_at, Delivery.id).limit(1))
        if delivery is None:
            return (endpoint_id, fresh), None
        delivery.attempts += 1
        parcel = Parcel(delivery.id, row.url, delivery.body.encode(), sealing.opened(work, row))
        return (endpoint_id, fresh), parcel


def _post(works: Works, parcel: Parcel, send: Send) -> bool:
    try:
        status = send(parcel, int(works.clock().timestamp()))
    except NotAnswered as refusal:
        with works.open(SYSTEM) as work:
            settling.failed(work, parcel.id, refusal)
        return False
    with works.open(SYSTEM) as work:
        settling.done(work, parcel.id, status)
    return True


def _release(works: Works, held: Held, rest: timedelta | None) -> None:
    endpoint_id, lease = held
    with works.open(SYSTEM) as work:
        mine = (Endpoint.id == endpoint_id, Endpoint.leased_until == lease)
        work.db.execute(update(Endpoint).where(*mine).values(leased_until=work.now + rest if rest else None))
