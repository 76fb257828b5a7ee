"""Passwords of staff: how they are kept (argon2id) and which are refused. Knows no account and no database."""

import re
import unicodedata

from argon2 import PasswordHasher, Type
from argon2.exceptions import VerifyMismatchError

from lawsuit_hub.features.identity.types import WeakPassword

SHORTEST = 12
LONGEST = 128  # an endless password would make the key derivation work endlessly

# OWASP's second choice of argon2id parameters: 19 MiB, two passes, one lane.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1, hash_len=32, salt_len=16, type=Type.ID)

# A hash by the same parameters of a random text that nobody has seen: what an unknown login is compared with.
_NOBODYS = "$argon2id$v=19$m=19456,t=2,p=1$T8XcMDmOjhKpW4WD4ni4YQ$OhFERZUcVm5b4rHg0NpNPRw12QLiqCv9yIbEPPzdYAg"

_FEWEST_LETTERS = 5
_LONGEST_BLOCK = 4
_SIMPLE_WORDS = re.compile(
    r"password|passw0rd|p@ssw0rd|p@ssword|qwerty|qwertyuiop|asdfghjkl|zxcvbnm|asdf|zxcv|1q2w3e4r5t|1q2w3e4r|q1w2e3r4|1qaz2wsx|"
    r"letmein|welcome|admin|administrator|iloveyou|changeme|secret|monkey|dragon|sunshine|princess|football|"
    r"lawsuit|lawsuithub|jeonse|korea|seoul|qlalfqjsgh|dkssudgktpdy|비밀번호|공동소송|전세사기|안녕하세요|대한민국|사랑해|"
    r"1234567890|0987654321|123456789|12345678|1234567|123456|12345|1234|123|(?:19|20)[0-9]{2}|abcdefg|abcdef|abcd|abc"
)
_NOT_LETTERS = re.compile(r"[\W_\d]+")


def refuse_weak(password: str, login: str = "") -> None:
    """Raises WeakPassword. A phrase is good; a known password with years, digits and marks round it is not."""
    typed = _form(password)
    if len(typed) < SHORTEST:
        raise WeakPassword("short")
    if len(typed) > LONGEST:
        raise WeakPassword("long")
    folded = typed.casefold()
    if login and (login.casefold() in folded or _says_only(folded, login.casefold().partition("@")[0])):
        raise WeakPassword("login")
    if _is_common(folded):
        raise WeakPassword("common")


def make_hash(password: str) -> str:
    return _HASHER.hash(_form(password))


def matches(password: str, stored: str | None) -> bool:
    """Takes the same time for an account that has no password, or does not exist."""
    typed = _form(password)[: LONGEST + 1]
    try:
        _HASHER.verify(stored or _NOBODYS, typed)
    except VerifyMismatchError:
        return False
    return stored is not None


def _form(password: str) -> str:
    """One spelling for what looks the same: Macs and phones compose Hangul differently."""
    return unicodedata.normalize("NFKC", password)


def _is_common(folded: str) -> bool:
    if len(set(folded)) < _FEWEST_LETTERS or _repeats(folded) or _runs(folded):
        return True
    rest, found = _SIMPLE_WORDS.subn("", folded)
    return found > 0 and _letters(rest) < _FEWEST_LETTERS


def _letters(text: str) -> int:
    return len(_NOT_LETTERS.sub("", text))


def _says_only(folded: str, name: str) -> bool:
    """The login's own name with little else round it."""
    return len(name) >= _LONGEST_BLOCK and name in folded and _letters(folded.replace(name, "")) < _FEWEST_LETTERS


def _repeats(folded: str) -> bool:
    return any(
        folded == (folded[:size] * (len(folded) // size + 1))[: len(folded)] for size in range(1, _LONGEST_BLOCK + 1)
    )


def _runs(folded: str) -> bool:
    """Nothing but neighbours in the alphabet or among the digits: abcdefghijkl, 987654321098."""
    steps = {(ord(after) - ord(before)) for before, after in zip(folded, folded[1:], strict=False)}
    return steps <= {1, -9} or steps <= {-1, 9}
