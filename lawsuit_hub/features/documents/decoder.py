"""The process that reads one upload and ends: `python -m lawsuit_hub.features.documents.decoder`. Files in by a pipe, pictures out.

It has no key, no database, no environment, no network of its own to talk to and may write no file; its memory and time are bounded.
Whatever a file makes it do, the service is told "no" (decoding.py).
"""

import resource
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, BinaryIO

from PIL import Image

from lawsuit_hub.features.documents import bounds, drawing, ocr, pdf_pages
from lawsuit_hub.features.documents.kinds import HEAVY, PAGES, FileKind, Unfit, kind_of
from lawsuit_hub.features.documents.numbers import Box, places
from lawsuit_hub.infra import frames

Found = tuple[Image.Image, list[Box], FileKind]


def bind() -> None:
    """For good, and for whatever it starts: before the first byte of a file is looked at."""
    for limit, value in (
        (resource.RLIMIT_AS, bounds.MEMORY_BYTES),
        (resource.RLIMIT_CPU, bounds.CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(limit, (value, value))


def pages(files: list[bytes]) -> Iterator[Found]:
    """One after the other. Raises Unfit of the first file that is not taken."""
    kinds = [kind_of(data) for data in files]  # before any is decoded
    count = 0
    for data, kind in zip(files, kinds, strict=True):
        left = bounds.PAGES_AT_ONCE - count
        if left < 1:
            raise Unfit(PAGES)
        drawn = pdf_pages.pages(data, most=left) if kind is FileKind.PDF else [(drawing.picture(data, kind), [])]
        for made, boxes in drawn:
            count += 1
            yield made, boxes, kind


def searched(found: Found) -> tuple[dict[str, Any], bytes]:
    """The page with every number black that its text or the reading machine shows, and what is known of it."""
    made, boxes, kind = found
    count = drawing.burn(made, boxes)
    if ocr.languages():
        made = ocr.upright(made)
    seen = ocr.words(made)
    count += drawing.burn(made, places(seen or ()))
    facts = {
        "width": made.width,
        "height": made.height,
        "kind": kind.value,
        "burnt": count,
        "searched": seen is not None,
    }
    return facts, drawing.encoded(made)


def read(files: list[bytes], target: BinaryIO) -> None:
    """All pages or none: the service keeps nothing of a document that was refused."""
    with ThreadPoolExecutor(bounds.OCR_AT_ONCE) as pool:
        for facts, picture in pool.map(searched, list(pages(files))):
            frames.answer(target, frames.PAGE, facts, picture)


def mark(data: bytes, command: dict[str, Any], target: BinaryIO) -> None:
    """A page of ours, with one more black box: shares of its width and height, since whoever drew it saw it in some size."""
    made = drawing.picture(data, kind_of(data))
    left, top, right, bottom = (float(one) for one in command["box"])
    box = Box(left * made.width, top * made.height, right * made.width, bottom * made.height)
    count = drawing.burn(made, [box])
    facts = {"width": made.width, "height": made.height, "kind": "jpeg", "burnt": count, "searched": True}
    frames.answer(target, frames.PAGE, facts, drawing.encoded(made))


def main() -> int:
    bind()
    drawing.prepare()
    source, target = sys.stdin.buffer, sys.stdout.buffer
    command = frames.command(source)
    files = [frames.take(source, most=command["most"]) for _ in range(command["files"])]
    try:
        mark(files[0], command, target) if "box" in command else read(files, target)
    except Unfit as refusal:
        frames.answer(target, frames.REFUSED, {"why": refusal.why})
    except MemoryError:
        frames.answer(target, frames.REFUSED, {"why": HEAVY})
    frames.answer(target, frames.END, {})
    return 0


if __name__ == "__main__":
    sys.exit(main())
