"""The cookie with the mark of a browser that was in before. What a mark says is browser_marks' to know."""

from flask import current_app, request
from flask.wrappers import Response

from lawsuit_hub.features.identity.browser_marks import LASTS


def carried() -> str | None:
    """As it came, unchecked."""
    return request.cookies.get(_name())


def give(mark: str, answer: Response) -> Response:
    answer.set_cookie(_name(), mark, max_age=LASTS, path="/", secure=_secure(), httponly=True, samesite="Lax")
    return answer


def _secure() -> bool:
    return bool(current_app.config["SESSION_COOKIE_SECURE"])


def _name() -> str:
    return "__Host-browser" if _secure() else "browser"
