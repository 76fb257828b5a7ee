"""Pictures drawn anew: decoded whole, put upright, made smaller, painted over, encoded. Runs in the reading process only.

What comes out holds points and nothing else: no EXIF, no place, no colour profile, no comment, nothing behind the picture's end.
"""

import io
from collections.abc import Iterable

import pillow_heif
from PIL import Image, ImageDraw, ImageOps

from lawsuit_hub.features.documents import bounds
from lawsuit_hub.features.documents.kinds import BROKEN, LARGE, SEVERAL, FileKind, Unfit
from lawsuit_hub.features.documents.numbers import Box

_FORMATS = {FileKind.JPEG: "JPEG", FileKind.PNG: "PNG", FileKind.HEIC: "HEIF"}
_AVERAGED = frozenset({"1", "L", "RGB", "RGBA", "LA"})


def prepare() -> None:
    """Once a process: the bounds of the libraries themselves, below ours of the process."""
    Image.MAX_IMAGE_PIXELS = bounds.MOST_PIXELS
    pillow_heif.options.DECODE_THREADS = 1
    pillow_heif.register_heif_opener(thumbnails=False)


def picture(data: bytes, kind: FileKind) -> Image.Image:
    """Upright, in RGB, no larger than a page. Raises Unfit: too many points, several pictures in one, broken or cut off."""
    try:
        with Image.open(io.BytesIO(data), formats=[_FORMATS[kind]]) as opened:
            _refuse_by_its_head(opened, kind)
            if kind is FileKind.JPEG:
                opened.draft("RGB", (bounds.PAGE_PIXELS, bounds.PAGE_PIXELS))
            opened.load()
            return _plain(ImageOps.exif_transpose(_smaller(opened)))
    except Image.DecompressionBombError:
        raise Unfit(LARGE) from None
    except (
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        IndexError,
        KeyError,
        TypeError,
    ):  # what the codecs say of broken bytes
        raise Unfit(BROKEN) from None


def _refuse_by_its_head(opened: Image.Image, kind: FileKind) -> None:
    """Before a point of it is decoded. A JPEG may carry a second picture behind the first (telephones put brightness there): it is not read."""
    width, height = opened.size
    if width * height > bounds.MOST_PIXELS or max(width, height) > bounds.LONGEST_SIDE:
        raise Unfit(LARGE)
    if kind is not FileKind.JPEG and getattr(opened, "n_frames", 1) > 1:
        raise Unfit(SEVERAL)


def _smaller(opened: Image.Image) -> Image.Image:
    """Before anything else is done with all those points."""
    exif = opened.getexif()
    factor = max(opened.size) // bounds.PAGE_PIXELS
    if factor > 1 and opened.mode in _AVERAGED:
        reduced = opened.reduce(factor)
        reduced.info["exif"] = exif.tobytes() if exif else b""
        return reduced
    return opened


def _plain(made: Image.Image) -> Image.Image:
    """On white paper, at most a page's size, without anything that hung on it."""
    if made.mode in ("RGBA", "LA", "PA") or "transparency" in made.info:
        made = made.convert("RGBA")
        paper = Image.new("RGB", made.size, "white")
        paper.paste(made, mask=made.getchannel("A"))
    elif made.mode.startswith(("I", "F")):
        paper = made.convert("F").point(lambda value: value * (1 / 256)).convert("L").convert("RGB")
    else:
        paper = made.convert("RGB")
    paper.thumbnail((bounds.PAGE_PIXELS, bounds.PAGE_PIXELS))
    fresh = Image.new("RGB", paper.size)
    fresh.paste(paper)
    return fresh


def burn(made: Image.Image, boxes: Iterable[Box]) -> int:
    """Paints black over each; returns how many."""
    draw, count = ImageDraw.Draw(made), 0
    width, height = made.size
    for box in boxes:
        left, top = max(0, int(box.left)), max(0, int(box.top))
        right, bottom = min(width - 1, int(box.right + 0.999)), min(height - 1, int(box.bottom + 0.999))
        if left <= right and top <= bottom:
            draw.rectangle((left, top, right, bottom), fill="black")
            count += 1
    return count


def encoded(made: Image.Image) -> bytes:
    target = io.BytesIO()
    made.save(target, "JPEG", quality=bounds.JPEG_QUALITY, optimize=True)
    return target.getvalue()
