"""The cookies that alone open a half-filled registration, a begun sign-in or a begun change of number. Nothing of what they
open lies in them. Their secrets also say which browser asked for a code."""

import re
from datetime import timedelta
from typing import Any

from flask import current_app, g, make_response, request
from flask.typing import ResponseReturnValue
from flask.wrappers import Response

from lawsuit_hub.features.registration.steps import Filled
from lawsuit_hub.features.victims import drafts
from lawsuit_hub.infra.work import Work

DRAFT, SIGN_IN, NUMBER = "draft", "sign-in", "new-number"
SIGN_IN_KEPT = timedelta(minutes=30)
NEW_DRAFTS = "120 per hour"  # an address may be a carrier's gateway
_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")


def cookie_name(name: str) -> str:
    return f"__Host-{name}" if _secure() else name


def _secure() -> bool:
    return bool(current_app.config["SESSION_COOKIE_SECURE"])


def secret_of(name: str) -> str | None:
    """What the visitor's cookie carries; None for what we never gave out."""
    carried = request.cookies.get(cookie_name(name), "")
    return carried if _SECRET.fullmatch(carried) else None


def half_filled() -> Filled:
    work: Work = g.work
    return Filled(work, drafts.load(work, secret_of(DRAFT)))


def keep(filled: Filled, answer: ResponseReturnValue) -> Response:
    """Saves what was typed and gives the visitor the key to it."""
    lasts = timedelta(days=filled.work.settings.draft_days)
    return _keep(DRAFT, filled.content, answer, lasts)


def begun_sign_in() -> dict[str, Any]:
    return drafts.load(g.work, secret_of(SIGN_IN))


def keep_sign_in(content: dict[str, Any], answer: ResponseReturnValue) -> Response:
    return _keep(SIGN_IN, content, answer, SIGN_IN_KEPT)


def begun_number() -> dict[str, Any]:
    return drafts.load(g.work, secret_of(NUMBER))


def keep_number(content: dict[str, Any], answer: ResponseReturnValue) -> Response:
    return _keep(NUMBER, content, answer, SIGN_IN_KEPT)


def own_secret(name: str, *, counted: bool = True) -> str:
    """The visitor's, or a new one, which `keep…` gives her at the end of this request. Raises TooMany where it is counted."""
    secret = secret_of(name)
    if secret is not None:
        return secret
    made: dict[str, str] = g.setdefault("new_secrets", {})
    if name not in made:
        if counted:
            _count(g.work)
        made[name] = drafts.new_secret()
    return made[name]


def drop(name: str = DRAFT) -> bool:
    """True for the one request that ended it."""
    return drafts.drop(g.work, secret_of(name))


def without(name: str, answer: ResponseReturnValue) -> Response:
    response = make_response(answer)
    response.delete_cookie(cookie_name(name), path="/", secure=_secure(), httponly=True, samesite="Lax")
    return response


def _keep(name: str, content: dict[str, Any], answer: ResponseReturnValue, lasts: timedelta) -> Response:
    secret = own_secret(name)
    drafts.save(g.work, secret, content, keep=lasts)
    return set_cookie(name, secret, answer, lasts)


def set_cookie(name: str, value: str, answer: ResponseReturnValue, lasts: timedelta) -> Response:
    response = make_response(answer)
    response.set_cookie(
        cookie_name(name), value, max_age=lasts, path="/", secure=_secure(), httponly=True, samesite="Lax"
    )
    return response


def _count(work: Work) -> None:
    if request.remote_addr:
        place = work.keys.mac("registration_drafts.address", request.remote_addr)
        work.limits.hit(NEW_DRAFTS, "new-draft", place.hex())
