"""Stand-ins of Solapi and SENS over real HTTP: they check what the real ones check, and fail in every way that is documented.

Written from the documentation, not from our adapters. `fails` says of each request how it goes wrong, or None.
"""

import base64
import hashlib
import hmac
import json
import re
import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

KEY, SECRET = "NCSTESTKEY000001", "TESTSECRET0000000000000000000001"
SENDER = "0200000000"
PROFILE, TEMPLATES = "KA01PFtest", {"KA01TPwelcome": ("#{기관}",)}
SERVICE = "ncp:sms:kr:000000000001:hub"
KST = timedelta(hours=9)

# Before the messages are taken, or after: what the client sees is the same.
BEFORE = ("503-before", "reset-before", "garbage-before", "429", "skew", "duplicate")
AFTER = ("503-after", "reset-after", "garbage-after", "empty-after", "slow-after")

Fails = Callable[[str], str | None]


class StandIn:
    """`accepted`: every message taken, in order; `seen`: how often each of our ids was taken."""

    def __init__(
        self, fails: Fails = lambda _path: None, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self.fails, self.now = fails, now
        self.accepted: list[dict[str, Any]] = []
        self.seen: Counter[str] = Counter()
        self.requests = 0
        self.balance = 10_000.0
        self.slow_seconds = 1.5
        self.refuses: dict[str, str] = {}  # a number, and the code it is refused with
        self.lock = threading.Lock()
        self._salts: dict[str, datetime] = {}
        stand_in = self

        class Handler(self.handler):  # type: ignore[name-defined]
            carrier = stand_in

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def take(self, message: dict[str, Any], key: str) -> dict[str, Any]:
        with self.lock:
            number = len(self.accepted) + 1
            taken = {
                **message,
                "messageId": f"M4V{number:012}",
                "dateCreated": self.now().isoformat(),
                "statusCode": "2000",
            }
            self.accepted.append(taken)
            self.seen[key] += 1
            return taken


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    carrier: Any

    def log_message(self, *_: object) -> None:
        pass

    def handle(self) -> None:
        with suppress(OSError):  # the client was killed, or we cut it off ourselves
            super().handle()

    def do_GET(self) -> None:
        self._answer(self.listed)

    def do_POST(self) -> None:
        self._answer(self.taken)

    def _answer(self, deed: Callable[[Any], tuple[int, object]]) -> None:
        text = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        with self.carrier.lock:
            self.carrier.requests += 1
            how = self.carrier.fails(self.path) or ""
        if how in {"reset-before", "503-before", "garbage-before", "429", "skew", "duplicate"}:
            self._break(how)
            return
        status, said = self.signed() or deed(json.loads(text) if text else {})
        if how.endswith("-after"):
            self._break(how)
            return
        self._say(status, json.dumps(said, ensure_ascii=False).encode())

    def _break(self, how: str) -> None:
        if how.startswith("reset"):
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
            self.close_connection = True
            return
        if how == "slow-after":
            time.sleep(self.carrier.slow_seconds)
        answers: dict[str, tuple[int, bytes]] = {
            "429": (429, b'{"errorCode":"TooManyRequests","errorMessage":"slower"}'),
            "skew": (403, b'{"errorCode":"RequestTimeTooSkewed","errorMessage":"time"}'),
            "duplicate": (403, b'{"errorCode":"DuplicatedSignature","errorMessage":"again"}'),
            "503-before": (503, b"<html>upstream</html>"),
            "503-after": (503, b"<html>upstream</html>"),
            "garbage-before": (200, b"<html>not json"),
            "garbage-after": (200, b"<html>not json"),
            "empty-after": (200, b"{}"),
            "slow-after": (200, b"{}"),
        }
        self._say(*answers[how])

    def _say(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def signed(self) -> tuple[int, object] | None:
        raise NotImplementedError

    def taken(self, body: dict[str, Any]) -> tuple[int, object]:
        raise NotImplementedError

    def listed(self, body: object) -> tuple[int, object]:
        raise NotImplementedError


def _size(text: str) -> int | None:
    try:
        return sum(len(letter.encode("euc_kr")) for letter in text)
    except UnicodeEncodeError:
        return None


class _Solapi(_Handler):
    def signed(self) -> tuple[int, object] | None:
        said = re.fullmatch(
            r"HMAC-SHA256 apiKey=(\S+), date=(\S+), salt=(\S{12,64}), signature=([0-9a-f]{64})",
            self.headers.get("Authorization", ""),
        )
        if said is None or said[1] != KEY:
            return 403, {"errorCode": "InvalidAPIKey", "errorMessage": "no such key"}
        at = datetime.fromisoformat(said[2].replace("Z", "+00:00"))
        if abs(self.carrier.now() - at) > timedelta(minutes=15):
            return 403, {"errorCode": "RequestTimeTooSkewed", "errorMessage": "time"}
        right = hmac.new(SECRET.encode(), f"{said[2]}{said[3]}".encode(), hashlib.sha256).hexdigest()
        if not hmac.compare_digest(right, said[4]):
            return 403, {"errorCode": "SignatureDoesNotMatch", "errorMessage": "signature"}
        with self.carrier.lock:
            if said[4] in self.carrier._salts:
                return 403, {"errorCode": "DuplicatedSignature", "errorMessage": "again"}
            self.carrier._salts[said[4]] = at
        return None

    def taken(self, body: dict[str, Any]) -> tuple[int, object]:
        if urlsplit(self.path).path != "/messages/v4/send-many/detail" or not body.get("messages"):
            return 400, {"errorCode": "ValidationError", "errorMessage": "messages"}
        failed, there, numbers = [], [], set()
        for one in body["messages"]:
            code = self._refusal(one)
            if not body.get("allowDuplicates") and one.get("to") in numbers:
                code = "1026"
            numbers.add(one.get("to"))
            ours = one.get("customFields", {})
            if code:
                failed.append({"to": one.get("to"), "statusCode": code, "statusMessage": "no", "customFields": ours})
            else:
                taken = self.carrier.take(one, ours.get("outboxId", ""))
                there.append({"messageId": taken["messageId"], "statusCode": "2000", "customFields": ours})
        count = {"total": len(failed) + len(there), "registeredFailed": len(failed), "registeredSuccess": len(there)}
        answer = {"failedMessageList": failed, "groupInfo": {"groupId": "G4V", "count": count}}
        return 200, {**answer, "messageList": there} if body.get("showMessageList") else answer

    def _refusal(self, one: dict[str, Any]) -> str | None:
        if self.carrier.balance <= 0:
            return "1030"
        if one.get("from") != SENDER:
            return "1062"
        if one.get("country") == "82" and not re.fullmatch(r"01[016-9]\d{7,8}", str(one.get("to"))):
            return "1025"
        if any(len(key) > 30 or len(str(value)) > 100 for key, value in one.get("customFields", {}).items()):
            return "1011"
        if one["to"] in self.carrier.refuses:
            return self.carrier.refuses[one["to"]]
        return self._kakao(one["kakaoOptions"]) if one.get("type") == "ATA" else self._text(one)

    def _kakao(self, options: dict[str, Any]) -> str | None:
        wanted = TEMPLATES.get(options.get("templateId"))
        if options.get("pfId") != PROFILE or wanted is None:
            return "1042"
        said = options.get("variables", {})
        return None if set(said) == set(wanted) and all(isinstance(one, str) for one in said.values()) else "1043"

    def _text(self, one: dict[str, Any]) -> str | None:
        size, subject = _size(one.get("text", "")), _size(one.get("subject", ""))
        if size is None or subject is None:
            return "1029"
        if size > {"SMS": 90, "LMS": 2000}[one["type"]]:
            return "1031"
        return "1032" if subject > 40 or (subject and one["type"] == "SMS") else None

    def listed(self, body: object) -> tuple[int, object]:
        parts = urlsplit(self.path)
        if parts.path == "/cash/v1/balance":
            return 200, {"balance": self.carrier.balance, "point": 0}
        asked = {name: value[0] for name, value in parse_qs(parts.query).items()}
        begin, limit = int(asked.get("startKey", 0)), int(asked.get("limit", 20))
        with self.carrier.lock:
            hers = [one for one in self.carrier.accepted if one["to"] == asked.get("to", one["to"])]
        page = hers[begin : begin + limit]
        more = str(begin + limit) if begin + limit < len(hers) else None
        return 200, {
            "startKey": None,
            "limit": limit,
            "nextKey": more,
            "messageList": {one["messageId"]: one for one in page},
        }


class SolapiStandIn(StandIn):
    handler = _Solapi


class _Sens(_Handler):
    def signed(self) -> tuple[int, object] | None:
        stamp = self.headers.get("x-ncp-apigw-timestamp", "0")
        if abs(self.carrier.now().timestamp() * 1000 - int(stamp)) > 5 * 60 * 1000:
            return 401, {"error": {"errorCode": "200", "message": "Authentication Failed"}}
        said = f"{self.command} {self.path}\n{stamp}\n{KEY}".encode()
        right = base64.b64encode(hmac.new(SECRET.encode(), said, hashlib.sha256).digest()).decode()
        given = (self.headers.get("x-ncp-iam-access-key"), self.headers.get("x-ncp-apigw-signature-v2"))
        if given != (KEY, right):
            return 401, {"error": {"errorCode": "200", "message": "Authentication Failed"}}
        if not unquote(urlsplit(self.path).path).startswith(f"/sms/v2/services/{SERVICE}/messages"):
            return 404, {"error": {"errorCode": "300", "message": "Not Found"}}
        return None

    def taken(self, body: dict[str, Any]) -> tuple[int, object]:
        messages, kind = body.get("messages", []), body.get("type")
        bad = not 1 <= len(messages) <= 100 or kind not in {"SMS", "LMS"} or body.get("from") != SENDER
        for one in messages:
            subject = one.get("subject", "")
            bad = bad or not str(one.get("to", "")).isdigit() or _size(one.get("content", "")) is None
            bad = bad or (kind == "SMS" and "subject" in one) or (_size(subject) or 0) > 40
        if bad:
            return 400, {"status": "400", "errorMessage": "Bad Request"}
        limit = 90 if kind == "SMS" else 2000
        for one in messages:  # what is too long is cut, silently
            text = one["content"].encode("euc_kr")[:limit].decode("euc_kr", "ignore")
            self.carrier.take({**one, "content": text, "type": kind}, f"{one['to']}:{text}")
        return 202, {"requestId": f"R{self.carrier.requests}", "statusCode": "202", "statusName": "success"}

    def listed(self, body: object) -> tuple[int, object]:
        parts = urlsplit(self.path)
        with self.carrier.lock:
            there = list(self.carrier.accepted)
        if one := next((one for one in there if parts.path.endswith("/" + one["messageId"])), None):
            return 200, {"statusCode": "200", "messages": [one]}
        asked = {name: value[0] for name, value in parse_qs(parts.query).items()}
        begin, end = (
            datetime.strptime(asked[name], "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC) - KST
            for name in ("requestStartTime", "requestEndTime")
        )
        hers = [
            {name: value for name, value in one.items() if name != "content"}
            for one in there
            if one["to"] == asked.get("to", one["to"])
            and begin <= datetime.fromisoformat(one["dateCreated"]) <= end + timedelta(seconds=1)
        ]
        return 200, {"statusCode": "202", "messages": hers[:100], "hasMore": len(hers) > 100}


class SensStandIn(StandIn):
    handler = _Sens
