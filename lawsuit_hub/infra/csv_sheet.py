"""Reads the rows of a CSV text from blocks of bytes in steady memory, whatever its encoding, delimiter or line ends.

Python's csv module only splits short lines: its field limit is one for the whole process, and a longer field an error.
"""

import codecs
import csv
import re
from collections.abc import Callable, Iterator
from io import IncrementalNewlineDecoder

from lawsuit_hub.infra.sheet_cells import MAX_CELL, MAX_COLUMNS, Damage, bounded
from lawsuit_hub.infra.unreadable_sheet import UnreadableSheet

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_OLD_MAC = str.maketrans("\r\n", "\n\u2028")
_DELIMITERS = ",;\t"
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffd]")
_QUOTED = re.compile('"(?:[^"]|"")*"')
_GARBAGE_SHARE = 0.1
_SOME_ZEROS, _MANY_ZEROS = 0.1, 0.5


def csv_rows(blocks: Iterator[bytes], damage: Damage) -> Iterator[list[str]]:
    """`blocks` begins with one large enough to tell the encoding by (or the whole file)."""
    pieces = _one_newline(_decoded(blocks))
    first = next(pieces, "")
    if len(_CONTROLS.findall(first)) > len(first) * _GARBAGE_SHARE:
        raise UnreadableSheet("not_text")
    first, delimiter = _delimiter(first)
    return _Tokens(delimiter, damage).rows(_chain(first, pieces))


def _chain(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _decoded(blocks: Iterator[bytes]) -> Iterator[str]:
    head = next(blocks, b"")
    for mark, codec in _MARKS:
        if head.startswith(mark):
            return _decoded_as(codec, head[len(mark) :], blocks)
    markless = _markless_utf16(head)
    return _decoded_as(markless, head, blocks) if markless else _decoded_by_guess(head, blocks)


def _decoded_as(codec: str, head: bytes, blocks: Iterator[bytes]) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(codec)(errors="replace")
    yield decoder.decode(head)
    for block in blocks:
        yield decoder.decode(block)
    yield decoder.decode(b"", final=True)


def _decoded_by_guess(head: bytes, blocks: Iterator[bytes]) -> Iterator[str]:
    """ASCII goes through undecided; the first block beyond it, with its successor, decides."""
    block: bytes | None = head
    while block is not None and block.isascii():
        yield block.decode("ascii")
        block = next(blocks, None)
    if block is not None:
        block += next(blocks, b"")
        yield from _decoded_as(_guessed(block), block, blocks)


def _guessed(block: bytes) -> str:
    return "utf-8" if _errors(block, "utf-8") <= _errors(block, "cp949") else "cp949"


def _errors(block: bytes, codec: str) -> int:
    return codecs.getincrementaldecoder(codec)(errors="replace").decode(block).count("\ufffd")


def _markless_utf16(head: bytes) -> str | None:
    """Delimiters, digits and spaces of a UTF-16 text leave zero bytes on one side of the pairs only."""
    high, low = head[0::2].count(0), head[1::2].count(0)
    share = max(high, low) / (len(head) // 2 or 1)
    if min(high, low) * 10 > max(high, low) or share <= (_SOME_ZEROS if _errors(head, "utf-8") else _MANY_ZEROS):
        return None
    return "utf-16-be" if high > low else "utf-16-le"


def _one_newline(texts: Iterator[str]) -> Iterator[str]:
    """Every line end as a newline. Where lines end in a lone CR, a newline is a character of its cell."""
    first = next(texts, "")
    if first.replace("\r\n", "").count("\r") > first.count("\n"):
        yield from (text.replace("\0", "").translate(_OLD_MAC) for text in _chain(first, texts))
        return
    newlines = IncrementalNewlineDecoder(None, translate=True)
    for text in _chain(first, texts):
        yield newlines.decode(text.replace("\0", ""))
    yield newlines.decode("", final=True)


def _delimiter(first: str) -> tuple[str, str]:
    """The delimiter that occurs most in the first line outside quotes; spreadsheets' `sep=;` line is obeyed."""
    first = first.removeprefix("\ufeff")
    if first[:4].lower() == "sep=" and first[5:6] == "\n" and first[4] in _DELIMITERS:
        return first[6:], first[4]
    line = _QUOTED.sub("", first.lstrip("\n")).split("\n", 1)[0]
    return first, max(_DELIMITERS, key=line.count)


class _Tokens:
    """A tokenizer that can stop anywhere in the text and go on with the next piece; a cell's surplus is dropped."""

    def __init__(self, delimiter: str, damage: Damage) -> None:
        self._delimiter = delimiter
        self._stop = re.compile(f"[{re.escape(delimiter)}\n]")
        self._damage = damage
        self._row: list[str] = []
        self._parts: list[str] = []
        self._length = 0
        self._ready: list[list[str]] = []
        self._state: Callable[[str, int], int] = self._at_start

    def rows(self, pieces: Iterator[str]) -> Iterator[list[str]]:
        for piece in pieces:
            position = 0
            while position < len(piece):
                position = self._state(piece, position)
            yield from self._ready
            self._ready.clear()
        self._damage.unclosed_quote = self._state == self._in_quotes
        if self._row or self._parts:
            self._end_cell()
            yield self._row

    def _at_start(self, piece: str, position: int) -> int:
        if not self._row:
            end = piece.find("\n", position)
            if end >= 0 and self._took_line(piece[position:end]):
                return end + 1
        if piece[position] == '"':
            self._state = self._in_quotes
            return position + 1
        self._state = self._in_plain
        return position

    def _took_line(self, line: str) -> bool:
        """The short way for a row that is one line."""
        if len(line) > MAX_CELL:
            return False
        if '"' not in line:
            self._ready.append(line.split(self._delimiter, MAX_COLUMNS)[:MAX_COLUMNS])
            return True
        reader = csv.reader((line, ""), delimiter=self._delimiter)
        row = next(reader)
        if reader.line_num > 1:  # a quote is still open, so that it asked for the next line
            return False
        self._ready.append(row[:MAX_COLUMNS])
        return True

    def _in_plain(self, piece: str, position: int) -> int:
        found = self._stop.search(piece, position)
        if found is None:
            self._add(piece[position:])
            return len(piece)
        self._add(piece[position : found.start()])
        self._end_cell()
        if found[0] == "\n":
            self._ready.append(self._row)
            self._row = []
        self._state = self._at_start
        return found.end()

    def _in_quotes(self, piece: str, position: int) -> int:
        end = piece.find('"', position)
        if end < 0:
            self._add(piece[position:])
            return len(piece)
        self._add(piece[position:end])
        self._state = self._after_quote
        return end + 1

    def _after_quote(self, piece: str, position: int) -> int:
        if piece[position] == '"':
            self._add('"')
            self._state = self._in_quotes
            return position + 1
        self._state = self._in_plain
        return position

    def _add(self, text: str) -> None:
        if text and self._length <= MAX_CELL:
            self._parts.append(text[: MAX_CELL + 1 - self._length])
            self._length += len(self._parts[-1])

    def _end_cell(self) -> None:
        if len(self._row) < MAX_COLUMNS:
            self._row.append(bounded("".join(self._parts), self._damage))
        self._parts.clear()
        self._length = 0
