"""What a machine reads in a picture: tesseract, Korean and English, by pipe, within bounds of its own. No file is written.

It finds most printed numbers and few written by hand: docs/documents.md says so, and so does the caseworkers' page.
"""

import shutil
import subprocess
from functools import cache

from PIL import Image

from lawsuit_hub.features.documents import bounds
from lawsuit_hub.features.documents.numbers import Box, Word

PROGRAM = "tesseract"
WANTED = ("kor", "eng")
_SURE_OF_ITS_SIDE = 6.0
_LEAST_CONFIDENCE = 0.0
_WORD_LEVEL = "5"
_UPRIGHT = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}


@cache
def languages() -> tuple[str, ...]:
    """What of Korean and English is installed; nothing where the program is missing. `hub doctor` says so."""
    path = shutil.which(PROGRAM)
    if path is None:
        return ()
    listed = _run([path, "--list-langs"], b"")
    there = (listed or "").split()
    return tuple(one for one in WANTED if one in there)


def upright(made: Image.Image) -> Image.Image:
    """Turned as the letters stand, where the machine is sure of it; else as it is."""
    said = _run([PROGRAM, "stdin", "stdout", "--psm", "0", "-l", "osd"], _plain_bytes(made)) or ""
    facts = dict(line.split(":", 1) for line in said.splitlines() if ":" in line)
    turn, sure = int(facts.get("Rotate", 0)), float(facts.get("Orientation confidence", 0))
    return made.transpose(_UPRIGHT[turn]) if turn in _UPRIGHT and sure >= _SURE_OF_ITS_SIDE else made


def words(made: Image.Image) -> list[Word] | None:
    """Every word with its place. None where it could not be read through: too long, or no program."""
    if not languages():
        return None
    table = _run([PROGRAM, "stdin", "stdout", "-l", "+".join(languages()), "--psm", "11", "tsv"], _plain_bytes(made))
    return None if table is None else [word for line in table.splitlines() if (word := _word(line.split("\t")))]


def _word(cells: list[str]) -> Word | None:
    if len(cells) < 12 or cells[0] != _WORD_LEVEL or float(cells[10]) < _LEAST_CONFIDENCE or not cells[11].strip():  # noqa: PLR2004 - its table has twelve columns
        return None
    left, top, width, height = (int(one) for one in cells[6:10])
    return Word(cells[11].strip(), Box(left, top, left + width, top + height))


def _plain_bytes(made: Image.Image) -> bytes:
    """PGM: grey points without a codec between."""
    grey = made.convert("L")
    return f"P5 {grey.width} {grey.height} 255\n".encode() + grey.tobytes()


def _run(command: list[str], data: bytes) -> str | None:
    """None where it fails, crashes or takes too long; its bounds of memory and time are inherited."""
    try:
        done = subprocess.run(  # noqa: S603 - our own words, no shell
            command, input=data, capture_output=True, timeout=bounds.OCR_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace")
