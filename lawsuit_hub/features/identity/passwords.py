"""Passwords of staff: how they are kept (argon2id) and which are refused. Knows no account and no database."""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from argon2 import PasswordHasher, Type
from argon2.exceptions import VerifyMismatchError

from lawsuit_hub.features.identity.common_passwords import FEWEST_LETTERS, is_common, letters
from lawsuit_hub.features.identity.types import WeakPassword
from lawsuit_hub.infra.refusals import TooMany

SHORTEST = 12
LONGEST = 128  # an endless password would make the key derivation work endlessly

# OWASP's second choice of argon2id parameters: 19 MiB, two passes, one lane.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1, hash_len=32, salt_len=16, type=Type.ID)

# A hash by the same parameters of a random text that nobody has seen: what an unknown login is compared with.
_NOBODYS = "$argon2id$v=19$m=19456,t=2,p=1$T8XcMDmOjhKpW4WD4ni4YQ$OhFERZUcVm5b4rHg0NpNPRw12QLiqCv9yIbEPPzdYAg"

_SHORTEST_NAME = 4

# Each derivation takes its 19 MiB for as long as it runs. A web process has 64 threads: without a bound a flood of sign-ins
# would take 1.2 GiB. Whoever finds no free place in time is told to come again.
AT_ONCE = 4
_LONGEST_WAIT = 10.0
_PLACES = BoundedSemaphore(AT_ONCE)


def refuse_weak(password: str, login: str = "") -> None:
    """Raises WeakPassword. Length counts and what everybody knows, not which kinds of letters there are."""
    typed = _form(password)
    if len(typed) < SHORTEST:
        raise WeakPassword("short")
    if len(typed) > LONGEST:
        raise WeakPassword("long")
    folded = typed.casefold()
    if login and (login.casefold() in folded or _says_only(folded, login.casefold().partition("@")[0])):
        raise WeakPassword("login")
    if is_common(folded):
        raise WeakPassword("common")


def make_hash(password: str) -> str:
    """Raises TooMany."""
    with _a_place():
        return _HASHER.hash(_form(password))


def matches(password: str, stored: str | None) -> bool:
    """Takes the same time for an account that has no password, or does not exist. Raises TooMany."""
    typed = _form(password)[: LONGEST + 1]
    with _a_place():
        try:
            _HASHER.verify(stored or _NOBODYS, typed)
        except VerifyMismatchError:
            return False
    return stored is not None


def are_one(password: str, other: str) -> bool:
    return _form(password) == _form(other)


def _form(password: str) -> str:
    """One spelling for what looks the same: Macs and phones compose Hangul differently."""
    return unicodedata.normalize("NFKC", password)


def _says_only(folded: str, name: str) -> bool:
    """The login's own name with little else round it."""
    return len(name) >= _SHORTEST_NAME and name in folded and letters(folded.replace(name, "")) < FEWEST_LETTERS


@contextmanager
def _a_place() -> Iterator[None]:
    if not _PLACES.acquire(timeout=_LONGEST_WAIT):
        raise TooMany(int(_LONGEST_WAIT))
    try:
        yield
    finally:
        _PLACES.release()
