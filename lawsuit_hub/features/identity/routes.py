"""Pages where staff sign in and finish their accounts."""

from flask import Blueprint, current_app, g, redirect, render_template, request, session
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow, may
from lawsuit_hub.features.identity import browser_cookie, service
from lawsuit_hub.features.identity.entering import (
    NEXT,
    STEPS,
    home_of,
    into,
    is_here,
    onwards,
    to_first_steps,
    to_what_is_due,
)
from lawsuit_hub.features.identity.factor_words import about_weak, picture, spaced
from lawsuit_hub.features.identity.forms import NewPasswordForm, SecondFactorForm, StaffSignInForm
from lawsuit_hub.features.identity.history_words import told
from lawsuit_hub.features.identity.passkey_words import default_label
from lawsuit_hub.features.identity.types import FirstSteps, LinkDead, PasskeyDue, SignedIn, WeakPassword
from lawsuit_hub.infra.press_form import PressForm
from lawsuit_hub.infra.web import local_path

pages = Blueprint("identity", __name__, template_folder="templates")

REFUSED, NOT_FOUND, SEE_OTHER = 422, 404, 303


@pages.get("/staff/login")
@allow(Permission.STAFF_SIGN_IN)
def staff_login() -> ResponseReturnValue:
    if current_user.is_authenticated:
        return redirect(home_of(current_user.role))
    return render_template("identity/staff_login.html", form=StaffSignInForm(), next=_wanted())


@pages.post("/staff/login")
@allow(Permission.STAFF_SIGN_IN)
def staff_enter() -> ResponseReturnValue:
    form = StaffSignInForm()
    outcome = _try_to_enter(form) if form.validate() else None
    if isinstance(outcome, SignedIn):
        return into(outcome, _wanted())
    if outcome is not None:
        return to_what_is_due(outcome, _wanted())
    refused = not form.errors
    form.totp.data = ""  # a code is good once: the next attempt needs another
    return render_template(
        "identity/staff_login.html", form=form, next=_wanted(), refused=refused, has_errors=True
    ), REFUSED


@pages.get("/staff/enrol/<token>")
@allow(Permission.STAFF_SIGN_IN)
def enrolment(token: str) -> ResponseReturnValue:
    if not service.enrolment_is_open(g.work, token, address=request.remote_addr):
        return _dead_link()
    return render_template("identity/new_password.html", form=NewPasswordForm(), by_link=True)


@pages.post("/staff/enrol/<token>")
@allow(Permission.STAFF_SIGN_IN)
def enrol(token: str) -> ResponseReturnValue:
    form = NewPasswordForm()
    try:
        if form.validate():
            return to_first_steps(service.enrol(g.work, token, form.password.data, address=request.remote_addr), None)
    except WeakPassword as weak:
        form.password.errors = [about_weak(weak)]
    except LinkDead:
        return _dead_link()
    return render_template("identity/new_password.html", form=form, by_link=True), REFUSED


@pages.get("/staff/first")
@allow(Permission.STAFF_SIGN_IN)
def first_steps() -> ResponseReturnValue:
    steps = service.first_steps(g.work, session.get(STEPS), address=request.remote_addr)
    if steps is None:
        return redirect("/staff/login")
    if steps.password_due:
        return render_template("identity/new_password.html", form=NewPasswordForm(), by_link=False)
    return _factor_page(SecondFactorForm(), steps)


@pages.post("/staff/first/password")
@allow(Permission.STAFF_SIGN_IN)
def first_password() -> ResponseReturnValue:
    form = NewPasswordForm()
    try:
        if form.validate():
            service.change_password(g.work, session.get(STEPS), form.password.data, address=request.remote_addr)
            return onwards()
    except WeakPassword as weak:
        form.password.errors = [about_weak(weak)]
    return render_template("identity/new_password.html", form=form, by_link=False), REFUSED


@pages.post("/staff/first/factor")
@allow(Permission.STAFF_SIGN_IN)
def first_factor() -> ResponseReturnValue:
    steps = service.first_steps(g.work, session.get(STEPS), address=request.remote_addr)
    if steps is None or not steps.factor_due:
        return onwards()
    form = SecondFactorForm()
    if form.validate():
        codes = service.confirm_factor(g.work, session.get(STEPS), form.totp.data, address=request.remote_addr)
        if codes is not None:
            return onwards(codes)
        form.totp.errors = [_("코드가 맞지 않습니다. 앱에 지금 보이는 여섯 자리를 적어 주세요.")]
    return _factor_page(form, steps), REFUSED


@pages.get("/staff")
@allow(Permission.OWN_ACCOUNT)
def staff_home() -> ResponseReturnValue:
    idle, _longest = service.times_of(g.work.settings, current_user.role)
    return render_template(
        "identity/staff_home.html",
        places=_own_places(),
        account=service.staff(g.work, g.work.actor.id),
        minutes=idle.seconds // 60,
        recovery=service.recovery_state(g.work),
        has_app=service.has_app(g.work),
        form=PressForm(formdata=None),
        happened=[told(one) for one in service.own_history(g.work)],
    )


def _own_places() -> list[tuple[str, str]]:
    return [(text, url) for permission, text, url in _places() if is_here(url) and may(current_user.actor, permission)]


@pages.post("/staff/stay")
@allow(Permission.OWN_ACCOUNT)
def stay() -> ResponseReturnValue:
    service.stay(g.work, current_user.id)
    return redirect(_wanted() or home_of(current_user.role), SEE_OTHER)


def _try_to_enter(form: StaffSignInForm) -> SignedIn | FirstSteps | PasskeyDue | None:
    works = current_app.works  # type: ignore[attr-defined]
    address = request.remote_addr
    checked = service.check_password(works, form.login.data, form.password.data, address=address)
    mark = browser_cookie.carried()
    return service.sign_in(g.work, checked, code=form.totp.data or "", address=address, browser_mark=mark)


def _wanted() -> str | None:
    return local_path(request.values.get(NEXT))


def _dead_link() -> ResponseReturnValue:
    return render_template("identity/dead_link.html"), NOT_FOUND


def _factor_page(form: SecondFactorForm, steps: FirstSteps) -> str:
    offer = service.factor_offer(g.work, steps)
    return render_template(
        "identity/second_factor.html",
        form=form,
        secret=spaced(offer),
        picture=picture(offer),
        passkeys_offered=service.first_passkey_is_offered(g.work, steps),
        longest=service.LONGEST_LABEL,
        first_name=default_label(),
    )


def _places() -> list[tuple[Permission, str, str]]:
    return [
        (Permission.DESK_READ, _("업무 창구: 모임과 기다리는 사람 보기, 확인하기, 가져오기"), "/desk"),
        (Permission.COUNSEL_READ, _("변호사 창구: 맡은 모임 보기, 명단 내보내기"), "/counsel"),
        (Permission.OVERSIGHT_READ, _("개인정보 보호책임자 창구: 접속기록 점검, 권한 대장"), "/officer"),
        (Permission.ACCOUNT_READ, _("계정: 만들고, 바꾸고, 닫기"), "/admin/accounts"),
        (Permission.GRANTS_READ, _("누가 무엇을 하나: 맡은 일마다 할 수 있는 것"), "/admin/roles"),
        (Permission.GRANTS_READ, _("권한 대장: 누구에게 어떤 권한을 주고 거두었는지 보기"), "/officer/grants"),
        (
            Permission.VAULT_INSPECT,
            _("암호화한 것: 어느 칸을 어느 열쇠로 잠갔는지, 열쇠는 어떤지 보기"),
            "/officer/inventory",
        ),
    ]
