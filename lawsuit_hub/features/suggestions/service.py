"""The door to suggestions for the features above: topics with their counts, the words that may be quoted, what became of them.

topics_with(work, statuses)  topics_of(work, ids)     as staff sees them, with how many people stand behind each
quotes(work, topic_ids)                               words whose writers agreed and a caseworker looked at; never of anybody else
forward / answer / conclude(work, topic_ids, …)       a step of the way of each; written once, however often it is told
common_words(work, topic_ids)                         what at least five people said in the same words
quotable(work)   words_mac(work, text)                which words that is now, by keyed marks of them
topics_saying(work, macs)                             under which topics these words lie now
hold_words(work, topic_ids, macs)                     nobody takes them back before this work ends
months(work, topic_ids)                               when their suggestions came
shown_topics(work, topic_ids)                         as anybody reads them
figures(work)                                         for the page of public numbers
"""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.suggestions import topics
from lawsuit_hub.features.suggestions.carried import (
    common_words,
    hold_words,
    months,
    quotable,
    shown_topics,
    topics_saying,
)
from lawsuit_hub.features.suggestions.counting import figures, people
from lawsuit_hub.features.suggestions.keeping import TEXT
from lawsuit_hub.features.suggestions.keeping import text_mac as words_mac
from lawsuit_hub.features.suggestions.models import Suggestion, SuggestionTopic
from lawsuit_hub.features.suggestions.progress import answer, conclude, forward
from lawsuit_hub.features.suggestions.types import MOST_QUOTES, Category, Quote, Status, Topic
from lawsuit_hub.infra.peer_texts import opened
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import KeyKind

__all__ = [
    "answer",
    "common_words",
    "conclude",
    "figures",
    "forward",
    "hold_words",
    "months",
    "people",
    "quotable",
    "quotes",
    "shown_topics",
    "topics_of",
    "topics_saying",
    "topics_with",
    "words_mac",
]


def topics_with(work: Work, statuses: Collection[Status] = tuple(Status)) -> tuple[Topic, ...]:
    """In the order of their numbers; not those that were joined to another."""
    work.require(Permission.SUGGESTION_HANDLE)
    such = SuggestionTopic.joined_to.is_(None), SuggestionTopic.status.in_([one.value for one in statuses])
    return topics.views(work, work.db.scalars(select(SuggestionTopic).where(*such).order_by(SuggestionTopic.number)))


def topics_of(work: Work, topic_ids: Collection[UUID]) -> dict[UUID, Topic]:
    """Those that are there."""
    work.require(Permission.SUGGESTION_HANDLE)
    rows = work.db.scalars(select(SuggestionTopic).where(SuggestionTopic.id.in_(topic_ids)))
    return {one.id: one for one in topics.views(work, rows)}


def quotes(work: Work, topic_ids: Collection[UUID], *, most: int = MOST_QUOTES) -> dict[UUID, tuple[Quote, ...]]:
    """Up to `most` of each topic, the same words once, in an order that tells nothing of who came first."""
    such = Suggestion.topic_id.in_(topic_ids), topics.QUOTED
    rows = list(work.db.scalars(select(Suggestion).where(*such).order_by(Suggestion.id)))
    some: dict[UUID, list[Suggestion]] = {one: [] for one in topic_ids}
    for row in rows:
        assert row.topic_id is not None  # noqa: S101 - asked for above
        kept = some[row.topic_id]
        if len(kept) < most and all(row.text_mac != one.text_mac for one in kept):
            kept.append(row)
    work.keys.prefetch([row.id for kept in some.values() for row in kept], KeyKind.PEER)
    return {
        topic_id: tuple(quote for row in kept if (quote := _quote(work, row)).text) for topic_id, kept in some.items()
    }


def _quote(work: Work, row: Suggestion) -> Quote:
    return Quote(row.id, Category(row.category), opened(work, row.text, TEXT, row.id, row.id))
