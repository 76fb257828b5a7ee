"""What the papers for agencies ask of topics beside their words: when suggestions came, what many said alike, how anybody reads them."""

from collections import Counter
from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import and_, func, select, union

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.suggestions import topics
from lawsuit_hub.features.suggestions.keeping import TEXT
from lawsuit_hub.features.suggestions.models import Suggestion, SuggestionTopic
from lawsuit_hub.features.suggestions.types import Category, Quote, Status
from lawsuit_hub.infra.peer_texts import opened
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import KeyKind
from lawsuit_hub.privacy.small_cells import FEWEST


def months(work: Work, topic_ids: Collection[UUID]) -> dict[date, int]:
    """How many suggestions of these topics came in each month, by its first day. Those that were kept long enough are in none."""
    work.require(Permission.SUGGESTION_HANDLE)
    came = (
        select(Suggestion.received_on, func.count())
        .where(Suggestion.topic_id.in_(topic_ids))
        .group_by(Suggestion.received_on)
    )
    found: Counter[date] = Counter()
    for day, count in work.db.execute(came):
        found[day.replace(day=1)] += count
    return dict(sorted(found.items()))


def shown_topics(work: Work, topic_ids: Collection[UUID]) -> dict[UUID, tuple[int, str, Status]]:
    """Number, title and status of those that anybody reads."""
    wanted = select(SuggestionTopic).where(
        SuggestionTopic.id.in_(topic_ids), SuggestionTopic.shown_on.is_not(None), SuggestionTopic.joined_to.is_(None)
    )
    return {row.id: (row.number, row.shown_title, Status(row.status)) for row in work.db.scalars(wanted)}


def common_words(work: Work, topic_ids: Collection[UUID]) -> dict[UUID, tuple[Quote, ...]]:
    """What at least five members said in the same words: nobody is told from it, and so nobody has to agree. A caseworker looked at it, as
    at every word that goes out; browsers are not counted, whose cookies one person makes at will. The most said first."""
    work.require(Permission.SUGGESTION_HANDLE)
    count = func.count(Suggestion.person_mac.distinct())
    such = Suggestion.topic_id.in_(topic_ids), Suggestion.aside == ""
    same = Suggestion.topic_id, Suggestion.text_mac
    alike = select(*same, count.label("people")).where(*such).group_by(*same).having(count >= FEWEST).subquery()
    of_one = (Suggestion.topic_id == alike.c.topic_id) & (Suggestion.text_mac == alike.c.text_mac)
    wanted = select(Suggestion).join(alike, of_one).where(*such, Suggestion.looked_on.is_not(None))
    first: dict[tuple[UUID, bytes], Suggestion] = {}
    for row in work.db.scalars(wanted.order_by(alike.c.people.desc(), Suggestion.id)):
        assert row.topic_id is not None  # noqa: S101 - asked for above
        first.setdefault((row.topic_id, row.text_mac), row)
    work.keys.prefetch([row.id for row in first.values()], KeyKind.PEER)
    said: dict[UUID, tuple[Quote, ...]] = {}
    for (topic_id, _words), row in first.items():
        text = opened(work, row.text, TEXT, row.id, row.id)
        said[topic_id] = (*said.get(topic_id, ()), Quote(row.id, Category(row.category), text))
    return said


def quotable(work: Work) -> frozenset[bytes]:
    """Words that papers may carry now, under whichever topic, by their MAC: their writer agreed and a caseworker looked, or five members
    said the same."""
    gathered = Suggestion.topic_id.is_not(None), Suggestion.aside == ""
    agreed = select(Suggestion.text_mac).where(*gathered, topics.QUOTED)
    same = Suggestion.topic_id, Suggestion.text_mac
    many = func.count(Suggestion.person_mac.distinct()) >= FEWEST, func.count(Suggestion.looked_on) > 0
    alike = select(Suggestion.text_mac).where(*gathered).group_by(*same).having(and_(*many))
    return frozenset(work.db.scalars(union(agreed, alike)))


def topics_saying(work: Work, macs: Collection[bytes]) -> tuple[UUID, ...]:
    """Under which these words lie now, in one order: a caseworker may have moved them."""
    work.require(Permission.SUGGESTION_HANDLE)
    lie = Suggestion.text_mac.in_(macs), Suggestion.topic_id.is_not(None)
    found = work.db.scalars(select(Suggestion.topic_id).where(*lie).distinct().order_by(Suggestion.topic_id))
    return tuple(one for one in found if one is not None)


def hold_words(work: Work, topic_ids: Collection[UUID], macs: Collection[bytes]) -> None:
    """Nobody takes them back before this work ends. The topics first and by number, then suggestions by id, as whoever gathers and
    whoever erases: nobody waits for another in a circle."""
    work.require(Permission.SUGGESTION_HANDLE)
    rows = select(SuggestionTopic.id).where(SuggestionTopic.id.in_(topic_ids)).order_by(SuggestionTopic.number)
    work.db.execute(rows.with_for_update()).all()
    held = select(Suggestion.id).where(Suggestion.text_mac.in_(macs), Suggestion.topic_id.is_not(None))
    work.db.execute(held.order_by(Suggestion.id).with_for_update()).all()


def is_common(work: Work, row: Suggestion) -> bool:
    """At least five members said it in these words under its topic."""
    such = Suggestion.topic_id == row.topic_id, Suggestion.text_mac == row.text_mac, Suggestion.aside == ""
    count = work.db.scalar(select(func.count(Suggestion.person_mac.distinct())).where(*such)) or 0
    return row.topic_id is not None and count >= FEWEST
