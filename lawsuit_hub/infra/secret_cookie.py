"""A cookie that alone opens something kept for this browser. Nothing of what it opens lies in it."""

import re
import secrets
from datetime import timedelta

from flask import current_app, make_response, request
from flask.typing import ResponseReturnValue
from flask.wrappers import Response

_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")
_BYTES = 32


def fresh() -> str:
    return secrets.token_urlsafe(_BYTES)


def carried(name: str) -> str | None:
    """What this browser has; None for what we never gave out."""
    found = request.cookies.get(called(name), "")
    return found if _SECRET.fullmatch(found) else None


def give(name: str, secret: str, answer: ResponseReturnValue, *, lasts: timedelta) -> Response:
    response = make_response(answer)
    response.set_cookie(called(name), secret, max_age=lasts, path="/", secure=_secure(), httponly=True, samesite="Lax")
    return response


def taken_away(name: str, answer: ResponseReturnValue) -> Response:
    response = make_response(answer)
    response.delete_cookie(called(name), path="/", secure=_secure(), httponly=True, samesite="Lax")
    return response


def called(name: str) -> str:
    return f"__Host-{name}" if _secure() else name


def _secure() -> bool:
    return bool(current_app.config["SESSION_COOKIE_SECURE"])
