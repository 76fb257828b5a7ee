"""Who agrees to a firm at this moment, of so many people as another question finds: asked of the database in one go.

She agrees whose consent to the firm stands and was given here (a form's tick is none), whose consent to be registered
stands, and who did not ask to be left alone.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select

from lawsuit_hub.features.victims.consent_texts import MONEY_WORDS
from lawsuit_hub.features.victims.models import Consent, ConsentText, Victim
from lawsuit_hub.features.victims.types import Channel, ConsentKind
from lawsuit_hub.infra.work import Work

_ANSWERS: Any = Consent.__table__.c
_PEOPLE: Any = Victim.__table__.c


def since(work: Work, among: Select[tuple[UUID, int]], *, firm_id: UUID) -> dict[UUID, datetime]:
    """Who, in the order of the places that come with them, and since when."""
    placed = among.subquery()
    asked = select(_ANSWERS.victim_id, _ANSWERS.at).join_from(
        placed, Consent.__table__, _ANSWERS.victim_id == placed.c.victim_id
    )
    rows = work.db.execute(asked.where(*_agrees(firm_id)).order_by(placed.c.place))
    return {row[0]: row[1] for row in rows}  # as they come: a list of all of them would be as large again


def all_agree(work: Work, people: Collection[UUID], among: Select[tuple[UUID]], *, firm_id: UUID) -> bool:
    """Whether each of these people is among them and agrees still."""
    asked = select(_ANSWERS.victim_id).where(_ANSWERS.victim_id.in_(among), *_agrees(firm_id))
    missing = set(people)
    for one in work.db.execute(asked):
        missing.discard(one[0])
    return not missing


def not_told_of_money(work: Work, among: Select[tuple[UUID]], *, firm_id: UUID) -> set[UUID]:
    """Who agreed to a text that does not name what came back of her deposit: an older one."""
    texts = select(ConsentText.sha256).where(or_(*(ConsentText.body.contains(words) for words in MONEY_WORDS)))
    told = _ANSWERS.text_sha256.in_(list(work.db.scalars(texts)))
    older = and_(*_agrees(firm_id), or_(_ANSWERS.text_sha256.is_(None), ~told))
    return set(work.db.scalars(select(_ANSWERS.victim_id).where(_ANSWERS.victim_id.in_(among), older)))


def _agrees(firm_id: UUID) -> tuple[ColumnElement[bool], ...]:
    registered: Any = Consent.__table__.alias()
    return (
        _ANSWERS.kind == ConsentKind.FIRM.value,
        _ANSWERS.firm_id == firm_id,
        _ANSWERS.given,
        _ANSWERS.withdrawn_at.is_(None),
        _ANSWERS.channel != Channel.FORM.value,
        exists().where(
            registered.c.victim_id == _ANSWERS.victim_id,
            registered.c.kind == ConsentKind.COLLECT.value,
            registered.c.given,
            registered.c.withdrawn_at.is_(None),
        ),
        ~exists().where(_PEOPLE.id == _ANSWERS.victim_id, _PEOPLE.stopped_at.is_not(None)),
    )
