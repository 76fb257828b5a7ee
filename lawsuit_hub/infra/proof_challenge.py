"""The answer to somebody who is signed in, but did not prove lately enough who she is: a page for people, a word for scripts."""

from collections.abc import Callable
from typing import cast

from flask import current_app, jsonify, make_response, request
from flask.wrappers import Response

from lawsuit_hub.infra.web import HubApp

UNAUTHORIZED = 401


def challenge(page: Callable[[], str]) -> Response:
    """RFC 9470's: 401, and how old a proof may be."""
    answer = make_response(jsonify(error="proof_needed") if _by_script() else page())
    answer.status_code = UNAUTHORIZED
    seconds = cast(HubApp, current_app).hub.proof_minutes * 60
    answer.headers["WWW-Authenticate"] = f'Session error="insufficient_user_authentication", max_age="{seconds}"'
    return answer


def _by_script() -> bool:
    asked = request.accept_mimetypes.best
    return request.headers.get("X-Requested-With") == "fetch" or request.is_json or asked == "application/json"
