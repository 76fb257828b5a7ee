"""An e-mail address. Knows nothing of sending or masking."""

import re
from dataclasses import dataclass
from typing import Self

from lawsuit_hub.values.refused import BadEmail
from lawsuit_hub.values.text import ascii_digits

_LONGEST_EMAIL = 254
_LONGEST_PART = 64
_SHORTEST_TOP = 2
_LOCAL = re.compile(r"[^\s@\"'<>(),:;\[\]\\.]+(?:\.[^\s@\"'<>(),:;\[\]\\.]+)*")
_LABEL = re.compile(r"[^\W_](?:[\w-]*[^\W_])?")


@dataclass(frozen=True, slots=True, order=True, repr=False)
class Email:
    text: str

    def __repr__(self) -> str:
        return "<email>"

    @classmethod
    def parse(cls, text: str) -> Self:
        """The domain in lower case, the local part as typed."""
        cleaned = ascii_digits(text)
        local, at, domain = cleaned.rpartition("@")
        if len(cleaned) > _LONGEST_EMAIL or len(local) > _LONGEST_PART or not at:
            raise BadEmail
        if not _LOCAL.fullmatch(local) or not _is_domain(domain):
            raise BadEmail
        return cls(f"{local}@{domain.lower()}")

    @property
    def local(self) -> str:
        return self.text.rpartition("@")[0]

    @property
    def domain(self) -> str:
        return self.text.rpartition("@")[2]

    @property
    def key(self) -> str:
        """The form in which two spellings of one address are equal."""
        return self.text.casefold()


def _is_domain(domain: str) -> bool:
    *labels, top = domain.split(".")
    if not labels or len(top) < _SHORTEST_TOP or top.isdigit():
        return False
    return all(len(label) < _LONGEST_PART and _LABEL.fullmatch(label) for label in (*labels, top))
