"""The privacy officer's first page, what a refused note is answered with, and the blueprint that all her pages share."""

from datetime import datetime
from typing import Any

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.destruction import service as destruction
from lawsuit_hub.features.oversight import breach_views, chain, patterns, reviews
from lawsuit_hub.features.oversight.breach_types import BreachClosed, NoSuchBreach, NotYet
from lawsuit_hub.features.oversight.types import (
    AlreadyDecided,
    AlreadySigned,
    FiguresChanged,
    NoSuchFind,
    NoSuchReview,
    OwnAccesses,
)
from lawsuit_hub.infra.errors import answer_with
from lawsuit_hub.infra.i18n import day, moment
from lawsuit_hub.infra.refusals import ReasonHoldsNumber, ReasonMissing, Refusal

pages = Blueprint("oversight", __name__, template_folder="templates")

REFUSED, CONFLICT, NOT_FOUND, SEE_OTHER = 422, 409, 404, 303


@pages.get("/officer")
@allow(Permission.OVERSIGHT_READ)
def today() -> ResponseReturnValue:
    return render_template("oversight/today.html", tasks=_tasks(), now=g.work.now)


def _tasks() -> list[dict[str, Any]]:
    """What waits, the urgent first; what is done is not listed."""
    return sorted(
        [*_breach_tasks(), *_chain_task(), *_destruction_tasks(), *_pattern_task(), *_review_task()],
        key=lambda task: not task["urgent"],
    )


def _breach_tasks() -> list[dict[str, Any]]:
    """Those whose 72 hours run, with the hours that are left."""
    return [
        {
            "count": one.number,
            "title": _("유출 대응"),
            "line": clock(one.due_at, g.work.now),
            "url": f"/officer/breaches/{one.number}",
            "urgent": True,
        }
        for one in breach_views.breaches(g.work)
        if one.clock_runs
    ]


def clock(due_at: datetime, now: datetime) -> str:
    hours = int((due_at - now).total_seconds() // 3600)
    if hours < 0:
        return str(_("%(day)s까지 알렸어야 합니다", day=moment(due_at)))
    return str(_("%(day)s까지 %(hours)s시간 남았습니다", day=moment(due_at), hours=hours))


def short_clock(due_at: datetime, now: datetime) -> str:
    """For a badge on a telephone."""
    hours = int((due_at - now).total_seconds() // 3600)
    return str(_("기한이 지남") if hours < 0 else _("%(hours)s시간 남음", hours=hours))


def page_number() -> int:
    return request.args.get("page", 1, type=int)


def _chain_task() -> list[dict[str, Any]]:
    """A trail that was changed, or that nobody checks any more, goes before everything but a breach."""
    seen = chain.chain_view(g.work)
    if not (seen.broken or seen.late):
        return []
    said = _("접속기록이 바뀐 흔적이 있습니다") if seen.broken else _("이틀 넘게 확인하지 못했습니다")
    return [{"count": 1, "title": _("접속기록의 사슬"), "line": said, "url": "/officer/audit", "urgent": seen.broken}]


def _destruction_tasks() -> list[dict[str, Any]]:
    """What is due to be destroyed, and wishes to be erased: both wait for the officer's word."""
    url = "/officer/destruction"
    due = sum(one.count for one in destruction.due(g.work))
    asked = len(destruction.waiting(g.work))
    piles = (
        (due, _("보관 기간이 끝난 것"), _("목록을 보고 승인해 주세요")),
        (asked, _("지워 달라는 사람"), _("정한 날이 되면 지웁니다")),
    )
    return [
        {"count": count, "title": title, "line": line, "url": url, "urgent": False}
        for count, title, line in piles
        if count
    ]


def _pattern_task() -> list[dict[str, Any]]:
    count = patterns.open_count(g.work)
    line = _("무엇이었는지 보고 판단을 남겨 주세요")
    return (
        [{"count": count, "title": _("이상 징후"), "line": line, "url": "/officer/patterns", "urgent": True}]
        if count
        else []
    )


def _review_task() -> list[dict[str, Any]]:
    waiting = reviews.open_review(g.work)
    if waiting is None:
        return []
    line = (
        _("%(day)s까지 했어야 합니다", day=day(waiting.due_at))
        if waiting.overdue
        else _("%(day)s까지 하면 됩니다", day=day(waiting.due_at))
    )
    return [
        {
            "count": 1,
            "title": _("접속기록과 내보내기 점검"),
            "line": line,
            "url": "/officer/reviews",
            "urgent": waiting.overdue,
        }
    ]


def home() -> str:
    """Where the pages lead back to that the admin reads too."""
    return "/officer" if g.work.actor.role is Role.PRIVACY_OFFICER else "/admin/accounts"


def note_refused(form: FlaskForm, refusal: Refusal) -> None:
    """Puts beside the note why it cannot be kept."""
    form.note.errors = [
        _("주민등록번호는 받지 않습니다. 그 부분을 지워 주세요.")
        if isinstance(refusal, ReasonHoldsNumber)
        else _("다섯 글자보다 짧습니다. 무엇을 보았는지 적어 주세요.")
    ]


NOTE_REFUSALS = (ReasonMissing, ReasonHoldsNumber)


_NOT_HERE: tuple[type[Refusal], ...] = (NoSuchReview, NoSuchFind, NoSuchBreach)
_TOO_LATE: tuple[type[Refusal], ...] = (
    AlreadyDecided,
    AlreadySigned,
    FiguresChanged,
    OwnAccesses,
    BreachClosed,
    NotYet,
)
answer_with(pages, _NOT_HERE, "errors/404.html", NOT_FOUND)
answer_with(pages, _TOO_LATE, "oversight/stale.html", CONFLICT)
