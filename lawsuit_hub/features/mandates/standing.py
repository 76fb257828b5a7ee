"""How mandates stand: rows as others may see them, and whose agent a firm is at this moment."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.lawsuits import assignments, endings, groups
from lawsuit_hub.features.lawsuits.types import GroupId
from lawsuit_hub.features.mandates.models import Mandate, MandateForm
from lawsuit_hub.features.mandates.types import Ending, MandateView, Special, Way
from lawsuit_hub.features.victims import consents, stopping
from lawsuit_hub.infra.db import batches
from lawsuit_hub.infra.work import Work


def firm_of(work: Work, group_id: GroupId) -> UUID | None:
    """The firm of whoever has the group now."""
    assigned = assignments.standing(work, group_id)
    firm = identity.staff(work, assigned.lawyer_id).firm if assigned else None
    return firm.id if firm else None


def agents(work: Work, group_id: GroupId) -> dict[UUID, datetime]:
    """Whose agent the firm of the group's present lawyer is, since when: active members whose mandate stands, and the consent with it."""
    firm_id = firm_of(work, group_id)
    if firm_id is None:
        return {}
    family, active = set(endings.family(work, group_id)), groups.active_victims(work, group_id)
    found = {
        one.victim_id: one.stands_since
        for one in newest(work, active).values()
        if one.ended_at is None and one.stands_since is not None and one.firm_id == firm_id and one.group_id in family
    }
    states, left_alone = consents.states(work, found), stopping.stopped(work, found)
    return {one: at for one, at in found.items() if firm_id in states[one].firms and one not in left_alone}


def newest(work: Work, victim_ids: Iterable[UUID]) -> dict[UUID, MandateView]:
    """The last answer of each who gave one."""
    return {one.victim_id: one for one in histories(work, victim_ids)}


def histories(work: Work, victim_ids: Iterable[UUID]) -> list[MandateView]:
    """Every answer of these people, the oldest first."""
    found: list[MandateView] = []
    for some in batches(victim_ids):
        rows = select(Mandate, MandateForm.version).join(MandateForm, MandateForm.id == Mandate.form_id)
        theirs = rows.where(Mandate.victim_id.in_(some)).order_by(Mandate.number)
        found += [view(row, version) for row, version in work.db.execute(theirs)]
    return found


def open_row(db: Session, victim_id: UUID) -> Mandate | None:
    """Whoever calls holds the person."""
    row = select(Mandate).where(Mandate.victim_id == victim_id, Mandate.ended_at.is_(None))
    return db.scalar(row.execution_options(populate_existing=True))


def here(
    work: Work, group_id: GroupId, firm_id: UUID | None, answers: Mapping[UUID, MandateView]
) -> dict[UUID, MandateView]:
    """Of these answers those that were given to this firm, in this group or one that was merged into it."""
    family = set(endings.family(work, group_id))
    return {one: said for one, said in answers.items() if said.firm_id == firm_id and said.group_id in family}


def view(row: Mandate, version: int) -> MandateView:
    return MandateView(
        id=row.id,
        number=called(row.number),
        victim_id=row.victim_id,
        group_id=row.group_id,
        firm_id=row.firm_id,
        version=version,
        way=Way(row.way) if row.way else None,
        specials=tuple(Special(one) for one in row.specials),
        answered_at=row.answered_at,
        signed_on=row.signed_on,
        stands_since=row.stands_since,
        ended_at=row.ended_at,
        ended_as=Ending(row.ended_as) if row.ended_as else None,
        sha256=row.sha256,
        has_paper=row.paper_id is not None,
    )


def called(number: int) -> str:
    return f"M-{number}"
