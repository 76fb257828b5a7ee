"""What in a text or a column of cells could be somebody's: kinds and counts; a sample only masked. Pure; knows no file."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from lawsuit_hub.features.publishing import bounds, naming
from lawsuit_hub.features.publishing.headings import heading_of, is_of
from lawsuit_hub.features.publishing.offices import Offices
from lawsuit_hub.features.publishing.types import ADDRESS, BIRTH, EMAIL, NAME, NAMES, PHONE, RESIDENT
from lawsuit_hub.privacy import masking, scrub
from lawsuit_hub.values.resident_number import shape_in, without_shapes
from lawsuit_hub.values.text import visible

# Without one of these nothing is found, and most cells of a sheet have none.
_WORTH = re.compile(
    r"[0-9０-９]{3}|[0-9][-. )]{1,2}[0-9]{3}|@|[님씨:：호]|[0-9일.] ?생|생년|생\s?일|출생|태어|kakao|[^\x00-\x7f가-힣ㄱ-ㅎㅏ-ㅣ]"
)
# 경매로 1억…, 특별법으로 2023년… are no roads, and 제3호 no flat.
_NO_AMOUNT = r"(?!\d|,\d|[억만천원년월일명건회개차층%])"
_UNIT = re.compile(
    rf"(?:[가-힣0-9]{{1,12}}(?:로|길)\s?\d{{1,4}}(?:-\d{{1,4}})?{_NO_AMOUNT}"
    rf"|[가-힣0-9]{{1,12}}(?:동|리|가)\s?(?:산\s?)?\d{{1,4}}(?:-\d{{1,4}})?{_NO_AMOUNT}(?:번지)?)"
    r"[^\n:]{0,30}?(?<![\d제])\d{1,5}\s?호(?![선기차실대])"
)
# A day that is written as one, or six or eight digits that can be one; behind a word that asks for it spaces may part it too.
_DAY = r"(?:19|20)?\d{2}\s?[.년/-]\s?\d{1,2}\s?[.월/-]\s?\d{1,2}(?!\d)|(?:19|20)?\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)"
_ASKED_DAY = rf"(?:{_DAY}|(?:19|20)?\d{{2}}\s\d{{1,2}}\s\d{{1,2}}(?!\d))"
_BIRTH = re.compile(
    r"(?:생년\s?월일|(?<![가-힣])생\s?일|(?<!저)출생일?)"  # 피해 발생일 is none
    rf"(?:\s{{0,3}}(?:\([^)\n]{{0,10}}\))?\s{{0,3}}[:：]?\s{{0,3}}|(?:은|이)\s?){_ASKED_DAY}(?:\s?일)?"
    rf"|(?<![\d./-])(?:{_DAY})\.?(?:\s?일)?(?:\s?생(?=$|[^가-힣]|[은이인]|으로|입니다)|(?=에?\s?(?:출생|태어)|[은이]\s(?:[가-힣]{{1,3}}\s)?생일))"
)
_MANY_NAMES, _SHARE = 5, 0.6
_TEN_DIGITS = re.compile(r"10[1-9][0-9]{7}")
# Of a number that is typed into several cells: one of them, and what lies around it.
_PART, _BETWEEN, LONGEST_PART = re.compile(r"[0-9]{2,8}(-[0-9]{3,4})?"), " \t\n-()~·.", 16
_CUT = re.compile(
    r"(?<![0-9])(?:01[016-9]|1[016-9](?![0-9])|[0-9]{6}(?![0-9]))"
)  # without one of these in a row, none is
_MOBILE = re.compile(r"01[016-9]-?[0-9]{3,4}-?[0-9]{4}")
_MASKS = {PHONE: masking.phone, EMAIL: masking.email}


@dataclass(slots=True)
class Found:
    """Counts by kind, and the first of each kind, masked."""

    counts: Counter[str] = field(default_factory=Counter)
    samples: dict[str, str] = field(default_factory=dict)

    def add(self, kind: str, words: str = "", times: int = 1) -> None:
        self.counts[kind] += times
        if words and kind in _MASKS:
            self.samples.setdefault(kind, _MASKS[kind](words))


def in_text(text: str, offices: Offices) -> Found:
    """Of a text of any length."""
    found = Found()
    for piece in pieces(text):
        _in_piece(piece, offices, found)
    return found


def in_number(digits: str) -> Found:
    """Of a cell that holds a number and no text: it may be an amount, so only the shape of a resident number is a find by itself."""
    found = Found()
    if shape_in(digits):
        found.add(RESIDENT)
    return found


def across(row: Sequence[tuple["Column", str]], offices: Offices) -> None:
    """Of one row: what neighbours hold together and none alone, told of the column of the last. Empty cells and dashes part nothing."""
    if not _CUT.search("|".join(cell for _column, cell in row)):
        return
    parts: list[tuple[Column, str]] = []
    for column, cell in row:
        part = cell.strip(_BETWEEN) if len(cell) <= LONGEST_PART else "-"
        if not part:
            continue
        parts = [*parts[-2:], (column, part)] if _PART.fullmatch(part) else []
        if len(parts) > 1 and (len(parts[-2][1]), len(part)) == (6, 7):
            column.pair(parts[-2][1], part, is_headed=parts[-2][0].heading == RESIDENT)
        elif _is_mobile(parts, offices):
            column.found.add(PHONE)
            parts = []


def _is_mobile(parts: Sequence[tuple["Column", str]], offices: Offices) -> bool:
    for some in (parts[-2:], parts) if len(parts) > 1 else ():
        number = "-".join(part for _column, part in some)
        number = f"0{number}" if some[0][0].heading == PHONE and number.startswith("1") else number
        if _MOBILE.fullmatch(number) and not offices.has_number(number):
            return True
    return False


def pieces(text: str) -> Iterator[str]:
    """Cut where a line ends, so that nothing is cut in two; a line without an end is cut with an overlap."""
    while len(text) > bounds.PIECE:
        cut = text.rfind("\n", bounds.PIECE // 2, bounds.PIECE) + 1
        if cut:
            yield text[:cut]
            text = text[cut:]
        else:
            yield text[: bounds.PIECE]
            text = text[bounds.PIECE - bounds.OVERLAP :]
    yield text


def _in_piece(text: str, offices: Offices, found: Found) -> None:
    if not _WORTH.search(text):
        return
    plain = unicodedata.normalize("NFC", visible(text))
    if shape_in(plain):
        found.add(RESIDENT)
        plain = _without_numbers(plain)
    theirs = [one for one in scrub.scrub(plain).found if not _is_office(*one, offices)]
    for kind, words in theirs:
        found.add(kind, words)
    numbers = {words for kind, words in theirs if kind == PHONE}
    found.add(NAME, times=len({*naming.beside(plain, numbers), *naming.labelled(plain)}))
    found.counts[ADDRESS] += len(_UNIT.findall(plain))
    found.counts[BIRTH] += len(_BIRTH.findall(plain))
    found.counts += Counter()  # what is none is not there


def places(text: str, kind: str) -> list[tuple[int, int]]:
    """Where homes (ADDRESS) or birth dates (BIRTH) stand."""
    return [match.span() for match in {ADDRESS: _UNIT, BIRTH: _BIRTH}[kind].finditer(text)]


def _without_numbers(text: str) -> str:
    """What else is in it is told too."""
    left = without_shapes(text)
    return re.sub(r"[0-9０-９]{6}[^0-9\n]{1,8}[1-8][0-9０-９]{6}", " ", left) if shape_in(left) else left


def _is_office(kind: str, words: str, offices: Offices) -> bool:
    return (kind == PHONE and offices.has_number(words)) or (kind == EMAIL and offices.has_mail(words))


class Column:
    """One column of a table: what its cells hold, and what its heading says they hold.

    `cell` is called for each cell that is not empty, from the top; `close` gives what the column as a whole tells beside that.
    """

    __slots__ = ("_cells", "_distinct", "_headed", "_name_like", "_offices", "_pairs", "_shaped", "found", "heading")

    def __init__(self, offices: Offices) -> None:
        self.found = Found()
        self._offices = offices
        self.heading = ""
        self._headed = self._cells = self._name_like = self._pairs = self._shaped = 0
        self._distinct: set[str] = set()

    def cell(self, text: str, seen: Found | None = None) -> None:
        """`seen`: what `in_text` found in it, where somebody knows already."""
        seen = in_text(text, self._offices) if seen is None else seen
        for kind, count in seen.counts.items():
            self.found.add(kind, times=count)
        for kind, sample in seen.samples.items():
            self.found.samples.setdefault(kind, sample)
        if heading := heading_of(text):
            self.heading = heading
            return
        self._cells += 1
        if self.heading and is_of(self.heading, text, self._offices):
            self._headed += 0 if seen.counts.get(self.heading) else 1
        if len(text) <= 6 and not text.isascii() and naming.is_name_like(text, strict=True):  # noqa: PLR2004 - three syllables and their spaces
            self._name_like += 1
            if len(self._distinct) < _MANY_NAMES:
                self._distinct.add(text)
        if self.heading != PHONE and not seen.counts and _TEN_DIGITS.fullmatch(text) and not text.endswith("000"):
            self.found.add(PHONE)  # a number whose first 0 a sheet dropped

    def pair(self, six: str, seven: str, *, is_headed: bool) -> None:
        """What could be the halves of a resident number: of sums beside one another a few look like that too, but not most."""
        is_shaped = shape_in(f"{six}-{seven}")
        if is_shaped and is_headed:
            self.found.add(RESIDENT)
        else:
            self._pairs += 1
            self._shaped += is_shaped and not seven.endswith("000")

    def close(self) -> Found:
        if self._shaped > self._pairs // 2:
            self.found.add(RESIDENT, times=self._shaped)
        if self._headed:
            self.found.add(self.heading, times=self._headed)
        elif self.heading != NAMES and self._is_list_of_names():
            self.found.add(NAMES, times=self._name_like)
        return self.found

    def _is_list_of_names(self) -> bool:
        return len(self._distinct) >= _MANY_NAMES and self._name_like >= _SHARE * self._cells


def columns_of(rows: Sequence[Sequence[str]], offices: Offices) -> list[Found]:
    """Of a small table that lies in memory: by its columns, and in a form by the words that stand left of what was filled in."""
    columns: list[Column] = []
    for row in rows:
        for place, cell in enumerate(row):
            while len(columns) <= place:
                columns.append(Column(offices))
            if cell.strip():
                columns[place].cell(cell.strip())
        across([(columns[place], cell.strip()) for place, cell in enumerate(row)], offices)
    found = [one.close() for one in columns]
    for row in rows:
        for place, (left, cell) in enumerate(pairwise(one.strip() for one in row), start=1):
            kind = heading_of(left)
            if kind and is_of(kind, cell, offices) and not found[place].counts[kind]:
                found[place].add(kind)
    return found
