"""Suggestions before caseworkers: what waits, the same words as one, with the topics it could belong to; a topic with what lies under it.
Names no writer."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.search import similar
from lawsuit_hub.features.suggestions import alike, carried, topics
from lawsuit_hub.features.suggestions.desk_types import Bunch, Desk, Item
from lawsuit_hub.features.suggestions.keeping import TEXT
from lawsuit_hub.features.suggestions.models import Suggestion, SuggestionTopic
from lawsuit_hub.features.suggestions.types import Category, NotThere, Origin, Topic
from lawsuit_hub.infra.peer_texts import opened
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import KeyKind

MOST = 40
_LISTED = 100
_WAITS = (Suggestion.topic_id.is_(None), Suggestion.aside == "")


def desk(work: Work, *, category: Category | None = None, aside: bool = False) -> Desk:
    """The same words once, whoever waits longest first; `aside`: what was put aside, the newest day first."""
    work.require(Permission.SUGGESTION_HANDLE)
    waiting, oldest = _waiting(work)
    return Desk(
        bunches=_put_aside(work) if aside else _bunches(work, category),
        waiting=waiting,
        oldest_days=(work.today - oldest).days if oldest else 0,
        looks=_looks(work),
        unshown=sum(one.unshown for one in topic_views(work)),
    )


def counts(work: Work) -> tuple[int, int]:
    """How many wait, and since how many days the oldest."""
    waiting, oldest = _waiting(work)
    return waiting, (work.today - oldest).days if oldest else 0


def topic_views(work: Work) -> tuple[Topic, ...]:
    """Those that stand for themselves, what was moved last first."""
    rows = select(SuggestionTopic).where(SuggestionTopic.joined_to.is_(None))
    return topics.views(work, work.db.scalars(rows.order_by(SuggestionTopic.moved_at.desc(), SuggestionTopic.number)))


def items(work: Work, topic_id: UUID) -> tuple[Item, ...]:
    """What lies under a topic: those whose words wait for a look first."""
    work.require(Permission.SUGGESTION_HANDLE)
    such = select(Suggestion).where(Suggestion.topic_id == topic_id)
    order = Suggestion.quotable.desc(), Suggestion.looked_on.is_not(None), Suggestion.received_on, Suggestion.id
    return _items(work, work.db.scalars(such.order_by(*order).limit(_LISTED)).all())


def item(work: Work, suggestion_id: UUID) -> Item:
    """Raises NotThere."""
    work.require(Permission.SUGGESTION_HANDLE)
    row = work.db.get(Suggestion, suggestion_id)
    if row is None:
        raise NotThere
    return replace(_items(work, [row])[0], common=carried.is_common(work, row))


def proposals(text: str, among: Iterable[Topic], same: Collection[UUID] = ()) -> tuple[Topic, ...]:
    """Topics that are like a text, the most alike first; before all others those under which its very words lie already (`same`)."""
    mine = alike.pairs(text)
    scored = [(2.0 if one.id in same else alike.most(mine, alike.said(one.title, one.summary)), one) for one in among]
    likely = sorted((one for one in scored if one[0] >= alike.ENOUGH), key=lambda one: (-one[0], one[1].number))
    return tuple(one for _score, one in likely[: similar.MOST])


def _with_same_words(work: Work, macs: Collection[bytes]) -> dict[bytes, set[UUID]]:
    such = select(Suggestion.text_mac, Suggestion.topic_id).where(Suggestion.text_mac.in_(macs)).distinct()
    found: dict[bytes, set[UUID]] = defaultdict(set)
    for mac, topic_id in work.db.execute(such.where(Suggestion.topic_id.is_not(None))):
        if topic_id is not None:
            found[mac].add(topic_id)
    return found


def _waiting(work: Work) -> tuple[int, date | None]:
    found = work.db.execute(
        select(func.count().label("number"), func.min(Suggestion.received_on).label("first")).where(*_WAITS)
    ).one()
    return found.number, found.first


def _looks(work: Work) -> int:
    """How many words wait for a look: their writer agreed, and they lie under a topic."""
    such = Suggestion.quotable.is_(True), Suggestion.looked_on.is_(None), Suggestion.aside == ""
    gathered = Suggestion.topic_id.is_not(None)
    return work.db.scalar(select(func.count()).select_from(Suggestion).where(*such, gathered)) or 0


def _bunches(work: Work, category: Category | None) -> tuple[Bunch, ...]:
    such = (*_WAITS, *([Suggestion.category == category.value] if category else []))
    first = func.min(Suggestion.received_on)
    alike = (
        select(Suggestion.text_mac, func.count().label("times"), first.label("first"))
        .where(*such)
        .group_by(Suggestion.text_mac)
        .order_by(first, func.count().desc(), Suggestion.text_mac)
        .limit(MOST)
    )
    found = work.db.execute(alike).all()
    rows = work.db.scalars(
        select(Suggestion)
        .where(*such, Suggestion.text_mac.in_([one.text_mac for one in found]))
        .order_by(Suggestion.id)
    )
    one_of = {row.text_mac: row for row in rows}
    shown = _items(work, [one_of[one.text_mac] for one in found])
    known, same = topic_views(work), _with_same_words(work, [one.text_mac for one in found])
    return tuple(
        Bunch(item, one.times, (work.today - one.first).days, proposals(item.text, known, same[one.text_mac]))
        for item, one in zip(shown, found, strict=True)
    )


def _put_aside(work: Work) -> tuple[Bunch, ...]:
    such = select(Suggestion).where(Suggestion.aside != "")
    rows = work.db.scalars(such.order_by(Suggestion.received_on.desc(), Suggestion.id).limit(MOST)).all()
    return tuple(Bunch(one, 1, one.days, ()) for one in _items(work, rows))


def _items(work: Work, rows: Sequence[Suggestion]) -> tuple[Item, ...]:
    work.keys.prefetch([row.id for row in rows], KeyKind.PEER)
    ids = {row.topic_id for row in rows if row.topic_id}
    wanted = select(SuggestionTopic.id, SuggestionTopic.number).where(SuggestionTopic.id.in_(ids))
    numbers = {one.id: one.number for one in work.db.execute(wanted)} if ids else {}
    return tuple(
        Item(
            id=row.id,
            origin=Origin(row.origin),
            category=Category(row.category),
            text=opened(work, row.text, TEXT, row.id, row.id),
            received_on=row.received_on,
            days=(work.today - row.received_on).days,
            quotable=row.quotable,
            looked=row.looked_on is not None,
            aside=row.aside,
            topic=numbers.get(row.topic_id) if row.topic_id else None,
            turn=row.turn,
        )
        for row in rows
    )
