"""The desk's pages of meetings: planning, announcing, cancelling, seats, questions."""

from typing import Any
from uuid import UUID, uuid4

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.audit.forms import ReasonForm
from lawsuit_hub.features.meetings import (
    asking,
    desk_board,
    desk_forms,
    organisations,
    planning,
    signing_up,
    telling,
    undertakings,
    words,
)
from lawsuit_hub.features.meetings.desk_page import meeting_page, reserve_form
from lawsuit_hub.features.meetings.routes import NOT_FOUND, REFUSED, SEE_OTHER, done
from lawsuit_hub.features.meetings.types import Closed, NotThere, Stale
from lawsuit_hub.infra.errors import answer_with
from lawsuit_hub.infra.press_form import PressForm

pages = Blueprint("desk_meetings", __name__, template_folder="templates")

CONFLICT = 409


@pages.get("/desk/meetings")
@allow(Permission.MEETING_MANAGE)
def listed() -> ResponseReturnValue:
    around: dict[str, Any] = {"overdue": undertakings.overdue(g.work), "words": words}
    return render_template("meetings/desk_list.html", items=desk_board.items(g.work), **around)


@pages.get("/desk/meetings/new")
@allow(Permission.MEETING_MANAGE)
def new() -> ResponseReturnValue:
    return _edit_page(None, _form(formdata=None))


@pages.post("/desk/meetings/new")
@allow(Permission.MEETING_MANAGE)
def write() -> ResponseReturnValue:
    form, made = _form(), []
    if done(form, lambda: made.append(planning.write(g.work, desk_forms.plan_of(form), once=form.once.data or ""))):
        return told(made[0], _("적어 두었습니다. 알리기 전에는 아무도 보지 못합니다."))
    return _edit_page(None, form), REFUSED


@pages.get("/desk/meetings/<uuid:meeting>")
@allow(Permission.MEETING_MANAGE)
def show(meeting: UUID) -> ResponseReturnValue:
    return meeting_page(meeting)


@pages.get("/desk/meetings/<uuid:meeting>/edit")
@allow(Permission.MEETING_MANAGE)
def edit(meeting: UUID) -> ResponseReturnValue:
    item = desk_board.item(g.work, meeting)
    return _edit_page(meeting, _form(plan=item.plan, seen=item.turn, formdata=None))


@pages.post("/desk/meetings/<uuid:meeting>/edit")
@allow(Permission.MEETING_MANAGE)
def change(meeting: UUID) -> ResponseReturnValue:
    form = _form()
    if done(form, lambda: planning.change(g.work, meeting, desk_forms.plan_of(form), seen=form.seen.data or 0)):
        return told(meeting, _("고쳤습니다. 때나 곳이 바뀌었으면 신청한 사람에게 알립니다."))
    return _edit_page(meeting, form), REFUSED


@pages.post("/desk/meetings/<uuid:meeting>/announce")
@allow(Permission.MAILING_SEND)
def announce(meeting: UUID) -> ResponseReturnValue:
    form, made = desk_forms.SeenForm(prefix="announce"), []
    if not done(form, lambda: made.append(telling.announce(g.work, meeting, seen=form.seen.data or 0))):
        return meeting_page(meeting, announce=form), REFUSED
    said = ngettext(
        "알렸습니다. %(count)s명에게 문자를 보냅니다.",
        "알렸습니다. %(count)s명에게 문자를 보냅니다.",
        made[0],
        count=made[0],
    )
    return told(meeting, said)


@pages.post("/desk/meetings/<uuid:meeting>/cancel")
@allow(Permission.MEETING_MANAGE)
def cancel(meeting: UUID) -> ResponseReturnValue:
    form = desk_forms.CancelForm(prefix="cancel")
    reason, seen = form.reason.data or "", form.seen.data or 0
    if done(form, lambda: planning.cancel(g.work, meeting, reason=reason, seen=seen)):
        return told(meeting, _("취소했습니다. 신청한 사람에게 알립니다."))
    return meeting_page(meeting, cancel=form), REFUSED


@pages.post("/desk/meetings/<uuid:meeting>/reserve")
@allow(Permission.MEETING_MANAGE)
def reserve(meeting: UUID) -> ResponseReturnValue:
    form = reserve_form()
    seats, once = form.seats.data or 0, form.once.data or ""
    if done(form, lambda: signing_up.reserve(g.work, meeting, UUID(form.organisation.data), seats, once=once)):
        return told(meeting, _("자리를 잡았습니다."))
    return meeting_page(meeting, reserve=form), REFUSED


