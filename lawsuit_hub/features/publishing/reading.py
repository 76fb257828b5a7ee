"""Looks through a file of any kind, and through the files in it. Runs in the reading process only.

A kind that is not known, is locked, broken or too heavy is refused: what nobody looked through does not go public.
"""

import re
from collections.abc import Callable

from lawsuit_hub.features.documents import drawing
from lawsuit_hub.features.publishing import bounds, flow, hwp_files, kinds, markup, pdf_files, pictures, plain, sheets
from lawsuit_hub.features.publishing.packages import Package
from lawsuit_hub.features.publishing.passages import Passages
from lawsuit_hub.features.publishing.types import HEAVY, LEFT_OVER, MACROS, UNKNOWN, Unfit

_PICTURE = re.compile(r"\.(jpe?g|png|gif|bmp|tiff?|webp|heic)$", re.IGNORECASE)
_THUMBNAIL = re.compile(r"(^Preview/PrvImage|^docProps/thumbnail|^Thumbnails/)", re.IGNORECASE)
_DRAWN = re.compile(r"\.(emf|wmf|emz|wmz|wdp|ole)$", re.IGNORECASE)
_XML = re.compile(r"\.(xml|rels|vml|hpf|rdf|xhtml|html?|svg)$", re.IGNORECASE)
# Letters of fonts, settings of printers: nobody reads a person in them.
_HARMLESS = re.compile(r"(\.(odttf|ttf|otf|fntdata)$|printerSettings\d*\.bin$|^mimetype$)", re.IGNORECASE)
_EMBEDDED = re.compile(r"(^|/)(embeddings|BinData|Object [^/]*)/", re.IGNORECASE)
_MACRO = re.compile(r"(vbaProject|vbaData|^Basic/|^Scripts/.*\.(js|bas|py)$|macrosheets/)", re.IGNORECASE)
# By the folder a part lies in: what people call it.
_PARTS: tuple[tuple[str, str], ...] = (
    ("xl/comments", "note"), ("xl/threadedComments", "comment"), ("xl/persons", "comment"), ("xl/pivotCache", "pivot"),
    ("xl/externalLinks", "link"), ("xl/drawings", "drawing"), ("xl/charts", "chart"), ("xl/queryTables", "link"),
    ("xl/connections", "link"), ("docProps/", "properties"), ("customXml/", "properties"), ("xl/worksheets/_rels", "sheet_text"),
    ("word/comments", "comment"), ("word/header", "header"), ("word/footer", "header"), ("word/footnotes", "footnote"),
    ("word/endnotes", "footnote"), ("word/document", "body"), ("ppt/slides/_rels", "link"), ("ppt/slides/", "slide"),
    ("ppt/notesSlides/", "slide_notes"), ("ppt/comments", "comment"), ("ppt/", "slide"), ("Contents/section", "body"),
    ("Contents/", "properties"), ("META-INF", "properties"), ("content.xml", "body"), ("styles.xml", "header"), ("meta.xml", "properties"),
)  # fmt: skip
_GRAMMARS = {
    "docx": flow.WORD,
    "pptx": flow.SLIDES,
    "hwpx": flow.HANGUL,
    "odt": flow.OPEN,
    "ods": flow.OPEN,
    "odp": flow.OPEN,
}
# A part by which a package is what its name says.
_HEARTS = {
    "xlsx": "xl/workbook.xml",
    "docx": "word/document.xml",
    "pptx": "ppt/presentation.xml",
    "hwpx": "Contents/content.hpf",
    "odt": "content.xml",
    "ods": "content.xml",
    "odp": "content.xml",
}
_OWNERS = frozenset({"creator", "lastmodifiedby", "author", "manager", "initial-creator", "lastsaveby"})
_NOTES = frozenset({"note", "comment"})


def prepare() -> None:
    """Once a process."""
    drawing.prepare()


def read(data: bytes, kind: str, passages: Passages) -> None:
    """`kind`: what its name says. Raises Unfit."""
    if passages.depth > bounds.DEPTH:
        raise Unfit(HEAVY)
    sniffed = kinds.sniffed(data)
    if sniffed == kinds.ZIP and kind not in kinds.PICTURES | {"pdf"}:
        _package(Package(data, passages), kind, passages)
    elif sniffed == kinds.OLE:
        hwp_files.read(data, passages)
    elif sniffed == kind == "pdf":
        pdf_files.read(data, passages, nested)
    elif sniffed == kind and kind in kinds.PICTURES:
        pictures.read(data, passages, alone=True)
    elif not sniffed and kind in kinds.TEXTS:
        plain.read(data, kind, passages)
    else:
        raise Unfit(UNKNOWN)


