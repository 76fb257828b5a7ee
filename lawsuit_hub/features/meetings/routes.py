"""Meetings for everybody: what is to come and what was, one meeting, signing up, questions beforehand, a visitor's receipt."""

from typing import Any
from uuid import UUID, uuid4

from flask import Blueprint, Response, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.meetings import (
    asking,
    calendars,
    forms,
    minutes,
    organisations,
    showing,
    signing_up,
    tickets,
    undertakings,
    words,
)
from lawsuit_hub.features.meetings.types import Audience, NotThere, State, Ticket
from lawsuit_hub.features.publishing import routes as public_files
from lawsuit_hub.features.publishing import service as publishing
from lawsuit_hub.features.publishing import words as file_words
from lawsuit_hub.infra import taking
from lawsuit_hub.infra.errors import answer_with
from lawsuit_hub.infra.markdown import to_html
from lawsuit_hub.infra.press_form import PressForm
from lawsuit_hub.values.networks import network_of

pages = Blueprint("meetings", __name__, template_folder="templates")

SEE_OTHER, NOT_FOUND, REFUSED = 303, 404, 422
_MOST_PAGES = 50


@pages.get("/meetings")
@allow(Permission.SITE_READ)
def listed() -> ResponseReturnValue:
    over, more = showing.past(g.work, page=_page())
    around: dict[str, Any] = {"page": _page(), "more": more, "member": is_member(), "words": words}
    around |= {"organisations": organisations.in_public(g.work), "tasks": undertakings.open_in_public(g.work)}
    return render_template("meetings/listed.html", coming=showing.coming(g.work), over=over, **around)


@pages.get("/meetings/<uuid:meeting>")
@allow(Permission.SITE_READ)
def show(meeting: UUID) -> ResponseReturnValue:
    return meeting_page(meeting)


@pages.get("/meetings/<uuid:meeting>/agenda")
@allow(Permission.SITE_READ)
def agenda(meeting: UUID) -> ResponseReturnValue:
    shown = showing.one(g.work, meeting)
    return render_template("meetings/agenda.html", shown=shown, asked=asking.agenda(g.work, meeting), words=words)


@pages.get("/meetings/<uuid:meeting>/meeting.ics")
@allow(Permission.SITE_READ)
def calendar(meeting: UUID) -> ResponseReturnValue:
    return as_calendar(calendars.public(g.work, meeting))


@pages.post("/meetings/<uuid:meeting>/sign-up")
@allow(Permission.MEETING_JOIN)
def sign_up(meeting: UUID) -> ResponseReturnValue:
    """A visitor gets her receipt at once: it is shown nowhere again."""
    form, made = forms.sign_up_form(showing.one(g.work, meeting)), []
    if not done(form, lambda: made.append(_sign_up(meeting, form))):
        return meeting_page(meeting, sign_up=form), REFUSED
    if not made[0]:
        return redirect(url_for("own_meetings.show", meeting=meeting), SEE_OTHER)
    return _ticket(tickets.by_receipt(g.work, made[0], network=network()), made[0], fresh=True)


@pages.post("/meetings/<uuid:meeting>/questions")
@allow(Permission.MEETING_JOIN)
def ask(meeting: UUID) -> ResponseReturnValue:
    """First as it would be kept, then sent."""
    form, seen = forms.AskForm(prefix="ask"), []
    if not form.sure.data and done(form, lambda: seen.append(_preview(meeting, form))):
        return meeting_page(meeting, preview=seen[0])
    if form.sure.data and done(form, lambda: _ask(meeting, form)):
        flash(_("받았습니다. 담당자가 본 뒤에 이름 없이 실립니다."), "done")
        return redirect(url_for("meetings.show", meeting=meeting) + "#questions", SEE_OTHER)
    return meeting_page(meeting, ask=form), REFUSED


@pages.get("/meetings/receipt")
@allow(Permission.MEETING_JOIN)
def receipt() -> ResponseReturnValue:
    return render_template("meetings/receipt.html", form=forms.ReceiptForm(formdata=None))


