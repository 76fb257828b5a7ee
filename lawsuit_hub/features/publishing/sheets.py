"""Workbooks of Excel (.xlsx): every sheet and cell, whatever is hidden, by column. Runs in the reading process only."""

import re
from dataclasses import dataclass

from lawsuit_hub.features.publishing import detecting, markup
from lawsuit_hub.features.publishing.detecting import Column, Found
from lawsuit_hub.features.publishing.packages import Package
from lawsuit_hub.features.publishing.passages import Passages, column_number, letters
from lawsuit_hub.features.publishing.types import BROKEN, Unfit

_NOTHING = Found()
_LONG_NUMBER = 9
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # as Excel writes a letter that XML has no place for
_LARGEST_NUMBER = 1e15
_WIDEST = 16384


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    hidden: bool
    part: str


def read(package: Package, passages: Passages) -> set[str]:
    """Returns the parts that it has read. Raises Unfit."""
    strings = _Strings(passages)
    if "xl/sharedStrings.xml" in package:
        strings.read(package.read("xl/sharedStrings.xml"))
    sheets = _sheets(package, passages)
    for sheet in sheets:
        if sheet.part in package and not sheet.part.endswith(".bin"):
            _Cells(passages, strings, sheet).read(package.read(sheet.part))
    strings.unused()
    return {"xl/sharedStrings.xml", "xl/workbook.xml", *(one.part for one in sheets)}


def _sheets(package: Package, passages: Passages) -> list[_Sheet]:
    targets: dict[str, str] = {}
    listed: list[tuple[str, str, str]] = []

    def relation(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            targets[attributes.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"

    def sheet(name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            rid = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            listed.append((attributes.get("name", ""), attributes.get("state", "visible"), rid))

    try:
        nothing = lambda _: None  # noqa: E731 - a walk wants three
        markup.walk(package.read("xl/_rels/workbook.xml.rels"), start=relation, end=nothing, text=nothing)
        markup.walk(package.read("xl/workbook.xml"), start=sheet, end=nothing, text=nothing)
    except KeyError:
        raise Unfit(BROKEN) from None
    for title, state, _rid in listed:
        passages.text(title, "sheet_name", hidden=state != "visible")
    markup.sweep(package.read("xl/workbook.xml"), passages, "defined_name")
    return [_Sheet(title, state != "visible", targets.get(rid, "")) for title, state, rid in listed]


class _Strings:
    """The workbook's texts, each looked at once however many cells show it. One that no cell shows is a leftover, and is told too."""

    def __init__(self, passages: Passages) -> None:
        self._passages = passages
        self.texts: list[str] = []
        self.found: dict[int, Found] = {}

    def read(self, data: bytes) -> None:
        held: list[str] = []

        def start(name: str, _attributes: dict[str, str]) -> None:
            if name == "si":
                held.clear()

        def end(name: str) -> None:
            if name == "si":
                self.texts.append(_ESCAPED.sub(lambda one: chr(int(one[1], 16)), "".join(held)).strip())

        markup.walk(data, start=start, end=end, text=held.append)

    def at(self, place: int) -> tuple[str, Found]:
        if not 0 <= place < len(self.texts):
            return "", _NOTHING
        if place not in self.found:
            self.found[place] = detecting.in_text(self.texts[place], self._passages.offices)
        return self.texts[place], self.found[place]

    def unused(self) -> None:
        for place in set(range(len(self.texts))) - set(self.found):
            self._passages.text(self.texts[place], "unused_text")


class _Cells:
    """One sheet, walked once."""

    def __init__(self, passages: Passages, strings: _Strings, sheet: _Sheet) -> None:
        self._passages, self._strings, self._sheet = passages, strings, sheet
        self._columns: dict[tuple[int, bool], Column] = {}
        self._hidden: list[tuple[int, int]] = []
        self._row_hidden = False
        self._place, self._type = -1, ""
        self._value: list[str] = []
        self._texts: list[str] = []
        self._in = ""
        self._row: list[tuple[Column, str]] = []

    def read(self, data: bytes) -> None:
        markup.walk(data, start=self._start, end=self._end, text=self._text)
        self._passages.text("\n".join(self._texts), "sheet_text", self._sheet.name, hidden=self._sheet.hidden)
        for (place, hidden), column in self._columns.items():
            self._passages.found(
                column.close(),
                "sheet_hidden" if hidden and not self._sheet.hidden else "sheet",
                self._sheet.name,
                column=letters(place),
                hidden=hidden,
            )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            place = column_number(attributes.get("r", ""))
            self._place = self._place + 1 if place is None else place
            self._type, self._value = attributes.get("t", "n"), []
        elif name in {"v", "t"}:
            self._in = "v"
        elif name == "row":
            self._place, self._row_hidden = -1, _is_on(attributes, "hidden") or attributes.get("ht") == "0"
        elif name == "col" and (_is_on(attributes, "hidden") or attributes.get("width") == "0"):
            self._hidden.append((int(attributes.get("min", 0)) - 1, int(attributes.get("max", 0)) - 1))
        else:
            self._in = name
            for value in attributes.values():
                if len(value) > _LONG_NUMBER:
                    markup.attribute(self._passages, value, "sheet_text", self._sheet.name, hidden=self._sheet.hidden)

    def _text(self, text: str) -> None:
        if self._in == "v":
            self._value.append(text)
        elif text.strip():
            self._texts.append(text)

    def _end(self, name: str) -> None:
        self._in = ""
        if name == "c" and self._value:
            self._cell("".join(self._value).strip())
        elif name == "row":
            detecting.across(self._row, self._passages.offices)
            self._row = []

    def _cell(self, value: str) -> None:
        seen = None
        if self._type == "s":
            value, seen = self._strings.at(int(value)) if value.isdigit() else ("", _NOTHING)
        elif self._type == "n":
            value, seen = _number(value)
        if not value or self._place >= _WIDEST:
            return
        hidden = self._sheet.hidden or self._row_hidden or any(a <= self._place <= b for a, b in self._hidden)
        key = self._place, hidden
        if key not in self._columns:
            self._columns[key] = Column(self._passages.offices)
            other = self._columns.get((self._place, not hidden))  # a heading stands over hidden rows too
            self._columns[key].heading = other.heading if other else ""
        self._columns[key].cell(value, seen)
        self._row.append((self._columns[key], value if len(value) <= detecting.LONGEST_PART else "…"))


def _number(value: str) -> tuple[str, Found | None]:
    """As it would be typed. A short one is nobody's by itself, only under a heading."""
    if not value.isdigit():
        try:
            number = float(value)
        except ValueError:
            return value, None
        if not (number.is_integer() and abs(number) < _LARGEST_NUMBER):
            return value, _NOTHING
        value = str(int(number))
    if len(value) < _LONG_NUMBER:
        return value, _NOTHING
    return value, detecting.in_number(value)


def _is_on(attributes: dict[str, str], name: str) -> bool:
    return attributes.get(name) in {"1", "true"}
