"""The desk's side: who waits, the oldest first, with what is missing; one application with all that two people need to decide."""

from dataclasses import dataclass

from sqlalchemy import func, select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.costs import own, programmes, reading, said
from lawsuit_hub.features.costs.models import CostApplication
from lawsuit_hub.features.costs.types import Answer, Application, Budget, Line, Programme, State
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.work import Work

PAGE = 100
# What the desk looks at: the value of a chip, and which applications stand under it.
PICKS = {
    "first": ("submitted",),
    "second": ("checked",),
    "appeal": (),
    "waiting": ("waiting",),
    "asked": ("more",),
    "granted": ("approved", "handed", "failed"),
    "over": ("paid", "rejected", "withdrawn", "refunded"),
}


@dataclass(frozen=True, slots=True)
class Desk:
    """`counts`: by the value of a chip."""

    lines: tuple[Line, ...]
    counts: dict[str, int]
    programmes: tuple[Programme, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Case:
    """`twins`: numbers of applications that may be of the same household. `following`: the next of the queue, or None. `hers_first`: whoever
    reads it made the first check; `one_of_two`: or agreed as the second. `other_open`: another of hers to this programme."""

    application: Application
    reference: str
    mask: str
    region: str
    answers: tuple[Answer, ...]
    twins: tuple[int, ...]
    budget: Budget | None
    missing: tuple[str, ...]
    following: int | None
    hers_first: bool
    one_of_two: bool
    other_open: int | None

    def __repr__(self) -> str:
        return f"<case {self.application.called}>"


def desk(work: Work, pick: str) -> Desk:
    work.require(Permission.COST_CHECK)
    rows = list(work.db.scalars(_rows(pick).limit(PAGE)))
    people = victims.profiles(work, {one.victim_id for one in rows})
    lines = []
    for one, row in zip(reading.views(work, rows), rows, strict=True):
        since = row.submitted_at if pick == "first" and row.submitted_at else row.moved_at
        days = (work.now - since).days
        mine = work.actor.id in {row.first_by, row.second_by} if pick == "appeal" else row.first_by == work.actor.id
        reference = people[row.victim_id].reference
        lines.append(Line(one.number, reference, one.state, since, days, one.most, said.missing(one), mine))
    return Desk(tuple(lines), counts(work), programmes.listed(work))


def counts(work: Work) -> dict[str, int]:
    work.require(Permission.COST_CHECK)
    by_state = {
        row[0]: int(row[1])
        for row in work.db.execute(select(CostApplication.state, func.count()).group_by(CostApplication.state))
    }
    found = {pick: sum(by_state.get(one, 0) for one in states) for pick, states in PICKS.items()}
    found["appeal"] = len(work.db.scalars(reading.open_appeals()).all())
    return found


def case(work: Work, number: int) -> Case:
    """Raises NoSuchApplication."""
    work.require(Permission.COST_CHECK)
    row = reading.row_of(work, number)
    one, person = reading.view(work, row), victims.profile(work, row.victim_id)
    programme = programmes.one(work, one.programme_no)
    here = next((each for each in programme.budgets if each.year == work.today.year), None)
    return Case(
        application=one,
        reference=person.reference,
        mask=person.hints.name,
        region=person.hints.region,
        answers=own.answers(work, programme, row.victim_id, one, desk=True),
        twins=tuple(sorted(own.household_twins(work, row.victim_id, row.id))),
        budget=here,
        missing=said.missing(one),
        following=_following(work, row),
        hers_first=row.first_by == work.actor.id,
        one_of_two=work.actor.id in {row.first_by, row.second_by},
        other_open=reading.other_open(work, row),
    )


def _following(work: Work, row: CostApplication) -> int | None:
    pick = {State.SUBMITTED.value: "first", State.CHECKED.value: "second"}.get(row.state)
    if pick is None:
        return None
    numbers = [one.number for one in work.db.scalars(_rows(pick).limit(PAGE))]
    later = numbers[numbers.index(row.number) + 1 :] if row.number in numbers else []
    return later[0] if later else None


def _rows(pick: str) -> reading.Rows:
    if pick == "appeal":
        rows = select(CostApplication).where(CostApplication.id.in_(reading.open_appeals()))
        return rows.order_by(CostApplication.moved_at, CostApplication.number)
    rows = select(CostApplication).where(CostApplication.state.in_(PICKS[pick]))
    when = CostApplication.submitted_at if pick == "first" else CostApplication.moved_at
    return rows.order_by(when.desc() if pick == "over" else when, CostApplication.number)
