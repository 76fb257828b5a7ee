"""A member's pages about her case: stage, days, how she stands, her calendar; pausing and returning."""

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.ballots import voting
from lawsuit_hub.features.ballots import words as ballot_words
from lawsuit_hub.features.briefings import service as briefings
from lawsuit_hub.features.briefings import words as briefing_words
from lawsuit_hub.features.invites import service as invites
from lawsuit_hub.features.lawsuits import pausing
from lawsuit_hub.features.lawsuits.stage_words import stage_label
from lawsuit_hub.features.lawsuits.types import NotActive
from lawsuit_hub.features.proceedings import calendars, service, words
from lawsuit_hub.features.proceedings.calendar_routes import as_file
from lawsuit_hub.infra.press_form import PressForm
from lawsuit_hub.infra.refusals import NotYours

pages = Blueprint("own_case", __name__, template_folder="templates")

SEE_OTHER = 303


@pages.get("/my/case")
@allow(Permission.OWN_READ)
def show() -> ResponseReturnValue:
    return _page()


@pages.get("/my/case/dates.ics")
@allow(Permission.OWN_READ)
def download() -> ResponseReturnValue:
    return as_file(calendars.own(g.work))


@pages.get("/my/case/dates/<uuid:deadline>.ics")
@allow(Permission.OWN_READ)
def download_one(deadline: UUID) -> ResponseReturnValue:
    return as_file(calendars.own_date(g.work, deadline))


@pages.post("/my/case/calendar")
@allow(Permission.OWN_WRITE)
def new_address() -> ResponseReturnValue:
    """Shown once, in the answer itself: no address of ours carries it but its own."""
    secret = calendars.new_address(g.work)
    return _page(f"{g.work.settings.url_for(members=True)}/calendar/{secret}.ics")


@pages.post("/my/case/calendar/end")
@allow(Permission.OWN_WRITE)
def end_address() -> ResponseReturnValue:
    if calendars.end(g.work):
        flash(_("달력 주소를 없앴습니다. 그 주소는 이제 열리지 않습니다."), "done")
    return redirect(url_for("own_case.show"), SEE_OTHER)


@pages.post("/my/pause")
@allow(Permission.OWN_WRITE)
def pause() -> ResponseReturnValue:
    try:
        if pausing.pause(g.work):
            invites.revoke(g.work, g.work.actor.id)
            flash(_("쉬는 동안 초대와 알림을 보내지 않습니다. 언제든 돌아올 수 있습니다."), "done")
    except NotActive:
        flash(_("모임에 자리가 생긴 뒤에 쉴 수 있습니다."), "error")
    return redirect(url_for("my.my"), SEE_OTHER)


@pages.post("/my/return")
@allow(Permission.OWN_WRITE)
def come_back() -> ResponseReturnValue:
    try:
        if pausing.resume(g.work):
            flash(_("다시 함께합니다. 초대와 알림을 받습니다."), "done")
    except NotActive:
        flash(_("모임에 자리가 생긴 뒤에 쉴 수 있습니다."), "error")
    return redirect(url_for("my.my"), SEE_OTHER)


def _page(address: str = "") -> ResponseReturnValue:
    """Who sees no group yet is led to what she waits for."""
    try:
        own = service.own_course(g.work)
    except NotYours:
        return redirect(url_for("my.my"), SEE_OTHER)
    return render_template(
        "my/case.html",
        own=own,
        ballots=voting.own(g.work),
        ballot_words=ballot_words,
        file=briefings.own_file(g.work),
        file_words=briefing_words,
        address=address,
        stage=stage_label(own.stage),
        words=words,
        today=g.work.today,
        form=PressForm(formdata=None),
        **({"other_locale_url": ""} if address else {}),
    )
