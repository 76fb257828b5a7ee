"""Two pairs of eyes where many are erased: whoever has agreed to many within an hour needs another for the next."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, select

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.destruction.models import DestructionRecord, DueApproved, ErasureRequest, FirstWord
from lawsuit_hub.features.destruction.register import PEOPLE
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.identity.types import StaffView
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work

WITHIN = timedelta(hours=1)
STANDS = timedelta(hours=24)  # so long a first word waits for the second


def is_enough(work: Work, about: str, *, people: int) -> bool:
    """Whether this person's word is enough now: alone up to `erasures_alone` people within an hour, or as the second of two.

    Where it is the first of two it is kept, and nothing else happens.
    """
    assert work.actor.id is not None  # noqa: S101 - an account of staff
    if not people or people + _within_the_hour(work) <= work.settings.erasures_alone:
        return True
    work.db.execute(delete(FirstWord).where(FirstWord.given_at <= work.now - STANDS))
    others = select(FirstWord.given_by).where(FirstWord.about == about, FirstWord.given_by != work.actor.id)
    if any(one.stands and one.role is work.actor.role for one in _accounts(work, list(work.db.scalars(others)))):
        work.db.execute(delete(FirstWord).where(FirstWord.about == about))
        return True
    mine = select(FirstWord).where(FirstWord.about == about, FirstWord.given_by == work.actor.id)
    if work.db.scalar(mine) is None:
        work.db.add(FirstWord(id=new_id(), about=about, given_by=work.actor.id, given_at=work.now))
        audit.record(work, "destruction:first-word", people=people)
        work.db.flush()
    return False


def _accounts(work: Work, ids: list[UUID]) -> list[StaffView]:
    return list(identity.staff_many(work, ids).values())


def _within_the_hour(work: Work) -> int:
    """How many people she agreed to erase or erased: what is done stands in the register, what is not waits in its table."""
    me, since = work.actor.id, work.now - WITHIN
    hers = (DestructionRecord.head_id == me) | (DestructionRecord.handler_id == me)
    done = (DestructionRecord.destroyed_at > since, DestructionRecord.kind.in_(PEOPLE), hers)
    wished = (
        ErasureRequest.approved_by == me,
        ErasureRequest.approved_at > since,
        ErasureRequest.cancelled_at.is_(None),
    )
    listed = (
        DueApproved.approved_by == me,
        DueApproved.approved_at > since,
        DueApproved.settled_at.is_(None),
        DueApproved.kind.in_(PEOPLE),
    )
    return _count(work, *done) + _count(work, *wished) + _count(work, *listed)


def _count(work: Work, *conditions: ColumnElement[bool]) -> int:
    return int(work.db.execute(select(func.count()).where(*conditions)).scalar_one())
