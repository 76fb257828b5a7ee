"""Whoever matches takes a turn: two reports that do not see each other would both open the same landlord."""

from sqlalchemy import update
from sqlalchemy.dialects import postgresql, sqlite

from lawsuit_hub.features.landlords.records import TURNS, dialect, run
from lawsuit_hub.infra.work import Work

TURN_TAKEN = "landlords.turn"

_TAKE_TURN = update(TURNS).where(TURNS.c.id == 1).values(taken=TURNS.c.taken + 1).returning(TURNS.c.taken)
_FIRST_TURN = {
    "sqlite": sqlite.insert(TURNS).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(TURNS).on_conflict_do_nothing(),
}


def take_turn(work: Work) -> None:
    """Until this transaction ends, nobody else matches. Whoever also locks other rows takes it first."""
    work.db.flush()
    now_in = (work.db.get_transaction(), work.db.get_nested_transaction())
    taken_in = work.db.info.get(TURN_TAKEN)
    if taken_in is not None and taken_in in now_in:
        return
    if run(work, _TAKE_TURN).first() is None:
        run(work, _FIRST_TURN[dialect(work)], {"id": 1, "taken": 0, "landlords": 0})
        run(work, _TAKE_TURN)
    # A savepoint that is undone gives the turn back, so it counts for the innermost transaction only.
    work.db.info[TURN_TAKEN] = now_in[1] or now_in[0]
