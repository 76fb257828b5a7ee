"""What the script of passkeys sends and is told: small bodies of JSON, and the id of the ceremony in the browser's own cookie."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from flask import Response, jsonify, request, session
from flask.typing import ResponseReturnValue

from lawsuit_hub.infra.passkeys import Answer, Options, Site
from lawsuit_hub.infra.web import local_path
from lawsuit_hub.settings import Settings

MOST_BYTES = 16 * 1024
REFUSED = 422
_MOST_FIELDS = 100
_CEREMONY = "passkey"  # in the cookie: which ceremony this browser began last

V = TypeVar("V", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Sent:
    """`credential` is empty when nothing usable came. `form`: the fields of a form that the passkey confirms."""

    ceremony: str | None
    credential: Answer = field(repr=False)
    label: str = field(repr=False)
    wanted: str | None
    form: tuple[tuple[str, str], ...] = field(default=(), repr=False)


def origin(settings: Settings) -> str:
    """Where the script may ask for a passkey; empty where there are none. A page under another address shows no button."""
    site = Site.of(settings)
    return site.origin if site else ""


def small(view: V) -> V:
    """The bodies of such a view are never longer than an authenticator's answer."""
    view.max_bytes = MOST_BYTES  # type: ignore[attr-defined]
    return view


def offered(ceremony: UUID, options: Options) -> Response:
    session[_CEREMONY] = str(ceremony)
    return jsonify(options)


def sent() -> Sent:
    """Reading it ends the ceremony for this browser, whatever comes of it."""
    ceremony = session.pop(_CEREMONY, None)
    try:
        body = request.get_json(silent=True)
    except RecursionError:
        body = None
    told = body if isinstance(body, dict) else {}
    credential, label, wanted = told.get("credential"), told.get("label"), told.get("next")
    return Sent(
        ceremony,
        credential if isinstance(credential, dict) else {},
        label if isinstance(label, str) else "",
        local_path(wanted) if isinstance(wanted, str) else None,
        tuple(_pairs(told.get("form"))),
    )


def _pairs(form: Any) -> Iterator[tuple[str, str]]:
    for pair in form[:_MOST_FIELDS] if isinstance(form, list) else ():
        if isinstance(pair, list) and [type(one) for one in pair] == [str, str]:
            yield pair[0], pair[1]


def accepted(url: str) -> Response:
    """The script goes there."""
    return jsonify(next=url)


def refused(words: str) -> ResponseReturnValue:
    """The script shows the words beside its button."""
    return jsonify(words=words), REFUSED
