"""Writes a PDF of pictures as they come, page by page: nothing but the places of what was written stays in memory. Pure.

Each page is an A4 sheet with a strip above, where the exhibit's label stands; the picture keeps its points and its bytes (JPEG in RGB).
"""

from collections.abc import Callable
from dataclasses import dataclass

SHORT, LONG = 595, 842  # points of A4
STRIP, MARGIN = 34, 14
LABEL_HEIGHT = 20


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG: in RGB for a page, in grey for a label."""

    data: bytes
    width: int
    height: int


class PicturePdf:
    """Objects 1 and 2, the catalogue and the list of pages, are written last: only then are the pages known."""

    def __init__(self, write: Callable[[bytes], object]) -> None:
        self._write = write
        self._at, self._next = 0, 3
        self._places: dict[int, int] = {}
        self._pages: list[int] = []
        self._put(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    @property
    def pages(self) -> int:
        return len(self._pages)

    def page(self, picture: Picture, *, label: Picture | None = None) -> None:
        wide, high = (LONG, SHORT) if picture.width > picture.height else (SHORT, LONG)
        drawn = [_placed(b"P", _fitted(picture, wide, high))]
        things = [b"/P %d 0 R" % self._image(picture, b"/DeviceRGB")]
        if label is not None:
            across = label.width * LABEL_HEIGHT / label.height
            corner = (wide - MARGIN - across, high - MARGIN - LABEL_HEIGHT, across, LABEL_HEIGHT)
            drawn.append(_placed(b"L", corner))
            things.append(b"/L %d 0 R" % self._image(label, b"/DeviceGray"))
        content = self._object(_stream(b"", b"\n".join(drawn)))
        resources = b"<</XObject<<%s>>>>" % b" ".join(things)
        box = b"[0 0 %d %d]" % (wide, high)
        page = b"<</Type/Page/Parent 2 0 R/MediaBox%s/Contents %d 0 R/Resources%s>>" % (box, content, resources)
        self._pages.append(self._object(page))

    def close(self) -> None:
        kids = b" ".join(b"%d 0 R" % one for one in self._pages)
        self._object(b"<</Type/Catalog/Pages 2 0 R>>", number=1)
        self._object(b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(self._pages), kids), number=2)
        start, count = self._at, len(self._places) + 1
        self._put(b"xref\n0 %d\n0000000000 65535 f \n" % count)
        for number in range(1, count):
            self._put(b"%010d 00000 n \n" % self._places[number])
        self._put(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, start))

    def _image(self, picture: Picture, space: bytes) -> int:
        size = b"/Width %d/Height %d" % (picture.width, picture.height)
        kind = b"/Type/XObject/Subtype/Image/ColorSpace%s/BitsPerComponent 8/Filter/DCTDecode" % space
        return self._object(_stream(kind + size, picture.data))

    def _object(self, body: bytes, *, number: int | None = None) -> int:
        given = number or self._next
        self._next += number is None
        self._places[given] = self._at
        self._put(b"%d 0 obj\n" % given)
        self._put(body)
        self._put(b"\nendobj\n")
        return given

    def _put(self, data: bytes) -> None:
        self._write(data)
        self._at += len(data)


def _stream(head: bytes, data: bytes) -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (head, len(data), data)


def _fitted(picture: Picture, wide: int, high: int) -> tuple[float, float, float, float]:
    """Left, bottom, width, height of the picture on its sheet, below the strip and in the middle."""
    scale = min((wide - 2 * MARGIN) / picture.width, (high - STRIP - MARGIN) / picture.height)
    across, up = picture.width * scale, picture.height * scale
    return (wide - across) / 2, MARGIN + (high - STRIP - MARGIN - up) / 2, across, up


def _placed(name: bytes, place: tuple[float, float, float, float]) -> bytes:
    left, bottom, across, up = place
    return b"q %.2f 0 0 %.2f %.2f %.2f cm /%s Do Q" % (across, up, left, bottom, name)
