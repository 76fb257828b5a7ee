"""The desk's first page and its lists, what an old page or a foreign id is answered with, and the blueprint all its pages share."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from flask import Blueprint, abort, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.briefings import service as briefings
from lawsuit_hub.features.briefings import words as file_words
from lawsuit_hub.features.channel import service as channel
from lawsuit_hub.features.desk import board_tasks, deeds, groups, holders, kept_filters, people, words
from lawsuit_hub.features.desk.forms import SearchForm
from lawsuit_hub.features.desk.list_types import NoSuchFilter
from lawsuit_hub.features.desk.regroup_types import NotTogether
from lawsuit_hub.features.desk.types import AlreadyDecided, Pile, PileLine, Today
from lawsuit_hub.features.destruction.types import NotApproved
from lawsuit_hub.features.landlords.types import NoSuchProposal, NoSuchReport
from lawsuit_hub.features.lawsuits.change_types import NoSuchChange
from lawsuit_hub.features.lawsuits.types import NoSuchGroup
from lawsuit_hub.features.mailings import service as mailings
from lawsuit_hub.features.messages import service as messages
from lawsuit_hub.features.messages import words as message_words
from lawsuit_hub.features.telephones.types import ChangeWaits, NothingWaits
from lawsuit_hub.features.victims.types import AlreadyVerified, NoSuchVictim, OpenedBefore, TaskClosed
from lawsuit_hub.infra.errors import answer_with
from lawsuit_hub.infra.refusals import ReasonHoldsNumber, ReasonMissing, Refusal

pages = Blueprint("desk", __name__, template_folder="templates")

REFUSED, CONFLICT, NOT_FOUND, SEE_OTHER = 422, 409, 404, 303
LATE = timedelta(days=3)
MOST_GROUPS = 20
_URGENT = (Pile.WITHDRAWALS, Pile.ANSWERS, Pile.REQUESTS, Pile.DOUBTFUL, Pile.FAILED)


@pages.get("/desk")
@allow(Permission.DESK_READ)
def today() -> ResponseReturnValue:
    shown = people.today(g.work)
    listed = {"groups": shown.groups[:MOST_GROUPS], "count": len(shown.groups)}
    return render_template(
        "desk/today.html",
        tasks=_all_tasks(shown),
        form=SearchForm(),
        kept=kept_filters.mine(g.work),
        words=words,
        now=g.work.now,
        **listed,
    )


def _releases() -> list[dict[str, Any]]:
    """What waits for a second person before everybody may read it."""
    lines = holders.waiting(g.work)
    count = sum(not one.own for one in lines)
    task = {"count": count, "title": _("내보내기 전 확인"), "line": _("개인정보로 보이는 것이 든 글과 파일")}
    return [{**task, "url": "/desk/releases", "urgent": False}] if count else []


def _all_tasks(shown: Today) -> list[dict[str, Any]]:
    """What members reported first, then what is urgent."""
    others = [*_tasks(shown), *_files(), *_releases(), *message_words.tasks(*messages.to_be_told(g.work))]
    return [*_reported(), *sorted(others, key=lambda line: not line["urgent"])]


def _tasks(shown: Today) -> list[dict[str, Any]]:
    """An empty pile is no work."""
    lines = [_task(line) for line in shown.piles if line.count]
    lines += board_tasks.tasks(g.work)
    if shown.merges:
        late = shown.oldest_merge is not None and g.work.now - shown.oldest_merge > LATE
        lines.append(_merge_task(shown.merges, late))
    if shown.chats[0]:
        lines.append(_chat_task(shown.chats))
    if shown.exports:
        lines.append(_export_task(shown))
    return lines + _outward()


def _files() -> list[dict[str, Any]]:
    """Members who wait for an answer, and a lawyer's news that waits for a caseworker."""
    return [
        {
            "count": one.questions + one.release,
            "title": _("물음과 소식"),
            "line": f"{code} · {file_words.age(one.oldest_days)}" if one.questions else code,
            "url": f"/briefings/{code}",
            "urgent": timedelta(days=one.oldest_days) >= LATE or bool(one.release),
        }
        for code, one in briefings.waiting_at_desk(g.work)
    ]


