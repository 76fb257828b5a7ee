"""The mandates of a group: its lawyer writes what they say, she and the caseworker see who signed, remind, confirm papers, resign."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from flask import Blueprint, current_app, flash, g, redirect, render_template, request, send_file, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.documents import uploading
from lawsuit_hub.features.lawsuits.staff_pages import staff
from lawsuit_hub.features.lawsuits.types import NoSuchGroup
from lawsuit_hub.features.mandates import forms, service, wording, words
from lawsuit_hub.features.mandates.types import GroupMandates, NoCounsel, NoSuchMandate, Special, State
from lawsuit_hub.infra import taking
from lawsuit_hub.infra.errors import answer_with
from lawsuit_hub.infra.press_form import PressForm
from lawsuit_hub.infra.refusals import TooMany
from lawsuit_hub.infra.web import actor_of_request, opens_own_works

pages = Blueprint("mandates", __name__, url_prefix="/mandates", template_folder="templates")

REFUSED, NOT_FOUND, SEE_OTHER = 422, 404, 303
VERIFY = "verify"


@pages.get("/<code>")
@allow(Permission.MANDATE_MANAGE)
def show(code: str) -> ResponseReturnValue:
    seen = service.of_group(g.work, code)
    return _page(seen) if seen.line.code == code else redirect(_url(seen.line.code))


@pages.post("/<code>/wording")
@allow(Permission.MANDATE_MANAGE)
def write(code: str) -> ResponseReturnValue:
    seen = service.of_group(g.work, code)
    form = forms.wording_form(seen.form)
    if _done(form, lambda: wording.write(g.work, code, forms.facts_of(form), seen=form.version.data)):
        return _told(code, _("위임장에 적을 것을 저장했습니다. 모임 사람이 자기 화면에서 읽습니다."))
    return _page(seen, wording=form), REFUSED


@pages.post("/<code>/papers")
@allow(Permission.MANDATE_MANAGE)
def confirm(code: str) -> ResponseReturnValue:
    seen = service.of_group(g.work, code)
    form = forms.paper_form(seen)
    if _done(form, lambda: _confirm(code, form)):
        return _told(code, _("위임한 것으로 적었습니다. 본인이 자기 화면에서 봅니다."))
    return _page(seen, paper=form), REFUSED


def _confirm(code: str, form: forms.PaperForm) -> None:
    specials = [Special(one) for one in form.specials.data or ()]
    said = {"signed_on": form.signed_on.data, "specials": specials, "reason": form.reason.data}
    service.confirm(g.work, code, form.alias.data, **said)


@pages.post("/<code>/resign")
@allow(Permission.MANDATE_MANAGE)
def resign(code: str) -> ResponseReturnValue:
    seen = service.of_group(g.work, code)
    form = forms.resign_form(seen)
    if _done(form, lambda: service.resign(g.work, code, form.alias.data, reason=form.reason.data)):
        return _told(code, _("위임을 마친 것으로 적고 본인에게 알립니다."))
    return _page(seen, resign=form), REFUSED


@pages.post("/<code>/remind")
@allow(Permission.MANDATE_MANAGE)
def remind(code: str) -> ResponseReturnValue:
    try:
        told = service.remind(g.work, code)
    except TooMany:
        flash(_("사흘에 한 번만 알릴 수 있습니다."), "error")
        return redirect(_url(code), SEE_OTHER)
    return _told(code, _("%(count)s명에게 알립니다.", count=told) if told else _("알릴 사람이 없습니다."))


@pages.post("/<code>/electronic")
@allow(Permission.MANDATE_MANAGE)
def electronic(code: str) -> ResponseReturnValue:
    on = request.form.get("on") == "yes"
    service.take_electronic(g.work, code, on=on)
    return _told(code, _("화면 서명도 받습니다.") if on else _("종이 위임장만 받습니다."))


@pages.get("/<code>/<any(mandate, appointment):sheet>.pdf")
@allow(Permission.MANDATE_MANAGE)
def blank(code: str, sheet: str) -> ResponseReturnValue:
    made = service.blank(g.work, code, appointment=sheet == "appointment")
    name = f"{code}_{sheet}.pdf"
    return send_file(BytesIO(made), mimetype="application/pdf", as_attachment=True, download_name=name, max_age=0)


@pages.post("/<code>/verify")
@allow(Permission.MANDATE_VERIFY)
@opens_own_works
def verify(code: str) -> ResponseReturnValue:
    """The file may name a person: it is read as it comes, and nothing of it is kept."""
    data, said = b"", _("파일을 골라 주세요.")
    try:
        data = b"".join(uploading.files(most=1, prefix=VERIFY))
    except uploading.REFUSALS as refusal:
        said = uploading.why(refusal)
    with current_app.works.open(actor_of_request(), read_only=True) as work:  # type: ignore[attr-defined]
        g.work = work
        seen, found = service.of_group(work, code), service.verify(work, data)
        return _page(seen, checked=words.checked(found) if data else ("warn", said))


def _done(form: FlaskForm, deed: Callable[[], object]) -> bool:
    return taking.done(form, deed, explained=words.EXPLAINED, explain=words.explain)


def _told(code: str, said: str) -> ResponseReturnValue:
    flash(said, "done")
    return redirect(_url(code), SEE_OTHER)


def _url(code: str) -> str:
    return url_for("mandates.show", code=code)


def _page(seen: GroupMandates, *, checked: tuple[str, str] | None = None, **typed: FlaskForm) -> str:
    made: dict[str, Any] = {
        "wording": forms.wording_form(seen.form, formdata=None),
        "paper": forms.paper_form(seen, formdata=None),
        "resign": forms.resign_form(seen, formdata=None),
        VERIFY: forms.VerifyForm(prefix=VERIFY, formdata=None),
    } | typed
    return render_template(
        "mandates/group.html",
        seen=seen,
        counts=[(words.state(one), seen.count(one)) for one in State],
        forms=made,
        form=next(iter(typed.values()), None),
        words=words,
        checked=checked,
        press=PressForm(formdata=None),
        **staff(seen.line.code),
    )


answer_with(pages, (NoSuchGroup, NoSuchMandate), "errors/404.html", NOT_FOUND)


@pages.errorhandler(NoCounsel)
def _nothing_yet(refusal: NoCounsel) -> ResponseReturnValue:
    """An old tab: what is missing stands on the page."""
    flash(words.why(refusal)[1], "error")
    return redirect(_url((request.view_args or {})["code"]), SEE_OTHER)


@pages.record
def _fit(state: BlueprintSetupState) -> None:
    uploading.fit(state, verify)
