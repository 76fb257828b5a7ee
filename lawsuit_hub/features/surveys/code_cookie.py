"""The cookie that alone, with the person's own id, opens a half-filled sheet: one for each survey and person, since whoever sends hers, or
takes a code for it, must not lose another sheet at the same browser, her own or somebody else's; and the code that makes the same secret on another device.

The code is kept nowhere: not in the database, not in a log. Whoever notes it down can go on elsewhere, signed in as the same person.
"""

import base64
import hashlib
import re
import secrets
from datetime import timedelta
from uuid import UUID

from flask import g, make_response
from flask.typing import ResponseReturnValue
from flask.wrappers import Response

from lawsuit_hub.infra import secret_cookie
from lawsuit_hub.values.text import ascii_digits

KEPT = timedelta(days=120)
_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"  # no 0 O 1 I L U: read out and written down
_GROUPS, _GROUP = 4, 5
_TYPED = re.compile(rf"[{_LETTERS}]{{{_GROUPS * _GROUP}}}")


def carried(survey_id: UUID) -> str | None:
    return secret_cookie.carried(_name(survey_id))


def own(survey_id: UUID) -> str:
    """Hers, or a new one that `give` hands to her with the answer."""
    return carried(survey_id) or secret_cookie.fresh()


def give(survey_id: UUID, secret: str, answer: ResponseReturnValue) -> Response:
    return secret_cookie.give(_name(survey_id), secret, make_response(answer), lasts=KEPT)


def take_away(survey_id: UUID, answer: ResponseReturnValue) -> Response:
    return secret_cookie.taken_away(_name(survey_id), answer)


def _name(survey_id: UUID) -> str:
    """Says neither which survey nor whose to who has the browser alone: both ids are random and a person's is on no page."""
    return (
        "survey-" + hashlib.sha256(f"lawsuit-hub/survey-cookie/{survey_id}/{g.work.actor.id}".encode()).hexdigest()[:20]
    )


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
