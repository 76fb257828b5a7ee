"""Pages of a PDF, drawn anew as pictures one at a time, with the places of numbers in their text. Runs in the reading process only.

Nothing of a PDF is carried out or on: no script (pdfium is built without one), no attachment, no link, no field but as it looks.
"""

import ctypes
import math
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from lawsuit_hub.features.documents import bounds
from lawsuit_hub.features.documents.kinds import BROKEN, LOCKED, PAGES, Unfit
from lawsuit_hub.features.documents.numbers import Box, Word, places

_MOST_SCALE = 6.0
_PASSWORD = pdfium.FPDF_ERR_PASSWORD


def pages(data: bytes, *, most: int) -> Iterator[tuple[Image.Image, list[Box]]]:
    """Each page as a picture, and where its text holds numbers. Raises Unfit: asks for a password, too many pages, broken."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Unfit(LOCKED if getattr(error, "err_code", None) == _PASSWORD else BROKEN) from None
    try:
        count = len(document)
        if not count:
            raise Unfit(BROKEN)
        if count > most:
            raise Unfit(PAGES)
        document.init_forms()
        for number in range(count):
            yield _page(document, number)
    except pypdfium2.PdfiumError:
        raise Unfit(BROKEN) from None
    finally:
        document.close()


def _page(document: pypdfium2.PdfDocument, number: int) -> tuple[Image.Image, list[Box]]:
    page = document[number]
    try:
        width, height = page.get_size()
        if not (math.isfinite(width) and math.isfinite(height)) or min(width, height) < 1:
            raise Unfit(BROKEN)
        scale = min(_MOST_SCALE, bounds.PAGE_PIXELS / max(width, height))
        drawn = page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
        return drawn, places(_letters(page, drawn.size))
    finally:
        page.close()


def _letters(page: pypdfium2.PdfPage, size: tuple[int, int]) -> Iterator[Word]:
    """Every letter that stands in the text, seen or hidden, with its place in the drawing."""
    text = page.get_textpage()
    try:
        for at in range(min(text.count_chars(), bounds.MOST_LETTERS)):
            letter = chr(pdfium.FPDFText_GetUnicode(text, at))
            if letter.isspace() or not letter.isprintable():
                continue
            left, bottom, right, top = text.get_charbox(at)
            corners = [_in_drawing(page, size, x, y) for x, y in ((left, bottom), (right, top))]
            across, down = sorted(x for x, _ in corners), sorted(y for _, y in corners)
            yield Word(letter, Box(across[0], down[0], max(across[1], across[0] + 1), max(down[1], down[0] + 1)))
    finally:
        text.close()


def _in_drawing(page: pypdfium2.PdfPage, size: tuple[int, int], x: float, y: float) -> tuple[int, int]:
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page, 0, 0, size[0], size[1], 0, x, y, ctypes.byref(across), ctypes.byref(down))
    return across.value, down.value
