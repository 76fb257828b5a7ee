"""What listeners of rooms get, one look at the database for all of a process: new entries in order, and the end of who may not
listen any more. Entries are read before the rights, so that nothing written after a removal reaches who was removed.
"""

import json
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.access.actor import VISITOR
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.lawsuits import present
from lawsuit_hub.features.rooms import entries, places
from lawsuit_hub.features.rooms.models import RoomHidden, RoomPlace
from lawsuit_hub.features.rooms.types import PAGE, Behind, Entry, Listener
from lawsuit_hub.infra.streams import Sent, Streams
from lawsuit_hub.infra.work import Work, Works

CHECK_SECONDS = 0.75
MOST_EACH = 3  # tabs of one member that listen in one process; the next one asks again and again
_AT_ONCE = 400  # SQLite bounds the parameters of a statement
_Framed = tuple[UUID | None, int, bytes]


def listen(work: Work, session_id: UUID, *, after: int) -> Listener:
    """Raises NoRoom, NotInside, TakenOut; Behind, so that one who begins long ago keeps nobody else waiting."""
    mine, _row = places.inside(work)
    if entries.last(work, mine.group_id) - after > PAGE:
        raise Behind
    return Listener(session_id, mine.victim_id, mine.group_id, after)


def as_data(entry: Entry) -> dict[str, object]:
    """An entry for the script of a page, the same to all who read it."""
    return {
        "seq": entry.seq,
        "kind": entry.kind.value,
        "role": entry.role.value,
        "who": entry.who,
        "at": entry.at.isoformat(),
        "text": entry.text,
        "about": entry.about,
        "removed": entry.removed or entry.unreadable,
    }


def frame(entry: Entry) -> bytes:
    """An event; its id is what a browser says when it comes again."""
    return f"id: {entry.seq}\nevent: entry\ndata: {json.dumps(as_data(entry), ensure_ascii=False)}\n\n".encode()


def over(why: str) -> bytes:
    return f"event: over\ndata: {json.dumps({'why': why})}\n\n".encode()


def streams(works: Works) -> Streams:
    """Those of a process."""
    return Streams(Live(works), most=works.settings.room_streams, most_each=MOST_EACH)


class Live:
    """Asked again and again with all listeners of the process (infra.streams)."""

    def __init__(self, works: Works) -> None:
        self._works = works
        self._checked_at = 0.0

    def __call__(self, listeners: Sequence[Listener]) -> Iterable[Sent]:
        with self._works.open(VISITOR, read_only=True) as work:
            fresh = self._fresh(work, listeners)
            if not fresh and time.monotonic() - self._checked_at < CHECK_SECONDS:
                return []
            ended = _ended(work, listeners)
            self._checked_at = time.monotonic()
            hidden = _hidden(work, listeners) if fresh else {}
        return [one for who in listeners for one in _for_one(who, ended, fresh.get(who.group_id, []), hidden)]

    def _fresh(self, work: Work, listeners: Sequence[Listener]) -> dict[UUID, list[_Framed]]:
        """By group, what the one furthest behind has not got; sealed text is opened once for all."""
        behind: dict[UUID, int] = {}
        for one in listeners:
            behind[one.group_id] = min(one.after, behind.get(one.group_id, one.after))
        lasts = entries.lasts(work, behind)
        return {
            group_id: [(author, entry.seq, frame(entry)) for author, entry in found]
            for group_id, after in behind.items()
            if lasts.get(group_id, 0) > after
            and (
                found := entries.authored(work, group_id, after, names=places.names_of(work, group_id), limit=2 * PAGE)
            )
        }


def _for_one(
    who: Listener, ended: dict[UUID, str], fresh: list[_Framed], hidden: dict[UUID, set[UUID]]
) -> Iterator[Sent]:
    if who.session_id in ended:
        yield Sent(who, over(ended[who.session_id]), over=True)
        return
    news = [one for one in fresh if one[1] > who.after]
    if news:
        who.after = news[-1][1]
        unwanted = hidden.get(who.victim_id, set())
        data = b"".join(framed for author, _seq, framed in news if author not in unwanted)
        if data:
            yield Sent(who, data)


def _ended(work: Work, listeners: Sequence[Listener]) -> dict[UUID, str]:
    """By session, why somebody may not listen any more."""
    alive: set[UUID] = set()
    active: dict[UUID, UUID] = {}
    inside: set[tuple[UUID, UUID]] = set()
    for some in _portions(listeners):
        alive |= identity.members_alive(work, {one.session_id for one in some})
        people = {one.victim_id for one in some}
        active |= present.active_in(work, people)
        stands = RoomPlace.victim_id.in_(people), RoomPlace.left_at.is_(None), RoomPlace.removed_at.is_(None)
        inside |= {
            (row[0], row[1]) for row in work.db.execute(select(RoomPlace.group_id, RoomPlace.victim_id).where(*stands))
        }
    ended = {one.session_id: "signed-out" for one in listeners if one.session_id not in alive}
    for one in listeners:
        has_place = active.get(one.victim_id) == one.group_id and (one.group_id, one.victim_id) in inside
        if not has_place:
            ended.setdefault(one.session_id, "not-inside")
    return ended


def _hidden(work: Work, listeners: Sequence[Listener]) -> dict[UUID, set[UUID]]:
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for some in _portions(listeners):
        rows = select(RoomHidden.victim_id, RoomHidden.hidden_id).where(
            RoomHidden.victim_id.in_({one.victim_id for one in some})
        )
        for victim_id, hidden_id in work.db.execute(rows):
            found[victim_id].add(hidden_id)
    return found


def _portions(listeners: Sequence[Listener]) -> Iterator[Sequence[Listener]]:
    for start in range(0, len(listeners), _AT_ONCE):
        yield listeners[start : start + _AT_ONCE]
