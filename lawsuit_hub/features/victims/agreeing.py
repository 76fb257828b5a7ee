"""Who agrees to a firm at this moment, of so many people as another question finds: asked of the database in one go.

She agrees whose consent to the firm stands and was given here (a form's tick is none), whose consent to be registered
stands, and who did not ask to be left alone.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, select, type_coerce
from sqlalchemy.orm import aliased
from sqlalchemy.types import NullType

from lawsuit_hub.features.victims.models import Consent, Victim
from lawsuit_hub.features.victims.types import Channel, ConsentKind
from lawsuit_hub.infra.work import Work


def since(work: Work, among: Select[tuple[UUID]], *, firm_id: UUID) -> dict[UUID, datetime]:
    """Who, and since when."""
    asked = select(Consent.victim_id, Consent.at).where(*_agrees(among, firm_id))
    return dict(work.db.execute(asked).all())


def all_agree(work: Work, people: Collection[UUID], among: Select[tuple[UUID]], *, firm_id: UUID) -> bool:
    """Whether each of these people is among them and agrees still. Ids are compared as the database spells them."""
    asked = select(type_coerce(Consent.victim_id, NullType())).where(*_agrees(among, firm_id))
    agreeing = set(work.db.scalars(asked))
    if work.db.get_bind().dialect.name == "sqlite":
        return all(one.hex in agreeing for one in people)
    return all(one in agreeing for one in people)


def _agrees(among: Select[tuple[UUID]], firm_id: UUID) -> tuple[ColumnElement[bool], ...]:
    collected = aliased(Consent)
    registered: Any = exists().where(
        collected.victim_id == Consent.victim_id,
        collected.kind == ConsentKind.COLLECT.value,
        collected.given,
        collected.withdrawn_at.is_(None),
    )
    return (
        Consent.victim_id.in_(among),
        Consent.kind == ConsentKind.FIRM.value,
        Consent.firm_id == firm_id,
        Consent.given,
        Consent.withdrawn_at.is_(None),
        Consent.channel != Channel.FORM.value,
        registered,
        ~exists().where(Victim.id == Consent.victim_id, Victim.stopped_at.is_not(None)),
    )
