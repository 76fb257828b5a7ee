"""A member's mandate: read, signed on the screen or on paper, refused, ended; the copy of what she signed. By passkey: mandate_passkey_routes."""

from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from flask import Blueprint, current_app, flash, g, redirect, render_template, request, send_file, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask.wrappers import Response
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_login import current_user

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.documents import service as documents
from lawsuit_hub.features.documents import uploading
from lawsuit_hub.features.documents.forms import ACCEPTED, DocumentForm
from lawsuit_hub.features.documents.types import DocumentKind
from lawsuit_hub.features.mandates import endings as mandates
from lawsuit_hub.features.mandates import forms, own, signing, texts, words
from lawsuit_hub.features.mandates.signing import Signature
from lawsuit_hub.features.mandates.types import AlreadySigned, NoCopy, NoCounsel, NothingToEnd, OwnMandate, Way
from lawsuit_hub.features.registration import service as registration
from lawsuit_hub.features.victims import consents
from lawsuit_hub.features.victims.consents import Shown
from lawsuit_hub.features.victims.types import ConsentKind
from lawsuit_hub.infra import secret_cookie
from lawsuit_hub.infra.press_form import PressForm
from lawsuit_hub.infra.refusals import NotYours, Refusal
from lawsuit_hub.infra.web import actor_of_request, opens_own_works
from lawsuit_hub.infra.work import Work, Works

pages = Blueprint("own_mandate", __name__, url_prefix="/my/mandate", template_folder="templates")

REFUSED, GONE, SEE_OTHER = 422, 410, 303
COOKIE = "mandate"
OVER = (AlreadySigned, NoCounsel, NothingToEnd)


@pages.get("")
@allow(Permission.OWN_READ)
def show() -> ResponseReturnValue:
    return _page()


@pages.post("")
@allow(Permission.MANDATE_SIGN)
def sign() -> ResponseReturnValue:
    seen = own_now()
    form = forms.sign_form(seen, consent_sha256(seen))
    try:
        if form.validate():
            with g.work.db.begin_nested():
                return signed(forms.signature_of(form), Way.DRAWN, redirect(url_for("own_mandate.show"), SEE_OTHER))
    except words.EXPLAINED as refusal:
        words.explain(form, refusal)
    return _page(form), REFUSED


@pages.get("/blank.pdf")
@allow(Permission.OWN_READ)
def blank() -> ResponseReturnValue:
    try:
        return _as_pdf(own.blank(g.work), "mandate.pdf")
    except NoCounsel:
        return redirect(url_for("own_mandate.show"), SEE_OTHER)


@pages.post("/paper")
@allow(Permission.OWN_WRITE)
@opens_own_works
def hand_in() -> ResponseReturnValue:
    works, actor = current_app.works, actor_of_request()  # type: ignore[attr-defined]
    try:
        files = uploading.files()  # with its token
        _require_open(works, actor)
        taken = documents.hand_in(works, actor, files, kind=DocumentKind.MANDATE)
    except uploading.REFUSALS as refusal:
        return _again(refusal)
    with works.open(actor) as work:
        signing.hand_in(work, taken.id)
    flash(_("받았습니다. 담당자가 보고 나면 이 화면에 나옵니다."), "done")
    return redirect(url_for("own_mandate.show"), SEE_OTHER)


def _require_open(works: Works, actor: Actor) -> None:
    with works.open(actor, read_only=True) as work:
        signing.require_open(work)


@pages.post("/refuse")
@allow(Permission.OWN_WRITE)
def refuse() -> ResponseReturnValue:
    signing.refuse(g.work)
    flash(_("위임하지 않는 것으로 남겼습니다. 마음이 바뀌면 언제든 다시 정할 수 있습니다."), "done")
    return redirect(url_for("own_mandate.show"), SEE_OTHER)


@pages.get("/end")
@allow(Permission.OWN_READ)
def ending() -> ResponseReturnValue:
    return render_template("my/mandate_end.html", own=own_now(), press=PressForm(formdata=None))


