"""A stand-in of Vault: Transit with keys derived by context, tokens, AppRole. It checks each call as Vault does and seals for real."""

import base64
import binascii
import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

TOKEN, ROLE, SECRET = "hvs.invented-token", "invented-role", "invented-secret"


class No(Exception):
    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status


@dataclass
class StandIn:
    """`derived` is how the key was made; `sealed` answers 503 as a sealed Vault; `tokens` are those it accepts."""

    port: int = 0
    mount: str = "transit"
    key: str = "lawsuit-hub"
    derived: bool = True
    sealed: bool = False
    tokens: set[str] = field(default_factory=lambda: {TOKEN})
    calls: list[tuple[str, str]] = field(default_factory=list)
    logins: int = 0
    master: bytes = field(default_factory=lambda: os.urandom(32))

    def answer(self, method: str, path: str, headers: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
        if self.sealed:
            raise No(503, "Vault is sealed")
        if method != "POST" or headers.get("X-Vault-Request") != "true":
            raise No(405, "unsupported operation")
        if path == "/v1/auth/approle/login":
            return self._login(body)
        if headers.get("X-Vault-Token") not in self.tokens:
            raise No(403, "permission denied")
        prefix = f"/v1/{self.mount}/"
        if not path.startswith(prefix):
            raise No(404, "no handler for route")
        deed, _, key = path.removeprefix(prefix).partition("/")
        if key != self.key:
            raise No(400, "encryption key not found")
        if self.derived and not body.get("context"):
            raise No(400, "missing 'context' for key derivation; the key was created using a derived key")
        context = base64.b64decode(body["context"], validate=True)
        self.calls.append((deed, context.decode()))
        cipher = AESGCM(HKDF(hashes.SHA256(), 32, None, context if self.derived else b"").derive(self.master))
        return {"data": getattr(self, f"_{deed}")(cipher, body)}

    def _encrypt(self, cipher: AESGCM, body: dict[str, Any]) -> dict[str, str]:
        nonce = os.urandom(12)
        sealed = nonce + cipher.encrypt(nonce, base64.b64decode(body["plaintext"], validate=True), None)
        return {"ciphertext": "vault:v1:" + base64.b64encode(sealed).decode()}

    def _decrypt(self, cipher: AESGCM, body: dict[str, Any]) -> dict[str, str]:
        vault, version, text = body["ciphertext"].split(":")
        try:
            sealed = base64.b64decode(text, validate=True)
            assert (vault, version) == ("vault", "v1")
        except (binascii.Error, AssertionError):
            raise No(400, "invalid ciphertext: could not decode base64") from None
        try:
            plain = cipher.decrypt(sealed[:12], sealed[12:], None)
        except (InvalidTag, ValueError):  # ValueError: too short for a nonce
            raise No(400, "cipher: message authentication failed") from None
        return {"plaintext": base64.b64encode(plain).decode()}

    def _login(self, body: dict[str, Any]) -> dict[str, Any]:
        if (body.get("role_id"), body.get("secret_id")) != (ROLE, SECRET):
            raise No(400, "invalid role or secret ID")
        self.logins += 1
        token = f"hvs.login-{self.logins}"
        self.tokens.add(token)
        return {"auth": {"client_token": token, "lease_duration": 1200}}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def _do(self) -> None:
        stand_in = cast(StandIn, self.server.stand_in)  # type: ignore[attr-defined]
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or b"{}")
        try:
            status, said = 200, stand_in.answer(self.command, self.path, dict(self.headers), body)
        except No as no:
            status, said = no.status, {"errors": [str(no)]}
        data = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_PUT = _do  # noqa: N815 - named by http.server

    def log_message(self, format: str, *args: object) -> None:
        """Silent."""


@contextmanager
def vault_stand_in(**changes: Any) -> Iterator[StandIn]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    stand_in = StandIn(port=server.server_address[1], **changes)
    server.stand_in = stand_in  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield stand_in
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
