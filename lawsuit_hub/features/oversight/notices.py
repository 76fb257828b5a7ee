"""The notice of a breach as the people it touches read it, and as it stands on the web. Names nobody."""

from sqlalchemy import ColumnElement, select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.oversight.breach_types import Category, Notice
from lawsuit_hub.features.oversight.models import Breach, BreachPerson
from lawsuit_hub.infra.work import Work

MOST = 50


def of_me(work: Work) -> list[Notice]:
    """What the member was told, newest first."""
    work.require(Permission.OWN_READ)
    mine = (
        select(Breach, BreachPerson.notified_at)
        .join(BreachPerson, BreachPerson.breach_id == Breach.id)
        .where(BreachPerson.victim_id == work.actor.id, BreachPerson.notified_at.is_not(None))
        .order_by(BreachPerson.notified_at.desc())
        .limit(MOST)
    )
    return [
        Notice(row.number, at, tuple(Category(one) for one in row.categories), row.notice)
        for row, at in work.db.execute(mine)
        if at is not None
    ]


def on_the_web(work: Work) -> list[Notice]:
    """What stands on the web today, newest first."""
    rows = work.db.scalars(select(Breach).where(*_on_the_web(work)).order_by(Breach.web_from.desc()).limit(MOST))
    return [
        Notice(
            row.number,
            row.web_from,
            tuple(Category(one) for one in row.categories),
            row.notice,
            row.web_until,
            told=row.notified_at is not None,
        )
        for row in rows
        if row.web_from is not None
    ]


def any_on_the_web(work: Work) -> bool:
    return work.db.scalar(select(Breach.id).where(*_on_the_web(work)).limit(1)) is not None


def _on_the_web(work: Work) -> tuple[ColumnElement[bool], ...]:
    return Breach.web_from <= work.now, Breach.web_until > work.now
