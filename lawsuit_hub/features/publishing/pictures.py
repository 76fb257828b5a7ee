"""Pictures: what their files say beside the points - where, who, with what - and what a machine reads in them.

Runs in the reading process only. What it could not read, a person has to look at.
"""

import io
import time
import warnings
from collections.abc import Iterator

from PIL import ExifTags, Image, ImageOps

from lawsuit_hub.features.documents import bounds as drawn
from lawsuit_hub.features.documents import ocr
from lawsuit_hub.features.documents.numbers import Word, places
from lawsuit_hub.features.publishing.passages import Passages
from lawsuit_hub.features.publishing.types import BROKEN, LARGE, PLACE_OF_PICTURE, RESIDENT, Unfit

FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "HEIF", "BMP", "TIFF")
_WRITTEN = frozenset(
    {"Artist", "Copyright", "ImageDescription", "UserComment", "XPAuthor", "XPComment", "XPTitle", "XPSubject"}
)
_OWNERS = frozenset({"Artist", "XPAuthor", "CameraOwnerName"})
# A logo or a line: nothing that a person is read in.
SMALL = 24_000
_READ_UNTIL_SECONDS = 28.0  # the last one may take as long as ocr allows it, within the time of the whole
_BEGAN = time.monotonic()
_MISREAD = str.maketrans("OoQDlIi|", "00001111")
_MOSTLY_DIGITS = 6
_TROUBLE = (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError, AttributeError)


def read(data: bytes, passages: Passages, name: str = "", *, alone: bool = False, thumbnail: bool = False) -> None:
    """`alone`: the file is the picture; broken, it is refused. One inside another file that does not open is said to be unread.

    `thumbnail`: what an office program lays beside a file, of its first page; mostly nothing can be read in it. Raises Unfit.
    """
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(data), formats=list(FORMATS)) as opened:
            warnings.simplefilter("ignore")
            _beside(opened, passages, name)
            if opened.width * opened.height > drawn.MOST_PIXELS:
                raise Unfit(LARGE)
            if alone or opened.width * opened.height > SMALL:
                more = max(0, getattr(opened, "n_frames", 1) - 1)
                words(_page(opened), passages, name, times=more, may_be_blank=thumbnail)
    except Image.DecompressionBombError:
        raise Unfit(LARGE) from None
    except _TROUBLE:
        if alone:
            raise Unfit(BROKEN) from None
        passages.unread("picture", name)


def words(
    made: Image.Image,
    passages: Passages,
    name: str = "",
    *,
    code: str = "picture",
    times: int = 0,
    may_be_blank: bool = False,
) -> None:
    """`times`: further pictures in the same file, which nobody reads. `may_be_blank`: no word in it is no sign that it was not read."""
    passages.left_pictures -= 1
    if passages.left_pictures < 0 or time.monotonic() - _BEGAN > _READ_UNTIL_SECONDS:
        passages.unread(code, name)
        return
    seen = ocr.words(made)
    if not seen and may_be_blank:
        return
    if not seen:
        passages.unread(code, name, times=1 + times)
        return
    passages.unread(code, name, times=times)
    passages.add(RESIDENT, code, name, times=len(places(seen)))
    passages.text("\n".join(_lines(seen)), code, name)


def _lines(seen: list[Word]) -> Iterator[str]:
    """As they stand beside one another; letters that a machine takes for digits are digits among them."""
    line: list[str] = []
    bottom = 0.0
    for word in seen:
        if line and word.box.top > bottom:
            yield " ".join(line)
            line = []
        bottom = word.box.bottom
        digits = sum(one.isdigit() for one in word.text)
        line.append(word.text.translate(_MISREAD) if digits >= _MOSTLY_DIGITS else word.text)
    yield " ".join(line)


def _page(opened: Image.Image) -> Image.Image:
    opened.load()
    made = ImageOps.exif_transpose(opened)
    if "transparency" in made.info or made.mode in {"RGBA", "LA", "PA", "P"}:
        made = made.convert("RGBA")
        paper = Image.new("RGB", made.size, "white")
        paper.paste(made, mask=made.getchannel("A"))
        made = paper
    made = made.convert("L")
    made.thumbnail((drawn.PAGE_PIXELS, drawn.PAGE_PIXELS))
    return made


def _beside(opened: Image.Image, passages: Passages, name: str) -> None:
    exif = opened.getexif()
    if exif.get_ifd(ExifTags.IFD.GPSInfo):
        passages.add(PLACE_OF_PICTURE, "properties", name)
    tags = {**dict(exif), **exif.get_ifd(ExifTags.IFD.Exif)}
    for tag, value in tags.items():
        word = ExifTags.TAGS.get(tag, "")
        if word in _OWNERS:
            passages.author(_text(value))
        elif word in _WRITTEN or isinstance(value, str):
            passages.text(_text(value), "properties", name)
    for value in opened.info.values():
        if isinstance(value, str):
            passages.text(value, "properties", name)
        elif isinstance(value, bytes) and b"<x:xmpmeta" in value:
            passages.text(value.decode("utf-8", "replace"), "properties", name)


def _text(value: object) -> str:
    if isinstance(value, bytes):
        wide = value.decode("utf-16-le", "ignore").strip("\0")
        return wide if any("가" <= one <= "힣" for one in wide) else value.decode("utf-8", "ignore").strip("\0")
    return str(value)
