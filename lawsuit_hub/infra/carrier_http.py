"""How carriers are asked over HTTP: bounded in time and size, and always sure whether a request may have been taken.

The environment is not asked for proxies or certificates; nothing is sent again by itself.
"""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from lawsuit_hub.infra.carriers import Outcome, Verdict

CONNECT_SECONDS, READ_SECONDS, WHOLE_SECONDS = 5.0, 20.0, 40.0
MOST_BYTES = 8 * 1024 * 1024
OK, BAD_REQUEST, UNAUTHORISED, FORBIDDEN, NOT_FOUND, TOO_MANY, SERVER_ERROR = 200, 400, 401, 403, 404, 429, 500


class NotTold(Exception):
    """No connection was made: the carrier knows nothing of it."""


class Doubtful(Exception):
    """The request went out, or a part of it, and what came back says nothing: it may have been taken."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    data: Mapping[str, Any]

    @property
    def is_good(self) -> bool:
        return OK <= self.status < OK + 100


class CarrierHttp:
    def __init__(self, url: str, *, read_seconds: float = READ_SECONDS) -> None:
        bounds = httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS, read=read_seconds)
        self._client = httpx.Client(base_url=url.rstrip("/"), timeout=bounds, trust_env=False, follow_redirects=False)

    def close(self) -> None:
        self._client.close()

    def ask(self, method: str, path: str, *, headers: Mapping[str, str], body: object = None) -> Answer:
        """Raises NotTold or Doubtful. An answer of 5xx is doubtful: a gateway says it also of what lies behind it took."""
        content = None if body is None else json.dumps(body, ensure_ascii=False).encode()
        kind = {"Content-Type": "application/json; charset=utf-8"} if content else {}
        try:
            with self._client.stream(method, path, content=content, headers={**headers, **kind}) as response:
                text = _bounded(response)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol) as error:
            raise NotTold(type(error).__name__) from None
        except httpx.HTTPError as error:
            raise Doubtful(type(error).__name__) from None
        return _read(response.status_code, text)


def _bounded(response: httpx.Response) -> bytes:
    """A carrier that drips or floods holds up nobody."""
    until, text = time.monotonic() + WHOLE_SECONDS, bytearray()
    for piece in response.iter_raw():
        text += piece
        if len(text) > MOST_BYTES or time.monotonic() > until:
            raise Doubtful("too long")
    return bytes(text)


def _read(status: int, text: bytes) -> Answer:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        data = None
    if status >= SERVER_ERROR or (status < BAD_REQUEST and not isinstance(data, dict)):
        raise Doubtful(str(status))
    return Answer(status, data if isinstance(data, dict) else {})


def outcome_of_refusal(status: int, *, alone: bool) -> Outcome:
    """What an answer of 4xx means where a carrier says no more: nothing was taken."""
    if status in {UNAUTHORISED, FORBIDDEN}:
        return Outcome(Verdict.HELD, "credentials")
    if status == NOT_FOUND:
        return Outcome(Verdict.HELD, "service")
    if status == TOO_MANY:
        return Outcome(Verdict.LATER, "busy")
    return Outcome(Verdict.REFUSED if alone else Verdict.LATER, "carrier_refused")
