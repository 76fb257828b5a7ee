"""The page of an invite link: GET is the same for any token and changes nothing, POST enters once; every refusal is one page."""

from typing import Any

from flask import Blueprint, g, render_template, request, session
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf.csrf import CSRFError

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.invites import service
from lawsuit_hub.features.invites.types import InviteVoid
from lawsuit_hub.infra.press_form import PressForm

pages = Blueprint("invites", __name__, template_folder="templates")

GONE = 410
NEXT = "next"  # in the cookie, so that the token stands in no second address: where signing in leads


@pages.get("/i/<token>")
@allow(Permission.INVITE_SEE)
def show(token: str) -> ResponseReturnValue:
    is_member = current_user.is_authenticated and current_user.role is Role.MEMBER
    if not current_user.is_authenticated:
        session[NEXT] = request.path
    return _page("show", form=PressForm(), is_member=is_member)


@pages.post("/i/<token>")
@allow(Permission.INVITE_ENTER)
def enter(token: str) -> ResponseReturnValue:
    try:
        entered = service.enter(g.work, token)
    except InviteVoid:
        return _void()
    return _page("entered", alias=entered.alias, code=entered.code, url=entered.url)


@pages.errorhandler(CSRFError)
def stale(_error: CSRFError) -> ResponseReturnValue:
    """A page left open over a sign-out, or a form from elsewhere: the same answer as to any other void invite."""
    return _void()


def _void() -> ResponseReturnValue:
    return _page("void"), GONE


def _page(name: str, **more: Any) -> str:
    """Without the link to the other language: it would carry this path, and with it the token, into another address."""
    return render_template(f"invites/{name}.html", other_locale_url="", **more)
