"""One line for each request, and the code by which a person's telephone call finds it. No address, no path, no query."""

import re
import secrets
import time

from flask import Flask, Response, g, request

from lawsuit_hub.access.roles import Role
from lawsuit_hub.infra import logs
from lawsuit_hub.infra.proxies import REQUEST_ID

log = logs.named("access")

METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
# nginx's $request_id, or a UUID. Anything else is nobody's id and is not repeated.
THEIRS = re.compile(
    r"(?=[0-9-]*[a-f])[0-9a-f]{32}|(?=[0-9-]*[a-f])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII
)


def prepare(app: Flask) -> None:
    """Call first: what is asked before other checks, and said after they are done."""
    app.before_request(_begin)
    app.after_request(_say)
    app.teardown_request(lambda _error: logs.forget())


def code() -> str:
    """Of this request; short enough to read out."""
    if "request_code" not in g:
        g.request_code = "-".join(secrets.token_hex(2).upper() for _ in range(2))
    return str(g.request_code)


def _begin() -> None:
    g.began = time.perf_counter()
    logs.forget()
    logs.bind(request=code())
    theirs = request.environ.get(REQUEST_ID, "")
    if THEIRS.fullmatch(theirs):
        logs.bind(proxy_request=theirs)


def _say(response: Response) -> Response:
    user = g.get("_login_user")
    role = user.actor.role if user is not None and user.is_authenticated else Role.VISITOR
    log.info(
        "request",
        method=request.method if request.method in METHODS else "other",
        route=request.url_rule.rule if request.url_rule else "none",
        status=response.status_code,
        ms=round(1000 * (time.perf_counter() - g.get("began", time.perf_counter())), 1),
        role=role.value,
    )
    return response
