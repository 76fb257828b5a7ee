"""Which passwords everybody knows: zxcvbn's list of thirty thousand, Korean words, and what people make of them. Pure.

A password is derived when a known one, in whatever case and leetspeak, is all there is but for digits, marks and a few letters.
Three words that have nothing to do with each other are a good phrase, though each of them is on the list.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path

FEWEST_LETTERS = 5  # so many letters beside a known password are no mere ornament
_FEWEST_DIFFERENT = 5
_LONGEST_BLOCK = 4
_SHORT, _LONG = 4, 6  # "love" with digits only is one, "sunshine" with a few letters more is too
_LONGEST_KNOWN = 40
_COMMONEST = 3000  # of these even two in a row are no phrase

# Korean words, as they are written and as they come out of an English keyboard, and ours.
_WORDS = re.compile(
    r"lawsuithub|lawsuit|jeonse|korea|seoul|qlalfqjsgh|dkssudgktpdy|tkfkdgo|비밀번호|공동소송|전세사기|안녕하세요|대한민국|사랑해"
)
_COUNTED = re.compile(
    r"1234567890|0987654321|123456789|12345678|1234567|123456|12345|1234|123|(?:19|20)[0-9]{2}|abcdefg|abcdef|abcd|abc"
)
_NOT_LETTERS = re.compile(r"[\W_\d]+")
_ENDS = re.compile(r"^[\W_\d]+|[\W_\d]+$")
_BETWEEN = re.compile(r"[\W_]+")
_LEET = str.maketrans("0345789@$!+", "oeastbgasit")
_ONES = (str.maketrans("1", "i"), str.maketrans("1", "l"))


def is_common(folded: str) -> bool:
    """`folded`: one spelling (NFKC), without case."""
    if len(set(folded)) < _FEWEST_DIFFERENT or _repeats(folded) or _runs(folded):
        return True
    rest, found = _WORDS.subn("", folded)
    if found and letters(_COUNTED.sub("", rest)) < FEWEST_LETTERS:
        return True
    if len(_BETWEEN.sub("", _COUNTED.sub("", folded))) < FEWEST_LETTERS:
        return True
    return any(_is_derived(folded, read) for read in _readings(folded))


def letters(text: str) -> int:
    return len(_NOT_LETTERS.sub("", text))


def _readings(folded: str) -> Iterator[str]:
    """As it stands, and with digits and marks read as the letters they may stand for; as long as it was."""
    yield folded
    for ones in _ONES:
        yield folded.translate(_LEET).translate(ones)


def _is_derived(folded: str, read: str) -> bool:
    """`read` is what `folded` may mean; what is mere ornament is judged by what was typed."""
    kept = [at for at, letter in enumerate(read) if not _BETWEEN.fullmatch(letter)]
    typed, joined = "".join(folded[at] for at in kept), "".join(read[at] for at in kept)
    inner = _ENDS.sub("", typed)
    start = typed.find(inner)
    core = joined[start : start + len(inner)]
    unit = _unit(core)
    if joined in _known() or unit in _known() or unit * 2 in _known() or _is_two(core):
        return True
    return any(
        letters(typed[:start] + typed[end:]) < (FEWEST_LETTERS if end - start >= _LONG else 1)
        for start, end in _inside(joined)
    )


def _inside(joined: str) -> Iterator[tuple[int, int]]:
    known, size = _known(), len(joined)
    for start in range(size - _SHORT + 1):
        for end in range(start + _SHORT, min(size, start + _LONGEST_KNOWN) + 1):
            if joined[start:end] in known:
                yield start, end


def _unit(core: str) -> str:
    """monkey of monkeymonkeymonkey"""
    return core[: (core + core).find(core, 1)] if core else ""


def _is_two(core: str) -> bool:
    ranks = _known()
    return any(
        ranks.get(core[:at], _COMMONEST) < _COMMONEST and ranks.get(core[at:], _COMMONEST) < _COMMONEST
        for at in range(1, len(core))
    )


def _repeats(folded: str) -> bool:
    return any(
        folded == (folded[:size] * (len(folded) // size + 1))[: len(folded)] for size in range(1, _LONGEST_BLOCK + 1)
    )


def _runs(folded: str) -> bool:
    """Nothing but neighbours in the alphabet or among the digits: abcdefghijkl, 987654321098."""
    steps = {(ord(after) - ord(before)) for before, after in zip(folded, folded[1:], strict=False)}
    return steps <= {1, -9} or steps <= {-1, 9}


@cache
def _known() -> dict[str, int]:
    """Each password of the list and its rank. Read at the first use, 40 ms; importing the package would take five times that."""
    package = find_spec("zxcvbn")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("zxcvbn: the list of common passwords is not installed")
    spec = spec_from_file_location("frequency_lists", Path(package.origin).with_name("frequency_lists.py"))
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError("zxcvbn.frequency_lists")
    lists = module_from_spec(spec)
    spec.loader.exec_module(lists)
    return {password: rank for rank, password in enumerate(lists.FREQUENCY_LISTS["passwords"])}
