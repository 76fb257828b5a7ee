"""Questions of members to their lawyer: asked under an alias with personal data replaced, taken back, read by her alone."""

from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.briefings import answers, checking, reaching
from lawsuit_hub.features.briefings.keeping import kept
from lawsuit_hub.features.briefings.models import MemberQuestion
from lawsuit_hub.features.briefings.types import LONGEST_QUESTION, NotInFile, OwnQuestion, Preview
from lawsuit_hub.features.lawsuits import endings
from lawsuit_hub.features.search import similar
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.peer_texts import opened, seal
from lawsuit_hub.infra.work import Work

LOOKS_A_DAY, A_DAY = "15 per day", "5 per day"
TEXT, REPLY = "member_questions.text", "member_questions.reply"


def preview(work: Work, text: str) -> Preview:
    """As it would be kept, and what was answered before; nothing is sent. Raises NotYours, BadWords, TooMany."""
    work.require(Permission.OWN_WRITE)
    member = reaching.seat(work)
    work.limits.hit(LOOKS_A_DAY, "question-looks", str(member.victim_id))
    seen = kept(work, member, text, longest=LONGEST_QUESTION)
    known = answers.of_group(work, member.group_id)
    return Preview(
        seen.text, seen.replaced - {checking.FELLOW}, similar.nearest(seen.text, known, lambda one: one.question)
    )


def ask(work: Work, text: str, *, once: str) -> bool:
    """False when this very form was sent before. Raises NotYours, BadWords, TooMany."""
    work.require(Permission.OWN_WRITE)
    member = reaching.seat(work)
    sent = MemberQuestion.victim_id == member.victim_id, MemberQuestion.once == once
    if work.db.scalar(select(MemberQuestion.id).where(*sent)) is not None:
        return False
    work.limits.hit(A_DAY, "questions", str(member.victim_id))
    said = kept(work, member, text, longest=LONGEST_QUESTION)
    row = MemberQuestion(
        id=new_id(), group_id=member.group_id, victim_id=member.victim_id, asked_at=work.now, once=once
    )
    row.text = seal(work, said.text, TEXT, row.group_id, row.id)
    try:
        with work.db.begin_nested():
            work.db.add(row)
            work.db.flush()
    except IntegrityError:  # the same at the same moment
        return False
    audit.record(work, "question:asked", about=member.victim_id)
    return True


def take_back(work: Work, question_id: UUID) -> None:
    """One that nobody answered yet. Raises NotInFile."""
    work.require(Permission.OWN_WRITE)
    hers = (
        MemberQuestion.id == question_id,
        MemberQuestion.victim_id == work.actor.id,
        MemberQuestion.answered_at.is_(None),
    )
    if work.db.execute(delete(MemberQuestion).where(*hers).returning(MemberQuestion.id)).scalar() is None:
        raise NotInFile
    assert work.actor.id is not None  # noqa: S101 - a member has an id
    audit.record(work, "question:taken-back", about=work.actor.id)


def own(work: Work) -> tuple[OwnQuestion, ...]:
    """All that she asked, the newest first. Raises NotYours for who sees no group."""
    member = reaching.seat(work)
    return of_person(work, member.victim_id, here=endings.family(work, member.group_id))


def of_person(work: Work, victim_id: UUID, *, here: list[UUID]) -> tuple[OwnQuestion, ...]:
    """`here`: the groups whose lawyer reads what she asked in them."""
    hers = select(MemberQuestion).where(MemberQuestion.victim_id == victim_id)
    rows = list(work.db.scalars(hers.order_by(MemberQuestion.asked_at.desc(), MemberQuestion.id)))
    told = answers.some(work, [row.answer_id for row in rows if row.answer_id is not None])
    return tuple(
        OwnQuestion(
            id=row.id,
            text=text_of(work, row),
            asked_at=row.asked_at,
            reply=opened(work, row.reply, REPLY, row.group_id, row.id),
            answer=told.get(row.answer_id) if row.answer_id else None,
            elsewhere=row.answered_at is None and row.group_id not in here,
        )
        for row in rows
    )


def text_of(work: Work, row: MemberQuestion) -> str:
    return opened(work, row.text, TEXT, row.group_id, row.id)


def kept_of(work: Work, victim_id: UUID) -> list[dict[str, str | None]]:
    """For her own copy (docs/data-copy.md)."""
    return [
        {
            "asked_at": one.asked_at.isoformat(),
            "text": one.text or None,
            "reply": one.reply or None,
            "answer_for_all": one.answer.text if one.answer else None,
        }
        for one in of_person(work, victim_id, here=[])
    ]
