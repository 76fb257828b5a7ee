"""How each member stands in the suit, since each may act alone: entered by the lawyer or a caseworker, read by the member herself."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.lawsuits import endings, groups
from lawsuit_hub.features.lawsuits.types import CARDS_FROM, GroupId
from lawsuit_hub.features.proceedings.models import SuitState
from lawsuit_hub.features.proceedings.reaching import chosen, reach
from lawsuit_hub.features.proceedings.types import BadDeadline, Counted, OwnState, State
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy import small_cells

_RETAINED = frozenset(State) - {State.INTERESTED, State.WITHDREW}


def enter(work: Work, code: str, *, aliases: Iterable[str], state: State, since: date) -> int:
    """Returns for how many it is new. Raises NoSuchGroup; BadDeadline("past") for a day that is still to come."""
    group_id = reach(work, code)
    if since > work.today:
        raise BadDeadline("past")
    assert work.actor.id is not None  # noqa: S101 - staff has an account
    before = newest(work, group_id)
    changed = []
    for victim_id in chosen(work, group_id, aliases):
        if before.get(victim_id) == OwnState(state, since):
            continue
        row = SuitState(id=new_id(), group_id=group_id, victim_id=victim_id, state=state.value, since=since)
        row.set_at, row.set_by = work.now, work.actor.id
        work.db.add(row)
        changed.append(victim_id)
    audit.record_many(work, "suit:state", about=changed, state=state.value, since=since.isoformat())
    work.db.flush()
    return len(changed)


def newest(work: Work, group_id: GroupId) -> dict[UUID, OwnState]:
    """As they stand now; whoever nobody entered is not in it."""
    rows = select(SuitState).where(SuitState.group_id.in_(endings.family(work, group_id)))
    rows = rows.order_by(SuitState.set_at, SuitState.since)
    return {row.victim_id: OwnState(State(row.state), row.since) for row in work.db.scalars(rows)}


def history(work: Work, victim_id: UUID, group_id: GroupId | None = None) -> tuple[OwnState, ...]:
    """One person's own, the oldest first; of one group or of all."""
    rows = select(SuitState).where(SuitState.victim_id == victim_id)
    if group_id is not None:
        rows = rows.where(SuitState.group_id.in_(endings.family(work, group_id)))
    return tuple(
        OwnState(State(row.state), row.since) for row in work.db.scalars(rows.order_by(SuitState.set_at, SuitState.id))
    )


def somebody_retained(work: Work, group_id: GroupId) -> bool:
    active = set(groups.active_victims(work, group_id))
    return any(one in active and own.state in _RETAINED for one, own in newest(work, group_id).items())


def counts(work: Work, group_id: GroupId) -> tuple[Counted, ...]:
    """Of the active members, for a member: who was never entered takes an interest. What would point at few is kept back."""
    stands = newest(work, group_id)
    found = Counter(
        stands[one].state if one in stands else State.INTERESTED for one in groups.active_victims(work, group_id)
    )
    told = small_cells.table_shown(found, fewest=CARDS_FROM)
    return tuple(Counted(state, told[state]) for state in State if found[state])
