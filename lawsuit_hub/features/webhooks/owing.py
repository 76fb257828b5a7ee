"""What is owed to who listens, written in the transaction of the deed that it tells of. Nothing of a person is in a body.

Of a group its code and its stage: no landlord, no place, no count. A group of fewer than five active people is not told of at all:
with the court's own lists, the day of its suit would say who they are.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import delete, insert, select

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


def notice(work: Work, *, number: int, title: str, url: str, category: str, first: bool) -> None:
    """A notice that everybody can read now: its first wording or another."""
    kind = Kind.NOTICE_PUBLISHED if first else Kind.NOTICE_CHANGED
    _owe(
        work,
        Topic.NOTICES,
        kind,
        {"id": str(number), "title": title, "url": url, "category": category, "at": moment(work.now)},
    )


def notice_gone(work: Work, *, number: int, url: str, erase: bool) -> None:
    """Nobody may read it any more, and its title goes out no more. `erase`: its words go from here too."""
    _drop_notice(work, number, everything=erase)
    _owe(work, Topic.NOTICES, Kind.NOTICE_WITHDRAWN, {"id": str(number), "url": url, "at": moment(work.now)})


def ping(work: Work, endpoint_id: UUID) -> None:
    """To one endpoint, also while it is off: whether it answers is what is asked."""
    _put(work, [endpoint_id], Kind.PING, {"at": moment(work.now)})


def moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _drop_notice(work: Work, number: int, *, everything: bool) -> None:
    """What waits of a notice is not brought; a post that is under way may still arrive."""
    named = Delivery.body.contains(f'"data":{{"id":"{number}",')
    waiting = (Delivery.done_at.is_(None), Delivery.given_up_at.is_(None))
    words = Delivery.kind.in_((Kind.NOTICE_PUBLISHED.value, Kind.NOTICE_CHANGED.value))
    work.db.execute(delete(Delivery).where(words, named, *(() if everything else waiting)))


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
