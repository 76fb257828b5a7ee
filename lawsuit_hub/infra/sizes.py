"""How much of a request is taken: its address, its headers, its body, the depth of its JSON. Knows no page."""

from typing import Any

from flask import Flask, abort, current_app, request
from flask.json.provider import DefaultJSONProvider

FORM_BYTES = 256 * 1024
ADDRESS_BYTES = 2048
HEADER_BYTES = 16 * 1024
JSON_DEPTH = 20
TOO_LARGE, TOO_LONG, TOO_MANY_HEADERS = 413, 414, 431


class ShallowJson(DefaultJSONProvider):
    """Refuses what is nested deeper than any answer of ours asks for; Flask says 400 to a ValueError."""

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        try:
            read = super().loads(s, **kwargs)
        except RecursionError:
            raise ValueError("nested too deep") from None
        if _depth_left(read, JSON_DEPTH) < 0:
            raise ValueError("nested too deep")
        return read


def _depth_left(value: Any, left: int) -> int:
    if left < 0 or not isinstance(value, dict | list):
        return left
    inner = value.values() if isinstance(value, dict) else value
    return min((_depth_left(one, left - 1) for one in inner), default=left)


def prepare(app: Flask) -> None:
    app.json = ShallowJson(app)
    app.before_request(refuse_what_is_too_large)


def refuse_what_is_too_large() -> None:
    """Before anything is read. Only the upload page takes more than a form's bytes."""
    address = str(request.environ.get("RAW_URI") or request.full_path)
    if len(address) > ADDRESS_BYTES:
        abort(TOO_LONG)
    if sum(len(name) + len(str(value)) for name, value in request.headers) > HEADER_BYTES:
        abort(TOO_MANY_HEADERS)
    view = current_app.view_functions.get(request.endpoint or "")
    bound: int = getattr(view, "max_bytes", FORM_BYTES)
    request.max_content_length = bound
    if (request.content_length or 0) > bound:
        abort(TOO_LARGE)
