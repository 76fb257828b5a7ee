"""Leases that tests hand in, drawn here: no paper of anybody's. Files of every kind, and hostile ones made as they are needed."""

import io
import struct
import zlib
from collections.abc import Iterator
from uuid import UUID

import pillow_heif
import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from lawsuit_hub.features.documents import declarations
from lawsuit_hub.features.documents.decoding import Drawn
from lawsuit_hub.features.documents.types import Outcome, Point, Relation, Saw, Seen
from tests.world import World

pillow_heif.register_heif_opener()

FONT = "/usr/share/fonts/truetype/nanum/NanumGothic.ttf"
# Nobody's: a day that is long over and a serial of zeros and ones is all the shape needs.
NUMBER = "900101-1234567"
REASON = "계약서 원본을 창구에서 보았습니다"


def lease(*, number: str = "", size: tuple[int, int] = (1240, 1754), lines: int = 4) -> Image.Image:
    """A page with a few lines of a contract, and a number in its table where one is named."""
    made = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(made)
    plain, large = ImageFont.truetype(FONT, 26), ImageFont.truetype(FONT, 44)
    draw.text((420, 80), "부동산 임대차 계약서", font=large, fill="black")
    for line in range(lines):
        draw.text(
            (100, 240 + 60 * line),
            f"제{line + 1}조 임차인은 임대인에게 보증금을 지불하기로 한다.",
            font=plain,
            fill="black",
        )
    draw.rectangle((90, 600, 1150, 680), outline="black", width=2)
    draw.text((110, 625), "주민등록번호", font=plain, fill="black")
    if number:
        draw.text((340, 625), number, font=plain, fill="black")
    return made


def encoded(made: Image.Image, form: str = "JPEG", **options: object) -> bytes:
    target = io.BytesIO()
    made.save(target, form, **options)
    return target.getvalue()


def drawn(*, burnt: int = 0) -> Drawn:
    """A page as the reader would hand it over, for tests that are not about reading."""
    small = Image.new("RGB", (60, 80), "white")
    return Drawn(encoded(small), 60, 80, "jpeg", burnt, True)


def pdf(*texts: str, trailer: bytes = b"") -> bytes:
    """One page with lines of text (ASCII), each at its place."""
    shown = " ".join(f"BT /F1 18 Tf 60 {700 - 40 * at} Td ({text}) Tj ET" for at, text in enumerate(texts))
    return raw_pdf(shown.encode()) + trailer


def raw_pdf(content: bytes, *, catalog: bytes = b"", page: bytes = b"", objects: tuple[bytes, ...] = ()) -> bytes:
    body = [
        b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>"
        + page
        + b">>",
        b"<</Length %d>>stream\n" % len(content) + content + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *objects,
    ]
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, one in enumerate(body, 1):
        places.append(len(out))
        out += b"%d 0 obj" % number + one + b"endobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(body) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(body) + 1, start))


def pdf_of_pages(count: int) -> bytes:
    document = pypdfium2.PdfDocument.new()
    for _ in range(count):
        document.new_page(595, 842)
    target = io.BytesIO()
    document.save(target)
    document.close()
    return target.getvalue()


def png_of(width: int, height: int, *, grey: bool = False) -> bytes:
    """As large as it says, and white: written row by row, so that nobody needs the memory to make it."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    def packed() -> Iterator[bytes]:
        squeeze, row = zlib.compressobj(1), b"\0" + b"\xff" * (width if grey else width * 3)
        for _ in range(height):
            yield squeeze.compress(row)
        yield squeeze.flush()

    head = struct.pack(">IIBBBBB", width, height, 8, 0 if grey else 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"".join(packed())) + chunk(b"IEND", b"")


def declare(world: World, victim_id: UUID, relation: Relation = Relation.NONE, words: str = "") -> None:
    with world.as_member(victim_id) as work:
        declarations.declare(work, relation, words)


def decision(**changes: object) -> dict[str, object]:
    """Everything seen at the desk and accepted."""
    points = dict.fromkeys(Point, Saw.YES)
    given = {"seen": Seen.PERSON, "points": points, "outcome": Outcome.ACCEPTED, "reason": REASON, "compared": False}
    return given | changes


def decided(outcome: Outcome = Outcome.ACCEPTED, *, seen: Seen = Seen.PERSON, **points: str) -> dict[str, str]:
    """The same as the fields of the desk's form."""
    answers = {one.value: Saw.YES.value for one in Point} | points
    fields = {f"lease__{name}": value for name, value in answers.items()}
    return {
        **fields,
        "lease__seen": seen.value,
        "lease__outcome": outcome.value,
        "lease__reason": "등기부와 비교하려고 봅니다",
    }
