"""A mail server over real SMTP: EHLO, STARTTLS, AUTH, DATA; it fails where it is told to."""

import base64
import socketserver
import ssl
import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import Message
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

LOGIN, PASSWORD = "hub", "mail-password-of-a-test"


def certificate(folder: Path) -> Path:
    """For localhost, made now; key and certificate in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "mail.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


class MailStandIn:
    """`answers`: what is said to a command instead, like {"RCPT": "550 no such user"}; "drop": the connection goes after the mail
    was taken, "drop-early": before."""

    def __init__(self, pem: Path, *, wants_tls: bool = True) -> None:
        self.taken: list[Message] = []
        self.answers: dict[str, str] = {}
        self.drop = ""
        self.wants_tls = wants_tls
        self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.tls.load_cert_chain(pem)
        stand_in = self

        class Handler(_Talk):
            mail = stand_in

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = int(self._server.server_address[1])
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Talk(socketserver.BaseRequestHandler):
    mail: MailStandIn

    def handle(self) -> None:
        with suppress(OSError):
            self._is_safe = self._is_in = False
            self._lines = self.request.makefile("rb")
            self._say("220 stand-in")
            while (line := self._lines.readline()) and self._obey(line.decode("ascii", "replace").strip()):
                pass

    def finish(self) -> None:
        self._lines.close()
        self.request.close()

    def _say(self, text: str) -> bool:
        self.request.sendall(text.encode() + b"\r\n")
        return not text.startswith("221")

    def _obey(self, line: str) -> bool:
        verb = line.split(" ", maxsplit=1)[0].split(":", maxsplit=1)[0].upper()
        if verb in self.mail.answers:
            return self._say(self.mail.answers[verb])
        if verb == "EHLO":
            return self._say("250-stand-in\r\n250 AUTH PLAIN" if self._is_safe else "250-stand-in\r\n250 STARTTLS")
        if verb == "STARTTLS":
            self._say("220 go")
            self._lines.close()
            self.request = self.mail.tls.wrap_socket(self.request, server_side=True)
            self._lines, self._is_safe = self.request.makefile("rb"), True
            return True
        if verb == "AUTH":
            self._is_in = base64.b64decode(line.split(" ")[2]) == f"\0{LOGIN}\0{PASSWORD}".encode()
            return self._say("235 in" if self._is_in else "535 no")
        if verb == "MAIL" and self.mail.wants_tls and not self._is_in:
            return self._say("530 sign in first")
        if verb == "DATA":
            return self._data()
        return self._say("221 bye" if verb == "QUIT" else "250 fine")

    def _data(self) -> bool:
        self._say("354 go on")
        lines = []
        while (line := self._lines.readline()) not in {b".\r\n", b""}:
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        if self.mail.drop == "drop-early":
            return False
        self.mail.taken.append(message_from_bytes(b"".join(lines)))
        return False if self.mail.drop else self._say("250 taken")
