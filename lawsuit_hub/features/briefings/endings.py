"""What of a file ends or goes over: questions of who has no place any more, and texts under a key that is about to go."""

from typing import Any

from sqlalchemy import delete, select

from lawsuit_hub.features.briefings.models import (
    BriefingRule,
    FilingRow,
    GroupAnswer,
    MemberQuestion,
    News,
    NewsReading,
    NewsWording,
)
from lawsuit_hub.features.lawsuits import endings, groups
from lawsuit_hub.features.lawsuits.types import GroupId
from lawsuit_hub.features.proceedings import carrying
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import CannotOpen, KeyKind, Place

_SEALED: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (FilingRow, ("title", "note")),
    (NewsWording, ("title", "text")),
    (GroupAnswer, ("question", "text")),
    (MemberQuestion, ("text", "reply")),
)


def retire(work: Work) -> int:
    """Whoever left every group takes her questions along; the worker calls it. Returns how many went. What was answered for
    everybody stays."""
    askers = set(work.db.scalars(select(MemberQuestion.victim_id).union(select(NewsReading.victim_id))))
    gone = askers - groups.memberships_of(work, askers).keys()
    work.db.execute(delete(NewsReading).where(NewsReading.victim_id.in_(gone)))
    went = delete(MemberQuestion).where(MemberQuestion.victim_id.in_(gone)).returning(MemberQuestion.id)
    return len(work.db.execute(went).all())


def carry_over(work: Work, group_id: GroupId) -> int:
    """Before the key of a group that went into another is destroyed: the course of its case and its file are the other's from now
    on. Returns how many rows. What was damaged before reads as empty there too."""
    carried = carrying.carry_over(work, group_id)
    stands = endings.stayed(work, group_id)
    if stands is None or stands == group_id:
        return carried
    for model, names in _SEALED:
        for row in work.db.scalars(select(model).where(model.group_id == group_id)):
            for name in names:
                _carry(work, row, name, stands)
            row.group_id = stands
            carried += 1
    for row in work.db.scalars(select(News).where(News.group_id == group_id)):
        row.group_id = stands
    work.db.execute(delete(BriefingRule).where(BriefingRule.group_id == group_id))
    work.db.flush()
    return carried


def _carry(work: Work, row: Any, name: str, stands: GroupId) -> None:
    where = f"{row.__tablename__}.{name}"
    try:
        words = work.keys.open(getattr(row, name), Place(where, row.group_id, row.id), KeyKind.PEER)
    except CannotOpen:
        words = None
    setattr(row, name, work.keys.seal(words, Place(where, stands, row.id), KeyKind.PEER))
