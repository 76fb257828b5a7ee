"""Keeps tokens in addresses out of every log: of gunicorn, of werkzeug, of our own. Knows no capability."""

import logging
import re

# The segment after a path that carries a token (also where the path is itself a parameter); and, wherever it stands,
# what is as long as 256 bits in base64url.
_TOKENS = re.compile(
    r"(?P<path>(?:/|%2F)(?:i|staff(?:/|%2F)enrol)(?:/|%2F))[^\s\"'/?#&;]+|(?<![\w-])[\w-]{43}(?![\w-])",
    re.ASCII | re.IGNORECASE,
)


class QuietRecord(logging.LogRecord):
    """A log record whose words carry no token, whoever formats it."""

    def getMessage(self) -> str:  # noqa: N802 - the name is logging's
        return without_tokens(super().getMessage())


def install() -> None:
    """Once a process, before the first request is logged."""
    logging.setLogRecordFactory(QuietRecord)


def without_tokens(text: str) -> str:
    return _TOKENS.sub(lambda found: f"{found['path'] or ''}…", text)
