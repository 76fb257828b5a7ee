"""At the door: what a scanned picture opens, letting in by it or by a code, the list on paper, walk-ins, what people need to take part."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.audit.forms import ReasonForm
from lawsuit_hub.features.meetings import desk_board, desk_forms, door, words
from lawsuit_hub.features.meetings.desk_page import meeting_page
from lawsuit_hub.features.meetings.routes import NOT_FOUND, REFUSED, SEE_OTHER, done
from lawsuit_hub.features.meetings.types import Closed, NotThere, Stale
from lawsuit_hub.infra.errors import answer_with

pages = Blueprint("meeting_door", __name__, template_folder="templates")

CONFLICT = 409


@pages.get("/desk/check-in/<ticket>")
@allow(Permission.MEETING_MANAGE)
def scanned(ticket: str) -> ResponseReturnValue:
    """Looking at it lets nobody in."""
    return _scanned(ticket, desk_forms.LetInForm(formdata=None))


@pages.post("/desk/check-in/<ticket>")
@allow(Permission.MEETING_MANAGE)
def let_in(ticket: str) -> ResponseReturnValue:
    form, made = desk_forms.LetInForm(), []
    if not done(form, lambda: made.append(door.let_in(g.work, ticket, count=form.count.data or 1))):
        return _scanned(ticket, form), REFUSED
    _say(came=made[0])
    return redirect(url_for("meeting_door.scanned", ticket=ticket), SEE_OTHER)


@pages.get("/desk/meetings/<uuid:meeting>/door")
@allow(Permission.MEETING_MANAGE)
def on_paper(meeting: UUID) -> ResponseReturnValue:
    seats = [one for one in door.seats(g.work, meeting) if not one.waiting]
    around: dict[str, Any] = {"seats": sorted(seats, key=lambda one: one.door_code), "words": words}
    return render_template("meetings/door.html", item=desk_board.item(g.work, meeting), **around)


@pages.post("/desk/meetings/<uuid:meeting>/door")
@allow(Permission.MEETING_MANAGE)
def by_code(meeting: UUID) -> ResponseReturnValue:
    form, made = desk_forms.DoorForm(prefix="door"), []
    code, count = form.code.data or "", form.count.data or 1
    if not done(form, lambda: made.append(door.let_in_by_code(g.work, meeting, code, count=count))):
        return meeting_page(meeting, door=form), REFUSED
    _say(came=made[0])
    return redirect(url_for("desk_meetings.show", meeting=meeting) + "#door", SEE_OTHER)


@pages.post("/desk/meetings/<uuid:meeting>/walk-ins")
@allow(Permission.MEETING_MANAGE)
def walk_ins(meeting: UUID) -> ResponseReturnValue:
    form = desk_forms.WalkInForm(prefix="walk")
    number = form.walk_ins.data or 0
    if not done(form, lambda: door.count_walk_ins(g.work, meeting, number)):
        return meeting_page(meeting, walk=form), REFUSED
    flash(_("적었습니다."), "done")
    return redirect(url_for("desk_meetings.show", meeting=meeting) + "#door", SEE_OTHER)


@pages.post("/desk/meetings/<uuid:meeting>/needs")
@allow(Permission.PERSON_REVEAL)
def needs(meeting: UUID) -> ResponseReturnValue:
    form, found = ReasonForm(prefix="needs"), []
    if not done(form, lambda: found.append(door.open_needs(g.work, meeting, reason=form.reason.data or ""))):
        return meeting_page(meeting, needs=form), REFUSED
    return render_template("meetings/needs.html", item=desk_board.item(g.work, meeting), found=found[0], words=words)


def _scanned(ticket: str, form: desk_forms.LetInForm) -> str:
    arriving = door.scanned(g.work, ticket)
    if form.count.data is None:
        form.count.data = arriving.seat.seats
    return render_template("meetings/scanned.html", arriving=arriving, ticket=ticket, form=form, words=words)


def _say(*, came: bool) -> None:
    if came:
        flash(_("들어왔습니다."), "done")
    else:
        flash(_("이미 들어온 표입니다. 새로 세지 않았습니다."), "error")


answer_with(pages, (NotThere,), "errors/404.html", NOT_FOUND)
answer_with(pages, (Stale, Closed), "meetings/stale.html", CONFLICT)