@pages.post("/desk/meetings/<uuid:meeting>/seats/<uuid:meeting_seat>/remove")
@allow(Permission.MEETING_MANAGE)
def remove(meeting: UUID, meeting_seat: UUID) -> ResponseReturnValue:
    signing_up.remove(g.work, meeting, meeting_seat)
    return told(meeting, _("자리를 뺐습니다. 기다리던 사람에게 갑니다."))


@pages.get("/desk/meetings/<uuid:meeting>/questions")
@allow(Permission.MEETING_MANAGE)
def questions(meeting: UUID) -> ResponseReturnValue:
    return _questions_page(meeting)


@pages.post("/desk/meetings/<uuid:meeting>/questions/<uuid:meeting_question>/show")
@allow(Permission.MEETING_MANAGE)
def show_question(meeting: UUID, meeting_question: UUID) -> ResponseReturnValue:
    asking.show(g.work, meeting, meeting_question)
    return _questions_told(meeting, _("실었습니다."))


@pages.post("/desk/meetings/<uuid:meeting>/questions/<uuid:meeting_question>/hide")
@allow(Permission.MEETING_MANAGE)
def hide_question(meeting: UUID, meeting_question: UUID) -> ResponseReturnValue:
    form = ReasonForm(prefix="hide")
    if done(form, lambda: asking.hide(g.work, meeting, meeting_question, reason=form.reason.data or "")):
        return _questions_told(meeting, _("내렸습니다."))
    return _questions_page(meeting, hide=form, which=meeting_question), REFUSED


@pages.post("/desk/meetings/<uuid:meeting>/questions/<uuid:meeting_question>/join")
@allow(Permission.MEETING_MANAGE)
def join_question(meeting: UUID, meeting_question: UUID) -> ResponseReturnValue:
    form = _join_form(meeting)
    if done(form, lambda: asking.join(g.work, meeting, meeting_question, UUID(form.other.data))):
        return _questions_told(meeting, _("합쳤습니다. 두 물음에 모두 공감한 사람은 한 번만 셉니다."))
    return _questions_page(meeting, join=form, which=meeting_question), REFUSED


@pages.post("/desk/meetings/<uuid:meeting>/questions/<uuid:meeting_question>/part")
@allow(Permission.MEETING_MANAGE)
def part_question(meeting: UUID, meeting_question: UUID) -> ResponseReturnValue:
    asking.part(g.work, meeting, meeting_question)
    return _questions_told(meeting, _("다시 나누었습니다."))


def told(meeting: UUID, said: str) -> ResponseReturnValue:
    flash(said, "done")
    return redirect(url_for("desk_meetings.show", meeting=meeting), SEE_OTHER)


def _questions_told(meeting: UUID, said: str) -> ResponseReturnValue:
    flash(said, "done")
    return redirect(url_for("desk_meetings.questions", meeting=meeting), SEE_OTHER)


def _questions_page(meeting: UUID, **typed: Any) -> str:
    around: dict[str, Any] = {"asked": asking.at_desk(g.work, meeting), "press": PressForm(formdata=None)}
    around |= {"hide": ReasonForm(None, prefix="hide"), "join": _join_form(meeting, formdata=None), "which": None}
    form = typed.get("hide") or typed.get("join")
    item = desk_board.item(g.work, meeting)
    return render_template("meetings/desk_questions.html", item=item, form=form, words=words, **(around | typed))


def _join_form(meeting: UUID, **more: Any) -> desk_forms.JoinForm:
    form = desk_forms.JoinForm(prefix="join", **more)
    some = [one for one in asking.at_desk(g.work, meeting) if one.shown and not one.hidden and one.joined_to is None]
    form.other.choices = [(str(one.id), one.text) for one in some]
    return form


def _form(**more: Any) -> desk_forms.MeetingForm:
    return desk_forms.meeting_form(organisations.listed(g.work), **more)


def _edit_page(meeting: UUID | None, form: desk_forms.MeetingForm) -> str:
    form.once.data = form.once.data or uuid4().hex
    return render_template("meetings/desk_edit.html", form=form, meeting=meeting)


answer_with(pages, (NotThere,), "errors/404.html", NOT_FOUND)
answer_with(pages, (Stale, Closed), "meetings/stale.html", CONFLICT)
