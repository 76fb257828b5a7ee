"""Money is granted to an application, waited for, given up: the only module that moves an application's own money before it is paid."""

from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.claims import figures as claim_figures
from lawsuit_hub.features.costs import budgets, deciding, reading
from lawsuit_hub.features.costs.models import CostAppeal, CostApplication, CostPayment
from lawsuit_hub.features.costs.types import AnotherOpen, HouseholdHasIt, State, called
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.work import Work

# Of what is handed on an appeal may have added some since.
_NOT_ALL_ON_ITS_WAY = frozenset({State.APPROVED.value, State.FAILED.value, State.HANDED.value})
LAPSED = "lapsed"
# How either database names the index of open applications.
_OPEN = ("uq_cost_applications_open", "cost_applications.victim_id")


def grant(work: Work, row: CostApplication, amount: int, *, kept_of: int | None = None) -> bool:
    """This year's money for it, or a place on the waiting list: then False. `kept_of`: the year whose money was kept for her, so that nobody
    who waits is before her. Whoever calls holds the row. Raises HouseholdHasIt, AnotherOpen."""
    behind = kept_of is None and _others_wait(work, row)
    year = None if behind else budgets.reserve(work, row.programme_id, amount, year=kept_of)
    try:
        with work.db.begin_nested():
            row.amount, row.budget_year = amount, year
            row.state = State.WAITING.value if year is None else State.APPROVED.value
            row.moved_at = work.now
            row.turn += 1
            work.db.flush()
    except IntegrityError as refused:
        said = str(refused.orig)
        other = reading.other_open(work, row) if any(one in said for one in _OPEN) else None
        if other is not None:
            raise AnotherOpen(other) from None
        if "household" in said:
            raise HouseholdHasIt from None
        raise
    if year is not None:
        carry(work, row, amount)
    return year is not None


def promote(work: Work, programme_id: UUID) -> int:
    """Whoever waits longest first, as far as the money goes. Returns how many. Whoever calls has the programme's turn."""
    rows = select(CostApplication).where(
        CostApplication.programme_id == programme_id, CostApplication.state == State.WAITING.value
    )
    victims.hold_all(work, set(work.db.scalars(rows.with_only_columns(CostApplication.victim_id))))
    rows = rows.order_by(CostApplication.second_at, CostApplication.number).with_for_update()
    done = 0
    for row in work.db.scalars(rows.execution_options(populate_existing=True)).all():
        year = budgets.reserve(work, programme_id, row.amount)
        if year is None:
            break  # nobody behind her is served before her
        row.state, row.budget_year, row.moved_at, row.turn = State.APPROVED.value, year, work.now, row.turn + 1
        carry(work, row, row.amount)
        audit.record(work, "cost:granted", about=row.victim_id, number=called(row.number), amount=row.amount)
        deciding.tell(work, row)
        done += 1
    work.db.flush()
    return done


def carry(work: Work, row: CostApplication, more: int) -> None:
    """`more` won of it stand in the figures of her claim, where those open."""
    if claim_figures.add_granted(work, row.victim_id, more):
        row.carried += more


def take_off(work: Work, row: CostApplication, *, left: int) -> None:
    """Of what was carried over no more than `left` stays. What never was, is support from elsewhere that somebody noted there."""
    over = row.carried - left
    if over > 0 and claim_figures.add_granted(work, row.victim_id, -over):
        row.carried = left


def give_up(work: Work, row: CostApplication) -> None:
    """What is granted to it and not on its way, and what is held for its appeal, goes back."""
    if row.budget_year is not None and row.state in _NOT_ALL_ON_ITS_WAY:
        left = row.amount - on_its_way(work, row.id)
        budgets.release(work, row.programme_id, row.budget_year, left)
    end_appeal(work, row)
    row.budget_year = None


def end_appeal(work: Work, row: CostApplication) -> None:
    """Its application is over: what was held goes back, and an appeal that nobody has decided lapsed."""
    release_appeal(work, row)
    undecided = update(CostAppeal).where(CostAppeal.application_id == row.id, CostAppeal.outcome.is_(None))
    work.db.execute(undecided.values(outcome=LAPSED, decided_at=work.now))


def release_appeal(work: Work, row: CostApplication) -> None:
    appeal = work.db.scalar(select(CostAppeal).where(CostAppeal.application_id == row.id))
    if appeal is not None and appeal.held and appeal.held_year is not None:
        budgets.release(work, row.programme_id, appeal.held_year, appeal.held)
        appeal.held, appeal.held_year = 0, None
        work.db.flush()


def on_its_way(work: Work, application_id: UUID) -> int:
    """Won that are with the finance office or paid."""
    total = select(func.coalesce(func.sum(CostPayment.amount), 0)).where(
        CostPayment.application_id == application_id, CostPayment.state.in_(["handed", "paid"])
    )
    return int(work.db.execute(total).scalar_one())


def _others_wait(work: Work, row: CostApplication) -> bool:
    waiting = select(CostApplication.id).where(
        CostApplication.programme_id == row.programme_id,
        CostApplication.state == State.WAITING.value,
        CostApplication.id != row.id,
    )
    return work.db.scalar(waiting.limit(1)) is not None


def fund(work: Work, programme_id: UUID, year: int, total: int, *, reason: str) -> int:
    """A year's money; whoever waits is granted what is there. Returns how many. Raises BadWords, NoBudget, ReasonMissing,
    ReasonHoldsNumber."""
    budgets.decide(work, programme_id, year, total, reason=reason)
    return promote(work, programme_id)
