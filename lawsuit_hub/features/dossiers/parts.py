"""The topics of a dossier with what is told of each: counts that tell of no few people, and words of victims that may be quoted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from lawsuit_hub.features.dossiers import hiding, quoting
from lawsuit_hub.features.dossiers.models import DossierTopic
from lawsuit_hub.features.dossiers.printing import Printed, PrintedTopic
from lawsuit_hub.features.dossiers.types import MOST_QUOTES, Part, Words
from lawsuit_hub.features.publishing import service as publishing
from lawsuit_hub.features.publishing.types import HoldsResidentNumber
from lawsuit_hub.features.suggestions import service as suggestions
from lawsuit_hub.features.suggestions.types import Status, Topic
from lawsuit_hub.infra.letters import has_letters
from lawsuit_hub.infra.work import Work

_ALL = 1_000  # words of a topic that may be quoted: those that were printed are among them


@dataclass(frozen=True, slots=True)
class Told:
    parts: tuple[Part, ...]
    months: tuple[tuple[str, int | None], ...]
    total: int


def of(work: Work, rows: Sequence[DossierTopic], printed: Printed | None) -> Told:
    """In the order of the rows. `printed`: as that version has it, with those of its words that may still be quoted."""
    found = suggestions.topics_of(work, [one.topic_id for one in rows])
    there = [one for one in rows if one.topic_id in found]
    texts = _texts(work, [one.topic_id for one in there], printed)
    if printed is None:
        return _now(work, there, found, texts)
    parts = [
        _part(work, one, found[one.topic_id], printed.topics[one.topic_id], texts.get(one.topic_id, ()))
        for one in there
        if one.topic_id in printed.topics
    ]
    return Told(tuple(parts), printed.months, printed.total)


def _now(
    work: Work, rows: Sequence[DossierTopic], found: dict[UUID, Topic], texts: dict[UUID, tuple[str, ...]]
) -> Told:
    topics = [found[one.topic_id] for one in rows]
    crowds = [one.people.all for one in topics]
    cases = hiding.suggestions([one.people.suggestions for one in topics], crowds)
    told = [one.id for one, count in zip(topics, cases, strict=True) if count is not None]
    by_month = {f"{first.year}년 {first.month}월": count for first, count in suggestions.months(work, told).items()}
    parts = tuple(
        _part(work, row, topic, PrintedTopic(topic.title, topic.category, few, people), texts.get(topic.id, ()))
        for row, topic, few, people in zip(rows, topics, cases, hiding.people(crowds), strict=True)
    )
    return Told(parts, hiding.months(by_month), hiding.in_all(cases))


def _texts(work: Work, ids: Sequence[UUID], printed: Printed | None) -> dict[UUID, tuple[str, ...]]:
    """Words that were printed are told under the topic that they were printed under, in that order, wherever they lie since."""
    if printed is None:
        return {one: tuple(said.values()) for one, said in _said(work, ids, most=2 * MOST_QUOTES).items()}
    wherever = dict.fromkeys((*ids, *quoting.topics_saying(work, printed.marks)))
    said = _said(work, list(wherever), most=_ALL)
    anywhere = {mark: text for texts in said.values() for mark, text in texts.items()}
    return {
        topic_id: tuple(
            text for mark in one.marks if (text := said.get(topic_id, {}).get(mark) or anywhere.get(mark)) is not None
        )
        for topic_id, one in printed.topics.items()
    }


def _said(work: Work, ids: Sequence[UUID], *, most: int) -> dict[UUID, dict[str, str]]:
    """By mark, so that the same words in two spellings are told once."""
    quoted, common = suggestions.quotes(work, ids, most=most), suggestions.common_words(work, ids)
    said: dict[UUID, dict[str, str]] = {one: {} for one in ids}
    for one in ids:
        for each in (*quoted.get(one, ()), *common.get(one, ())):
            said[one].setdefault(quoting.mark(work, each.text), each.text)
    return said


def _part(work: Work, row: DossierTopic, topic: Topic, told: PrintedTopic, texts: Iterable[str]) -> Part:
    some = list(texts)
    fit = [one for one in some if fit_to_quote(work, one)]
    return Part(
        topic_id=topic.id,
        number=topic.number,
        title=told.title,
        category=told.category,
        status=topic.status,
        words=Words(row.summary, row.request, row.quotes),
        suggestions=told.suggestions,
        people=told.people,
        quotes=tuple(fit[: row.quotes]),
        left_out=len(some) - len(fit),
        outcome=Status(row.outcome) if row.outcome else None,
        outcome_words=row.outcome_words,
    )


def fit_to_quote(work: Work, text: str) -> bool:
    """Looked through once more: what could be somebody's stays out, and so does what our papers cannot draw."""
    try:
        return not publishing.scan_text(work.settings, text) and has_letters(text)
    except HoldsResidentNumber:
        return False
