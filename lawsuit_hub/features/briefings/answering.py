"""Questions before the group's lawyer or caseworker: what waits, what is like it, answering one or several at once."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.briefings import answers, checking, reaching
from lawsuit_hub.features.briefings.models import MemberQuestion
from lawsuit_hub.features.briefings.questions import REPLY, text_of
from lawsuit_hub.features.briefings.types import LONGEST_ANSWER, Answer, BadWords, NotInFile, OpenQuestion, Stale
from lawsuit_hub.features.lawsuits import endings
from lawsuit_hub.features.lawsuits.types import GroupId
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.proceedings import service as course
from lawsuit_hub.features.proceedings.reaching import reach
from lawsuit_hub.features.search import similar
from lawsuit_hub.infra.peer_texts import seal
from lawsuit_hub.infra.work import Work

KIND = "question_answered"


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer as it was typed. Without `question` it is for the askers alone. `office`: what was found is an office's, she says."""

    text: str
    question: str = ""
    office: bool = False


def waiting(work: Work, group_id: GroupId, told: tuple[Answer, ...]) -> tuple[OpenQuestion, ...]:
    """The oldest first, each with the answers of `told` that are like it. Whoever left the group asks no more in it."""
    people = {one.member.victim_id: one for one in course.members(work, group_id)}
    lines = []
    for row in _open(work, group_id, people):
        asker, text = people[row.victim_id], text_of(work, row)
        lines.append(
            OpenQuestion(
                id=row.id,
                alias=asker.member.alias,
                name_mask=asker.name_mask,
                text=text,
                asked_at=row.asked_at,
                days=(work.now - row.asked_at).days,
                similar=similar.nearest(text, told, lambda one: one.question),
            )
        )
    return tuple(lines)


def answer(work: Work, code: str, question_ids: Collection[UUID], draft: Draft, *, once: str) -> int:
    """One answer to several: for everybody, or to each asker alone. Returns how many were answered; none when this form was sent before.

    Raises NoSuchGroup, BadWords, HoldsPersonal; Stale where one of them waits no more.
    """
    group_id = reach(work, code)
    if not question_ids:
        raise BadWords("none", "questions")
    if draft.question.strip():
        try:
            with work.db.begin_nested():
                answer_id = answers.add(work, group_id, draft.question, draft.text, office=draft.office, once=once)
        except IntegrityError:
            return 0
        return _join(work, group_id, question_ids, answer_id)
    return _reply(work, group_id, question_ids, draft.text)


def join(work: Work, code: str, question_ids: Collection[UUID], answer_id: UUID) -> int:
    """To an answer that stands already. Raises NoSuchGroup, NotInFile, Stale."""
    group_id = reach(work, code)
    answers.get(work, group_id, answer_id)
    return _join(work, group_id, question_ids, answer_id)


def _join(work: Work, group_id: GroupId, question_ids: Collection[UUID], answer_id: UUID) -> int:
    rows = _held(work, group_id, question_ids)
    for row in rows:
        row.answer_id = answer_id
    return _tell(work, rows, for_all=True)


def _reply(work: Work, group_id: GroupId, question_ids: Collection[UUID], text: str) -> int:
    said = checking.cleaned(text, longest=LONGEST_ANSWER)
    rows = _held(work, group_id, question_ids)
    for row in rows:
        row.reply = seal(work, said, REPLY, row.group_id, row.id)
    return _tell(work, rows, for_all=False)


def _tell(work: Work, rows: list[MemberQuestion], *, for_all: bool) -> int:
    for row in rows:
        row.answered_at, row.answered_by = work.now, work.actor.id
    askers = sorted({row.victim_id for row in rows})
    audit.record_many(work, "question:answered", about=askers, for_all=for_all)
    outbox.queue_many(work, KIND, to=askers)
    work.db.flush()
    return len(rows)


def _held(work: Work, group_id: GroupId, question_ids: Iterable[UUID]) -> list[MemberQuestion]:
    """All of them, waiting still, of people who are in the group. Raises NotInFile, Stale."""
    wanted = set(question_ids)
    theirs = (
        MemberQuestion.id.in_(wanted),
        MemberQuestion.group_id.in_(endings.family(work, group_id)),
        MemberQuestion.victim_id.in_(reaching.inside(work, group_id)),
    )
    found = select(MemberQuestion).where(*theirs).order_by(MemberQuestion.id).with_for_update()
    rows = list(work.db.scalars(found.execution_options(populate_existing=True)))
    if len(rows) != len(wanted):
        raise NotInFile
    if any(row.answered_at is not None for row in rows):
        raise Stale
    return rows


def _open(work: Work, group_id: GroupId, people: Collection[UUID]) -> list[MemberQuestion]:
    theirs = (
        MemberQuestion.group_id.in_(endings.family(work, group_id)),
        MemberQuestion.answered_at.is_(None),
        MemberQuestion.victim_id.in_(people),
    )
    return list(work.db.scalars(select(MemberQuestion).where(*theirs).order_by(MemberQuestion.asked_at)))
