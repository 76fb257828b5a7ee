"""A room for the lawyer who has the group, within the dates of her assignment. To any other lawyer there is none."""

from uuid import UUID

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.lawsuits import rooms as addresses
from lawsuit_hub.features.rooms import entries, posting
from lawsuit_hub.features.rooms.types import Entry, Moved, News, Posted
from lawsuit_hub.infra.work import Work


def look(work: Work, code: str) -> tuple[News, tuple[Entry, ...], bool]:
    """The last page, the pins, and whether the group talks elsewhere. Raises NoSuchGroup."""
    group_id = _hers(work, code)
    names = _names(work, group_id)
    pins = entries.pinned(work, group_id, names=names)
    return entries.newest(work, group_id, names=names), pins, addresses.has_open_chat(work, group_id)


def news(work: Work, code: str, after: int) -> News:
    group_id = _hers(work, code)
    return entries.since(work, group_id, after, names=_names(work, group_id))


def post(work: Work, code: str, text: str, *, key: UUID) -> Posted:
    """Raises NoSuchGroup, Moved, and what posting refuses."""
    group_id = _hers(work, code)
    if addresses.has_open_chat(work, group_id):
        raise Moved
    posted = posting.post_as_staff(work, group_id, text, key=key)
    if not posted.again:
        audit.record(work, "room:counsel-wrote", about=group_id, kind="group", seq=posted.seq)
    return posted


def _hers(work: Work, code: str) -> UUID:
    work.require(Permission.ROOM_COUNSEL)
    return groups.for_lawyer(work, code).id


def _names(work: Work, group_id: UUID) -> entries.Names:
    return entries.Names(work, group_id, me=work.actor.id, firms=entries.firms(work, group_id))
