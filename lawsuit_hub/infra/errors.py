"""Answers what goes wrong: refusals, HTTP errors, a closed vault, the unexpected. A page and a log line, never a value."""

from collections.abc import Iterable

from flask import Blueprint, Flask, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from gunicorn.http.errors import NoMoreData, ParseException
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolEmpty
from werkzeug.exceptions import ClientDisconnected, HTTPException, SecurityError

from lawsuit_hub.infra import logs, request_log
from lawsuit_hub.infra.refusals import NotYours, ReasonHoldsNumber, ReasonMissing, Refusal, TooMany, Unavailable
from lawsuit_hub.infra.work import NotAllowed
from lawsuit_hub.privacy.keyring import BadKeys, CannotOpen, RootTrouble

log = logs.named("web")

PAGES = frozenset({400, 403, 404, 405, 408, 413, 414, 422, 429, 431})
# A number to read out; not on 404, whose page is the same whether or not something is there.
WITH_A_CODE = frozenset({400, 403, 408, 413, 414, 431, 503})
BAD_REQUEST, TOO_SLOW, UNEXPECTED, CLOSED = 400, 408, 500, 503
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
    for kind in (OperationalError, InterfaceError, PoolEmpty):
        app.register_error_handler(kind, _busy)
    # Raised where a body is read: its pieces make no sense, it ended too early, nothing came for long.
    app.register_error_handler(ParseException, lambda _error: _page(BAD_REQUEST))
    for late in (NoMoreData, TimeoutError):
        app.register_error_handler(late, lambda _error: _page(TOO_SLOW))
    app.register_error_handler(Exception, _unexpected)


def _page(status: int, incident: str | None = None) -> tuple[str, int]:
    incident = incident or (request_log.code() if status in WITH_A_CODE else None)
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
    if isinstance(error, TooMany):
        return page, status, {"Retry-After": str(error.seconds)}
    return page, status, {"Retry-After": str(RETRY_SECONDS)} if status == CLOSED else {}


def _http_error(error: HTTPException) -> ResponseReturnValue:
    if isinstance(error, SecurityError):  # an unknown Host: no page of ours can name its addresses
        return Response("400 Bad Request", BAD_REQUEST, mimetype="text/plain")
    if error.code is not None and error.code < BAD_REQUEST:
        return error.get_response()
    if isinstance(error, ClientDisconnected):  # or was too slow, and is read no further: infra/web_server.py
        return _page(TOO_SLOW)
    if isinstance(error, CSRFError):
        return render_template("errors/old_page.html", incident=request_log.code()), BAD_REQUEST
    return _page(error.code if error.code in PAGES else BAD_REQUEST)


def _closed_vault(error: CannotOpen) -> ResponseReturnValue:
    """Changed in the database, or its key is gone: trying again will not help, somebody has to look."""
    log.error("a value does not open", at=request.endpoint, exc_info=error)
    return render_template("errors/unreadable.html", incident=request_log.code()), CLOSED


def _closed_root(error: RootTrouble | BadKeys) -> ResponseReturnValue:
    """The root key is down or key files are not as they should be. Their messages name no key and no value."""
    log.error("identities are closed", at=request.endpoint, because=str(error))
    # What was sent by a form is not sent again by a link.
    retry_url = request.full_path if request.method == "GET" else ""
    page = render_template("errors/closed.html", incident=request_log.code(), retry_url=retry_url)
    return page, CLOSED, {"Retry-After": str(RETRY_SECONDS)}


def _busy(error: Exception) -> ResponseReturnValue:
    """The database is away, or did not answer in the time that a request has."""
    log.error("the database does not answer", at=request.endpoint, exc_info=error)
    page, _ = _page(CLOSED)
    return page, CLOSED, {"Retry-After": str(RETRY_SECONDS)}


def _unexpected(error: Exception) -> ResponseReturnValue:
    log.error("unexpected", at=request.endpoint, exc_info=error)
    return _page(UNEXPECTED, request_log.code())
