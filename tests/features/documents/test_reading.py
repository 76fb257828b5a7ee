"""Reading what people hand in: every kind drawn anew, every hostile one refused with a sentence, within bounds; numbers blackened."""

import io
import os
import resource
import signal
import subprocess
import threading
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image

from lawsuit_hub.features.documents import bounds, decoding, kinds, ocr
from lawsuit_hub.features.documents.decoding import Drawn
from lawsuit_hub.features.documents.kinds import Unfit
from lawsuit_hub.features.documents.numbers import Box, Word, places
from lawsuit_hub.infra import confined
from lawsuit_hub.settings import Settings
from tests.features.documents.papers import NUMBER, encoded, lease, pdf, pdf_of_pages, png_of, raw_pdf

MEGABYTE = 1024 * 1024
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><html><script>alert(1)</script></html>"
GPS = 0x8825


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(instance=tmp_path, database_url="sqlite://")


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the reading machine: what a test is about must not wait five seconds for it."""
    monkeypatch.setattr(confined, "PATH", "/nowhere")


def opened(page: Drawn) -> Image.Image:
    return Image.open(io.BytesIO(page.picture))


def why(settings: Settings, *files: bytes) -> str:
    with pytest.raises(Unfit) as refused:
        decoding.read(settings, list(files))
    return refused.value.why


def zip_bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("lease.pdf", bytes(30 * MEGABYTE))
    return target.getvalue()


def animated() -> bytes:
    frames = [Image.new("RGB", (40, 40), colour) for colour in ("white", "red")]
    return encoded(frames[0], "PNG", save_all=True, append_images=frames[1:])


def several_heic() -> bytes:
    file = pillow_heif.HeifFile()
    for colour in ("white", "red"):
        file.add_from_pillow(Image.new("RGB", (64, 64), colour))
    target = io.BytesIO()
    file.save(target)
    return target.getvalue()


def bomb_in_a_pdf() -> bytes:
    """A page with a picture that says 40,000 x 40,000 points, and brings the first 256 megabytes of them in one."""
    squeeze = zlib.compressobj(1)
    data = b"".join(squeeze.compress(bytes(MEGABYTE * 16)) for _ in range(16)) + squeeze.flush()
    image = (
        b"<</Type/XObject/Subtype/Image/Width 40000/Height 40000/ColorSpace/DeviceRGB/BitsPerComponent 8"
        b"/Filter/FlateDecode/Length %d>>stream\n" % len(data) + data + b"\nendstream"
    )
    content = b"q 595 0 0 842 0 0 cm /I Do Q"
    return raw_pdf(content, page=b"/Resources<</XObject<</I 6 0 R>>>>", objects=(image,))


def locked() -> bytes:
    """Asks for a password: an encryption dictionary that no empty password opens."""
    encrypt = b"/Encrypt<</Filter/Standard/V 1/R 2/Length 40/P -4/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>"
    ids = b"/ID[<00><00>]"
    return pdf("secret").replace(b"/Root 1 0 R", b"/Root 1 0 R" + encrypt + ids)


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (bytes, kinds.EMPTY),
    "an SVG": (lambda: SVG, kinds.UNKNOWN),
    "HTML": (lambda: HTML, kinds.UNKNOWN),
    "HTML behind the first bytes of a JPEG": (lambda: b"\xff\xd8\xff\xe0" + HTML, kinds.FOREIGN),
    "a zip bomb": (zip_bomb, kinds.UNKNOWN),
    "a GIF": (lambda: encoded(Image.new("P", (8, 8)), "GIF"), kinds.UNKNOWN),
    "a PDF that begins later": (lambda: b"GIF89a;" + pdf("x"), kinds.UNKNOWN),
    "a PDF within a JPEG": (lambda: b"\xff\xd8\xff\xfe\x10\x00" + pdf("x") + encoded(lease()), kinds.FOREIGN),
    "a PDF that is an archive too": (lambda: pdf("x") + zip_bomb(), kinds.FOREIGN),
    "a PDF with a page of HTML behind it": (lambda: pdf("x", trailer=HTML), kinds.FOREIGN),
    "a PDF with a page of HTML before it": (lambda: b"%PDF-1.7\n" + HTML + pdf("x"), kinds.FOREIGN),
    "a JPEG that is an archive too": (lambda: encoded(lease()) + zip_bomb(), kinds.FOREIGN),
    "a film": (lambda: b"\0\0\0\x18ftypisom" + bytes(40), kinds.UNKNOWN),
    "a moving picture": (animated, kinds.SEVERAL),
    "two pictures in one HEIC": (several_heic, kinds.SEVERAL),
    "a PNG cut off": (lambda: encoded(lease(), "PNG")[:-3000], kinds.BROKEN),
    "a JPEG cut off": (lambda: encoded(lease())[: len(encoded(lease())) // 2], kinds.BROKEN),
    "a PDF of nonsense": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 20, kinds.BROKEN),
    "a PDF with a password": (locked, kinds.LOCKED),
    "a PDF of many pages": (lambda: pdf_of_pages(bounds.PAGES_AT_ONCE + 1), kinds.PAGES),
}


@pytest.mark.usefixtures("unread")
@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_lease_is_refused_and_said_why(settings: Settings, name: str) -> None:
    make, expected = HOSTILE[name]
    assert why(settings, make()) == expected


@pytest.mark.usefixtures("unread")
def test_one_that_is_refused_takes_the_others_with_it(settings: Settings) -> None:
    assert why(settings, encoded(lease()), SVG) == kinds.UNKNOWN


def children_peak() -> int:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024


def own_peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


@pytest.mark.usefixtures("unread")
def test_200_megapixels_are_refused_before_a_point_is_decoded(settings: Settings) -> None:
    huge = png_of(20_000, 10_000, grey=True)
    before, began = own_peak(), time.monotonic()
    assert len(huge) < 3 * MEGABYTE
    assert why(settings, huge) == kinds.LARGE
    assert own_peak() - before < 60 * MEGABYTE, "the web process"
    assert time.monotonic() - began < 10


@pytest.mark.usefixtures("unread")
def test_a_bomb_in_a_pdf_ends_its_reader_and_nothing_else(settings: Settings) -> None:
    bomb = bomb_in_a_pdf()
    before = own_peak()
    try:
        pages = decoding.read(settings, [bomb])
    except Unfit as refusal:
        assert refusal.why in (kinds.BROKEN, kinds.HEAVY)
    else:
        assert len(pages) == 1, "the picture was left out"
    assert own_peak() - before < 60 * MEGABYTE, "the web process"
    assert children_peak() < bounds.MEMORY_BYTES, "the reader"


@pytest.mark.usefixtures("unread")
def test_the_largest_picture_that_is_taken_is_read_within_the_bound(settings: Settings) -> None:
    [page] = decoding.read(settings, [png_of(8192, 6144)])
    assert max(page.width, page.height) == bounds.PAGE_PIXELS
    assert children_peak() < bounds.MEMORY_BYTES


@pytest.mark.usefixtures("unread")
@pytest.mark.parametrize("form", ["JPEG", "PNG", "HEIF"])
def test_a_photograph_is_drawn_anew_upright_and_without_where_it_was_taken(settings: Settings, form: str) -> None:
    made = Image.new("RGB", (300, 200), "white")
    made.paste("red", (0, 0, 150, 200))
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter to the right
    exif[0x010F] = "Sample Telephone"
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (37.0, 33.0, 1.0)
    file = encoded(made, form, exif=exif.tobytes())
    assert b"Sample Telephone" in file
    [page] = decoding.read(settings, [file])
    drawn = opened(page)
    assert drawn.size == (200, 300), "turned"
    red = drawn.getpixel((100, 40))
    assert red[0] > 200 and red[1] < 60, "what was left is above"
    assert not drawn.getexif() and "icc_profile" not in drawn.info and b"Sample" not in page.picture


@pytest.mark.usefixtures("unread")
def test_scripts_attachments_and_launches_of_a_pdf_do_not_come_through(settings: Settings) -> None:
    action = b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>/AA<</WC<</S/Launch/F(calc.exe)>>>>"
    names = b"/Names<</EmbeddedFiles<</Names[(a)6 0 R]>>>>"
    file = raw_pdf(
        b"BT /F1 18 Tf 60 700 Td (Lease) Tj ET",
        catalog=action + names,
        objects=(b"<</Type/Filespec/F(a.exe)/EF<</F 7 0 R>>>>", b"<</Length 2>>stream\nMZ\nendstream"),
    )
    [page] = decoding.read(settings, [file])
    assert opened(page).format == "JPEG"
    assert not any(word in page.picture for word in (b"JavaScript", b"calc", b"MZ\n", b"EmbeddedFile"))


def is_black(drawn: Image.Image, box: tuple[int, int, int, int]) -> bool:
    return max(high for _, high in drawn.convert("RGB").crop(box).getextrema()) < 40


@pytest.mark.usefixtures("unread")
def test_a_number_in_the_text_of_a_pdf_is_black_in_the_picture(settings: Settings) -> None:
    [plain] = decoding.read(settings, [pdf("Tenant", "telephone 010-0123-4567")])
    [page] = decoding.read(settings, [pdf("Tenant", f"number {NUMBER}")])
    assert (plain.burnt, page.burnt) == (0, 1) and not page.searched, "by its text alone"
    scale = page.height / 842
    # The second line begins at 60, 660 from below; its number after "number ", eighteen points high.
    left, right, base = 60 + 70, 60 + 170, 842 - 660
    assert is_black(opened(page), tuple(int(one * scale) for one in (left, base - 12, right, base)))


def test_a_number_that_is_only_a_picture_is_found_by_the_machine_and_black(settings: Settings) -> None:
    assert ocr.languages() == ocr.WANTED, "scripts/test installs tesseract with Korean"
    turned = lease(number=NUMBER).rotate(90, expand=True)
    pages = decoding.read(settings, [encoded(turned), encoded(lease())])
    assert [(page.burnt, page.searched) for page in pages] == [(1, True), (0, True)]
    drawn = opened(pages[0])
    assert drawn.size == (1240, 1754), "turned as its letters stand"
    assert is_black(drawn, (345, 630, 500, 650))
    assert opened(pages[1]).getpixel((400, 640))[0] > 200, "where nothing is, nothing is painted"


def words_of(*given: tuple[str, float]) -> list[Word]:
    """Words of a row, each with the place where it begins; letters are ten wide and twenty high."""
    return [Word(text, Box(left, 100, left + 10 * len(text), 120)) for text, left in given]


@pytest.mark.parametrize(
    "given",
    [
        [(NUMBER, 0)],
        [("900101", 0), ("-", 70), ("1234567", 90)],
        [("9001O1-l234567", 0)],
        [("900101－1234567", 0)],
        [(digit, 25.0 * at) for at, digit in enumerate("9001011234567")],
        [("주민등록번호:", 0), ("900101", 140), ("1234567", 220)],
        [("９００１０１-１２３４５６７", 0)],
    ],
)
def test_a_number_is_found_however_it_is_spread(given: list[tuple[str, float]]) -> None:
    [box] = places(words_of(*given))
    last = words_of(*given)[-1].box
    assert box.right >= last.right and box.top < 100 and box.bottom > 120


@pytest.mark.parametrize(
    "given",
    [
        [("010-0123-4567", 0)],
        [("2021-12-06", 0), ("~", 110), ("2023-12-05", 130)],
        [("235,000,000원", 0)],
        [("900101-*******", 0)],
        [("991399-1234567", 0)],
        [("110-123-456789", 0)],
        [("900101", 0), ("1234567", 900)],
    ],
)
def test_what_is_no_such_number_stays(given: list[tuple[str, float]]) -> None:
    assert places(words_of(*given)) == []


def test_two_rows_are_not_one() -> None:
    assert places([Word("900101", Box(0, 100, 60, 120)), Word("1234567", Box(70, 130, 140, 150))]) == []


@pytest.mark.usefixtures("unread")
def test_a_mark_is_black_for_good(settings: Settings) -> None:
    [page] = decoding.read(settings, [encoded(lease(number=NUMBER))])
    drawn = decoding.marked(settings, page.picture, (0.25, 0.34, 0.60, 0.39))
    assert is_black(opened(drawn), (320, 605, 735, 675))
    assert opened(drawn).getpixel((100, 100))[0] > 200


@pytest.fixture
def killed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A reader that somebody kills as soon as it runs."""
    start = confined.start

    def shot(module: str) -> "subprocess.Popen[bytes]":
        process = start(module)
        os.kill(process.pid, signal.SIGKILL)
        return process

    monkeypatch.setattr(confined, "start", shot)
    yield


