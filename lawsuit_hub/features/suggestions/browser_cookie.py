"""The cookie by which a browser without an account counts once. It opens nothing."""

from datetime import timedelta

from flask.typing import ResponseReturnValue
from flask.wrappers import Response

from lawsuit_hub.infra import secret_cookie

NAME = "voice"
LASTS = timedelta(days=365)


def carried() -> str | None:
    return secret_cookie.carried(NAME)


def fresh() -> str:
    return secret_cookie.fresh()


def give(secret: str, answer: ResponseReturnValue) -> Response:
    return secret_cookie.give(NAME, secret, answer, lasts=LASTS)
