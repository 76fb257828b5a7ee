"""The page of a registration that proves a telephone number by code. Only its owner hears that it is registered."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.registration import draft_cookie as kept
from lawsuit_hub.features.registration import service
from lawsuit_hub.features.registration.doorstep import (
    check_code,
    enter,
    no_more_codes,
    periods,
    remember,
    send_code,
    wrong_code,
)
from lawsuit_hub.features.registration.forms import CodeForm
from lawsuit_hub.features.registration.preview import phone_hint
from lawsuit_hub.features.registration.steps import CODE, Filled
from lawsuit_hub.features.registration.walking import SEE_OTHER, not_for_members, onward
from lawsuit_hub.values.phone import PhoneNumber

pages = Blueprint("register_code", __name__, url_prefix="/register/code", template_folder="templates")
pages.context_processor(periods)

REFUSED, BUSY = 422, 429


@pages.get("")
@allow(Permission.REGISTRATION_WRITE)
@not_for_members
def show() -> ResponseReturnValue:
    filled = kept.half_filled()
    phone = _awaited(filled)
    return onward(filled) if phone is None else _code_page(CodeForm(), phone)


@pages.post("")
@allow(Permission.REGISTRATION_WRITE)
@not_for_members
def prove() -> ResponseReturnValue:
    filled = kept.half_filled()
    phone, form = _awaited(filled), CodeForm(request.form)
    if phone is None:
        return onward(filled)
    if form.validate() and not check_code(phone, form.code.data or "", by=kept.DRAFT):
        form.code.errors = [wrong_code()]
    if form.errors:
        return _code_page(form, phone), REFUSED
    return remember(phone, _proved(filled, phone))


@pages.post("/again")
@allow(Permission.REGISTRATION_WRITE)
@not_for_members
def again() -> ResponseReturnValue:
    filled = kept.half_filled()
    phone, form = _awaited(filled), CodeForm()
    if phone is None:
        return onward(filled)
    if not send_code(phone, to_known=True, by=kept.DRAFT):
        form.code.errors = [no_more_codes()]
        return _code_page(form, phone), BUSY
    flash(_("새 번호를 보냈습니다. 앞에 받은 번호는 쓸 수 없습니다."), "done")
    return redirect(url_for("register_code.show"), SEE_OTHER)


def _awaited(filled: Filled) -> PhoneNumber | None:
    """The number a code was sent to and that is still to be proved."""
    return filled.phone() if filled.next_step(str(get_locale())) == CODE else None


def _code_page(form: CodeForm, phone: PhoneNumber) -> str:
    return render_template("registration/code.html", form=form, number=phone_hint(phone.e164))


def _proved(filled: Filled, phone: PhoneNumber) -> ResponseReturnValue:
    member = service.confirmed(g.work, phone)
    if member is not None:
        kept.drop()
        enter(member)
        return kept.without(kept.DRAFT, redirect(url_for("register.known"), SEE_OTHER))
    filled.note_proved(phone)
    return kept.keep(filled, onward(filled))
