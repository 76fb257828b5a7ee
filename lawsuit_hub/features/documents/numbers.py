"""Where resident registration numbers stand among letters with places: of a PDF's text, or of what a machine read in a picture. Pure.

Wider than values.resident_number, since nothing is refused here: a black box too many costs a question, one too few a person.
Never yields a number, only places.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_GAP = r"[ |]{0,3}"
_MIDDLE = r"[ |.,:~_·-]{0,6}"
_BIRTH = rf"\d{_GAP}\d{_GAP}(?:0{_GAP}[1-9]|1{_GAP}[0-2]){_GAP}(?:0{_GAP}[1-9]|[12]{_GAP}\d|3{_GAP}[01])"
_SHAPE = re.compile(rf"(?<!\d){_BIRTH}{_MIDDLE}[1-8](?:{_GAP}\d){{6}}(?!\d)")
# What a reading machine takes for one another, beside digits.
_MISREAD = str.maketrans("OoQDlIiSsBZz–—−‐‑－ㅡー", "000011155822" + "--------")
_SAME_ROW = 0.5
_WORD_GAP, _ROW_BREAK = 0.35, 6.0
_MARGIN, _LEAST_MARGIN = 0.3, 3


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top


@dataclass(frozen=True, slots=True, repr=False)
class Word:
    """One or more letters and where they stand; a letter's place is its share of the width."""

    text: str
    box: Box


def places(words: Iterable[Word]) -> list[Box]:
    """A box over each number, with a margin: also one that is spread over several words of a row."""
    found: list[Box] = []
    for row in _rows([word for word in words if word.text.strip() and word.box.height > 0]):
        found += _in_row(row)
    return found


def _rows(words: list[Word]) -> Iterator[list[Word]]:
    """Words whose heights overlap, from left to right, as people read them."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (one.box.top + one.box.bottom, one.box.left)):
        row = next((row for row in reversed(rows[-6:]) if _same_row(row[-1].box, word.box)), None)
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    for row in rows:
        yield sorted(row, key=lambda one: one.box.left)


def _same_row(one: Box, other: Box) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > _SAME_ROW * min(one.height, other.height)


def _in_row(row: Sequence[Word]) -> Iterator[Box]:
    letters: list[str] = []
    owners: list[Box | None] = []
    before: Box | None = None
    for word in row:
        gap = 0.0 if before is None else (word.box.left - before.right) / max(before.height, word.box.height)
        space = "\n" if gap > _ROW_BREAK else " " if gap > _WORD_GAP else ""
        letters += [*space, *word.text]
        owners += [*([None] * len(space)), *_letter_boxes(word)]
        before = word.box
    for match in _SHAPE.finditer(_folded("".join(letters))):
        boxes = [box for box in owners[match.start() : match.end()] if box is not None]
        if boxes:
            yield _around(boxes)


def _folded(text: str) -> str:
    """Of the same length."""
    return "".join(str(int(one)) if one.isdecimal() else one for one in text.translate(_MISREAD))


def _letter_boxes(word: Word) -> list[Box]:
    box, count = word.box, len(word.text)
    width = (box.right - box.left) / count
    return [Box(box.left + at * width, box.top, box.left + (at + 1) * width, box.bottom) for at in range(count)]


def _around(boxes: Sequence[Box]) -> Box:
    left, right = min(one.left for one in boxes), max(one.right for one in boxes)
    top, bottom = min(one.top for one in boxes), max(one.bottom for one in boxes)
    margin = max(_LEAST_MARGIN, _MARGIN * (bottom - top))
    return Box(left - margin, top - margin, right + margin, bottom + margin)
