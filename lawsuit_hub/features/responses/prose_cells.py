"""Cells of words: the options somebody ticked, and what she wrote herself."""

import re

from lawsuit_hub.features.responses.answer_words import says_nothing
from lawsuit_hub.values.text import clean

_OPTIONS = re.compile(r"[,;\n]")
_MOST_OPTIONS = 20
_LONGEST_OPTION = 200


def situation(cell: str) -> tuple[str, ...]:
    options = (clean(option)[:_LONGEST_OPTION] for option in _OPTIONS.split(cell, _MOST_OPTIONS)[:_MOST_OPTIONS])
    return tuple(dict.fromkeys(option for option in options if option and not says_nothing(option)))


def free_text(cell: str) -> str:
    return "" if says_nothing(cell) else "\n".join(clean(line) for line in cell.splitlines()).strip()
