"""A member's pages of her group's room. Addresses hold a message's number and nothing else: it is always her own room."""

from functools import partial
from typing import cast
from uuid import uuid4

from flask import Blueprint, Response, current_app, flash, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.audit.forms import ReasonForm
from lawsuit_hub.features.documents import declarations
from lawsuit_hub.features.rooms import live, places, posting, reports, words
from lawsuit_hub.features.rooms.answers import (
    REFUSED,
    SEE_OTHER,
    answer_post,
    as_number,
    by_script,
    news_answer,
    number,
)
from lawsuit_hub.features.rooms.forms import MessageForm
from lawsuit_hub.features.rooms.types import LONGEST_MESSAGE, PAGE, Behind, Moved, NotInside, TakenOut, TooManyNames
from lawsuit_hub.infra.press_form import PressForm
from lawsuit_hub.infra.refusals import ReasonHoldsNumber, ReasonMissing
from lawsuit_hub.infra.web import HubApp

pages = Blueprint("room", __name__, template_folder="templates")

FORBIDDEN, CONFLICT, NO_STREAM = 403, 409, 503
SOCKET = "gunicorn.socket"  # what a stream takes over; another server has none, and pages ask again and again
RETRY_SECONDS = "20"


@pages.get("/my/room")
@allow(Permission.ROOM_USE)
def show() -> ResponseReturnValue:
    return _page(MessageForm(formdata=None), before=number("before"))


@pages.post("/my/room/enter")
@allow(Permission.ROOM_USE)
def enter() -> ResponseReturnValue:
    if declarations.of_person(g.work, g.work.actor.id) is None:
        flash(_("대화방에 들어가기 전에 모두에게 묻는 것이 있습니다. 하나만 답해 주세요."), "error")
        return redirect(url_for("documents.mine") + "#relation", SEE_OTHER)
    places.enter(g.work)
    return redirect(url_for("room.show"), SEE_OTHER)


@pages.post("/my/room/leave")
@allow(Permission.ROOM_USE)
def step_out() -> ResponseReturnValue:
    places.leave(g.work)
    flash(_("대화방에서 나왔습니다. 모임에는 그대로 함께합니다."), "done")
    return redirect(url_for("my.my"), SEE_OTHER)


@pages.post("/my/room/messages")
@allow(Permission.ROOM_USE)
def post() -> ResponseReturnValue:
    form = MessageForm()
    return answer_post(
        partial(posting.post, g.work, form.text.data or "", key=form.key_of_this()),
        back=url_for("room.show"),
        page=lambda: _page(form),
        form=form,
    )


@pages.get("/my/room/messages")
@allow(Permission.ROOM_USE)
def news() -> ResponseReturnValue:
    return news_answer(places.news(g.work, number("after") or 0))


@pages.get("/my/room/stream")
@allow(Permission.ROOM_USE)
def stream() -> ResponseReturnValue:
    """What comes from now on, as events. Where no stream can be had, 503: the script asks again and again instead."""
    after = as_number(request.headers.get("Last-Event-ID", "")) or number("after") or 0
    listener = live.listen(g.work, current_user.id, after=after)
    connection, streams = request.environ.get(SOCKET), cast(HubApp, current_app).streams
    if connection is None or request.method != "GET" or not streams.has_place_for(listener.victim_id):
        return jsonify(poll=True), NO_STREAM, {"Retry-After": RETRY_SECONDS}
    response = Response(b"retry: 2000\n\n", mimetype="text/event-stream")
    del response.headers["Content-Length"]
    response.headers["X-Accel-Buffering"] = "no"
    response.call_on_close(partial(streams.take, connection, listener, listener.victim_id))
    return response


@pages.post("/my/room/read")
@allow(Permission.ROOM_USE)
def read() -> ResponseReturnValue:
    places.read_to(g.work, number("seq") or 0)
    return ("", 204) if by_script() else redirect(url_for("room.show"), SEE_OTHER)


@pages.get("/my/room/messages/<int:seq>")
@allow(Permission.ROOM_USE)
def message(seq: int) -> ResponseReturnValue:
    return _one(seq, ReasonForm(formdata=None))


@pages.post("/my/room/messages/<int:seq>/report")
@allow(Permission.ROOM_USE)
def report(seq: int) -> ResponseReturnValue:
    form = ReasonForm()
    shown = places.one(g.work, seq)
    if not form.validate():
        return _one(seq, form), REFUSED
    try:
        reports.report(g.work, shown.seq, reason=form.reason.data)
    except (ReasonMissing, ReasonHoldsNumber, TooManyNames) as refusal:
        form.reason.errors = [words.refused(refusal)]
        return _one(seq, form), REFUSED
    flash(_("담당자에게 알렸습니다. 누가 알렸는지는 방에 보이지 않습니다."), "done")
    return redirect(url_for("room.show"), SEE_OTHER)


@pages.post("/my/room/messages/<int:seq>/hide")
@allow(Permission.ROOM_USE)
def hide(seq: int) -> ResponseReturnValue:
    places.hide(g.work, seq)
    flash(_("이 사람의 글을 나에게 보이지 않게 했습니다. 상대는 알 수 없습니다."), "done")
    return redirect(url_for("room.show"), SEE_OTHER)


@pages.post("/my/room/hidden/show")
@allow(Permission.ROOM_USE)
def show_hidden() -> ResponseReturnValue:
    places.show_all(g.work)
    flash(_("숨긴 사람의 글을 다시 보입니다."), "done")
    return redirect(url_for("room.show"), SEE_OTHER)


def _page(form: MessageForm, *, before: int | None = None) -> str:
    inside = places.look(g.work, before=before)
    form.key.data = form.key.data or str(uuid4())
    if not inside.entered:
        return render_template("rooms/door.html", room=inside, form=PressForm(), days=g.work.settings.room_days)
    return render_template(
        "rooms/room.html",
        room=inside,
        days=words.by_day(inside.news.entries),
        form=form,
        press=PressForm(),
        words=words,
        longest=LONGEST_MESSAGE,
        kept_days=g.work.settings.room_days,
        before=before,
        stream_url=url_for("room.stream") if SOCKET in request.environ else "",
    )


def _one(seq: int, form: ReasonForm) -> str:
    entry = places.one(g.work, seq)
    return render_template("rooms/message.html", entry=entry, form=form, words=words)


@pages.errorhandler(NotInside)
def outside(_refusal: NotInside) -> ResponseReturnValue:
    if by_script() or request.path.endswith(("/stream", "/messages")) and request.method == "GET":
        return jsonify(over="not-inside"), FORBIDDEN
    return redirect(url_for("room.show"), SEE_OTHER)


@pages.errorhandler(TakenOut)
def taken_out(_refusal: TakenOut) -> ResponseReturnValue:
    if by_script() or request.path.endswith(("/stream", "/messages")) and request.method == "GET":
        return jsonify(over="not-inside"), FORBIDDEN
    return render_template("rooms/taken_out.html"), FORBIDDEN


@pages.errorhandler(Moved)
def moved(_refusal: Moved) -> ResponseReturnValue:
    return redirect(url_for("my.my"), SEE_OTHER)


@pages.errorhandler(Behind)
def behind(_refusal: Behind) -> ResponseReturnValue:
    return jsonify(poll=True, most=PAGE), CONFLICT
