"""The desk's pages of a group's room: opened with a reason, read, written in as verified, kept in order."""

from collections.abc import Callable
from functools import partial
from uuid import UUID, uuid4

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.audit.forms import ReasonForm
from lawsuit_hub.features.rooms import moderation, words
from lawsuit_hub.features.rooms.answers import REFUSED, SEE_OTHER, answer_post, news_answer, number
from lawsuit_hub.features.rooms.forms import MessageForm, PauseForm
from lawsuit_hub.features.rooms.types import LONGEST_MESSAGE, NotOpened
from lawsuit_hub.infra.press_form import PressForm
from lawsuit_hub.infra.refusals import ReasonHoldsNumber, ReasonMissing

Deed = Callable[[str], None]
MemberDeed = Callable[..., None]

pages = Blueprint("desk_room", __name__, template_folder="templates")


@pages.get("/desk/groups/<code>/room")
@allow(Permission.ROOM_MODERATE)
def show(code: str) -> ResponseReturnValue:
    return _page(code)


@pages.post("/desk/groups/<code>/room/open")
@allow(Permission.ROOM_MODERATE)
def open_room(code: str) -> ResponseReturnValue:
    form = ReasonForm(prefix="open")
    return _with_reason(code, form, lambda reason: moderation.open_room(g.work, code, reason=reason))


@pages.post("/desk/groups/<code>/room/messages")
@allow(Permission.ROOM_MODERATE)
def post(code: str) -> ResponseReturnValue:
    form = MessageForm()
    return answer_post(
        partial(moderation.post, g.work, code, form.text.data or "", key=form.key_of_this()),
        back=url_for("desk_room.show", code=code),
        page=lambda: _page(code, write=form),
        form=form,
    )


@pages.get("/desk/groups/<code>/room/messages")
@allow(Permission.ROOM_MODERATE)
def news(code: str) -> ResponseReturnValue:
    return news_answer(moderation.news(g.work, code, number("after") or 0))


@pages.get("/desk/groups/<code>/room/messages/<int:seq>")
@allow(Permission.ROOM_MODERATE)
def message(code: str, seq: int) -> ResponseReturnValue:
    return _one(code, seq)


@pages.post("/desk/groups/<code>/room/messages/<int:seq>/remove")
@allow(Permission.ROOM_MODERATE)
def remove(code: str, seq: int) -> ResponseReturnValue:
    form = ReasonForm(prefix="remove")
    return _with_reason(code, form, lambda reason: moderation.remove(g.work, code, seq, reason=reason), seq=seq)


@pages.post("/desk/groups/<code>/room/messages/<int:seq>/pause")
@allow(Permission.ROOM_MODERATE)
def pause(code: str, seq: int) -> ResponseReturnValue:
    form = PauseForm(prefix="pause")
    hours = int(form.hours.data) if str(form.hours.data).isdigit() else 0
    return _with_reason(
        code, form, lambda reason: moderation.pause(g.work, code, seq, hours=hours, reason=reason), seq=seq
    )


@pages.post("/desk/groups/<code>/room/messages/<int:seq>/pin")
@allow(Permission.ROOM_MODERATE)
def pin(code: str, seq: int) -> ResponseReturnValue:
    moderation.pin(g.work, code, seq, on=True)
    return _back(code)


@pages.post("/desk/groups/<code>/room/messages/<int:seq>/unpin")
@allow(Permission.ROOM_MODERATE)
def unpin(code: str, seq: int) -> ResponseReturnValue:
    moderation.pin(g.work, code, seq, on=False)
    return _back(code)


@pages.get("/desk/groups/<code>/room/members/<uuid:membership>")
@allow(Permission.ROOM_MODERATE)
def member(code: str, membership: UUID) -> ResponseReturnValue:
    return _member(code, membership, ReasonForm(formdata=None))


@pages.post("/desk/groups/<code>/room/members/<uuid:membership>/take-out")
@allow(Permission.ROOM_MODERATE)
def take_out(code: str, membership: UUID) -> ResponseReturnValue:
    return _about_member(code, membership, moderation.take_out)


@pages.post("/desk/groups/<code>/room/members/<uuid:membership>/let-in")
@allow(Permission.ROOM_MODERATE)
def let_in(code: str, membership: UUID) -> ResponseReturnValue:
    return _about_member(code, membership, moderation.let_in)


@pages.post("/desk/groups/<code>/room/reports/<uuid:report>/settle")
@allow(Permission.ROOM_MODERATE)
def settle(code: str, report: UUID) -> ResponseReturnValue:
    moderation.settle(g.work, code, report)
    flash(_("알림을 처리했습니다."), "done")
    return _back(code)


@pages.errorhandler(NotOpened)
def not_opened(_refusal: NotOpened) -> ResponseReturnValue:
    return render_template("rooms/not_opened.html"), 403


def _back(code: str) -> ResponseReturnValue:
    return redirect(url_for("desk_room.show", code=code), SEE_OTHER)


def _with_reason(code: str, form: ReasonForm, deed: Deed, *, seq: int | None = None) -> ResponseReturnValue:
    if form.validate() and _done(form, deed):
        return _back(code)
    return (_page(code, opening=form) if seq is None else _one(code, seq, form)), REFUSED


def _done(form: ReasonForm, deed: Deed) -> bool:
    try:
        deed(form.reason.data)
    except (ReasonMissing, ReasonHoldsNumber) as refusal:
        form.reason.errors = [words.refused(refusal)]
        return False
    return True


def _about_member(code: str, membership: UUID, deed: MemberDeed) -> ResponseReturnValue:
    form = ReasonForm()
    if form.validate() and _done(form, lambda reason: deed(g.work, code, membership, reason=reason)):
        return _back(code)
    return _member(code, membership, form), REFUSED


def _page(code: str, *, write: MessageForm | None = None, opening: ReasonForm | None = None) -> str:
    file = moderation.file(g.work, code)
    write = write or MessageForm(formdata=None)
    write.key.data = write.key.data or str(uuid4())
    return render_template(
        "rooms/desk.html",
        code=code,
        room=file,
        days=words.by_day(file.news.entries) if file.news else [],
        form=write,
        opening=opening or ReasonForm(formdata=None, prefix="open"),
        press=PressForm(),
        words=words,
        longest=LONGEST_MESSAGE,
    )


def _one(code: str, seq: int, refused: ReasonForm | None = None) -> str:
    forms = {"remove": ReasonForm(formdata=None, prefix="remove"), "pause": PauseForm(formdata=None, prefix="pause")}
    if refused is not None:
        forms["pause" if isinstance(refused, PauseForm) else "remove"] = refused
    entry = moderation.one(g.work, code, seq)
    return render_template(
        "rooms/desk_message.html", code=code, entry=entry, forms=forms, form=refused, press=PressForm(), words=words
    )


def _member(code: str, membership: UUID, form: ReasonForm) -> str:
    return render_template(
        "rooms/desk_member.html", code=code, member=moderation.member(g.work, code, membership), form=form
    )
