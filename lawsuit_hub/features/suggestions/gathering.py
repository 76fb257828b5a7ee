"""A caseworker gathers suggestions under topics: puts, moves, parts, joins, puts aside; lets the words of one be quoted."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import delete, insert, select, update

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.publishing import service as publishing
from lawsuit_hub.features.suggestions import carried, keeping, showing, topics
from lawsuit_hub.features.suggestions.keeping import TEXT
from lawsuit_hub.features.suggestions.models import MemberSupport, Suggestion, SuggestionTopic, VisitorSupport
from lawsuit_hub.features.suggestions.types import BadSuggestion, Category, HoldsName, NotThere, Stale, Status
from lawsuit_hub.infra.peer_texts import opened, seal
from lawsuit_hub.infra.work import Work
from lawsuit_hub.values.text import clean

KIND = "suggestion"
MASK = "[가림]"
MOST_MASKS = 20
_SHORTEST = 2
_EARLY = frozenset({Status.RECEIVED.value, Status.REVIEW.value})


def gather(work: Work, suggestion_id: UUID, number: int, *, same: bool) -> int:
    """Under a topic; `same`: with every other that has the same words and lies under none. Returns how many. Raises NotThere, Stale."""
    work.require(Permission.SUGGESTION_HANDLE)
    row, topic = _get(work, suggestion_id), topics.hold(work, number)
    waiting = Suggestion.topic_id.is_(None), Suggestion.aside == ""
    which = Suggestion.text_mac == row.text_mac if same else Suggestion.id == row.id
    values = {"topic_id": topic.id, "turn": Suggestion.turn + 1}
    put = work.db.scalars(update(Suggestion).where(which, *waiting).values(**values).returning(Suggestion.id)).all()
    if not put:  # another was faster
        raise Stale
    _begun(work, topic)
    topics.turned(work, topic)
    audit.record(work, "suggestion:gathered", about=topic.id, kind=topics.KIND, suggestions=len(put))
    return len(put)


def move(work: Work, ids: Collection[UUID], number: int, to: int | None, *, reason: str) -> int:
    """From one topic under another, or back to those that wait. Returns how many. Raises NotThere, Stale, ReasonMissing,
    ReasonHoldsNumber."""
    work.require(Permission.SUGGESTION_HANDLE)
    kept = audit.clean_reason(reason)
    if not ids or to == number:
        raise BadSuggestion("choose", "which")
    held = {one: topics.hold(work, one) for one in sorted({number, *([to] if to else [])})}
    goal = held[to].id if to else None
    theirs = Suggestion.topic_id == held[number].id, Suggestion.id.in_(ids)
    moved = work.db.scalars(
        update(Suggestion).where(*theirs).values(topic_id=goal, turn=Suggestion.turn + 1).returning(Suggestion.id)
    ).all()
    if len(moved) != len(set(ids)):
        raise Stale
    for row in held.values():
        topics.turned(work, row)
    audit.record(
        work, "suggestion:moved", about=held[number].id, kind=topics.KIND, reason=kept, suggestions=len(moved), to=to
    )
    return len(moved)


def join(work: Work, number: int, other: int, *, seen: int, reason: str) -> None:
    """A topic into another, with its suggestions and whoever joined it. Not one that was forwarded: what went out stays what it was.

    Raises NotThere, Stale, BadSuggestion, ReasonMissing, ReasonHoldsNumber.
    """
    work.require(Permission.SUGGESTION_HANDLE)
    kept = audit.clean_reason(reason)
    if other == number:
        raise BadSuggestion("choose", "other")
    held = {one: topics.hold(work, one) for one in sorted((number, other))}
    row, into = held[number], held[other]
    if row.turn != seen:
        raise Stale
    if row.status not in _EARLY:
        raise BadSuggestion("late", "other")
    work.db.execute(
        update(Suggestion).where(Suggestion.topic_id == row.id).values(topic_id=into.id, turn=Suggestion.turn + 1)
    )
    _join_supports(work, row, into)
    row.joined_to = into.id
    for one in work.db.scalars(select(SuggestionTopic).where(SuggestionTopic.joined_to == row.id)):
        one.joined_to = into.id
    for one in held.values():
        topics.turned(work, one)
    audit.record(work, "topic:joined", about=row.id, kind=topics.KIND, reason=kept, number=number, into=other)
    showing.index(work, row)


def _join_supports(work: Work, row: SuggestionTopic, into: SuggestionTopic) -> None:
    for table, mark in ((MemberSupport, MemberSupport.person_mac), (VisitorSupport, VisitorSupport.browser_mac)):
        there = set(work.db.scalars(select(mark).where(table.topic_id == into.id)))
        more = set(work.db.scalars(select(mark).where(table.topic_id == row.id))) - there
        if more:
            work.db.execute(insert(table), [{"topic_id": into.id, mark.key: one} for one in sorted(more)])
        work.db.execute(delete(table).where(table.topic_id == row.id))
    into.kept_suggestions += row.kept_suggestions
    into.kept_members += row.kept_members
    into.kept_visitors += row.kept_visitors
    row.kept_suggestions = row.kept_members = row.kept_visitors = 0


def sort(work: Work, suggestion_id: UUID, category: Category, *, seen: int) -> None:
    """Raises NotThere, Stale."""
    row = _held(work, suggestion_id, seen=seen)
    row.category = category.value
    row.turn += 1
    audit.record(work, "suggestion:sorted", about=row.id, kind=KIND, category=category.value)


def look(work: Work, suggestion_id: UUID, *, seen: int, masks: Sequence[str] = ()) -> None:
    """Its words may be read outside from now on, as she read them: where its writer agreed, or at least five members wrote the same, which
    only papers for agencies carry. `masks`: words replaced for good.

    Raises NotThere, Stale, HoldsName.
    """
    row = _held(work, suggestion_id, seen=seen)
    if row.aside or not (row.quotable or carried.is_common(work, row)):
        raise Stale
    text = _masked(opened(work, row.text, TEXT, row.id, row.id), masks)
    if publishing.scan_text(work.settings, text):
        raise HoldsName
    row.text, row.text_mac = seal(work, text, TEXT, row.id, row.id), keeping.text_mac(work, text)
    row.looked_on = work.today
    row.turn += 1
    audit.record(work, "suggestion:looked", about=row.id, kind=KIND, masked=len(masks))


def unquote(work: Work, suggestion_id: UUID, *, seen: int) -> None:
    """Its words are read outside no more. Raises NotThere, Stale."""
    row = _held(work, suggestion_id, seen=seen)
    row.looked_on = None
    row.turn += 1
    audit.record(work, "suggestion:unquoted", about=row.id, kind=KIND)


def put_aside(work: Work, suggestion_id: UUID, *, seen: int, reason: str, same: bool = False) -> int:
    """It is none: an advertisement, a test, somebody else's matter. Its writer reads why. `same`: all with these words that wait.

    Raises NotThere, Stale, ReasonMissing, ReasonHoldsNumber, ReasonHoldsPersonal.
    """
    kept = publishing.public_reason(work.settings, reason)
    row = _held(work, suggestion_id, seen=seen)
    if row.topic_id is not None:
        raise Stale
    row.aside, row.looked_on = kept, None
    row.turn += 1
    others = 0
    if same:
        like = Suggestion.text_mac == row.text_mac, Suggestion.topic_id.is_(None), Suggestion.aside == ""
        values = {"aside": kept, "looked_on": None, "turn": Suggestion.turn + 1}
        work.db.flush()
        others = len(work.db.scalars(update(Suggestion).where(*like).values(**values).returning(Suggestion.id)).all())
    audit.record(work, "suggestion:set-aside", about=row.id, kind=KIND, reason=kept, suggestions=others + 1)
    return others + 1


def bring_back(work: Work, suggestion_id: UUID, *, seen: int) -> None:
    """It waits again. Raises NotThere, Stale."""
    row = _held(work, suggestion_id, seen=seen)
    row.aside = ""
    row.turn += 1
    audit.record(work, "suggestion:brought-back", about=row.id, kind=KIND)


def _get(work: Work, suggestion_id: UUID) -> Suggestion:
    row = work.db.get(Suggestion, suggestion_id)
    if row is None:
        raise NotThere
    return row


def _held(work: Work, suggestion_id: UUID, *, seen: int) -> Suggestion:
    work.require(Permission.SUGGESTION_HANDLE)
    wanted = select(Suggestion).where(Suggestion.id == suggestion_id).with_for_update()
    row = work.db.scalar(wanted.execution_options(populate_existing=True))
    if row is None:
        raise NotThere
    if row.turn != seen:
        raise Stale
    return row


def _begun(work: Work, topic: SuggestionTopic) -> None:
    """Whoever gathers is looking into it."""
    if topic.status == Status.RECEIVED.value:
        topic.status, topic.status_on = Status.REVIEW.value, work.today


def _masked(text: str, masks: Sequence[str]) -> str:
    words = [word for word in map(clean, masks[:MOST_MASKS]) if len(word) >= _SHORTEST]
    for word in sorted(words, key=len, reverse=True):
        text = text.replace(word, MASK)
    return text
