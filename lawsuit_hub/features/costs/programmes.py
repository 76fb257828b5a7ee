"""Programmes with their rules as data: drafts are edited, a second person puts them into force, people read what is in force."""

from collections.abc import Collection, Iterator
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.costs import budgets
from lawsuit_hub.features.costs.models import CostProgramme, CostVersion
from lawsuit_hub.features.costs.types import (
    LONGEST_LINE,
    LONGEST_WORDS,
    MOST_WON,
    AnotherPerson,
    BadWords,
    NoSuchApplication,
    Programme,
    Rules,
    Stale,
    Version,
)
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.numbers import add_numbered
from lawsuit_hub.infra.refusals import TooMany
from lawsuit_hub.infra.work import Work
from lawsuit_hub.values.resident_number import shape_in

LONGEST_APPEAL = 365
_MOST_LINES = 20


def write(work: Work, rules: Rules, *, once: str) -> int:
    """The number of a new programme, in force for nobody yet; of the one that this form made before. Raises BadWords."""
    work.require(Permission.COST_MANAGE)
    _check(rules)
    before = work.db.scalar(select(CostProgramme.number).where(CostProgramme.once == once))
    if before is not None:
        return before
    row = add_numbered(
        work.db, CostProgramme.number, lambda number: CostProgramme(id=new_id(), number=number, once=once)
    )
    if row is None:
        raise TooMany
    _add(work, row, rules)
    audit.record(work, "cost:rules-written", about=row.id, kind="cost_programme", number=row.number)
    return row.number


def revise(work: Work, number: int, rules: Rules, *, seen: int) -> None:
    """Another version; what is in force stays in force. Raises NoSuchApplication, BadWords, Stale."""
    work.require(Permission.COST_MANAGE)
    _check(rules)
    row = _held(work, number, seen)
    _add(work, row, rules)
    audit.record(work, "cost:rules-written", about=row.id, kind="cost_programme", number=row.number, turn=row.last_turn)


def force(work: Work, number: int, *, seen: int, reason: str) -> None:
    """Into force from now on, by another person than wrote it. Raises NoSuchApplication, Stale, AnotherPerson, ReasonMissing,
    ReasonHoldsNumber."""
    work.require(Permission.COST_DECIDE)
    kept, row = audit.clean_reason(reason), _held(work, number, seen)
    newest = work.db.scalars(
        select(CostVersion).where(CostVersion.programme_id == row.id, CostVersion.turn == row.last_turn)
    ).one()
    if newest.by_account is not None and newest.by_account == work.actor.id:
        raise AnotherPerson
    if row.live_turn == newest.turn:
        return
    newest.forced_at, newest.forced_by, row.live_turn = work.now, work.actor.id, newest.turn
    audit.record(
        work,
        "cost:rules-in-force",
        about=row.id,
        kind="cost_programme",
        reason=kept,
        number=number,
        turn=newest.turn,
    )
    work.db.flush()


def listed(work: Work) -> tuple[Programme, ...]:
    work.require(Permission.COST_CHECK)
    return tuple(_view(work, row) for row in work.db.scalars(select(CostProgramme).order_by(CostProgramme.number)))


def one(work: Work, number: int) -> Programme:
    """Raises NoSuchApplication."""
    work.require(Permission.COST_CHECK)
    row = work.db.scalar(select(CostProgramme).where(CostProgramme.number == number))
    if row is None:
        raise NoSuchApplication
    return _view(work, row)


def in_force(work: Work) -> tuple[Programme, ...]:
    """What people read: the newest first."""
    rows = select(CostProgramme).where(CostProgramme.live_turn.is_not(None)).order_by(CostProgramme.number.desc())
    return tuple(_view(work, row) for row in work.db.scalars(rows))


def rules_of(work: Work, programme_id: UUID, turn: int) -> Rules:
    row = work.db.scalars(
        select(CostVersion).where(CostVersion.programme_id == programme_id, CostVersion.turn == turn)
    ).one()
    return Rules.of(row.rules)


def _check(rules: Rules) -> None:
    """Raises BadWords."""
    for why, name in _wrong(rules):
        raise BadWords(why, name)


def _wrong(rules: Rules) -> Iterator[tuple[str, str]]:
    """Why, and which field; a resident number first."""
    lines = {"districts": rules.districts, "one_of": rules.one_of}
    texts = {"name": rules.name, "source": rules.source, "url": rules.url}
    texts |= {name: " ".join(some) for name, some in lines.items()}
    yield from (("number", name) for name, text in texts.items() if shape_in(text))
    wanted: dict[str, Collection[object]] = {"name": rules.name, "source": rules.source, "districts": rules.districts}
    wanted |= {"statuses": rules.statuses, "kinds": rules.kinds}
    yield from (("empty", name) for name, some in wanted.items() if not some)
    yield from (("long", name) for name in ("name", "source", "url") if len(texts[name]) > LONGEST_LINE)
    yield from (
        ("long", name) for name, some in lines.items() if len(some) > _MOST_LINES or len(texts[name]) > LONGEST_WORDS
    )
    ranges = {
        "per_household": 0 < rules.per_household <= MOST_WON,
        "appeal_days": 0 < rules.appeal_days <= LONGEST_APPEAL,
    }
    yield from (("range", name) for name, fits in ranges.items() if not fits)
    if rules.url and not rules.url.startswith("https://"):
        yield "address", "url"
    if rules.closes is not None and rules.closes < rules.opens:
        yield "order", "closes"


def _add(work: Work, row: CostProgramme, rules: Rules) -> None:
    row.last_turn += 1
    made = CostVersion(id=new_id(), programme_id=row.id, turn=row.last_turn, rules=rules.kept(), at=work.now)
    made.by_account = work.actor.id
    work.db.add(made)
    work.db.flush()


def _held(work: Work, number: int, seen: int) -> CostProgramme:
    found = select(CostProgramme).where(CostProgramme.number == number).with_for_update()
    row = work.db.scalar(found.execution_options(populate_existing=True))
    if row is None:
        raise NoSuchApplication
    if row.last_turn != seen:
        raise Stale
    return row


def _view(work: Work, row: CostProgramme) -> Programme:
    rows = select(CostVersion).where(CostVersion.programme_id == row.id).order_by(CostVersion.turn)
    versions = tuple(
        Version(one.turn, Rules.of(one.rules), one.at, one.by_account, one.forced_at) for one in work.db.scalars(rows)
    )
    return Programme(row.id, row.number, versions, row.live_turn, budgets.of(work, row.id))
