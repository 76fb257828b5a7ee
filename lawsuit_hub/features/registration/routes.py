"""The members' door: sign-in by telephone code, and the page where an imported person confirms what was said of her."""

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_login import current_user

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.registration import draft_cookie as kept
from lawsuit_hub.features.registration import service
from lawsuit_hub.features.registration.doorstep import check_code as code_is_right
from lawsuit_hub.features.registration.doorstep import (
    enter,
    is_somebody_else,
    no_more_codes,
    periods,
    remember,
    wrong_code,
)
from lawsuit_hub.features.registration.doorstep import send_code as send_to
from lawsuit_hub.features.registration.forms import YES, CodeForm, JoiningForm, PhoneForm
from lawsuit_hub.features.registration.preview import phone_hint
from lawsuit_hub.features.registration.prove_again import AGAIN
from lawsuit_hub.features.registration.steps import missing_consents
from lawsuit_hub.features.victims import consents
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.web import local_path
from lawsuit_hub.values.phone import PhoneNumber

pages = Blueprint("registration", __name__, template_folder="templates")
pages.context_processor(periods)

REFUSED, BUSY, SEE_OTHER = 422, 429, 303
HOME = "/my"
_NEXT = "next"


@pages.get("/login")
@allow(Permission.MEMBER_SIGN_IN)
def login() -> ResponseReturnValue:
    wanted = local_path(
        request.args.get(_NEXT) or session.get(_NEXT)
    )  # in the cookie: an invite's path, out of addresses
    if current_user.is_authenticated and AGAIN not in request.args:
        return redirect(wanted or HOME, SEE_OTHER)
    return render_template("registration/login.html", form=PhoneForm(), next=wanted)


@pages.post("/login")
@allow(Permission.MEMBER_SIGN_IN)
def send_code() -> ResponseReturnValue:
    form, wanted = PhoneForm(request.form), local_path(request.form.get(_NEXT))
    if not form.validate():
        return render_template("registration/login.html", form=form, next=wanted), REFUSED
    if not _send(form.phone.data):
        form.phone.errors = [no_more_codes()]
        return render_template("registration/login.html", form=form, next=wanted), BUSY
    begun = {"phone": form.phone.data.e164, _NEXT: wanted}
    return kept.keep_sign_in(begun, redirect(url_for("registration.login_code"), SEE_OTHER))


@pages.get("/login/code")
@allow(Permission.MEMBER_SIGN_IN)
def login_code() -> ResponseReturnValue:
    phone = _begun_phone()
    return redirect(url_for("registration.login"), SEE_OTHER) if phone is None else _code_page(CodeForm(), phone)


@pages.post("/login/code")
@allow(Permission.MEMBER_SIGN_IN)
def check_code() -> ResponseReturnValue:
    phone, form = _begun_phone(), CodeForm(request.form)
    if phone is None:
        return redirect(url_for("registration.login"), SEE_OTHER)
    victim_id = _prove(phone, form) if form.validate() else None
    if victim_id is None or is_somebody_else(victim_id):
        form.code.errors = form.code.errors or [wrong_code()]
        return _code_page(form, phone), REFUSED
    return remember(phone, _into(victim_id))


@pages.post("/login/code/again")
@allow(Permission.MEMBER_SIGN_IN)
def send_again() -> ResponseReturnValue:
    phone, form = _begun_phone(), CodeForm()
    if phone is None:
        return redirect(url_for("registration.login"), SEE_OTHER)
    if not _send(phone):
        form.code.errors = [no_more_codes()]
        return _code_page(form, phone), BUSY
    flash(_("새 번호를 보냈습니다. 앞에 받은 번호는 쓸 수 없습니다."), "done")
    return redirect(url_for("registration.login_code"), SEE_OTHER)


@pages.get("/confirm")
@allow(Permission.OWN_WRITE)
def confirm() -> ResponseReturnValue:
    if _is_confirmed():
        return redirect(HOME, SEE_OTHER)
    return _confirm_page(JoiningForm(), {}, wrong=False)


@pages.post("/confirm")
@allow(Permission.OWN_WRITE)
def take_confirmation() -> ResponseReturnValue:
    if _is_confirmed():
        return redirect(HOME, SEE_OTHER)
    texts = consents.shown(g.work, locale=str(get_locale()))
    agreed = {text.sha256: text.sha256 in request.form for text in texts}
    form = JoiningForm(request.form)
    if not form.validate() or missing_consents(texts, agreed):
        return _confirm_page(form, agreed, wrong=True), REFUSED
    service.confirm_herself(g.work, _own_id(), texts=texts, agreed=agreed, joins=form.joins.data == YES)
    flash(_("확인했습니다. 담당자가 계약서를 보면 알려 드립니다. 보통 3일 걸립니다."), "done")
    return redirect(HOME, SEE_OTHER)


def _begun_phone() -> PhoneNumber | None:
    e164 = kept.begun_sign_in().get("phone")
    return PhoneNumber(e164) if e164 else None


def _send(phone: PhoneNumber) -> bool:
    return send_to(phone, to_known=victims.find_by_phone(g.work, phone) is not None, by=kept.SIGN_IN)


def _prove(phone: PhoneNumber, form: CodeForm) -> UUID | None:
    """A wrong code and a number that nobody registered get the same answer."""
    right = code_is_right(phone, form.code.data or "", by=kept.SIGN_IN)
    known = victims.find_by_phone(g.work, phone)
    return known if right else None


def _into(victim_id: UUID) -> ResponseReturnValue:
    wanted = kept.begun_sign_in().get(_NEXT)
    kept.drop(kept.SIGN_IN)
    enter(victim_id)
    is_confirmed = victims.profile(g.work, victim_id).confirmed_at is not None
    target = (local_path(wanted) or HOME) if is_confirmed else url_for("registration.confirm")
    return kept.without(kept.SIGN_IN, redirect(target, SEE_OTHER))


def _code_page(form: CodeForm, phone: PhoneNumber) -> str:
    return render_template("registration/login_code.html", form=form, number=phone_hint(phone.e164))


def _own_id() -> UUID:
    own: UUID = g.work.actor.id
    return own


def _is_confirmed() -> bool:
    return victims.profile(g.work, _own_id()).confirmed_at is not None


def _confirm_page(form: JoiningForm, agreed: dict[str, bool], *, wrong: bool) -> str:
    texts = consents.shown(g.work, locale=str(get_locale()))
    missing = missing_consents(texts, agreed) if wrong else []
    hints = victims.profile(g.work, _own_id()).hints
    return render_template(
        "registration/confirm.html",
        form=form,
        texts=texts,
        agreed=agreed,
        missing=missing,
        has_errors=wrong,
        hints=hints,
    )
