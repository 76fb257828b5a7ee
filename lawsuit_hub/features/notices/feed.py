"""The board as an Atom feed (RFC 4287): the newest, whole, with an answer for whoever has it already."""

import hashlib
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from flask import Response, render_template, request

from lawsuit_hub.features.notices import board, words
from lawsuit_hub.features.notices.types import Category, Line
from lawsuit_hub.infra.markdown import to_html
from lawsuit_hub.infra.work import Work

FRESH = "public, max-age=300"
NEVER = datetime(2024, 1, 1, tzinfo=UTC)  # of a board without a notice


def feed_of(work: Work, category: Category | None) -> Response:
    base = work.settings.url_for(members=True)
    found = board.newest_whole(work, category=category)
    changed = max((_updated(line) for line, _body in found), default=None)
    asked = f"?category={category.value}" if category else ""
    here = f"{base}/notices/feed.atom{asked}"
    text = render_template(
        "notices/feed.xml",
        base=base,
        here=here,
        board=f"{base}/notices{asked}",
        id=uuid5(NAMESPACE_URL, here).urn,
        category=category,
        updated=changed or NEVER,
        entries=[(line, _updated(line), str(to_html(body))) for line, body in found],
        words=words,
    )
    answer = Response(text, mimetype="application/atom+xml", headers={"Cache-Control": FRESH})
    answer.set_etag(hashlib.sha256(text.encode()).hexdigest()[:32])
    answer.last_modified = board.changed_at(work)
    answer.make_conditional(request)
    return answer


def _updated(line: Line) -> datetime:
    return line.corrected_at or line.published_at
