"""The pages of a registration, one question after the other. Everything typed is kept before it is judged."""

from collections.abc import Callable
from functools import wraps

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_login import current_user

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.registration import draft_cookie as kept
from lawsuit_hub.features.registration import service
from lawsuit_hub.features.registration.doorstep import code_message, enter, periods
from lawsuit_hub.features.registration.forms import SITUATIONS, CodeForm, PhoneForm, StepForm
from lawsuit_hub.features.registration.preview import phone_hint, preview
from lawsuit_hub.features.registration.steps import CHECK, CODE, CONSENTS, Filled, Unfinished, missing_consents
from lawsuit_hub.infra.refusals import TooMany
from lawsuit_hub.values.phone import PhoneNumber

pages = Blueprint("register", __name__, url_prefix="/register", template_folder="templates")
pages.context_processor(periods)

REFUSED, BUSY, SEE_OTHER = 422, 429, 303
LATER = "later"
TYPED = "/<any(phone, person, lease, landlord):step>"


def _not_for_members(view: Callable[..., ResponseReturnValue]) -> Callable[..., ResponseReturnValue]:
    """Whoever is registered and signed in has nothing to do here."""

    @wraps(view)
    def asked(**values: str) -> ResponseReturnValue:
        return redirect("/my", SEE_OTHER) if current_user.is_authenticated else view(**values)

    return asked


@pages.get("")
@allow(Permission.REGISTRATION_WRITE)
@_not_for_members
def start() -> ResponseReturnValue:
    filled = kept.half_filled()
    return render_template("registration/start.html", goes_on=bool(filled.content), step=filled.next_step())


@pages.get("/consents")
@allow(Permission.REGISTRATION_WRITE)
@_not_for_members
def show_consents() -> ResponseReturnValue:
    filled = kept.half_filled()
    return _consents_page(filled, wrong=False)


@pages.post("/consents")
@allow(Permission.REGISTRATION_WRITE)
@_not_for_members
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
    return kept.keep(filled, _onward(filled))


@pages.get(TYPED)
@allow(Permission.REGISTRATION_WRITE)
@_not_for_members
def show(step: str) -> ResponseReturnValue:
    filled = kept.half_filled()
    return _too_early(filled, step) or _page(step, filled.form(step))


@pages.post(TYPED)
@allow(Permission.REGISTRATION_WRITE)
@_not_for_members
def take(step: str) -> ResponseReturnValue:
    filled = kept.half_filled()
    form = filled.form(step, request.form)
    filled.write(step, form.typed())
    if LATER in request.form and not form.forbidden:
        return kept.keep(filled, redirect(url_for("register.saved"), SEE_OTHER))
    if not form.validate():
        return kept.keep(filled, (_page(step, form), REFUSED))
    return _with_code(filled, form) if isinstance(form, PhoneForm) else kept.keep(filled, _onward(filled))


@pages.get("/code")
@allow(Permission.REGISTRATION_WRITE)
@_not_for_members
def show_code() -> ResponseReturnValue:
    filled = kept.half_filled()
    phone = _awaited(filled)
    return _onward(filled) if phone is None else _code_page(CodeForm(), phone)


@pages.post("/code")
@allow(Permission.REGISTRATION_WRITE)
@_not_for_members
def prove() -> ResponseReturnValue:
    filled = kept.half_filled()
    phone, form = _awaited(filled), CodeForm(request.form)
    if phone is None:
        return _onward(filled)
    if form.validate() and not identity.check_code(g.work, phone, form.code.data):
        form.code.errors = [_("번호가 맞지 않거나 시간이 지났습니다. 다시 적거나 새 번호를 받아 주세요.")]
    if form.errors:
        return _code_page(form, phone), REFUSED
    return _proved(filled, phone)


@pages.post("/code/again")
@allow(Permission.REGISTRATION_WRITE)
@_not_for_members
def send_again() -> ResponseReturnValue:
    filled = kept.half_filled()
    phone, form = _awaited(filled), CodeForm()
    if phone is None:
        return _onward(filled)
    if not _send(phone):
        form.code.errors = [_("지금은 새 번호를 더 보낼 수 없습니다. 10분 뒤에 다시 눌러 주세요.")]
        return _code_page(form, phone), BUSY
    flash(_("새 번호를 보냈습니다. 앞에 받은 번호는 쓸 수 없습니다."), "done")
    return redirect(url_for("register.show_code"), SEE_OTHER)


