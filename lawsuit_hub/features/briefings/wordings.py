"""What news says, each time it was worded: rows that stay, sealed under the group's key."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.features.briefings import checking
from lawsuit_hub.features.briefings.models import News, NewsWording
from lawsuit_hub.features.briefings.types import LONGEST_NEWS, LONGEST_TITLE, Wording
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.peer_texts import opened, seal
from lawsuit_hub.infra.work import Work

_TITLE, _TEXT = "counsel_news_wordings.title", "counsel_news_wordings.text"


def cleaned(title: str, text: str) -> tuple[str, str]:
    """Raises BadWords."""
    head = " ".join(checking.cleaned(title, longest=LONGEST_TITLE, field="title").split())
    return head, checking.cleaned(text, longest=LONGEST_NEWS)


def add(work: Work, news: News, title: str, text: str) -> int:
    """The next turn. The news is held by this work."""
    news.last_turn += 1
    row = NewsWording(id=new_id(), news_id=news.id, group_id=news.group_id, turn=news.last_turn, at=work.now)
    row.title = seal(work, title, _TITLE, news.group_id, row.id)
    row.text = seal(work, text, _TEXT, news.group_id, row.id)
    work.db.add(row)
    work.db.flush()
    return row.turn


def of(work: Work, news_ids: Iterable[UUID]) -> dict[UUID, list[Wording]]:
    """All of each, the oldest first."""
    rows = select(NewsWording).where(NewsWording.news_id.in_(list(news_ids))).order_by(NewsWording.turn)
    found: dict[UUID, list[Wording]] = {}
    for row in work.db.scalars(rows):
        title = opened(work, row.title, _TITLE, row.group_id, row.id)
        text = opened(work, row.text, _TEXT, row.group_id, row.id)
        found.setdefault(row.news_id, []).append(Wording(row.turn, title, text, row.at))
    return found


def of_turn(work: Work, wanted: Iterable[tuple[UUID, int | None]]) -> dict[UUID, Wording]:
    """One of each news, by its turn."""
    turns = dict(wanted)
    return {news_id: one for news_id, some in of(work, turns).items() for one in some if one.turn == turns[news_id]}
