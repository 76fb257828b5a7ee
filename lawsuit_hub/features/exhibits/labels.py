"""Draws the label that a court wants on the first page of an exhibit (갑 제1호증), as a picture: it then needs no font in the PDF."""

import io
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from lawsuit_hub.features.exhibits.picture_pdf import Picture

FONT = Path(__file__).resolve().parents[2] / "static" / "fonts" / "nanum" / "NanumSquareR.ttf"
_SIZE, _AROUND, _QUALITY = 44, 12, 90


@lru_cache
def _font() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONT), _SIZE)


def drawn(text: str) -> Picture:
    left, top, right, bottom = _font().getbbox(text)
    width, height = int(right - left) + 2 * _AROUND, _SIZE + 2 * _AROUND
    made = Image.new("L", (width, height), 255)
    draw = ImageDraw.Draw(made)
    draw.rectangle((0, 0, width - 1, height - 1), outline=0, width=3)
    draw.text((_AROUND - left, (height - (bottom - top)) / 2 - top), text, font=_font(), fill=0)
    target = io.BytesIO()
    made.save(target, "JPEG", quality=_QUALITY)
    return Picture(target.getvalue(), width, height)
