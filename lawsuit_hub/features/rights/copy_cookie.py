"""The cookie that alone opens a copy of one's data. Nothing of what it opens lies in it."""

import re
from datetime import timedelta

from flask import current_app, g, make_response, request
from flask.typing import ResponseReturnValue
from flask.wrappers import Response

from lawsuit_hub.features.rights import copies
from lawsuit_hub.infra.work import Work

_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")


def _name() -> str:
    return "__Host-copy" if _secure() else "copy"


def _secure() -> bool:
    return bool(current_app.config["SESSION_COOKIE_SECURE"])


def carried() -> str | None:
    """What this browser has; None for what we never gave out."""
    found = request.cookies.get(_name(), "")
    return found if _SECRET.fullmatch(found) else None


def give(secret: str, answer: ResponseReturnValue) -> Response:
    """It outlasts the copy a little: asked late, made later."""
    work: Work = g.work
    lasts = timedelta(hours=2 * work.settings.copy_hours)
    response = make_response(answer)
    response.set_cookie(_name(), secret, max_age=lasts, path="/", secure=_secure(), httponly=True, samesite="Lax")
    return response


def fresh() -> str:
    return copies.new_secret()
