"""Answers what goes wrong: refusals, HTTP errors, a closed vault, the unexpected. A page and a log line, never a value."""

import logging
import secrets
import traceback
from collections.abc import Iterable

from flask import Blueprint, Flask, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError

from lawsuit_hub.infra.refusals import NotYours, ReasonHoldsNumber, ReasonMissing, Refusal, TooMany, Unavailable
from lawsuit_hub.infra.work import NotAllowed
from lawsuit_hub.privacy.keyring import BadKeys, CannotOpen, RootTrouble

log = logging.getLogger("lawsuit_hub.web")

PAGES = frozenset({400, 403, 404, 405, 413, 422, 429})
BAD_REQUEST, UNEXPECTED, CLOSED = 400, 500, 503
RETRY_SECONDS = 60
STATUS_OF: tuple[tuple[type[Refusal], int], ...] = (
    (NotYours, 404),
    (TooMany, 429),
    (NotAllowed, 403),
    (Unavailable, 503),
    (ReasonMissing, 422),
    (ReasonHoldsNumber, 422),
)


def prepare(app: Flask) -> None:
    app.register_error_handler(Refusal, _refusal)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(CannotOpen, _closed_vault)
    app.register_error_handler(RootTrouble, _closed_root)
    app.register_error_handler(BadKeys, _closed_root)
    app.register_error_handler(Exception, _unexpected)


def _page(status: int, incident: str | None = None) -> tuple[str, int]:
    return render_template(f"errors/{status}.html", incident=incident), status


def answer_with(pages: Blueprint, refusals: Iterable[type[Refusal]], template: str, status: int) -> None:
    """The page by which one feature answers refusals of its own."""

    def page(_refusal: Refusal) -> ResponseReturnValue:
        return render_template(template), status

    for refusal in refusals:
        pages.register_error_handler(refusal, page)


def _refusal(error: Refusal) -> ResponseReturnValue:
    status = next((status for kind, status in STATUS_OF if isinstance(error, kind)), BAD_REQUEST)
    page, _ = _page(status)
    return page, status, {"Retry-After": str(error.seconds)} if isinstance(error, TooMany) else {}


def _http_error(error: HTTPException) -> ResponseReturnValue:
    if isinstance(error, SecurityError):  # an unknown Host: no page of ours can name its addresses
        return Response("400 Bad Request", BAD_REQUEST, mimetype="text/plain")
    if error.code is not None and error.code < BAD_REQUEST:
        return error.get_response()
    return _page(BAD_REQUEST if isinstance(error, CSRFError) or error.code not in PAGES else error.code)


def _closed_vault(error: CannotOpen) -> ResponseReturnValue:
    """Changed in the database, or its key is gone: trying again will not help, somebody has to look."""
    incident = _incident()
    log.error("incident %s: %s at %s: %s", incident, type(error).__name__, request.endpoint, _frames(error))
    return render_template("errors/unreadable.html", incident=incident), CLOSED


def _closed_root(error: RootTrouble | BadKeys) -> ResponseReturnValue:
    """The root key is down or key files are not as they should be. Their messages name no key and no value."""
    incident = _incident()
    log.error("incident %s: identities are closed at %s: %s", incident, request.endpoint, error)
    # What was sent by a form is not sent again by a link.
    retry_url = request.full_path if request.method == "GET" else ""
    page = render_template("errors/closed.html", incident=incident, retry_url=retry_url)
    return page, CLOSED, {"Retry-After": str(RETRY_SECONDS)}


def _unexpected(error: Exception) -> ResponseReturnValue:
    incident = _incident()
    log.error("incident %s: %s at %s: %s", incident, type(error).__name__, request.endpoint, _frames(error))
    return _page(UNEXPECTED, incident)


def _frames(error: Exception) -> str:
    """Where it happened, without the exception's own words: they may quote what a person typed."""
    return " < ".join(
        f"{frame.filename}:{frame.lineno}" for frame in reversed(traceback.extract_tb(error.__traceback__)[-6:])
    )


def _incident() -> str:
    return "-".join(secrets.token_hex(2).upper() for _ in range(2))
