"""The board for everybody: its pages, one notice, what was corrected in it, the feed."""

from typing import Any

from flask import Blueprint, abort, g, render_template, request
from flask.typing import ResponseReturnValue

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.notices import board, changes, words
from lawsuit_hub.features.notices.feed import feed_of
from lawsuit_hub.features.notices.gate import holder
from lawsuit_hub.features.notices.types import Category, NoSuchNotice, Notice, State
from lawsuit_hub.features.publishing import routes as public_files
from lawsuit_hub.features.publishing import service as publishing
from lawsuit_hub.features.publishing import words as file_words
from lawsuit_hub.infra.for_machines import for_everybody
from lawsuit_hub.infra.markdown import to_html, to_plain

pages = Blueprint("notices", __name__, template_folder="templates")

GONE, NOT_FOUND = 410, 404
FARTHEST_PAGE = 10_000


@pages.get("/notices")
@for_everybody
@allow(Permission.SITE_READ)
def board_page() -> ResponseReturnValue:
    query = request.args.get("q", "").strip()
    if query:
        hits = board.found(g.work, query, number=page_number())
        return render_template("notices/found.html", hits=hits, query=query, words=words)
    category, archived = category_asked(), request.args.get("archive") == "1"
    shown = board.page(g.work, category, number=page_number(), archived=archived)
    return render_template(
        "notices/board.html", page=shown, category=category, archived=archived, categories=Category, words=words
    )


@pages.get("/notices/<int(max=2147483647):notice_no>")
@for_everybody
@allow(Permission.SITE_READ)
def show(notice_no: int) -> ResponseReturnValue:
    notice = board.one(g.work, notice_no)
    shown = [(one, public_files.address(one)) for one in publishing.of(g.work, holder(notice.line.id)) if one.shown]
    page = _page("notices/notice.html", notice, body=to_html(notice.body), files=shown, file_words=file_words)
    return (page, GONE) if notice.state is State.WITHDRAWN else page


@pages.get("/notices/<int(max=2147483647):notice_no>/changes")
@for_everybody
@allow(Permission.SITE_READ)
def compare(notice_no: int) -> ResponseReturnValue:
    notice = board.one(g.work, notice_no)
    if len(notice.revisions) < 2:  # noqa: PLR2004 - two make a change
        raise NoSuchNotice
    pairs = list(zip(notice.revisions, notice.revisions[1:], strict=False))
    told = [
        (new, old, changes.changed(*(to_plain(one.draft.body, links=True) for one in (old, new)))) for new, old in pairs
    ]
    return _page("notices/changes.html", notice, told=told)


@pages.get("/notices/feed.atom")
@for_everybody
@allow(Permission.SITE_READ)
def feed() -> ResponseReturnValue:
    return feed_of(g.work, category_asked())


def _page(template: str, notice: Notice, **more: Any) -> str:
    return render_template(template, notice=notice, line=notice.line, words=words, base=base(), **more)


def base() -> str:
    return str(g.work.settings.url_for(members=True))


def category_asked() -> Category | None:
    asked = request.args.get("category", "")
    if asked and asked not in set(Category):
        abort(NOT_FOUND)
    return Category(asked) if asked else None


def page_number() -> int:
    return min(max(request.args.get("page", 1, type=int), 1), FARTHEST_PAGE)


feed.is_for_machines = True  # type: ignore[attr-defined]  # whoever fetches it may keep it a little (infra.headers)
