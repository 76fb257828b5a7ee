"""The cookie that alone, with the person's own id, opens a half-filled sheet; and the code that makes the same secret on another device.

The code is kept nowhere: not in the database, not in a log. Whoever notes it down can go on elsewhere, signed in as the same person.
"""

import base64
import hashlib
import re
import secrets
from datetime import timedelta

from flask import g, make_response
from flask.typing import ResponseReturnValue
from flask.wrappers import Response

from lawsuit_hub.infra import secret_cookie
from lawsuit_hub.values.text import ascii_digits

NAME, KEPT = "survey", timedelta(days=120)
_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"  # no 0 O 1 I L U: read out and written down
_GROUPS, _GROUP = 4, 5
_TYPED = re.compile(rf"[{_LETTERS}]{{{_GROUPS * _GROUP}}}")


def carried() -> str | None:
    return secret_cookie.carried(NAME)


def own() -> str:
    """Hers, or a new one that `give` hands to her with the answer."""
    if "survey_secret" not in g:
        g.survey_secret = carried() or secret_cookie.fresh()
    return str(g.survey_secret)


def give(secret: str, answer: ResponseReturnValue, status: int | None = None) -> Response:
    response = make_response(answer, status) if status else make_response(answer)
    return secret_cookie.give(NAME, secret, response, lasts=KEPT)


def take_away(answer: ResponseReturnValue) -> Response:
    return secret_cookie.taken_away(NAME, answer)


def new_code() -> str:
    """About 98 bits: K7QXM-…"""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))


def secret_of(code: str) -> str | None:
    """None for what cannot be a code."""
    plain = "".join(letter for letter in ascii_digits(code).upper() if letter.isalnum())[:100]
    if not _TYPED.fullmatch(plain):
        return None
    made = hashlib.sha256(b"lawsuit-hub/survey-code/" + plain.encode()).digest()
    return base64.urlsafe_b64encode(made).decode().rstrip("=")