def nested(data: bytes, name: str, passages: Passages) -> None:
    """A file in a file. Raises Unfit: also for one of a kind that cannot be looked through."""
    if not data:
        return
    with passages.inside(name):
        read(data, kinds.ending(name), passages)


def _package(package: Package, kind: str, passages: Passages) -> None:
    if any(_MACRO.search(name) for name in package.names):
        raise Unfit(MACROS)
    passages.text(package.comment.decode("utf-8", "replace"), "properties")
    if kind == "zip":
        for name in package.names:
            passages.text(name, "part")
            nested(package.read(name), name, passages)
    elif _HEARTS.get(kind, "") in package.names:
        known = sheets.read(package, passages) if kind == "xlsx" else set()
        for name in package.names:
            if name not in known:
                _part(package.read(name), name, kind, passages)
    else:
        raise Unfit(UNKNOWN)


def _part(data: bytes, name: str, kind: str, passages: Passages) -> None:
    """Nothing of a file is left unread."""
    code = next((code for start, code in _PARTS if name.startswith(start)), "part")
    said = "" if code not in {"part", "slide", "slide_notes"} else name.rsplit("/", 1)[-1]
    if not data:
        return
    if name.endswith("PrvText.txt"):
        passages.text(plain.text_of(data), "preview")
    elif _PICTURE.search(name):
        pictures.read(data, passages, name.rsplit("/", 1)[-1], thumbnail=bool(_THUMBNAIL.search(name)))
    elif _DRAWN.search(name):
        markup.binary(data, passages, "picture", said)
        passages.unread("picture", name.rsplit("/", 1)[-1])
    elif _XML.search(name) or data.lstrip()[:1] == b"<":
        _xml(data, code, said, kind, passages)
    elif _EMBEDDED.search(name):
        _embedded(data, name, passages)
    else:
        markup.binary(data, passages, code, said)
        if not _HARMLESS.search(name):
            passages.unread(code, name.rsplit("/", 1)[-1])


def _xml(data: bytes, code: str, said: str, kind: str, passages: Passages) -> None:
    if code == "properties":
        _properties(data, passages)
    elif kind in _GRAMMARS and code not in {"part", "link"}:
        hidden = kind == "pptx" and b' show="0"' in data[:2000]
        flow.Flow(passages, _GRAMMARS[kind], code, said, hidden=hidden).read(data)
    else:
        markup.sweep(data, passages, code, said)
    if kind == "xlsx" and code in _NOTES:
        _notes(data, code, passages)


def _notes(data: bytes, code: str, passages: Passages) -> None:
    """What hangs on cells is what an office forgets there, whatever it says; and who wrote it."""
    path: list[str] = []
    authors: list[str] = []
    told: set[int] = set()
    notes = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal notes
        path.append(name)
        notes += name in {"comment", "threadedComment"}
        authors.extend([attributes["displayName"]] if "displayName" in attributes else [""] if name == "author" else [])

    def end(_name: str) -> None:
        path.pop()

    def text(words: str) -> None:
        if path[-1] == "author":
            authors[-1] += words
        elif words.strip() and notes:
            told.add(notes)

    markup.walk(data, start=start, end=end, text=text)
    passages.add(LEFT_OVER, code, times=len(told))
    for one in authors:
        passages.author(one)


def _embedded(data: bytes, name: str, passages: Passages) -> None:
    """Another file; what cannot be looked through in it, a person has to look at."""
    try:
        nested(data, name, passages)
    except Unfit as refusal:
        if refusal.why == HEAVY:
            raise
        markup.binary(data, passages, "embedded", name)
        passages.unread("embedded", name.rsplit("/", 1)[-1])


def _properties(data: bytes, passages: Passages) -> None:
    """Who made the file, and what else it says of itself."""
    held: list[str] = []
    owner = ""

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal owner
        held.clear()
        owner = attributes.get("name", name) if name == "meta" else name
        for value in attributes.values():
            markup.attribute(passages, value, "properties")

    def end(_name: str) -> None:
        text = "".join(held).strip()
        held.clear()
        (passages.author if owner.lower() in _OWNERS else _plainly(passages))(text)

    markup.walk(data, start=start, end=end, text=held.append)


def _plainly(passages: Passages) -> Callable[[str], None]:
    return lambda text: passages.text(text, "properties")
