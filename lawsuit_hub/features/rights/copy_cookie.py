"""The cookie that alone opens a copy of one's data."""

from datetime import timedelta

from flask import g
from flask.typing import ResponseReturnValue
from flask.wrappers import Response

from lawsuit_hub.features.rights import copies
from lawsuit_hub.infra import secret_cookie
from lawsuit_hub.infra.work import Work

NAME = "copy"


def carried() -> str | None:
    return secret_cookie.carried(NAME)


def give(secret: str, answer: ResponseReturnValue) -> Response:
    """It outlasts the copy a little: asked late, made later."""
    work: Work = g.work
    return secret_cookie.give(NAME, secret, answer, lasts=timedelta(hours=2 * work.settings.copy_hours))


def fresh() -> str:
    return copies.new_secret()
