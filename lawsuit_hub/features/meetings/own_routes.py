"""A member's own pages of meetings: her seat with the picture for the door, giving it back, voting, organisations that she speaks for."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.meetings import asking, calendars, forms, representing, signing_up, tickets, words
from lawsuit_hub.features.meetings.routes import NOT_FOUND, REFUSED, SEE_OTHER, as_calendar, done, door_address
from lawsuit_hub.features.meetings.types import Closed, NotThere
from lawsuit_hub.infra.errors import answer_with
from lawsuit_hub.infra.press_form import PressForm

pages = Blueprint("own_meetings", __name__, template_folder="templates")

CONFLICT = 409


@pages.get("/my/meetings")
@allow(Permission.OWN_READ)
def listed() -> ResponseReturnValue:
    return _own_page(forms.LinkForm(formdata=None))


@pages.get("/meetings/<uuid:meeting>/mine")
@allow(Permission.OWN_READ)
def show(meeting: UUID) -> ResponseReturnValue:
    ticket = tickets.own(g.work, meeting)
    around: dict[str, Any] = {"picture": words.picture(door_address(ticket)), "code": "", "fresh": False}
    return render_template("meetings/ticket.html", ticket=ticket, form=PressForm(), words=words, **around)


@pages.get("/meetings/<uuid:meeting>/mine.ics")
@allow(Permission.OWN_READ)
def calendar(meeting: UUID) -> ResponseReturnValue:
    return as_calendar(calendars.own(g.work, meeting))


@pages.post("/meetings/<uuid:meeting>/mine/cancel")
@allow(Permission.OWN_WRITE)
def cancel(meeting: UUID) -> ResponseReturnValue:
    signing_up.cancel(g.work, meeting)
    flash(_("신청을 거두었습니다. 자리는 기다리던 사람에게 갑니다."), "done")
    return redirect(url_for("own_meetings.listed"), SEE_OTHER)


@pages.post("/meetings/<uuid:meeting>/questions/<uuid:meeting_question>/vote")
@allow(Permission.OWN_WRITE)
def vote(meeting: UUID, meeting_question: UUID) -> ResponseReturnValue:
    if request.form.get("on") == "1":
        asking.vote(g.work, meeting, meeting_question)
    else:
        asking.take_back(g.work, meeting, meeting_question)
    return redirect(url_for("meetings.show", meeting=meeting) + "#questions", SEE_OTHER)


@pages.post("/my/organisations")
@allow(Permission.OWN_WRITE)
def link() -> ResponseReturnValue:
    form, made = forms.LinkForm(), []
    if not done(form, lambda: made.append(representing.link(g.work, form.code.data or ""))):
        return _own_page(form), REFUSED
    flash(_("단체의 대표로 이었습니다. 언제든 물러날 수 있습니다."), "done")
    return redirect(url_for("own_meetings.listed"), SEE_OTHER)


@pages.post("/my/organisations/<uuid:spoken_for>/step-back")
@allow(Permission.OWN_WRITE)
def step_back(spoken_for: UUID) -> ResponseReturnValue:
    representing.step_back(g.work, spoken_for)
    flash(_("대표에서 물러났습니다. 담당자는 이제 이 계정과 단체를 잇지 못합니다."), "done")
    return redirect(url_for("own_meetings.listed"), SEE_OTHER)


def _own_page(form: forms.LinkForm) -> str:
    around: dict[str, Any] = {"press": PressForm(formdata=None), "words": words, "form": form}
    around |= {"speaks_for": representing.own(g.work, g.work.actor.id)}
    coming, over = tickets.hers(g.work, coming=True), tickets.hers(g.work, coming=False)
    return render_template("meetings/own.html", coming=coming, over=over, **around)


answer_with(pages, (NotThere,), "errors/404.html", NOT_FOUND)
answer_with(pages, (Closed,), "meetings/closed.html", CONFLICT)
