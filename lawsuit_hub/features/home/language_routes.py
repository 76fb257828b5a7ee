"""The choice of language, for everybody on every listener."""

from flask import Blueprint, abort, redirect, request, session
from flask.typing import ResponseReturnValue

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.infra.i18n import LOCALES
from lawsuit_hub.infra.web import local_path

pages = Blueprint("language", __name__)


@pages.get("/language/<locale>")
@allow(Permission.SITE_READ)
def choose(locale: str) -> ResponseReturnValue:
    if locale not in LOCALES:
        abort(404)
    session["language"] = locale
    return redirect(local_path(request.args.get("next")) or "/", 303)
