"""What is owed to who listens, written in the transaction of the deed that it tells of. Nothing of a person is in a body.

Of a group its code and its stage: no landlord, no place, no count. A group of fewer than five active people is not told of at all:
with the court's own lists, the day of its suit would say who they are.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import insert, select

from lawsuit_hub.features.webhooks.models import Delivery, Endpoint
from lawsuit_hub.features.webhooks.types import SCHEMA, Kind, Topic
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.small_cells import FEWEST

Plain = str | None


def stage(work: Work, code: str, *, stage: str, active: int) -> None:
    """`active`: how many active people the group has; it decides and is not told."""
    if active >= FEWEST:
        _owe(work, Topic.GROUP_STAGES, Kind.GROUP_STAGE, {"code": code, "stage": stage, "at": moment(work.now)})


def notice(work: Work, kind: Kind, *, number: str, title: str, url: str, category: str) -> None:
    """A notice that everybody can read, when it was published, changed or withdrawn. `number` is its id."""
    about = {"id": number, "title": title, "url": url, "category": category, "at": moment(work.now)}
    _owe(work, Topic.NOTICES, kind, about)


def ping(work: Work, endpoint_id: UUID) -> None:
    """To one endpoint, also while it is off: whether it answers is what is asked."""
    _put(work, [endpoint_id], Kind.PING, {"at": moment(work.now)})


def moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _owe(work: Work, topic: Topic, kind: Kind, data: Mapping[str, Plain]) -> None:
    rows = work.db.execute(
        select(Endpoint.id, Endpoint.topics).where(Endpoint.off_at.is_(None), Endpoint.ended_at.is_(None))
    )
    _put(work, [row[0] for row in rows if topic.value in row[1].split()], kind, data)


def _put(work: Work, endpoints: Iterable[UUID], kind: Kind, data: Mapping[str, Plain]) -> None:
    body = {"type": kind.value, "schema": SCHEMA, "timestamp": moment(work.now), "data": data}
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    about = {"kind": kind.value, "body": text, "owed_at": work.now, "due_at": work.now, "attempts": 0, "failure": ""}
    rows = [{**about, "id": new_id(), "endpoint_id": one} for one in endpoints]
    if rows:
        work.db.execute(insert(Delivery), rows)
        work.wake_worker()
