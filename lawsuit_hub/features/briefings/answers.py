"""Answers for a whole group: the question in words that name nobody, and the answer. What is withdrawn asks its questions anew."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select, update

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.briefings import checking, reaching
from lawsuit_hub.features.briefings.models import GroupAnswer, MemberQuestion
from lawsuit_hub.features.briefings.types import LONGEST_ANSWER, LONGEST_QUESTION, Answer, NotInFile
from lawsuit_hub.features.lawsuits import endings
from lawsuit_hub.features.lawsuits.types import GroupId
from lawsuit_hub.features.proceedings.reaching import reach
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.peer_texts import opened, seal
from lawsuit_hub.infra.work import Work

_QUESTION, _TEXT = "group_answers.question", "group_answers.text"


def add(work: Work, group_id: GroupId, question: str, text: str, *, office: bool, once: str) -> UUID:
    """Raises BadWords, HoldsPersonal. Whether the group is hers is asked before."""
    asked = checking.cleaned(question, longest=LONGEST_QUESTION, field="question")
    said = checking.cleaned(text, longest=LONGEST_ANSWER)
    checking.refuse(work, group_id, f"{asked}\n\n{said}", office=office)
    assert work.actor.id is not None  # noqa: S101 - staff has an account
    row = GroupAnswer(id=new_id(), group_id=group_id, at=work.now, by_account=work.actor.id, once=once)
    row.question = seal(work, asked, _QUESTION, group_id, row.id)
    row.text = seal(work, said, _TEXT, group_id, row.id)
    work.db.add(row)
    work.db.flush()
    audit.record(work, "answer:published", about=group_id, kind="group")
    return row.id


def of_group(work: Work, group_id: GroupId) -> tuple[Answer, ...]:
    """Those that stand, the newest first."""
    theirs = GroupAnswer.group_id.in_(endings.family(work, group_id)), GroupAnswer.withdrawn_at.is_(None)
    rows = list(work.db.scalars(select(GroupAnswer).where(*theirs).order_by(GroupAnswer.at.desc(), GroupAnswer.id)))
    return _answers(work, rows)


def some(work: Work, answer_ids: Iterable[UUID]) -> dict[UUID, Answer]:
    """By id; withdrawn ones are in it no more."""
    wanted = GroupAnswer.id.in_(set(answer_ids)), GroupAnswer.withdrawn_at.is_(None)
    return {one.id: one for one in _answers(work, list(work.db.scalars(select(GroupAnswer).where(*wanted))))}


def withdraw(work: Work, code: str, answer_id: UUID, *, reason: str) -> None:
    """Nobody reads it any more, and what it answered waits again. Raises NoSuchGroup, NotInFile, ReasonMissing, ReasonHoldsNumber."""
    group_id, kept = reach(work, code), audit.clean_reason(reason)
    row = get(work, group_id, answer_id)
    row.withdrawn_at = work.now
    again = update(MemberQuestion).where(MemberQuestion.answer_id == answer_id)
    work.db.execute(again.values(answer_id=None, answered_at=None, answered_by=None))
    audit.record(work, "answer:withdrawn", about=group_id, kind="group", reason=kept)
    work.db.flush()


def get(work: Work, group_id: GroupId, answer_id: UUID) -> GroupAnswer:
    """One that stands, held to the end of this work. Raises NotInFile."""
    theirs = GroupAnswer.id == answer_id, GroupAnswer.group_id.in_(endings.family(work, group_id))
    row = work.db.scalar(select(GroupAnswer).where(*theirs, GroupAnswer.withdrawn_at.is_(None)).with_for_update())
    if row is None:
        raise NotInFile
    return row


def _answers(work: Work, rows: list[GroupAnswer]) -> tuple[Answer, ...]:
    firms = reaching.firms(work, [row.by_account for row in rows])
    return tuple(
        Answer(
            id=row.id,
            question=opened(work, row.question, _QUESTION, row.group_id, row.id),
            text=opened(work, row.text, _TEXT, row.group_id, row.id),
            who=firms.get(row.by_account, ""),
            at=row.at,
        )
        for row in rows
    )
