"""Pages of a staff member's own account: her open sessions, and new recovery codes."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.identity import service
from lawsuit_hub.infra.press_form import PressForm
from lawsuit_hub.infra.web import local_path

pages = Blueprint("account", __name__, template_folder="templates")

SEE_OTHER = 303


@pages.get("/staff/sessions")
@allow(Permission.OWN_ACCOUNT)
def sessions() -> ResponseReturnValue:
    shown = service.own_sessions(g.work, this=current_user.id)
    idle, longest = service.times_of(g.work.settings, current_user.role)
    return render_template(
        "identity/sessions.html",
        sessions=shown,
        form=PressForm(),
        minutes=idle.seconds // 60,
        hours=longest.total_seconds() // 3600,
    )


@pages.post("/staff/sessions/end")
@allow(Permission.OWN_ACCOUNT)
def end_session() -> ResponseReturnValue:
    ended = service.end_own(g.work, request.form.get("which", ""))
    flash(_("그곳에서 로그아웃했습니다.") if ended else _("이미 끝난 로그인입니다."), "done")
    return redirect(url_for("account.sessions"), SEE_OTHER)


@pages.post("/staff/sessions/end-others")
@allow(Permission.OWN_ACCOUNT)
def end_others() -> ResponseReturnValue:
    count = service.end_others(g.work, this=current_user.id)
    flash(_("다른 곳 %(count)s곳에서 로그아웃했습니다.", count=count), "done")
    return _back()


@pages.post("/staff/sessions/mine")
@allow(Permission.OWN_ACCOUNT)
def call_mine() -> ResponseReturnValue:
    service.accept_others(g.work, current_user.id)
    return _back()


@pages.post("/staff/recovery-codes")
@allow(Permission.OWN_FACTORS)
def make_recovery_codes() -> ResponseReturnValue:
    codes = service.new_recovery_codes(g.work)
    return render_template("identity/recovery_codes.html", codes=codes, onward=url_for("identity.staff_home"))


def _back() -> ResponseReturnValue:
    """To the page whose note was pressed."""
    return redirect(local_path(request.form.get("next")) or url_for("account.sessions"), SEE_OTHER)
