"""PDF: the text of every page, seen or not, notes, fields, properties, files within, what earlier saves left, and pictures of pages.

Runs in the reading process only. Nothing of it is carried out.
"""

import hashlib
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from lawsuit_hub.features.documents import bounds as drawn
from lawsuit_hub.features.publishing import bounds, pictures
from lawsuit_hub.features.publishing.passages import Passages
from lawsuit_hub.features.publishing.types import BROKEN, HEAVY, LARGE, LOCKED, Unfit

Nested = Callable[[bytes, str, Passages], None]
_END = b"%%EOF"
_MOST_SAVES = 5
# A page with less text than this beside a picture is a scan, however a stamp on it reads.
_LITTLE_TEXT = 40
_MOSTLY = 0.8
_SCALE_TO = 1800
_OWNERS = frozenset({"/Author", "/Creator"})
_PASSWORD = pdfium.FPDF_ERR_PASSWORD


def read(data: bytes, passages: Passages, nested: Nested) -> None:
    """`nested` reads a file that lies in it. Raises Unfit."""
    shown = _pages(data, passages)
    for earlier in _saves(data):
        with suppress(Unfit, pypdfium2.PdfiumError):
            for number, text in enumerate(_texts(earlier), start=1):
                left = "\n".join(line for line in text.splitlines() if line.strip() and line not in shown)
                passages.text(left, "page_hidden", str(number), hidden=True)
    _structure(data, passages, nested)


def _pages(data: bytes, passages: Passages) -> str:
    texts = []
    seen: set[bytes] = set()
    document = _opened(data)
    try:
        document.init_forms()
        for number in range(len(document)):
            page = document[number]
            text = _text(page)
            texts.append(text)
            passages.text(text, "page", str(number + 1))
            if _is_scan(page, text):
                width, height = page.get_size()
                scale = min(4.0, _SCALE_TO / max(width, height, 1))
                made = page.render(scale=scale, may_draw_forms=True, grayscale=True).to_pil()
                pictures.words(made.convert("L"), passages, str(number + 1), code="page")
            else:
                _pictures(page, passages, str(number + 1), seen)
            page.close()
    except pypdfium2.PdfiumError:
        raise Unfit(BROKEN) from None
    finally:
        document.close()
    return "\n".join(texts)


def _pictures(page: pypdfium2.PdfPage, passages: Passages, name: str, seen: set[bytes]) -> None:
    """On a page of text: each is read once, however many pages show it. `seen`: those that were."""
    for one in _images(page):
        width, height = one.get_px_size()
        if width * height <= pictures.SMALL:
            continue
        if width * height > drawn.MOST_PIXELS:
            raise Unfit(LARGE)
        made = one.get_bitmap().to_pil().convert("L")
        made.thumbnail((drawn.PAGE_PIXELS, drawn.PAGE_PIXELS))
        mark = hashlib.sha256(made.tobytes()).digest()
        if mark not in seen:
            seen.add(mark)
            pictures.words(made, passages, name, code="page")


def _texts(data: bytes) -> Iterator[str]:
    document = _opened(data)
    try:
        for number in range(len(document)):
            yield _text(document[number])
    finally:
        document.close()


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Unfit(LOCKED if getattr(error, "err_code", None) == _PASSWORD else BROKEN) from None
    if not len(document):
        raise Unfit(BROKEN)
    if len(document) > bounds.PDF_PAGES:
        raise Unfit(HEAVY)
    return document


def _text(page: pypdfium2.PdfPage) -> str:
    """All letters, also those that no eye sees."""
    held = page.get_textpage()
    try:
        text: str = held.get_text_range()
    finally:
        held.close()
    return text.replace("\r\n", "\n").replace("\ufffe", "-")


