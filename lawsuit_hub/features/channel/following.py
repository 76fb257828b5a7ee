"""Who follows the channel, as far as anybody said so: no API tells. A member says it herself, the desk marks whole lists."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, insert, select, update

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.channel.models import Follower
from lawsuit_hub.features.channel.types import NoSuchReferences, ToldBy
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.victims import references
from lawsuit_hub.infra.db import batches
from lawsuit_hub.infra.work import Work

NOTICE = "notice"  # the kind of the message about a new notice
MOST_MARKED = 2000


def say(work: Work, *, follows: bool, wants_notices: bool) -> None:
    """A member of herself; she may take it back."""
    work.require(Permission.OWN_WRITE)
    assert work.actor.id is not None  # noqa: S101 - a member has an id
    row = work.db.get(Follower, work.actor.id)
    if row is None:
        row = Follower(victim_id=work.actor.id)
        work.db.add(row)
    row.since, row.told_by = (row.since or work.now, ToldBy.HERSELF.value) if follows else (None, None)
    row.wants_notices = wants_notices
    work.db.flush()
    audit.record(work, "channel:said", about=work.actor.id, follows=follows, wants=wants_notices)


def own(work: Work) -> tuple[bool, bool]:
    """Whether she follows it and wants each notice told, as she said."""
    work.require(Permission.OWN_READ)
    row = work.db.get(Follower, work.actor.id) if work.actor.id else None
    return (row is not None and row.since is not None), (row is not None and row.wants_notices)


def mark(work: Work, written: Iterable[str]) -> int:
    """The desk's list of references of people who were seen among the channel's friends. How many are new. Raises NoSuchReferences."""
    work.require(Permission.CHANNEL_MANAGE)
    wanted = list(dict.fromkeys(one.strip().upper() for one in written if one.strip()))[:MOST_MARKED]
    found = references.referred(work, wanted)
    if unknown := [one for one in wanted if one not in found]:
        raise NoSuchReferences(tuple(unknown[:5]))
    known = {one for some in batches(found.values()) for one in work.db.scalars(_known(some))}
    new = [one for one in found.values() if one not in known]
    told = {"since": work.now, "told_by": ToldBy.DESK.value}
    for some in batches(known):
        silent = (Follower.victim_id.in_(some), Follower.since.is_(None))
        new += list(work.db.scalars(update(Follower).where(*silent).values(**told).returning(Follower.victim_id)))
    fresh = [{"victim_id": one, **told, "wants_notices": False} for one in new if one not in known]
    if fresh:
        work.db.execute(insert(Follower), fresh)
    audit.record_many(work, "channel:marked", about=new)
    return len(new)


def _known(some: list[UUID]) -> Select[UUID]:
    return select(Follower.victim_id).where(Follower.victim_id.in_(some))


def followers() -> Select[UUID]:
    """Who follows it, to be left out of an invitation: a question inside another's."""
    return select(Follower.victim_id).where(Follower.since.is_not(None))


def among(work: Work, people: Iterable[UUID]) -> set[UUID]:
    """Who of them follows it."""
    return {one for some in batches(people) for one in work.db.scalars(_known(some).where(Follower.since.is_not(None)))}


def for_copy(work: Work, victim_id: UUID) -> list[dict[str, Any]]:
    row = work.db.get(Follower, victim_id)
    if row is None:
        return []
    since = row.since.isoformat() if row.since else None
    return [{"since": since, "told_by": row.told_by, "wants_notices": row.wants_notices}]


def count(work: Work) -> int:
    work.require(Permission.CHANNEL_READ)
    return int(work.db.scalar(select(func.count()).select_from(Follower).where(Follower.since.is_not(None))) or 0)


def tell(work: Work, number: int) -> int:
    """A new notice, to each who wants that; in the transaction of its publishing. Only where AlimTalk has a template for it: as text
    messages it would be a bill that nobody agreed to."""
    kinds = (one.partition(":")[0].strip() for one in work.settings.alimtalk_templates.split(";"))
    if NOTICE not in kinds:
        return 0
    people = work.db.scalars(select(Follower.victim_id).where(Follower.wants_notices)).all()
    return sum(outbox.queue_many(work, NOTICE, to=some, params={"notice": number}) for some in batches(people))