@pages.post("/meetings/receipt")
@allow(Permission.MEETING_JOIN)
def open_receipt() -> ResponseReturnValue:
    """Its letters travel in the body: they stand in no address and in no log."""
    form = forms.ReceiptForm()
    if not form.validate():
        return render_template("meetings/receipt.html", form=form), REFUSED
    return _ticket(tickets.by_receipt(g.work, form.code.data or "", network=network()), form.code.data or "")


@pages.post("/meetings/receipt/cancel")
@allow(Permission.MEETING_JOIN)
def cancel() -> ResponseReturnValue:
    form = forms.ReceiptForm()
    if not done(form, lambda: signing_up.cancel_by_receipt(g.work, form.code.data or "", network=network())):
        return render_template("meetings/receipt.html", form=form), REFUSED
    flash(_("신청을 거두었습니다. 이 코드로는 더 열리지 않습니다."), "done")
    return redirect(url_for("meetings.listed"), SEE_OTHER)


def meeting_page(meeting: UUID, **more: Any) -> str:
    """`more`: a form that was refused, or a question as it would be kept. Raises NotThere."""
    shown = showing.one(g.work, meeting)
    told = minutes.read(g.work, meeting)
    files = publishing.of(g.work, minutes.holder(meeting)) if told else ()
    around: dict[str, Any] = {
        "sign_up": forms.sign_up_form(shown, formdata=None, data={"once": uuid4().hex}),
        "ask": forms.AskForm(None, prefix="ask", data={"once": uuid4().hex}),
        "asked": asking.agenda(g.work, meeting),
        "asking": shown.line.state is State.ANNOUNCED
        and shown.line.starts_at > g.work.now
        and (shown.line.audience is not Audience.ORGANISATIONS or bool(shown.may_reserve)),
        "minutes": told,
        "body": to_html(told[0].body) if told else "",
        "tasks": undertakings.of(g.work, [meeting]),
        "files": [(one, public_files.address(one)) for one in files if one.shown],
        "preview": None,
        "member": is_member(),
        "press": PressForm(formdata=None),
        "words": words,
        "file_words": file_words,
    }
    return render_template("meetings/meeting.html", shown=shown, **(around | more))


def done(form: Any, deed: Any) -> bool:
    return taking.done(form, deed, explained=words.EXPLAINED, explain=words.explain)


def network() -> str:
    return network_of(request.remote_addr)


def is_member() -> bool:
    return bool(g.work.actor.role is Role.MEMBER)


def as_calendar(data: bytes) -> Response:
    answer = Response(data, mimetype="text/calendar")
    answer.headers["Content-Disposition"] = "attachment; filename=meeting.ics"
    return answer


def door_address(ticket: Ticket) -> str:
    """What the picture says to whoever stands at the door: an address of the desk, which asks who scans."""
    return f"{g.work.settings.url_for()}/desk/check-in/{ticket.token}"


def _ticket(ticket: Ticket, code: str, *, fresh: bool = False) -> str:
    around: dict[str, Any] = {"code": code, "fresh": fresh, "form": forms.ReceiptForm(None, data={"code": code})}
    return render_template(
        "meetings/ticket.html", ticket=ticket, picture=words.picture(door_address(ticket)), words=words, **around
    )


def _sign_up(meeting: UUID, form: forms.SignUpForm) -> str:
    wish = forms.wish_of(form)
    return signing_up.sign_up(g.work, meeting, wish, once=form.once.data or "", network=network())


def _preview(meeting: UUID, form: forms.AskForm) -> Any:
    return asking.preview(g.work, meeting, form.text.data or "", network=network())


def _ask(meeting: UUID, form: forms.AskForm) -> None:
    asking.ask(g.work, meeting, form.text.data or "", once=form.once.data or "", network=network())


def _page() -> int:
    page = request.args.get("page", 1, type=int)
    if not 1 <= page <= _MOST_PAGES:
        abort(NOT_FOUND)
    return page


answer_with(pages, (NotThere,), "errors/404.html", NOT_FOUND)
