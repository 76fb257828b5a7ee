"""A member's own side: what is known of her before each rule, her applications, her letter. Opens no identity."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.costs import applying, budgets, deciding, programmes, reading, rules
from lawsuit_hub.features.costs.models import CostApplication, CostMember, CostPayment
from lawsuit_hub.features.costs.types import (
    Answer,
    Application,
    Content,
    NoSuchApplication,
    PaperKind,
    Programme,
    State,
    Status,
)
from lawsuit_hub.features.victims import houses, names
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.work import Work

# What an answer of the registration says: such an answer is hers, and no paper yet.
DECIDED = "전세사기피해자 결정 받음"
_GRANTED = ("approved", "waiting", "handed", "paid", "failed")
_LIVE = (*_GRANTED, "submitted", "more", "checked")


@dataclass(frozen=True, slots=True, repr=False)
class Checked:
    """One programme before one person. `application`: hers that is open, or the last."""

    programme: Programme
    answers: tuple[Answer, ...]
    application: Application | None

    @property
    def may_apply(self) -> bool:
        return rules.may_apply(self.answers)

    def __repr__(self) -> str:
        return "<checked>"


def checked(work: Work) -> tuple[Checked, ...]:
    """Every programme in force."""
    work.require(Permission.OWN_READ)
    me, hers = work.actor.id, applying.all_mine(work)
    if me is None:
        raise NoSuchApplication
    found = []
    for one in programmes.in_force(work):
        application = next((each for each in hers if each.programme_id == one.id), None)
        live = application if application and application.state is not State.WITHDRAWN else None
        found.append(Checked(one, answers(work, one, me, live), application))
    return tuple(found)


def answers(
    work: Work, programme: Programme, victim_id: UUID, application: Application | None, *, desk: bool = False
) -> tuple[Answer, ...]:
    """What is known of somebody, rule by rule. `desk`: also whether others of her household applied, which her own page never says: by
    naming somebody she would learn it of anybody."""
    asked = application.rules if application else programme.rules
    assert asked is not None  # noqa: S101 - a programme in force has rules
    return rules.evaluate(asked, _facts(work, programme.id, victim_id, application, desk=desk))


def letter(work: Work, number: int, count: int) -> bytes:
    """Her own. Raises NoSuchApplication, CannotOpen."""
    work.require(Permission.OWN_WRITE)
    row = reading.row_of(work, number)
    if row.victim_id != work.actor.id:
        raise NoSuchApplication
    pdf = deciding.pdf_of(work, row, count)
    audit.record(work, "cost:letter", about=row.victim_id, number=reading.view(work, row).called)
    return pdf


def household_twins(work: Work, victim_id: UUID, application_id: UUID) -> set[int]:
    """For the desk: numbers of other applications, in all programmes, that may be of her household: her own, of the same house, or of somebody
    who bears a name that one of the two named as of the household. Also what was paid to her before, or to somebody who is erased since."""
    house = houses.of_people(work, [victim_id]).get(victim_id)
    live = select(CostApplication.number).where(CostApplication.state.in_(_LIVE), CostApplication.id != application_id)
    paid = select(CostPayment.application_number).where(
        CostPayment.state.in_(["handed", "paid"]), CostPayment.application_id != application_id
    )
    found = set(work.db.scalars(live.where(CostApplication.victim_id == victim_id)))
    found |= set(work.db.scalars(paid.where(CostPayment.victim_id == victim_id)))
    if house is not None:
        found |= set(work.db.scalars(live.where(CostApplication.household_index == house)))
        found |= set(work.db.scalars(paid.where(CostPayment.household_index == house)))
    named = select(CostMember.name_index).where(CostMember.application_id == application_id)
    bearers = names.bearers(work, work.db.scalars(named).all())
    found |= set(work.db.scalars(live.where(CostApplication.victim_id.in_(bearers))))
    naming = select(CostMember.application_id).where(CostMember.name_index == names.index_of(work, victim_id))
    return found | set(work.db.scalars(live.where(CostApplication.id.in_(naming))))


def _facts(
    work: Work, programme_id: UUID, victim_id: UUID, application: Application | None, *, desk: bool
) -> rules.Facts:
    person = victims.profile(work, victim_id)
    content = application.content if application else Content()
    status = _status(content, person.hints.situation)
    budget = budgets.this_year(work, programme_id)
    granted = application is not None and application.state.value in _GRANTED
    return rules.Facts(
        today=work.today,
        region=person.hints.region,
        seen_lease=person.verified_at is not None,
        status=status,
        shown=application is not None and any(page.kind is PaperKind.STATUS for page in application.pages),
        items=content.items,
        household_known=houses.of_people(work, [victim_id]).get(victim_id) is not None,
        household_has=bool(household_twins(work, victim_id, application.id)) if desk and application else None,
        alone=True if content.alone else None,
        left=None if budget is None else max(budget.left, application.amount if granted and application else 0),
    )


def _status(content: Content, situation: tuple[str, ...]) -> Status | None:
    if content.status is not Status.NONE:
        return content.status
    return Status.DECIDED if DECIDED in situation else None
