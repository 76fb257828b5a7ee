"""Court, number and day of a group's suit. The number opens for its members, its caseworker and its lawyer."""

import logging
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.lawsuits import endings
from lawsuit_hub.features.lawsuits.types import GroupId
from lawsuit_hub.features.proceedings.models import CourtCase
from lawsuit_hub.features.proceedings.types import CaseView, Facts
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import CannotOpen, KeyKind, Place
from lawsuit_hub.values.courts import BY_CODE

log = logging.getLogger("lawsuit_hub.proceedings")


def newest(work: Work, group_id: GroupId) -> CaseView | None:
    row = _newest(work, group_id)
    if row is None:
        return None
    return CaseView(BY_CODE[row.court].name, _number(work, row), row.filed_on, row.judged_on)


def _number(work: Work, row: CourtCase) -> str:
    """Empty where it was changed in the table or its key is gone: the page about the case stands."""
    try:
        return work.keys.open(row.number, Place("court_cases.number", row.group_id, row.id), KeyKind.PEER)
    except CannotOpen as error:
        log.error("the number of the case %s does not open: %s", row.id, type(error).__name__)
        return ""


def is_whole(facts: Facts) -> bool:
    return facts.court in BY_CODE and facts.number is not None and facts.filed_on is not None


def enter(work: Work, group_id: GroupId, facts: Facts) -> None:
    """`facts` are whole. An earlier entry stays as it was: an appeal has a number of its own."""
    assert facts.number is not None and facts.filed_on is not None and work.actor.id is not None  # noqa: S101 - they are whole
    row_id: UUID = new_id()
    place = Place("court_cases.number", group_id, row_id)
    work.db.add(
        CourtCase(
            id=row_id,
            group_id=group_id,
            court=facts.court,
            number=work.keys.seal(facts.number.text, place, KeyKind.PEER),
            filed_on=facts.filed_on,
            judged_on=facts.judged_on,
            entered_at=work.now,
            entered_by=work.actor.id,
        )
    )
    audit.record(work, "case:entered", about=group_id, kind="group", court=facts.court)
    work.db.flush()


def judged(work: Work, group_id: GroupId, facts: Facts) -> None:
    row = _newest(work, group_id)
    if row is not None and facts.judged_on is not None:
        row.judged_on = facts.judged_on
        audit.record(work, "case:judged", about=group_id, kind="group")


def _newest(work: Work, group_id: GroupId) -> CourtCase | None:
    rows = select(CourtCase).where(CourtCase.group_id.in_(endings.family(work, group_id)))
    return work.db.scalar(rows.order_by(CourtCase.entered_at.desc(), CourtCase.id).limit(1))
