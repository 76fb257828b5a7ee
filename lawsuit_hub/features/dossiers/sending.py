"""A frozen version goes out, an answer comes back, and what became of each topic: told to the topics, so that everybody reads it there."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.dossiers import cleaning, printing, quoting, reading, recipients, writing
from lawsuit_hub.features.dossiers.models import Dossier, DossierAnswer, DossierTopic, DossierVersion
from lawsuit_hub.features.dossiers.types import (
    FARTHEST_DAYS,
    LONGEST_ANSWER,
    LONGEST_DOCUMENT,
    LONGEST_OUTCOME,
    BadDossier,
    NoSuchDossier,
    NotFrozen,
    Stale,
    Way,
)
from lawsuit_hub.features.publishing import service as publishing
from lawsuit_hub.features.publishing.types import Gate, Held, Holder, Looked, NotReleased
from lawsuit_hub.features.suggestions import service as suggestions
from lawsuit_hub.features.suggestions.types import ENDS, Status
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work

KIND = writing.KIND
ANSWER = "dossier_answer"
FIRST = date(2020, 1, 1)


@dataclass(frozen=True, slots=True)
class Sending:
    """As it was typed. `due`: None for the usual days."""

    day: date
    document: str
    way: Way
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Answering:
    day: date
    document: str
    words: str


def due(work: Work, day: date) -> date:
    return day + timedelta(days=work.settings.dossier_days)


def send(work: Work, number: int, typed: Sending, *, seen: int) -> None:
    """It went out as its newest version, under a number: each of its topics says so. Sent so already is sent.

    Raises NoSuchDossier, Stale, NotFrozen, Altered, BadDossier.
    """
    work.require(Permission.SUGGESTION_HANDLE)
    document = cleaning.line(work, typed.document, longest=LONGEST_DOCUMENT, field="document")
    if publishing.scan_text(work.settings, document):
        raise BadDossier("personal", "document")
    until = typed.due or due(work, typed.day)
    _in_order(work, typed.day, until)
    row = writing.hold(work, number)
    if row.sent_on is not None and (row.sent_on, row.sent_document) == (typed.day, document):
        return
    if row.sent_on is not None or row.turn != seen:
        raise Stale
    row.sent_version = _newest(work, row, seen)
    row.sent_on, row.sent_document, row.sent_way, row.due_on = typed.day, document, typed.way.value, until
    work.db.flush()
    named = recipients.get(work, row.recipient_id).name
    suggestions.forward(work, _topic_ids(work, row), recipient=named, day=typed.day, number=document)
    audit.record(work, "dossier:sent", about=row.id, kind=KIND, number=number, version=row.sent_version)


def _in_order(work: Work, day: date, until: date) -> None:
    if not FIRST <= day <= work.today:
        raise BadDossier("late" if day > work.today else "early", "day")
    if not day <= until <= day + timedelta(days=FARTHEST_DAYS):
        raise BadDossier("early" if until < day else "late", "due")


def _newest(work: Work, row: Dossier, turn: int) -> int:
    """Of what stands there now. Raises NotFrozen; Stale where somebody took back words that are in it, or was erased: her words are held
    first, so that either she was faster and it does not go out, or she waits until it has."""
    of_turn = DossierVersion.dossier_id == row.id, DossierVersion.turn == turn
    kept = map(printing.loaded, work.db.scalars(select(DossierVersion.printed).where(*of_turn)))
    marks = frozenset().union(*(one.marks for one in kept if one is not None))
    quoting.hold(work, _topic_ids(work, row), marks)
    item = reading.item(work, row.number)
    if item.fresh is not None:
        return item.fresh.number
    raise Stale if any(one.turn == row.turn for one in item.versions) else NotFrozen


def move_due(work: Work, number: int, until: date) -> None:
    """Raises NoSuchDossier, Stale, BadDossier."""
    work.require(Permission.SUGGESTION_HANDLE)
    row = writing.hold(work, number)
    if row.sent_on is None or row.answered_on is not None:
        raise Stale
    _in_order(work, row.sent_on, until)
    row.due_on = until
    audit.record(work, "dossier:due-moved", about=row.id, kind=KIND, number=number)


def answer(work: Work, number: int, typed: Answering, *, once: str) -> None:
    """What the recipient said. Raises NoSuchDossier, Stale, BadDossier."""
    work.require(Permission.SUGGESTION_HANDLE)
    document = cleaning.line(work, typed.document, longest=LONGEST_DOCUMENT, field="document", empty=True)
    words = cleaning.prose(work, typed.words, longest=LONGEST_ANSWER, field="words")
    row = writing.hold(work, number)
    if work.db.scalar(select(DossierAnswer.id).where(DossierAnswer.once == once)) is not None:
        return
    if row.sent_on is None:
        raise Stale
    if not row.sent_on <= typed.day <= work.today:
        raise BadDossier("early" if typed.day < row.sent_on else "late", "day")
    _keep(work, row, Answering(typed.day, document, words), once)
    row.answered_on = row.answered_on or typed.day
    named = recipients.get(work, row.recipient_id).name
    suggestions.answer(work, _topic_ids(work, row), recipient=named, day=typed.day, number=document, words=words)
    audit.record(work, "dossier:answered", about=row.id, kind=KIND, number=number)


def _keep(work: Work, row: Dossier, typed: Answering, once: str) -> None:
    last = work.db.scalar(select(func.max(DossierAnswer.number)).where(DossierAnswer.dossier_id == row.id)) or 0
    made = DossierAnswer(
        id=new_id(),
        dossier_id=row.id,
        number=last + 1,
        day=typed.day,
        document=typed.document,
        words=typed.words,
        once=once,
        at=work.now,
        by_account=work.actor.id,
    )
    work.db.add(made)
    work.db.flush()


def add_file(work: Work, number: int, place: int, looked: Looked) -> None:
    """What came with an answer. Shown with its words; one that is shown already is shown anew. Raises NoSuchDossier, Unfit."""
    work.require(Permission.PUBLISH_PREPARE)
    row = get_answer(work, number, place, hold=True)
    publishing.attach(work, Holder(ANSWER, row.id), looked)
    row.shown = False


def conclude(work: Work, number: int, topic_id: UUID, outcome: Status, words: str) -> None:
    """What became of one topic at this recipient, and why. Raises NoSuchDossier, Stale, BadDossier."""
    work.require(Permission.SUGGESTION_HANDLE)
    if outcome not in ENDS:
        raise BadDossier("choose", "outcome")
    kept = cleaning.prose(work, words, longest=LONGEST_OUTCOME, field="words")
    row = writing.hold(work, number)
    topic = work.db.get(DossierTopic, (row.id, topic_id))
    if topic is None:
        raise NoSuchDossier
    if row.sent_on is None:
        raise Stale
    if (topic.outcome, topic.outcome_words) == (outcome.value, kept):
        return
    topic.outcome, topic.outcome_words = outcome.value, kept
    work.db.flush()
    suggestions.conclude(work, [topic_id], outcome=outcome, day=work.today, words=kept)
    audit.record(work, "dossier:concluded", about=row.id, kind=KIND, number=number, outcome=outcome.value)


def answer_gate(work: Work, number: int, place: int) -> Gate:
    """Raises NoSuchDossier."""
    row = get_answer(work, number, place)
    return publishing.state(work, Holder(ANSWER, row.id), text_of(row))


def ask(work: Work, number: int, place: int) -> None:
    """A second person should look at an answer. Raises NoSuchDossier."""
    row = get_answer(work, number, place, hold=True)
    publishing.ask(work, Holder(ANSWER, row.id), text_of(row))


def show_answer(work: Work, number: int, place: int, *, mark: str) -> None:
    """Its words and file stand on the dossier's public page. Raises NoSuchDossier, Stale, NotReleased."""
    work.require(Permission.PUBLISH_PREPARE)
    row = get_answer(work, number, place, hold=True)
    now = publishing.state(work, Holder(ANSWER, row.id), text_of(row))
    if now.mark != mark:
        raise Stale
    if not now.is_open:
        raise NotReleased
    publishing.publish(work, Holder(ANSWER, row.id), text_of(row))
    row.shown = True
    audit.record(work, "dossier:answer-shown", about=row.dossier_id, kind=KIND, number=number)


def get_answer(work: Work, number: int, place: int, *, hold: bool = False) -> DossierAnswer:
    """`hold`: nobody else changes it until the transaction ends. Raises NoSuchDossier."""
    wanted = select(DossierAnswer).where(
        DossierAnswer.dossier_id == writing.get(work, number).id, DossierAnswer.number == place
    )
    held = wanted.with_for_update().execution_options(populate_existing=True)
    row = work.db.scalar(held if hold else wanted)
    if row is None:
        raise NoSuchDossier
    return row


def text_of(row: DossierAnswer) -> str:
    return "\n\n".join(filter(None, (row.document, row.words)))


def held_answer(work: Work, answer_id: UUID) -> Held | None:
    row = work.db.get(DossierAnswer, answer_id)
    if row is None:
        return None
    dossier = work.db.get(Dossier, row.dossier_id)
    if dossier is None:
        return None
    authors = frozenset({row.by_account} if row.by_account else ())
    return Held(dossier.title, text_of(row), f"/desk/dossiers/{dossier.number}", authors)


def _topic_ids(work: Work, row: Dossier) -> list[UUID]:
    return [one.topic_id for one in reading.topics_of(work, row.id)]
