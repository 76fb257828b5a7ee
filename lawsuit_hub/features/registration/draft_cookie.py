"""The cookies that alone open a half-filled registration, a begun sign-in or a begun change of number. Nothing of what they
open lies in them. Their secrets also say which browser asked for a code."""

from datetime import timedelta
from typing import Any

from flask import g, request
from flask.typing import ResponseReturnValue
from flask.wrappers import Response

from lawsuit_hub.features.registration.steps import Filled
from lawsuit_hub.features.victims import drafts
from lawsuit_hub.infra import secret_cookie
from lawsuit_hub.infra.work import Work

DRAFT, SIGN_IN, NUMBER = "draft", "sign-in", "new-number"
SIGN_IN_KEPT = timedelta(minutes=30)
NEW_DRAFTS = "120 per hour"  # an address may be a carrier's gateway


def half_filled() -> Filled:
    work: Work = g.work
    return Filled(work, drafts.load(work, secret_cookie.carried(DRAFT)))


def keep(filled: Filled, answer: ResponseReturnValue) -> Response:
    """Saves what was typed and gives the visitor the key to it."""
    lasts = timedelta(days=filled.work.settings.draft_days)
    return _keep(DRAFT, filled.content, answer, lasts)


def begun_sign_in() -> dict[str, Any]:
    return drafts.load(g.work, secret_cookie.carried(SIGN_IN))


def keep_sign_in(content: dict[str, Any], answer: ResponseReturnValue) -> Response:
    return _keep(SIGN_IN, content, answer, SIGN_IN_KEPT)


def begun_number() -> dict[str, Any]:
    return drafts.load(g.work, secret_cookie.carried(NUMBER))


def keep_number(content: dict[str, Any], answer: ResponseReturnValue) -> Response:
    return _keep(NUMBER, content, answer, SIGN_IN_KEPT)


def own_secret(name: str, *, counted: bool = True) -> str:
    """The visitor's, or a new one, which `keep…` gives her at the end of this request. Raises TooMany where it is counted."""
    secret = secret_cookie.carried(name)
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
    return drafts.drop(g.work, secret_cookie.carried(name))


def without(name: str, answer: ResponseReturnValue) -> Response:
    return secret_cookie.taken_away(name, answer)


def _keep(name: str, content: dict[str, Any], answer: ResponseReturnValue, lasts: timedelta) -> Response:
    secret = own_secret(name)
    drafts.save(g.work, secret, content, keep=lasts)
    return secret_cookie.give(name, secret, answer, lasts=lasts)


def _count(work: Work) -> None:
    if request.remote_addr:
        place = work.keys.mac("registration_drafts.address", request.remote_addr)
        work.limits.hit(NEW_DRAFTS, "new-draft", place.hex())