def _is_scan(page: pypdfium2.PdfPage, text: str) -> bool:
    """Little text, a large picture beside it, or letters that say nothing: their font does not tell which they are."""
    said = [letter for letter in text if not letter.isspace()]
    told = sum(letter.isprintable() and unicodedata.category(letter) != "Co" for letter in said)
    if len(said) >= _LITTLE_TEXT and told > _MOSTLY * len(said):
        return any(_is_large(one, page) for one in _images(page))
    return True


def _images(page: pypdfium2.PdfPage) -> Iterator[Any]:
    return iter(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=4))


def _is_large(image: Any, page: pypdfium2.PdfPage) -> bool:
    """A quarter of the page or more."""
    width, height = page.get_size()
    left, bottom, right, top = image.get_pos() if hasattr(image, "get_pos") else image.get_bounds()
    return bool(abs(right - left) * abs(top - bottom) > 0.25 * width * height)


def _saves(data: bytes) -> Iterator[bytes]:
    """The file as it was before each later save: what was taken out of it since lies in it still."""
    ends, at = [], data.find(_END)
    while at != -1:
        ends.append(at + len(_END))
        at = data.find(_END, at + 1)
    for end in ends[:-1][-_MOST_SAVES:]:
        yield data[:end]


def _structure(data: bytes, passages: Passages, nested: Nested) -> None:
    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            for key, value in document.docinfo.items():
                (passages.author if key in _OWNERS else _property(passages))(str(value))
            if "/Metadata" in document.Root:
                passages.text(document.Root.Metadata.read_bytes().decode("utf-8", "replace"), "properties")
            _objects(document, passages)
            _forms(document, passages)
            for name, attached in document.attachments.items():
                passages.left_bytes -= (found := attached.get_file()).size or 0
                nested(found.read_bytes(), name, passages)
    except pikepdf.PasswordError:
        raise Unfit(LOCKED) from None
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError, RuntimeError, RecursionError):
        raise Unfit(BROKEN) from None


def _forms(document: pikepdf.Pdf, passages: Passages) -> None:
    """Forms that are XML (XFA) hold what was filled in beside what pages show."""
    form = document.Root.get("/AcroForm", pikepdf.Dictionary())
    held: Any = form.get("/XFA", [])
    streams = [held] if isinstance(held, pikepdf.Stream) else [one for one in held if isinstance(one, pikepdf.Stream)]
    text = b"".join(one.read_bytes() for one in streams).decode("utf-8", "replace")
    passages.left_bytes -= len(text)
    passages.text(re.sub(r"<[^<>]*>", "\n", text), "field")


def _property(passages: Passages) -> Callable[[str], None]:
    return lambda text: passages.text(text, "properties")


_CODES = {
    "/Contents": "annotation", "/RC": "annotation", "/T": "field", "/TU": "field", "/V": "field", "/DV": "field", "/Title": "bookmark",
    "/URI": "link", "/Alt": "annotation", "/ActualText": "page_hidden", "/F": "link", "/UF": "link", "/JS": "link",
    "/ContactInfo": "annotation", "/Reason": "annotation", "/Location": "annotation", "/Name": "annotation",
}  # fmt: skip


def _objects(document: pikepdf.Pdf, passages: Passages) -> None:
    """Every object, whether anything points to it or not: notes, fields, bookmarks, links."""
    for found in document.objects:
        for one in _dictionaries(found, depth=4):
            for key, code in _CODES.items():
                value = one.get(key)
                if isinstance(value, pikepdf.String):
                    passages.text(str(value), code)
                    if key == "/Name":  # whoever signed
                        passages.author(str(value))


def _dictionaries(found: Any, *, depth: int) -> Iterable[Any]:
    if depth and isinstance(found, pikepdf.Array):
        for one in found:
            if not getattr(one, "is_indirect", False):
                yield from _dictionaries(one, depth=depth - 1)
    elif depth and isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
        yield found
        values = found.values() if isinstance(found, pikepdf.Dictionary) else found.stream_dict.values()
        for one in values:
            if not getattr(one, "is_indirect", False):
                yield from _dictionaries(one, depth=depth - 1)
