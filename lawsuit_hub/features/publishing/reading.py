"""Looks through a file of any kind, and through the files in it. Runs in the reading process only.

A kind that is not known, is locked, broken or too heavy is refused: what nobody looked through does not go public.
"""

import re

from lawsuit_hub.features.publishing import bounds, kinds, markup, plain, sheets
from lawsuit_hub.features.publishing.packages import Package
from lawsuit_hub.features.publishing.passages import Passages
from lawsuit_hub.features.publishing.types import HEAVY, LOCKED, MACROS, OLD, UNKNOWN, Unfit

_PICTURE = re.compile(r"\.(jpe?g|png|gif|bmp|tiff?|emf|wmf|webp|heic|svg)$", re.IGNORECASE)
_XML = re.compile(r"\.(xml|rels|vml|hpf|rdf|xhtml|html?)$", re.IGNORECASE)
# By the folder a part lies in: what people call it.
_PARTS: tuple[tuple[str, str], ...] = (
    ("xl/comments", "note"), ("xl/threadedComments", "comment"), ("xl/persons", "comment"), ("xl/pivotCache", "pivot"),
    ("xl/externalLinks", "link"), ("xl/drawings", "drawing"), ("xl/charts", "chart"), ("xl/queryTables", "link"),
    ("xl/connections", "link"), ("docProps/", "properties"), ("customXml/", "properties"), ("xl/worksheets/_rels", "sheet_text"),
)  # fmt: skip


def prepare() -> None:
    """Once a process."""


def read(data: bytes, kind: str, passages: Passages) -> None:
    """`kind`: what its name says. Raises Unfit."""
    if passages.depth > bounds.DEPTH:
        raise Unfit(HEAVY)
    sniffed = kinds.sniffed(data)
    if sniffed == kinds.ZIP:
        _package(Package(data, passages), kind, passages)
    elif not sniffed and kind in kinds.TEXTS:
        plain.read(data, kind, passages)
    elif sniffed == kinds.OLE:
        raise Unfit(LOCKED if b"E\0n\0c\0r\0y\0p\0t\0" in data else OLD)
    else:
        raise Unfit(UNKNOWN)


def _package(package: Package, kind: str, passages: Passages) -> None:
    if any("vbaProject" in name or name.endswith(".bin") and "macro" in name.lower() for name in package.names):
        raise Unfit(MACROS)
    if "xl/workbook.xml" in package and kind == "xlsx":
        _rest(package, sheets.read(package, passages), passages)
    else:
        raise Unfit(UNKNOWN)


def _rest(package: Package, known: set[str], passages: Passages) -> None:
    """Whatever else lies in it: nothing of a file is left unread."""
    passages.text(package.comment.decode("utf-8", "replace"), "properties")
    for name in package.names:
        if name in known:
            continue
        code = next((code for start, code in _PARTS if name.startswith(start)), "part")
        if _XML.search(name):
            markup.sweep(package.read(name), passages, code, "" if code != "part" else name)
        elif _PICTURE.search(name):
            passages.unread("picture", name.rsplit("/", 1)[-1])
        else:
            markup.binary(package.read(name), passages, code, name)
