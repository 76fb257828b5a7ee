"""Writing into a room: once for each key of the client, cleaned of personal data, in the room's one order."""

from uuid import UUID

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.rooms import entries, names, places
from lawsuit_hub.features.rooms.types import LONGEST_MESSAGE, Kind, Moved, Posted, Silenced
from lawsuit_hub.infra.work import Work

A_MINUTE, A_DAY = "20 per minute", "300 per day"
PURPOSE = "room"


def post(work: Work, text: str, *, key: UUID) -> Posted:
    """A member's message. Raises NoRoom, NotInside, TakenOut, Moved, Silenced, Empty, TooLong, HoldsResidentNumber, TooMany,
    TooManyNames.
    """
    mine, _row = places.inside(work)
    before = entries.same(work, mine.group_id, mine.victim_id, key)
    if before is not None:
        return Posted(before, frozenset(), again=True)
    if mine.elsewhere:
        raise Moved
    _refuse_silenced(work, mine.victim_id)
    for rate in (A_MINUTE, A_DAY):
        work.limits.hit(rate, PURPOSE, str(mine.victim_id))
    kept = names.clean(work, mine.group_id, text, longest=LONGEST_MESSAGE)
    names.count(work, mine.victim_id, kept.replaced)
    # From here on the room is held: whoever sent the same at the same moment is seen now.
    entries.hold(work, mine.group_id)
    before = entries.same(work, mine.group_id, mine.victim_id, key)
    if before is not None:
        return Posted(before, frozenset(), again=True)
    # So is whoever was taken out, silenced or moved while this waited for the room.
    now, row = places.inside(work)
    if now.group_id != mine.group_id:
        raise Moved
    _refuse_silenced(work, mine.victim_id)
    seq = entries.append(
        work, mine.group_id, Kind.MESSAGE, author_id=mine.victim_id, role=Role.MEMBER, text=kept.text, client_key=key,
        victim_id=mine.victim_id,
    )  # fmt: skip
    row.read_seq = max(row.read_seq, seq) if row.read_seq == seq - 1 else row.read_seq
    return Posted(seq, kept.replaced - {names.FELLOW})


def post_as_staff(work: Work, group_id: UUID, text: str, *, key: UUID) -> Posted:
    """A caseworker's or a lawyer's; whether she may is asked before. Raises Empty, TooLong, HoldsResidentNumber."""
    kept = names.clean(work, group_id, text, longest=LONGEST_MESSAGE)
    entries.hold(work, group_id)
    before = entries.same(work, group_id, work.actor.id, key)
    if before is not None:
        return Posted(before, frozenset(), again=True)
    seq = entries.append(
        work, group_id, Kind.MESSAGE, author_id=work.actor.id, role=work.actor.role, text=kept.text, client_key=key
    )
    return Posted(seq, kept.replaced - {names.FELLOW})


def _refuse_silenced(work: Work, victim_id: UUID) -> None:
    until = places.silenced(work, [victim_id]).get(victim_id)
    if until is not None:
        raise Silenced(until)
