"""The pages of a registration, one question after the other. Everything typed is kept before it is judged."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_login import current_user

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.registration import draft_cookie as kept
from lawsuit_hub.features.registration import service
from lawsuit_hub.features.registration.doorstep import enter, no_more_codes, periods, send_code
from lawsuit_hub.features.registration.forms import SITUATIONS, PhoneForm, StepForm
from lawsuit_hub.features.registration.preview import preview
from lawsuit_hub.features.registration.steps import CONSENTS, Filled, Unfinished, missing_consents
from lawsuit_hub.features.registration.walking import (
    MEMBERS_HOME,
    SEE_OTHER,
    not_for_members,
    onward,
    too_early,
    url_of,
)
from lawsuit_hub.features.victims.types import Answer
from lawsuit_hub.values.phone import PhoneNumber

pages = Blueprint("register", __name__, url_prefix="/register", template_folder="templates")
pages.context_processor(periods)

REFUSED, BUSY = 422, 429
LATER = "later"
TYPED = "/<any(phone, person, lease, landlord):step>"


@pages.get("")
@allow(Permission.REGISTRATION_WRITE)
@not_for_members
def start() -> ResponseReturnValue:
    filled = kept.half_filled()
    return render_template("registration/start.html", goes_on=bool(filled.content), step=filled.next_step())


@pages.get("/consents")
@allow(Permission.REGISTRATION_WRITE)
@not_for_members
def show_consents() -> ResponseReturnValue:
    filled = kept.half_filled()
    return _consents_page(filled, wrong=False)


@pages.post("/consents")
@allow(Permission.REGISTRATION_WRITE)
@not_for_members
def take_consents() -> ResponseReturnValue:
    filled = kept.half_filled()
    shown = request.form.get("locale", "")
    locale = shown if shown in ("ko", "en") else str(get_locale())
    filled.content.pop(CONSENTS, None)
    filled.answer_consents(locale, filled.texts(locale), request.form)
    if LATER in request.form:
        return kept.keep(filled, redirect(url_for("register.saved"), SEE_OTHER))
    if missing_consents(filled.texts(locale), filled.agreed()):
        return kept.keep(filled, (_consents_page(filled, wrong=True), REFUSED))
    return kept.keep(filled, onward(filled))


@pages.get(TYPED)
@allow(Permission.REGISTRATION_WRITE)
@not_for_members
def show(step: str) -> ResponseReturnValue:
    filled = kept.half_filled()
    return too_early(filled, step) or _page(step, filled.form(step))


@pages.post(TYPED)
@allow(Permission.REGISTRATION_WRITE)
@not_for_members
def take(step: str) -> ResponseReturnValue:
    filled = kept.half_filled()
    form = filled.form(step, request.form)
    filled.write(step, form.typed())
    if LATER in request.form and not form.forbidden:
        return kept.keep(filled, redirect(url_for("register.saved"), SEE_OTHER))
    if not form.validate():
        return kept.keep(filled, (_page(step, form), REFUSED))
    return _with_code(filled, form) if isinstance(form, PhoneForm) else kept.keep(filled, onward(filled))


@pages.get("/check")
@allow(Permission.REGISTRATION_WRITE)
@not_for_members
def check() -> ResponseReturnValue:
    filled = kept.half_filled()
    try:
        answer = filled.answer(str(get_locale()))
    except Unfinished as here:
        return redirect(url_of(here.step), SEE_OTHER)
    return _check_page(filled, answer)


@pages.post("/check")
@allow(Permission.REGISTRATION_WRITE)
def finish() -> ResponseReturnValue:
    filled = kept.half_filled()
    locale = str(get_locale())
    try:
        answer = filled.answer(locale)
    except Unfinished as here:
        return redirect(url_of(here.step), SEE_OTHER) if filled.content else _over()
    return _finish(filled, answer, locale) if kept.drop() else _over()  # another press of the same button was faster


def _finish(filled: Filled, answer: Answer, locale: str) -> ResponseReturnValue:
    victim_id, is_new = service.register(g.work, answer, texts=filled.texts(locale), agreed=filled.agreed())
    if is_new or filled.is_freshly_proved():
        enter(victim_id, proved_at=filled.proved_at())
        flash(_finished(is_new), "done")
    return kept.without(kept.DRAFT, redirect(MEMBERS_HOME, SEE_OTHER))


@pages.get("/saved")
@allow(Permission.REGISTRATION_WRITE)
@not_for_members
def saved() -> ResponseReturnValue:
    if not kept.half_filled().content:
        return redirect(url_for("register.start"), SEE_OTHER)
    return render_template("registration/saved.html")


@pages.post("/drop")
@allow(Permission.REGISTRATION_WRITE)
def drop() -> ResponseReturnValue:
    kept.drop()
    flash(_("쓰던 글을 모두 지웠습니다."), "done")
    return kept.without(kept.DRAFT, redirect(url_for("register.start"), SEE_OTHER))


@pages.get("/known")
@allow(Permission.OWN_READ)
def known() -> ResponseReturnValue:
    return render_template("registration/known.html")


def _check_page(filled: Filled, answer: Answer) -> str:
    texts, agreed = filled.texts(str(get_locale())), filled.agreed()
    situation = [choice.label for choice in SITUATIONS if choice.value in answer.situation]
    lease = filled.form("lease")
    return render_template(
        "registration/check.html",
        mine=preview(answer), deposit=answer.deposit.amount, lease=lease, situation=situation,
        is_company=answer.landlord_kind == "corporation", joins=answer.joins, texts=texts, agreed=agreed,
    )  # fmt: skip


def _page(step: str, form: StepForm) -> str:
    return render_template(f"registration/{step}.html", form=form)


def _consents_page(filled: Filled, *, wrong: bool) -> str:
    locale = str(get_locale())
    if filled.content.get(CONSENTS, {}).get("locale", locale) != locale and not wrong:
        filled.content.pop(CONSENTS)  # another language is another text: asked anew
    texts, agreed = filled.texts(locale), filled.agreed()
    missing = missing_consents(texts, agreed) if wrong else []
    return render_template("registration/consents.html", texts=texts, agreed=agreed, missing=missing, has_errors=wrong)


def _with_code(filled: Filled, form: PhoneForm) -> ResponseReturnValue:
    phone: PhoneNumber = form.phone.data
    if filled.is_proved(phone) or too_early(filled, "phone"):
        return kept.keep(filled, onward(filled))
    if not send_code(phone, to_known=True, by=kept.DRAFT):
        form.phone.errors = [no_more_codes()]
        return kept.keep(filled, (_page("phone", form), BUSY))
    filled.note_sent(phone)
    return kept.keep(filled, onward(filled))


def _over() -> ResponseReturnValue:
    signed_in = current_user.is_authenticated
    return redirect(MEMBERS_HOME, SEE_OTHER) if signed_in else render_template("registration/over.html")


def _finished(is_new: bool) -> str:
    if is_new:
        return str(_("등록했습니다. 담당자가 계약서를 확인하면 알려 드립니다. 보통 3일 걸립니다."))
    return str(
        _("전에 등록하신 적이 있어 그 등록으로 들어왔습니다. 이번에 적으신 것이 전과 다르면 담당자가 보고 여쭙니다.")
    )