@pages.get("/check")
@allow(Permission.REGISTRATION_WRITE)
@_not_for_members
def check() -> ResponseReturnValue:
    filled = kept.half_filled()
    try:
        answer = filled.answer(str(get_locale()))
    except Unfinished as here:
        return redirect(_url(here.step), SEE_OTHER)
    texts, agreed = filled.texts(str(get_locale())), filled.agreed()
    situation = [choice.label for choice in SITUATIONS if choice.value in answer.situation]
    lease = filled.form("lease")
    return render_template(
        "registration/check.html",
        mine=preview(answer), deposit=answer.deposit.amount, lease=lease, situation=situation,
        is_company=answer.landlord_kind == "corporation", joins=answer.joins, texts=texts, agreed=agreed,
    )  # fmt: skip


@pages.post("/check")
@allow(Permission.REGISTRATION_WRITE)
def finish() -> ResponseReturnValue:
    filled = kept.half_filled()
    locale = str(get_locale())
    try:
        answer = filled.answer(locale)
    except Unfinished as here:
        return redirect(_url(here.step), SEE_OTHER) if filled.content else _over()
    if not kept.drop():  # another press of the same button was faster
        return _over()
    victim_id, is_new = service.register(g.work, answer, texts=filled.texts(locale), agreed=filled.agreed())
    enter(victim_id)
    flash(_finished(is_new), "done")
    return kept.without(kept.DRAFT, redirect("/my", SEE_OTHER))


@pages.get("/saved")
@allow(Permission.REGISTRATION_WRITE)
@_not_for_members
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


def _url(step: str) -> str:
    named = {CONSENTS: "register.show_consents", CODE: "register.show_code", CHECK: "register.check"}
    return url_for(named[step]) if step in named else url_for("register.show", step=step)


def _onward(filled: Filled) -> ResponseReturnValue:
    """To the first page that is not done: after mending one, that is the check page again."""
    return redirect(_url(filled.next_step(str(get_locale()))), SEE_OTHER)


def _too_early(filled: Filled, step: str) -> ResponseReturnValue | None:
    """Consents come before the number, and a proved number before everything else."""
    following = filled.next_step(str(get_locale()))
    early = following == CONSENTS or (following in ("phone", CODE) and step != "phone")
    return _onward(filled) if early else None


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
    if filled.is_proved(phone) or _too_early(filled, "phone"):
        return kept.keep(filled, _onward(filled))
    if not _send(phone):
        form.phone.errors = [_("지금은 번호를 더 보낼 수 없습니다. 10분 뒤에 다시 눌러 주세요.")]
        return kept.keep(filled, (_page("phone", form), BUSY))
    filled.note_sent(phone)
    return kept.keep(filled, _onward(filled))


def _send(phone: PhoneNumber) -> bool:
    """Sends a code whoever the number belongs to; False when a limit is used up."""
    try:
        identity.send_code(g.work, phone, to_known=True, body=code_message(), address=request.remote_addr)
    except TooMany:
        return False
    return True


def _awaited(filled: Filled) -> PhoneNumber | None:
    """The number a code was sent to and that is still to be proved."""
    return filled.phone() if filled.next_step(str(get_locale())) == CODE else None


def _code_page(form: CodeForm, phone: PhoneNumber) -> str:
    return render_template("registration/code.html", form=form, number=phone_hint(phone.e164))


def _proved(filled: Filled, phone: PhoneNumber) -> ResponseReturnValue:
    """Only now is a number's owner told that she is registered already."""
    member = service.confirmed(g.work, phone)
    if member is not None:
        kept.drop()
        enter(member)
        return kept.without(kept.DRAFT, redirect(url_for("register.known"), SEE_OTHER))
    filled.note_proved(phone)
    return kept.keep(filled, _onward(filled))


def _over() -> ResponseReturnValue:
    return redirect("/my", SEE_OTHER) if current_user.is_authenticated else render_template("registration/over.html")


def _finished(is_new: bool) -> str:
    if is_new:
        return _("등록했습니다. 담당자가 계약서를 확인하면 알려 드립니다. 보통 3일 걸립니다.")
    return _("전에 등록하신 적이 있어 그 등록으로 들어왔습니다. 이번에 적으신 것이 전과 다르면 담당자가 보고 여쭙니다.")
