"""Pages where a staff member changes what she signs in with: her password, and the app on her telephone."""

from flask import Blueprint, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, login_user

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.identity import browser_cookie, service
from lawsuit_hub.features.identity.factor_words import about_weak, picture, spaced
from lawsuit_hub.features.identity.forms import NewAppForm, OwnPasswordForm
from lawsuit_hub.features.identity.types import NewApp, OfferOver, SignedIn, WeakPassword
from lawsuit_hub.infra.press_form import PressForm

pages = Blueprint("own_factors", __name__, url_prefix="/staff", template_folder="templates")

REFUSED, SEE_OTHER = 422, 303


@pages.get("/password")
@allow(Permission.OWN_FACTORS)
def password() -> ResponseReturnValue:
    return render_template("identity/own_password.html", form=OwnPasswordForm())


@pages.post("/password")
@allow(Permission.OWN_FACTORS)
def set_password() -> ResponseReturnValue:
    form = OwnPasswordForm()
    try:
        renewed = _set_password(form) if form.validate() else None
        if renewed is not None:
            return _home(renewed, _("비밀번호를 바꾸었습니다. 다른 곳에서는 모두 로그아웃했습니다."))
        if not form.errors:
            form.present.errors = [_("지금 비밀번호가 맞지 않습니다. 다섯 번 틀리면 잠시 잠깁니다.")]
    except WeakPassword as weak:
        form.password.errors = [about_weak(weak)]
    return render_template("identity/own_password.html", form=form), REFUSED


@pages.get("/app")
@allow(Permission.OWN_FACTORS)
def app() -> ResponseReturnValue:
    has_app = service.has_app(g.work)
    return render_template("identity/own_app.html", form=PressForm(formdata=None), has_app=has_app)


@pages.post("/app")
@allow(Permission.OWN_FACTORS)
def begin_app() -> ResponseReturnValue:
    """The secret is in this answer alone: no address shows it, and looking again asks for another."""
    return _app_page(NewAppForm(formdata=None), service.offer_app(g.work))


@pages.post("/app/confirm")
@allow(Permission.OWN_FACTORS)
def confirm_app() -> ResponseReturnValue:
    form = NewAppForm()
    try:
        if form.validate():
            made = service.confirm_app(g.work, current_user.id, token=form.offer.data, code=form.totp.data)
            if made is not None:
                return _home(made, _("새 인증 앱을 이었습니다. 다른 곳에서는 모두 로그아웃했습니다."))
            form.totp.errors = [_("코드가 맞지 않습니다. 앱에 지금 보이는 여섯 자리를 적어 주세요.")]
        return _app_page(form, service.offered_app(g.work, form.offer.data or "")), REFUSED
    except OfferOver:
        flash(_("그 화면은 더 쓸 수 없습니다. 아무것도 바뀌지 않았으니 처음부터 다시 해 주세요."), "error")
        return redirect(url_for("own_factors.app"), SEE_OTHER)


def _set_password(form: OwnPasswordForm) -> SignedIn | None:
    works = current_app.works  # type: ignore[attr-defined]
    weighed = service.weigh_own_password(
        works, current_user.actor.id, present=form.present.data, new=form.password.data
    )
    return service.set_own_password(
        g.work,
        weighed,
        session_id=current_user.id,
        address=request.remote_addr,
        browser_mark=browser_cookie.carried(),
    )


def _app_page(form: NewAppForm, new: NewApp) -> str:
    return render_template(
        "identity/new_app.html",
        form=form,
        token=new.token,
        secret=spaced(new.offer),
        picture=picture(new.offer),
    )


def _home(renewed: SignedIn, said: str) -> ResponseReturnValue:
    """Under the session's new id; the cookie's other words stay, so that this browser's other tabs are still good."""
    login_user(renewed)
    flash(said, "done")
    return redirect(url_for("identity.staff_home"), SEE_OTHER)
