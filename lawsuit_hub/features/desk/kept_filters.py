"""Filters that a caseworker keeps for herself. Another's is as unknown as none."""

from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.desk.list_types import BadName, FiltersFull, Kept, NoSuchFilter, Wanted
from lawsuit_hub.features.desk.models import DeskFilter
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work
from lawsuit_hub.infra.written import scrubbed

MOST = 20
LONGEST = 40


def mine(work: Work) -> tuple[Kept, ...]:
    work.require(Permission.PERSON_READ)
    rows = select(DeskFilter).where(DeskFilter.account_id == work.actor.id).order_by(DeskFilter.name)
    return tuple(Kept(row.id, row.name, row.query) for row in work.db.scalars(rows))


def keep(work: Work, name: str, wanted: Wanted) -> bool:
    """Under a name she has already, the newer filter takes its place. True when something in the name was replaced.

    Raises BadName, FiltersFull; ReasonHoldsNumber.
    """
    work.require(Permission.PERSON_READ)
    said = " ".join(name.split())
    kept = _clean(said)
    hers = (DeskFilter.account_id == work.actor.id, DeskFilter.name == kept)
    change = update(DeskFilter).where(*hers).values(query=wanted.query(), made_at=work.now).returning(DeskFilter.id)
    if work.db.execute(change).scalar() is None:
        _add(work, kept, wanted)
    return kept != said


def _clean(name: str) -> str:
    if not 0 < len(name) <= LONGEST:
        raise BadName
    kept = scrubbed(name).strip()
    if not 0 < len(kept) <= LONGEST:
        raise BadName
    return kept


def _add(work: Work, name: str, wanted: Wanted) -> None:
    count = select(func.count()).select_from(DeskFilter).where(DeskFilter.account_id == work.actor.id)
    if work.db.execute(count).scalar_one() >= MOST:
        raise FiltersFull
    row = DeskFilter(id=new_id(), account_id=work.actor.id, name=name, query=wanted.query(), made_at=work.now)
    try:
        with work.db.begin_nested():
            work.db.add(row)
            work.db.flush()
    except IntegrityError:  # the same form, sent twice at once: the other one was kept
        return


def drop(work: Work, filter_id: UUID) -> None:
    """Raises NoSuchFilter."""
    work.require(Permission.PERSON_READ)
    hers = (DeskFilter.id == filter_id, DeskFilter.account_id == work.actor.id)
    if work.db.execute(delete(DeskFilter).where(*hers).returning(DeskFilter.id)).scalar() is None:
        raise NoSuchFilter


def retire(work: Work) -> int:
    """Of accounts that were closed; the worker calls it. Returns of how many accounts."""
    owners = list(work.db.scalars(select(DeskFilter.account_id).distinct()))
    staff = identity.staff_many(work, owners)
    closed = [one for one in owners if one not in staff or not staff[one].is_open]
    for one in closed:
        work.db.execute(delete(DeskFilter).where(DeskFilter.account_id == one))
    return len(closed)
