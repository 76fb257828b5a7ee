"""The cookie with the mark of a browser that was in before. What a mark says is browser_marks' to know."""

from flask import request
from flask.wrappers import Response

from lawsuit_hub.features.identity.browser_marks import LASTS
from lawsuit_hub.infra import secret_cookie

NAME = "browser"


def carried() -> str | None:
    """As it came, unchecked."""
    return request.cookies.get(secret_cookie.called(NAME))


def give(mark: str, answer: Response) -> Response:
    return secret_cookie.give(NAME, mark, answer, lasts=LASTS)
