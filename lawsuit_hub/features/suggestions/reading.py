"""Topics as anybody reads them: the list, found by words, one with its way, files, and what may be quoted."""

from dataclasses import replace

from sqlalchemy import func, select

from lawsuit_hub.features.publishing import service as publishing
from lawsuit_hub.features.publishing.types import Attachment
from lawsuit_hub.features.search import service as search
from lawsuit_hub.features.search.types import Hit, Kind
from lawsuit_hub.features.suggestions import counting, showing, topics
from lawsuit_hub.features.suggestions.models import SuggestionTopic
from lawsuit_hub.features.suggestions.service import quotes
from lawsuit_hub.features.suggestions.types import PAGE, Category, NotThere, PublicTopic, Quote, Status, Step
from lawsuit_hub.infra.work import Work

_PUBLIC = (SuggestionTopic.shown_on.is_not(None), SuggestionTopic.joined_to.is_(None))


def public(row: SuggestionTopic) -> PublicTopic:
    assert row.shown_on is not None  # noqa: S101 - asked for by whoever calls
    return PublicTopic(
        number=row.number,
        title=row.shown_title,
        summary=row.shown_summary,
        category=Category(row.category),
        status=Status(row.status),
        status_on=row.status_on,
        people=counting.shown(row),
        shown_on=row.shown_on,
    )


def listed(work: Work, *, category: Category | None, page: int) -> tuple[tuple[PublicTopic, ...], int]:
    """What most people stand behind first, by the number that is shown; and how many there are."""
    such = (*_PUBLIC, *([SuggestionTopic.category == category.value] if category else []))
    total = work.db.scalar(select(func.count()).select_from(SuggestionTopic).where(*such)) or 0
    order = SuggestionTopic.people_shown.desc(), SuggestionTopic.number
    rows = work.db.scalars(select(SuggestionTopic).where(*such).order_by(*order).limit(PAGE).offset((page - 1) * PAGE))
    return tuple(public(row) for row in rows), total


def found(work: Work, query: str, *, page: int) -> tuple[tuple[PublicTopic, ...], int]:
    """Those with the words, the best first."""
    hits = search.find(work, query, kinds=(Kind.TOPIC,), limit=PAGE, offset=(page - 1) * PAGE)
    ids = [one.id for one in hits.hits]
    rows = work.db.scalars(select(SuggestionTopic).where(SuggestionTopic.id.in_(ids), *_PUBLIC))
    shown = {row.id: public(row) for row in rows}
    return tuple(_marked(shown[one.id], one) for one in hits.hits if one.id in shown), hits.total


def _marked(one: PublicTopic, hit: Hit) -> PublicTopic:
    return replace(one, marked=hit.title, snippet=hit.snippet)


def one(work: Work, number: int) -> tuple[PublicTopic, tuple[Step, ...], tuple[Attachment, ...], tuple[Quote, ...]]:
    """With the steps of its way, the files that came with them and what may be quoted. Raises NotThere."""
    row = topics.get(work, number)
    if row.shown_on is None or row.joined_to is not None:
        raise NotThere
    files = tuple(one for one in publishing.of(work, showing.holder(row.id)) if one.shown)
    return public(row), topics.steps(work, row.id, shown=True), files, quotes(work, [row.id])[row.id]


def now_in(work: Work, number: int) -> int | None:
    """The public topic into which this one was joined."""
    row = topics.get(work, number)
    if row.joined_to is None:
        return None
    return work.db.scalar(
        select(SuggestionTopic.number).where(SuggestionTopic.id == row.joined_to, SuggestionTopic.shown_on.is_not(None))
    )


def addresses(work: Work) -> list[int]:
    """For the site map."""
    return list(work.db.scalars(select(SuggestionTopic.number).where(*_PUBLIC).order_by(SuggestionTopic.number)))
