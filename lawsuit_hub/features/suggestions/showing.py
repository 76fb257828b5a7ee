"""What anybody reads of a topic: a caseworker's words and the steps of its way, let through by the gate of features/publishing."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.publishing import service as publishing
from lawsuit_hub.features.publishing.types import Gate, Held, Holder, Looked, NotReleased
from lawsuit_hub.features.search import service as search
from lawsuit_hub.features.search.types import Kind
from lawsuit_hub.features.suggestions import counting, telling, topics
from lawsuit_hub.features.suggestions.models import SuggestionTopic, TopicStep
from lawsuit_hub.features.suggestions.types import REPLIES, Stale
from lawsuit_hub.infra.work import Work
from lawsuit_hub.values.dates import KST

KIND = topics.KIND


def holder(topic_id: UUID) -> Holder:
    return Holder(KIND, topic_id)


def text_of(work: Work, row: SuggestionTopic) -> str:
    """Everything that people would read."""
    told = [one for step in topics.steps(work, row.id) for one in (step.recipient, step.document, step.words)]
    return "\n\n".join(filter(None, (row.title, row.summary, *told)))


def state(work: Work, number: int) -> Gate:
    """Raises NotThere."""
    row = topics.get(work, number)
    return publishing.state(work, holder(row.id), text_of(work, row))


def ask(work: Work, number: int, *, seen: int) -> None:
    """A second person should look. Raises NotThere, Stale."""
    row = topics.hold(work, number, seen=seen)
    publishing.ask(work, holder(row.id), text_of(work, row))


def publish(work: Work, number: int, *, seen: int, mark: str) -> None:
    """Its words, steps and files, as the page showed them. Raises NotThere, Stale, NotReleased."""
    work.require(Permission.SUGGESTION_HANDLE)
    row = topics.hold(work, number, seen=seen)
    now = publishing.state(work, holder(row.id), text_of(work, row))
    if now.mark != mark:
        raise Stale
    if not now.is_open:
        raise NotReleased
    _show(work, row)


def keep_up(work: Work, row: SuggestionTopic) -> None:
    """A public topic shows what was added to it at once, where nothing in it is anybody's. The topic is held."""
    if row.shown_on is None:
        return
    work.db.flush()
    if publishing.state(work, holder(row.id), text_of(work, row)).is_open:
        _show(work, row)


def _show(work: Work, row: SuggestionTopic) -> None:
    publishing.publish(work, holder(row.id), text_of(work, row))
    row.shown_title, row.shown_summary = row.title, row.summary
    row.shown_on = row.shown_on or work.today
    fresh = TopicStep.topic_id == row.id, TopicStep.shown.is_(False)
    said = set(work.db.scalars(select(TopicStep.status).where(*fresh)))
    work.db.execute(update(TopicStep).where(*fresh).values(shown=True))
    topics.turned(work, row)
    work.db.flush()
    counting.recount(work, row)
    audit.record(work, "topic:shown", about=row.id, kind=KIND, number=row.number)
    if said & {one.value for one in REPLIES}:
        telling.answered(work, row.id)
    index(work, row)


def withdraw(work: Work, number: int, *, seen: int, reason: str) -> None:
    """From the public pages and the search. Raises NotThere, Stale, ReasonMissing, ReasonHoldsNumber."""
    work.require(Permission.SUGGESTION_HANDLE)
    kept, row = audit.clean_reason(reason), topics.hold(work, number, seen=seen)
    if row.shown_on is None:
        raise Stale
    publishing.withdraw(work, holder(row.id))
    row.shown_on, row.shown_title, row.shown_summary = None, "", ""
    topics.turned(work, row)
    audit.record(work, "topic:withdrawn", about=row.id, kind=KIND, reason=kept, number=number)
    index(work, row)


def attach(work: Work, number: int, looked: Looked) -> None:
    """A file that belongs to its way; shown when it is published. Raises NotThere, Stale, Unfit."""
    work.require(Permission.SUGGESTION_HANDLE)
    publishing.attach(work, holder(topics.hold(work, number).id), looked)


def detach(work: Work, number: int, file_id: UUID) -> None:
    """From the public page too, at once. Raises NotThere, Stale, NotAttached."""
    work.require(Permission.SUGGESTION_HANDLE)
    publishing.remove(work, holder(topics.hold(work, number).id), file_id)


def index(work: Work, row: SuggestionTopic) -> None:
    work.db.flush()
    if row.shown_on is None or row.joined_to is not None:
        search.drop(work, Kind.TOPIC, row.id)
        return
    said = "\n".join(one.words for one in topics.steps(work, row.id, shown=True))
    at = datetime.combine(row.shown_on, datetime.min.time(), KST)  # the day alone, as on the page
    search.put(work, Kind.TOPIC, row.id, title=row.shown_title, text=f"{row.shown_summary}\n{said}", at=at)


def held(work: Work, topic_id: UUID) -> Held | None:
    """What the second person reads; None where it is gone."""
    row = work.db.get(SuggestionTopic, topic_id)
    if row is None:
        return None
    wrote = select(TopicStep.by_account).where(TopicStep.topic_id == row.id, TopicStep.shown.is_(False))
    by = {one for one in (row.worded_by, *work.db.scalars(wrote)) if one is not None}
    return Held(row.title, text_of(work, row), f"/desk/suggestions/topics/{row.number}", frozenset(by))
