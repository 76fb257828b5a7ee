"""Where a member is signed in, and signing out elsewhere."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.rights.words import at_time
from lawsuit_hub.infra.press_form import PressForm

pages = Blueprint("own_sessions", __name__, template_folder="templates")

SEE_OTHER = 303


@pages.get("/my/sessions")
@allow(Permission.OWN_READ)
def show() -> ResponseReturnValue:
    found = identity.own_sessions(g.work, this=current_user.id)
    idle, longest = identity.times_of(g.work.settings, current_user.role)
    return render_template(
        "my/sessions.html",
        found=found,
        at_time=at_time,
        form=PressForm(),
        idle=idle.seconds // 60,
        hours=int(longest.total_seconds()) // 3600,
    )


@pages.post("/my/sessions/end")
@allow(Permission.OWN_WRITE)
def end_one() -> ResponseReturnValue:
    """This very session may be the one: the next page is then the sign-in."""
    if identity.end_own(g.work, request.form.get("which", "")):
        flash(_("그곳에서 로그아웃했습니다."), "done")
    else:
        flash(_("이미 끝난 로그인입니다."), "error")
    return redirect(url_for("own_sessions.show"), SEE_OTHER)


@pages.post("/my/sessions/end-others")
@allow(Permission.OWN_WRITE)
def end_others() -> ResponseReturnValue:
    ended = identity.end_others(g.work, this=current_user.id)
    flash(
        _("다른 곳 %(count)s군데에서 로그아웃했습니다.", count=ended) if ended else _("다른 로그인이 없습니다."), "done"
    )
    return redirect(url_for("own_sessions.show"), SEE_OTHER)