@pytest.mark.usefixtures("killed")
def test_a_reader_that_is_killed_is_a_refusal(settings: Settings) -> None:
    assert why(settings, encoded(lease())) == kinds.HEAVY


def test_a_reader_that_hangs_is_stopped(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "WALL_SECONDS", 0.2)
    began = time.monotonic()
    assert why(settings, encoded(lease())) == kinds.HEAVY
    assert time.monotonic() - began < 5


@pytest.mark.usefixtures("unread")
def test_only_so_many_read_at_once_and_the_next_is_asked_to_come_again(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "PATIENCE_SECONDS", 0.2)
    held, free = threading.Event(), threading.Event()

    def hold() -> None:
        with decoding.reader().place(settings.instance / "run"):
            held.set()
            free.wait(20)

    holders = [threading.Thread(target=hold) for _ in range(bounds.READERS)]
    for one in holders:
        one.start()
        held.wait(5)
        held.clear()
    try:
        assert why(settings, encoded(lease())) == kinds.BUSY
    finally:
        free.set()
        for one in holders:
            one.join(20)
    assert len(decoding.read(settings, [encoded(lease())])) == 1


@pytest.mark.usefixtures("unread")
def test_the_reader_has_no_key_no_environment_and_may_write_nothing(settings: Settings, tmp_path: Path) -> None:
    probe = (
        "import os, resource, sys; from lawsuit_hub.features.documents import decoder; decoder.bind();"
        "sys.stdout.write(','.join(sorted(os.environ)) + ' ' + ','.join(str(resource.getrlimit(one)[1]) for one in"
        " (resource.RLIMIT_AS, resource.RLIMIT_FSIZE, resource.RLIMIT_CORE)))"
    )
    process = confined.start(decoding.MODULE)
    process.kill()
    process.communicate()
    said = subprocess.run(
        [*process.args[:3], "-c", probe],
        env=confined.environment(),
        cwd="/",
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    names, limits = said.split(" ")
    assert not any("HUB" in name or "DATABASE" in name for name in names.split(",")), names
    assert limits == f"{bounds.MEMORY_BYTES},0,0"