def _reported() -> list[dict[str, Any]]:
    """Somebody may be asking members for money just now: before everything else."""
    return [
        {
            "count": count,
            "title": _("대화방에서 알린 글"),
            "line": code,
            "url": f"/desk/groups/{code}/room",
            "urgent": True,
        }
        for code, count in groups.reported(g.work)
    ]


def _task(line: PileLine) -> dict[str, Any]:
    waited = g.work.now - (line.oldest or g.work.now)
    pile = line.pile
    url = "/desk/review" if pile is Pile.LANDLORDS else f"/desk/waiting/{pile}"
    urgent = waited > LATE if pile in (Pile.LANDLORDS, Pile.LEASES, Pile.UPLOADS) else pile in _URGENT
    return {
        "count": line.count,
        "title": words.pile(pile),
        "line": words.waited(waited.days),
        "url": url,
        "urgent": urgent,
    }


def _merge_task(count: int, late: bool) -> dict[str, Any]:
    line = _("확정된 사람이 있어 저절로 합쳐지지 않습니다")
    return {"count": count, "title": _("합칠지 정할 모임"), "line": line, "url": "/desk/review#merges", "urgent": late}


def _chat_task(chats: tuple[int, int]) -> dict[str, Any]:
    count, days = chats
    late = days > LATE.days
    return {
        "count": count,
        "title": _("대화방에서 볼 것"),
        "line": words.waited(days),
        "url": "/desk/groups",
        "urgent": late,
    }


def _outward() -> list[dict[str, Any]]:
    """What waits too long in the channel, and messages to many that wait for a second person."""
    late, oldest = channel.overdue(g.work)
    mirror = {
        "count": late,
        "title": _("카카오톡 채널에 할 일"),
        "line": words.waited(oldest.days),
        "url": "/desk/channel",
    }
    second = {
        "count": mailings.waiting(g.work),
        "title": _("동의를 기다리는 보내기"),
        "line": "",
        "url": "/desk/mailings",
    }
    return [{**one, "urgent": True} for one in (mirror, second) if one["count"]]


def _export_task(shown: Today) -> dict[str, Any]:
    waited = g.work.now - (shown.oldest_export or g.work.now)
    title, line = _("살펴볼 명단 내보내기"), words.waited(waited.days)
    return {"count": shown.exports, "title": title, "line": line, "url": "/desk/exports", "urgent": True}


@pages.get("/desk/waiting/<pile>")
@allow(Permission.PERSON_READ)
def waiting(pile: str) -> ResponseReturnValue:
    try:
        wanted = Pile(pile)
    except ValueError:
        abort(NOT_FOUND)
    listed = people.waiting(g.work, wanted, page=page_number())
    return render_template("desk/waiting.html", pile=wanted, listed=listed, words=words)


def page_number() -> int:
    return request.args.get("page", 1, type=int)


def one_form() -> str:
    """A name for one page's form: sent again, it does nothing."""
    return uuid4().hex


def reason_is_kept(form: FlaskForm) -> bool:
    """Whether the form is whole and its reason can be kept; else the words stand beside the field."""
    if not form.validate():
        return False
    try:
        form.scrubbed = deeds.hides_something(form.reason.data)
    except ReasonMissing:
        form.reason.errors = [_("다섯 글자보다 짧습니다. 나중에 본인이 읽고 알 수 있게 적어 주세요.")]
        return False
    except ReasonHoldsNumber:
        form.reason.errors = [_("주민등록번호는 받지 않습니다. 그 부분을 지워 주세요.")]
        return False
    return True


def done(form: FlaskForm, sentence: str) -> str:
    """What is said after a deed; the writer learns when part of the reason was replaced."""
    hidden = _("이유에 적힌 개인정보는 가리고 남겼습니다.")
    return f"{sentence} {hidden}" if getattr(form, "scrubbed", False) else sentence


_NOT_HERE: tuple[type[Refusal], ...] = (NoSuchVictim, NoSuchGroup, NoSuchReport, NoSuchChange, NoSuchFilter)
_TOO_LATE: tuple[type[Refusal], ...] = (
    AlreadyDecided,
    AlreadyVerified,
    TaskClosed,
    OpenedBefore,
    NoSuchProposal,
    NotApproved,
    ChangeWaits,
    NothingWaits,
    NotTogether,
)
answer_with(pages, _NOT_HERE, "errors/404.html", NOT_FOUND)
answer_with(pages, _TOO_LATE, "desk/stale.html", CONFLICT)
