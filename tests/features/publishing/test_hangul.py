"""Hangul's files as they are made: .hwpx by the library that writes ours, .hwp (HWP 5) as its paper describes it."""

import io
import struct
import zlib

import pytest
from hwpx import HwpxDocument

from lawsuit_hub.features.publishing import looking, types
from lawsuit_hub.features.publishing.types import Unfit
from lawsuit_hub.settings import Settings
from tests.features.publishing.compound import compound
from tests.features.publishing.made import NAMES, phone

pytestmark = pytest.mark.either

PARA_TEXT = 67


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(instance=tmp_path_factory.mktemp("looking"), database_url="sqlite://")


def found(settings: Settings, name: str, data: bytes) -> dict[str, set[str]]:
    told: dict[str, set[str]] = {}
    for one in looking.look(settings, name, data).findings:
        told.setdefault(one.place.code, set()).add(one.kind)
    return told


def written(*texts: str, names: bool = False) -> bytes:
    document = HwpxDocument.new()
    for text in texts:
        document.add_paragraph(text)
    if names:
        table = document.add_table(len(NAMES) + 1, 2)
        for row, cells in enumerate([("성명", "동네"), *((name, "화곡동") for name in NAMES)]):
            for column, cell in enumerate(cells):
                table.set_cell_text(row, column, cell)
    target = io.BytesIO()
    document.save_to_stream(target)
    return target.getvalue()


def test_a_file_that_our_own_library_wrote_is_clean_or_told(settings: Settings) -> None:
    assert found(settings, "안내.hwpx", written("간담회를 엽니다. 문의 1533-8119")) == {}
    assert types.PHONE in found(settings, "안내.hwpx", written(f"문의 {phone(1)}"))["body"]
    assert types.NAMES in found(settings, "명단.hwpx", written(names=True))["body"]


def record(tag: int, data: bytes) -> bytes:
    size = min(len(data), 0xFFF)
    long = struct.pack("<I", len(data)) if size == 0xFFF else b""
    return struct.pack("<I", tag | (size << 20)) + long + data


def hwp(*paragraphs: str, preview: str = "안내", flags: int = 1, more: dict[str, bytes] | None = None) -> bytes:
    """A paragraph's text may hold a control of eight letters: "\\x02"."""
    texts = [
        one.encode("utf-16-le").replace(b"\x02\0", b"\x02\0" + b"AAAAAA\0\0\0\0\0\0" + b"\x02\0") for one in paragraphs
    ]
    body = b"".join(record(66, bytes(22)) + record(PARA_TEXT, text + b"\r\0") for text in texts)
    deflater = zlib.compressobj(wbits=-15)
    packed = deflater.compress(body) + deflater.flush()
    head = b"HWP Document File".ljust(32, b"\0") + struct.pack("<II", 0x05000300, flags)
    streams = {
        "FileHeader": head.ljust(256, b"\0"),
        "PrvText": preview.encode("utf-16-le"),
        "BodyText/Section0": packed if flags & 1 else body,
    }
    return compound({**streams, **(more or {})})


def test_paragraphs_and_the_preview_of_an_older_file(settings: Settings) -> None:
    assert found(settings, "안내.hwp", hwp("간담회를 엽니다", "문의 1533-8119")) == {}
    assert found(settings, "안내.hwp", hwp("안내", f"문의\x02 {phone(1)}")) == {"body": {types.PHONE}}
    assert found(settings, "안내.hwp", hwp("안내", f"문의 {phone(1)}", flags=0)) == {"body": {types.PHONE}}
    assert found(settings, "안내.hwp", hwp("안내", preview=f"성명: 홍길동 {phone(2)}")) == {
        "preview": {types.PHONE, types.NAME}
    }
    assert found(settings, "명단.hwp", hwp(*NAMES)) == {"body": {types.NAMES}}
    assert found(settings, "긴글.hwp", hwp("가" * 5000 + f" {phone(3)}")) == {"body": {types.PHONE}}


def test_what_is_left_of_earlier_versions_of_an_older_file(settings: Settings) -> None:
    told = found(settings, "안내.hwp", hwp("안내", more={"DocHistory/VersionLog0": b"x" * 100}))
    assert told == {"deleted": {types.LEFT_OVER}}


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (hwp("안내", flags=1 | 2), types.LOCKED),
        (hwp("안내", flags=1 | 4), types.LOCKED),
        (hwp("번호 900101-1" + "234567"), types.NUMBER),
        (compound({"WordDocument": b"x" * 5000}), types.OLD),
        (compound({"Workbook": b"x" * 5000}), types.OLD),
        (compound({"EncryptedPackage": b"x" * 5000, "EncryptionInfo": b"x" * 100}), types.LOCKED),
        (compound({"FileHeader": b"HWP Document File".ljust(36, b"\0") + b"\1\0\0\0", "BodyText/Section0": b"\xff" * 64}), types.BROKEN),
    ],
)  # fmt: skip
def test_what_cannot_be_looked_through_is_refused(settings: Settings, data: bytes, why: str) -> None:
    for name in ("안내.hwp", "안내.xlsx", "안내.docx"):
        with pytest.raises(Unfit) as refused:
            looking.look(settings, name, data)
        assert refused.value.why == why
