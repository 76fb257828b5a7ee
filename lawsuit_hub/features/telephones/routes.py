"""A member changes her number herself: the old one is proved by code, then the new one. Until then nobody is told whose it is."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.registration import draft_cookie as kept
from lawsuit_hub.features.registration.doorstep import (
    check_code,
    no_more_codes,
    periods,
    remember,
    send_code,
    wrong_code,
)
from lawsuit_hub.features.registration.forms import CodeForm, PhoneForm
from lawsuit_hub.features.registration.preview import phone_hint
from lawsuit_hub.features.telephones import service
from lawsuit_hub.features.telephones.begun import NEW, NEW_CODE, OLD, OLD_CODE, Begun
from lawsuit_hub.features.telephones.types import NothingWaits, NumberTaken
from lawsuit_hub.infra.press_form import PressForm
from lawsuit_hub.values.phone import PhoneNumber

pages = Blueprint("telephones", __name__, template_folder="templates")
pages.context_processor(periods)

SEE_OTHER, CONFLICT, REFUSED, BUSY = 303, 409, 422, 429


@pages.get("/my/phone")
@allow(Permission.OWN_READ)
def show() -> ResponseReturnValue:
    begun = Begun.load()
    wanted = request.args.get("step", "")
    step = wanted if wanted in (OLD, NEW) and begun.takes(wanted) else begun.step
    return _page(begun, step)


@pages.post("/my/phone")
@allow(Permission.OWN_WRITE)
def take() -> ResponseReturnValue:
    begun, step = Begun.load(), request.form.get("step", "")
    if not begun.takes(step):
        return redirect(url_for("telephones.show"), SEE_OTHER)
    return _take_code(begun) if step in (OLD_CODE, NEW_CODE) else _take_number(begun, step)


@pages.post("/my/phone/again")
@allow(Permission.OWN_WRITE)
def again() -> ResponseReturnValue:
    begun, form = Begun.load(), CodeForm()
    if begun.awaited is not None and not _send(begun):
        form.code.errors = [no_more_codes()]
        return _page(begun, begun.step, form), BUSY
    if begun.awaited is not None:
        flash(_("새 번호를 보냈습니다. 앞에 받은 번호는 쓸 수 없습니다."), "done")
    return redirect(url_for("telephones.show"), SEE_OTHER)


@pages.post("/my/phone/stop")
@allow(Permission.OWN_WRITE)
def stop() -> ResponseReturnValue:
    try:
        service.stop(g.work, g.work.actor.id)
    except NothingWaits:
        flash(_("기다리는 번호 변경이 없습니다."), "error")
    else:
        flash(_("번호 변경을 멈췄습니다. 지금 번호를 그대로 씁니다."), "done")
    return redirect(url_for("telephones.show"), SEE_OTHER)


def _take_number(begun: Begun, step: str) -> ResponseReturnValue:
    form = PhoneForm(request.form)
    phone = form.phone.data if form.validate() else None
    if phone is not None and step == NEW and phone == PhoneNumber(begun.old):
        form.phone.errors = [_("지금 번호와 같습니다. 새로 쓰실 번호를 적어 주세요.")]
    if form.errors or phone is None:
        return _page(begun, step, form), REFUSED
    following = begun.with_old(phone) if step == OLD else begun.with_new(phone)
    if not _send(following):
        form.phone.errors = [no_more_codes()]
        return _page(begun, step, form), BUSY
    return following.keep(redirect(url_for("telephones.show"), SEE_OTHER))


def _send(begun: Begun) -> bool:
    """To her own number, whichever she typed as that; to any new one."""
    phone = begun.awaited
    if phone is None:
        return False
    is_hers = service.is_own(g.work, phone)
    return send_code(phone, to_known=is_hers or begun.step == NEW_CODE, by=kept.NUMBER)


def _take_code(begun: Begun) -> ResponseReturnValue:
    form, phone = CodeForm(request.form), begun.awaited
    if phone is None or not form.validate() or not check_code(phone, form.code.data or "", by=kept.NUMBER):
        form.code.errors = form.code.errors or [wrong_code()]
        return _page(begun, begun.step, form), REFUSED
    if begun.step == OLD_CODE:
        return begun.with_old_proved().keep(redirect(url_for("telephones.show"), SEE_OTHER))
    return _change(begun, phone)


def _change(begun: Begun, new: PhoneNumber) -> ResponseReturnValue:
    kept.drop(kept.NUMBER)
    try:
        service.change_own(g.work, old=PhoneNumber(begun.old), new=new, session_id=current_user.id)
    except NumberTaken:
        return kept.without(kept.NUMBER, (render_template("telephones/taken.html"), CONFLICT))
    flash(_("전화번호를 바꾸었습니다. 다음에는 새 번호로 로그인해 주세요. 다른 기기에서는 로그아웃되었습니다."), "done")
    return remember(new, kept.without(kept.NUMBER, redirect(url_for("rights.record"), SEE_OTHER)))


def _page(begun: Begun, step: str, form: Any = None) -> str:
    awaited = begun.awaited
    blank = CodeForm() if step in (OLD_CODE, NEW_CODE) else PhoneForm()
    return str(
        render_template(
            "telephones/change.html",
            form=form or blank,
            step=step,
            number=phone_hint(awaited.e164) if awaited else "",
            waits=service.of_person(g.work, g.work.actor.id),
            press=PressForm(formdata=None),
        )
    )