@pages.post("/end")
@allow(Permission.OWN_WRITE)
def end() -> ResponseReturnValue:
    firm_id, me = mandates.revoke(g.work), g.work.actor.id
    if request.form.get("consent_too") == "yes":
        registration.change_consent(g.work, me, ConsentKind.FIRM, text=None, given=False, firm_id=firm_id)
    flash(_("위임을 끝냈습니다. 맡았던 변호사에게 알립니다."), "done")
    return redirect(url_for("own_mandate.show"), SEE_OTHER)


@pages.post("/copy")
@allow(Permission.OWN_WRITE)
def fetch() -> ResponseReturnValue:
    try:
        number, data = own.fetch(g.work, secret_cookie.carried(COOKIE))
    except NoCopy:
        return _page(), GONE
    return _as_pdf(data, f"{number}.pdf")


def signed(asked: Signature, way: Way, answer: ResponseReturnValue) -> Response:
    secret, work = secret_cookie.fresh(), g.work
    signing.sign(work, asked, way, identified_at=_identified_at(work), secret=secret, locale=locale())
    if way is Way.DRAWN:
        flash(_("서명했습니다. 아래에서 위임장을 내려받을 수 있습니다."), "done")
    return secret_cookie.give(COOKIE, secret, answer, lasts=timedelta(hours=work.settings.copy_hours))


def _identified_at(work: Work) -> datetime:
    """When she last proved who she is, as the session knows it."""
    left = timedelta(seconds=current_user.proof_expires_in)
    at: datetime = work.now + left - timedelta(minutes=work.settings.proof_minutes)
    return at


def own_now() -> OwnMandate:
    """Raises NoCounsel where there is nothing to sign; NotYours for who sees no group."""
    seen = own.own(g.work, secret_cookie.carried(COOKIE))
    if not seen.firm_name:
        raise NoCounsel
    return seen


def locale() -> str:
    return str(get_locale())


def _consent(seen: OwnMandate) -> Shown | None:
    if seen.form is None or not seen.asks_consent:
        return None
    return consents.shown_of_firm(g.work, seen.form.firm_id, locale=locale())


def consent_sha256(seen: OwnMandate) -> str:
    text = _consent(seen)
    return text.sha256 if text else ""


def _again(refusal: Exception) -> ResponseReturnValue:
    with current_app.works.open(actor_of_request(), read_only=True) as work:  # type: ignore[attr-defined]
        g.work = work
        return _page(upload=uploading.form(refusal)), uploading.status(refusal)


def _page(form: forms.SignForm | None = None, *, upload: DocumentForm | None = None) -> str:
    seen = own.own(g.work, secret_cookie.carried(COOKIE))
    parts = _parts(seen, form, upload) if seen.form else {}
    anew = form is not None or request.args.get("anew") == "yes"
    return render_template("my/mandate.html", own=seen, words=words, form=form or upload, anew=anew, **parts)


def _parts(seen: OwnMandate, form: forms.SignForm | None, upload: DocumentForm | None) -> dict[str, Any]:
    assert seen.form is not None  # noqa: S101 - asked before
    return {
        "sign": form or forms.sign_form(seen, consent_sha256(seen), formdata=None),
        "text": texts.body(seen.form.facts),
        "consent": _consent(seen),
        "proved": current_user.is_proved,
        "minutes": g.work.settings.proof_minutes,
        "hours": g.work.settings.copy_hours,
        "upload": upload or uploading.form(),
        "accepted": ACCEPTED,
        "press": PressForm(formdata=None),
    }


def _as_pdf(data: bytes, name: str) -> ResponseReturnValue:
    return send_file(BytesIO(data), mimetype="application/pdf", as_attachment=True, download_name=name, max_age=0)


def back_to_it(refusal: Refusal) -> ResponseReturnValue:
    """An old tab: what stands now is on the page."""
    flash(words.why(refusal)[1], "error")
    return redirect(url_for("own_mandate.show"), SEE_OTHER)


def _nothing_yet(_refusal: Exception) -> ResponseReturnValue:
    """Who sees no group yet is led to what she waits for."""
    return redirect(url_for("my.my"), SEE_OTHER)


for _over in OVER:
    pages.register_error_handler(_over, back_to_it)
pages.register_error_handler(NotYours, _nothing_yet)


@pages.record
def _fit(state: BlueprintSetupState) -> None:
    uploading.fit(state, hand_in)
