"""E-mail by SMTP, for staff: their logins are addresses. Each letter by itself, to one address; nothing personal stands in them.

What was said after the last line of a letter and before the answer to it is lost knowledge: no server can be asked for it.
"""

import smtplib
import ssl
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from lawsuit_hub.infra.carriers import TAKEN, UNKNOWN, CarrierWrong, Lettered, Outcome, Verdict

SECONDS, WHOLE_SECONDS = 10.0, 60.0
_FINE, _GO_ON, _BAD_LOGIN = 250, 354, frozenset({530, 534, 535, 538})
_NEVER, _LATER = 500, 400
_SUBJECT = 60
_GONE = (smtplib.SMTPException, OSError)


class MailCarrier:
    """`security`: starttls, tls, or none (only to this machine: the settings see to it)."""

    name, most = "smtp", 20
    absent_after: timedelta | None = None

    def __init__(
        self,
        host: str,
        port: int,
        *,
        security: str,
        sender: str,
        login: Callable[[], tuple[str, ...]] | None = None,
        ca_file: str | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._host, self._port, self._security, self._sender = host, port, security, sender
        self._login, self._clock = login, clock
        self._tls = ssl.create_default_context(cafile=ca_file or None)

    def send(self, letters: Sequence[Lettered]) -> Sequence[Outcome]:
        try:
            server = self._open()
        except smtplib.SMTPAuthenticationError:
            return [Outcome(Verdict.HELD, "credentials")] * len(letters)
        except (ssl.SSLError, smtplib.SMTPNotSupportedError):
            return [Outcome(Verdict.HELD, "encryption")] * len(letters)
        except _GONE:
            return [Outcome(Verdict.LATER, "unreachable_carrier")] * len(letters)
        outcomes, until = list[Outcome](), time.monotonic() + WHOLE_SECONDS
        for one in letters:
            late = time.monotonic() > until
            outcomes.append(Outcome(Verdict.LATER, "unreachable_carrier") if late else self._one(server, one))
        _close(server)
        return outcomes

    def find(self, letters: Sequence[Lettered], *, since: datetime) -> Sequence[Outcome]:
        return [UNKNOWN] * len(letters)

    def check(self) -> str:
        try:
            _close(self._open())
        except smtplib.SMTPAuthenticationError:
            raise CarrierWrong(f"{self._host} refuses the login of smtp_login_file") from None
        except _GONE as error:
            raise CarrierWrong(
                f"{self._host}:{self._port} does not answer as it should ({type(error).__name__})"
            ) from None
        return f"{self._host} takes mail"

    def close(self) -> None:
        """Nothing is kept open."""

    def _open(self) -> smtplib.SMTP:
        if self._security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(self._host, self._port, timeout=SECONDS, context=self._tls)
        else:
            server = smtplib.SMTP(self._host, self._port, timeout=SECONDS)
        try:
            if self._security == "starttls":
                server.starttls(context=self._tls)
            server.ehlo_or_helo_if_needed()
            if self._login is not None:
                server.login(*self._login())
        except BaseException:
            server.close()
            raise
        return server

    def _one(self, server: smtplib.SMTP, letter: Lettered) -> Outcome:
        try:
            for said in (server.mail(self._sender)[0], server.rcpt(letter.to)[0]):
                if said >= _LATER:
                    server.rset()
                    return _refused(said)
            server.putcmd("data")
            if (said := server.getreply()[0]) != _GO_ON:
                return _refused(said)
        except _GONE:
            return Outcome(Verdict.LATER, "unreachable_carrier")
        try:
            server.send(_dotted(self._written(letter)))
            said = server.getreply()[0]
        except _GONE:
            server.close()
            return UNKNOWN
        if said == _FINE:
            return TAKEN
        return _refused(said) if said >= _LATER else UNKNOWN

    def _written(self, letter: Lettered) -> bytes:
        mail = EmailMessage(policy=SMTP)
        mail["From"], mail["To"] = self._sender, letter.to
        mail["Subject"] = letter.body.split(". ", 1)[0][:_SUBJECT]
        mail["Date"] = format_datetime(self._clock())
        mail["Message-ID"] = f"<{letter.key}@{self._sender.rpartition('@')[2].rstrip('>')}>"
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(letter.body + "\n", cte="base64")
        return mail.as_bytes()


def _refused(said: int) -> Outcome:
    if said in _BAD_LOGIN:
        return Outcome(Verdict.HELD, "credentials")
    return Outcome(Verdict.REFUSED, "mail_refused") if said >= _NEVER else Outcome(Verdict.LATER, "busy")


def _dotted(mail: bytes) -> bytes:
    """As DATA wants it: a dot at the beginning of a line is doubled, a dot alone ends it."""
    return b"\r\n".join(b"." + line if line.startswith(b".") else line for line in mail.split(b"\r\n")) + b"\r\n.\r\n"


def _close(server: smtplib.SMTP) -> None:
    try:
        server.quit()
    except _GONE:
        server.close()
