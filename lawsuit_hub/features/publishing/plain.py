"""Files that are text: read as what their bytes are, tables by column. Runs in the reading process only."""

import csv
import io

from lawsuit_hub.features.publishing.passages import Passages
from lawsuit_hub.features.publishing.types import BROKEN, Unfit

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_MOST_COLUMNS = 500
_LONGEST_FIELD = 1_000_000


def text_of(data: bytes) -> str:
    """UTF-8, what Korean Windows writes, or UTF-16 that says so. Raises Unfit: bytes that are no text."""
    named = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    for encoding in (named,) if named else ("utf-8", "cp949"):
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        if "\0" not in text:
            return text
    raise Unfit(BROKEN)


def read(data: bytes, kind: str, passages: Passages) -> None:
    """Raises Unfit."""
    text = text_of(data)
    if kind not in {"csv", "tsv"}:
        passages.text(text, "text")
        return
    csv.field_size_limit(_LONGEST_FIELD)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text, kind)))
    except csv.Error:
        raise Unfit(BROKEN) from None
    if max(map(len, rows), default=0) > _MOST_COLUMNS:
        raise Unfit(BROKEN)
    passages.table(rows, "table")


def _delimiter(text: str, kind: str) -> str:
    head = text.split("\n", 1)[0]
    return "\t" if kind == "tsv" else max(",;\t", key=head.count)
