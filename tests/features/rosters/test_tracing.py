"""A found file names the export it came from: as it left, saved again, without its columns, in part."""

import csv
import io
import json
import time
import zipfile
from pathlib import Path
from typing import Any
from uuid import UUID

import openpyxl
import pytest
import pyzipper
from click.testing import CliRunner, Result
from sqlalchemy import text

from lawsuit_hub.access.actor import SYSTEM, Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.commands import exporting
from lawsuit_hub.commands import roster as commands
from lawsuit_hub.commands import traced as traced_commands
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.rosters import found, tracing
from lawsuit_hub.features.rosters.arrangement import BLOCK, arranged
from lawsuit_hub.features.rosters.tracing import How, Traced
from lawsuit_hub.features.rosters.types import Exported, SheetFormat
from lawsuit_hub.infra.work import NotAllowed
from tests.features.rosters.exports import PASSWORD, Counsel, make_counsel, open_xlsx
from tests.people import caseworker_of
from tests.world import World

pytestmark = pytest.mark.either


@pytest.fixture
def many(world: World) -> Counsel:
    """Eleven people: one block and a rest."""
    made = make_counsel(world, size=10)
    made.people.append(made.add("한표본", "010-0100-0099"))
    return made


def traced(world: World, data: bytes, **more: Any) -> tuple[Traced, ...]:
    return tracing.trace(world.works, SYSTEM, data, **more)


def rows_of(exported: Exported) -> list[list[str]]:
    with pyzipper.AESZipFile(io.BytesIO(exported.data)) as archive:
        archive.setpassword(PASSWORD.encode())
        text = archive.read(archive.namelist()[0]).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def as_csv(rows: list[list[str]], *keep: str, encoding: str = "utf-8") -> bytes:
    at = [rows[0].index(name) for name in keep]
    out = io.StringIO()
    csv.writer(out).writerows([[row[i] for i in at] for row in rows])
    return out.getvalue().encode(encoding)


@pytest.mark.parametrize("form", SheetFormat)
def test_a_file_as_it_left_is_known_by_its_hash(world: World, many: Counsel, form: SheetFormat) -> None:
    first, second = many.export(format=form), many.export(format=form, reason="기일 전에 다시 맞춰 봅니다")
    (one,) = traced(world, second.data)
    assert (one.number, one.how, one.reason) == ("X-0002", How.UNTOUCHED, "기일 전에 다시 맞춰 봅니다")
    assert (one.group, one.lawyer, one.firm, one.format) == (
        many.code,
        "lawyer@example.com",
        "법무법인 표본",
        form.value,
    )
    assert traced(world, first.data)[0].number == "X-0001"


def test_a_workbook_that_was_saved_again_names_its_number(world: World, many: Counsel) -> None:
    many.export()
    book = open_xlsx(many.export().data)
    out = io.BytesIO()
    book.save(out)
    (one,) = traced(world, out.getvalue())
    assert (one.number, one.how) == ("X-0002", How.NUMBER) and one.times >= 11
    for sheet in book.worksheets[1:]:
        book.remove(sheet)
    del_column = [cell.value for cell in book.worksheets[0][1]].index("내보내기 번호") + 1
    book.worksheets[0].delete_cols(del_column)
    out = io.BytesIO()
    book.save(out)
    assert traced(world, out.getvalue())[0].number == "X-0002", "the foot of its pages says it still"


def test_a_locked_file_that_is_none_of_ours_wants_its_password(world: World, many: Counsel) -> None:
    exported = many.export()
    other = bytearray(exported.data)
    other[-1] ^= 1
    with pytest.raises(found.Locked):
        traced(world, bytes(other))
    with pytest.raises(found.Locked):
        traced(world, bytes(other), password="Another-Lantern-51")
    assert traced(world, bytes(other), password=PASSWORD)[0].number == "X-0001"


@pytest.mark.parametrize(
    ("keep", "encoding"),
    [
        (("성명",), "utf-8"),
        (("성명",), "utf-8-sig"),
        (("연락처", "보증금(원)"), "utf-16"),
        (("연락처", "보증금(원)"), "cp949"),
        (("성명", "목적물 주소"), "cp949"),
    ],
)
def test_without_its_numbers_the_order_of_the_people_tells(
    world: World, many: Counsel, keep: tuple[str, ...], encoding: str
) -> None:
    sheets = [rows_of(many.export(format=SheetFormat.CSV)) for _ in range(3)]
    (one,) = traced(world, as_csv(sheets[1], *keep, encoding=encoding))
    assert (one.number, one.how, one.people, one.pairs) == ("X-0002", How.ORDER, 11, (10, 10))


def test_a_block_of_it_tells_too_and_a_sorted_one_says_that_several_fit(world: World, many: Counsel) -> None:
    sheets = [rows_of(many.export(format=SheetFormat.CSV)) for _ in range(3)]
    part = sheets[2][: 1 + BLOCK]  # fewer may stand in another export's order by chance: seven did, once in 360 runs
    assert traced(world, as_csv(part, "성명"))[0].number == "X-0003"
    by_name = [sheets[2][0], *sorted(sheets[2][1:], key=lambda row: row[1])]
    said = traced(world, as_csv(by_name, "성명"))
    assert [(one.number, one.how) for one in said] == [(f"X-000{n}", How.PEOPLE) for n in (1, 2, 3)]


def test_of_one_or_two_people_nothing_is_said_but_that_it_was_asked(world: World, many: Counsel) -> None:
    rows = rows_of(many.export(format=SheetFormat.CSV))
    assert traced(world, as_csv(rows[:3], "연락처")) == ()
    with world.engine.connect() as db:
        asked = db.scalar(text("select count(*) from audit_lines where deed = 'roster:trace-asked'"))
    assert asked == 1


def test_somebody_of_another_export_added_leads_to_no_other_lawyer(world: World, many: Counsel) -> None:
    rows = rows_of(many.export(format=SheetFormat.CSV))
    many.people.append(many.add("서표본", "010-0100-0098"))
    later = rows_of(many.export(format=SheetFormat.CSV))
    rows.insert(5, next(row for row in later if "서표본" in row))
    assert [(one.number, one.how) for one in traced(world, as_csv(rows, "성명"))] == [("X-0001", How.ORDER)]


def test_a_changed_number_and_the_order_are_both_said(world: World, many: Counsel) -> None:
    many.export()
    rows = rows_of(many.export(format=SheetFormat.CSV))
    forged = as_csv(rows, "성명", "내보내기 번호").replace(b"X-0002", b"X-0001")
    assert [(one.number, one.how) for one in traced(world, forged)] == [("X-0001", How.NUMBER), ("X-0002", How.ORDER)]


def test_a_number_that_somebody_wrote_by_chance_stands_behind_ours(world: World, many: Counsel) -> None:
    many.export()
    rows = rows_of(many.export(format=SheetFormat.CSV))
    rows[3][rows[0].index("성명")] += " X-0001"
    assert [one.number for one in traced(world, as_csv(rows, "성명", "내보내기 번호"))] == ["X-0002", "X-0001"]


def test_what_is_no_roster_fits_nothing(world: World, many: Counsel) -> None:
    many.export()
    for data in (b"", b"name,phone\r\nnobody,010-0777-7777\r\n", "아무 글이나 적은 것".encode()):
        assert traced(world, data) == ()
    assert traced(world, b"PK\x03\x04 no archive") == ()
    for data in (b"%PDF-1.7 no paper", b"\xd0\xcf\x11\xe0 no office file", bytes(range(256))):
        with pytest.raises(found.Unreadable):
            traced(world, data, password=PASSWORD)


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_a_file_that_was_zipped_with_others_is_found_among_them(world: World, many: Counsel) -> None:
    many.export()
    exported = many.export()
    data = zipped(picture=b"\xff\xd8\xff\xe0 no picture\x00\x81", notes=b"\x00\x05\x16\x07\x81", roster=exported.data)
    for password in (None, PASSWORD):
        (one,) = traced(world, zipped(mail=data), password=password)
        assert (one.number, one.how) == ("X-0002", How.UNTOUCHED)
    with pytest.raises(found.Unreadable):
        traced(world, zipped(picture=b"\xff\xd8\xff\xe0 no picture\x00\x81"))


def test_a_damaged_file_is_said_to_be_one_and_breaks_nothing(world: World, many: Counsel) -> None:
    book = open_xlsx(many.export().data)
    out = io.BytesIO()
    book.save(out)
    whole, broken = out.getvalue(), 0
    for at in range(0, len(whole), max(len(whole) // 150, 1)):
        data = bytearray(whole)
        data[at] ^= 0xFF
        broken += found.read(bytes(data), None).trouble is not None
    assert broken > 20


def test_a_bomb_is_read_no_further_than_its_bounds() -> None:
    """Time and memory: rows that are claimed and not there, tags that never end, an archive of archives, zeros."""
    began = time.monotonic()
    far = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>X-0001</t></is></c></row>'
    book = openpyxl.Workbook()
    book.active.append(["X-0001"])
    out = io.BytesIO()
    book.save(out)
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/>'
    )
    claimed = io.BytesIO()
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(claimed, "w") as new:
        for name in old.namelist():
            content = (
                f"{sheet}<sheetData>{far}</sheetData></worksheet>"
                if name == "xl/worksheets/sheet1.xml"
                else old.read(name)
            )
            new.writestr(name, content)
    for data in (
        claimed.getvalue(),
        zipped(
            mimetype=b"application/hwp+zip", **{"Contents/section0.xml": b"<a xmlns:hp='h'>" + b"<hp:tr>" * 200_000}
        ),
        zipped(zeros=bytes(250 * 2**20)),
        zipped(**{f"{n}": zipped(zeros=bytes(60 * 2**20)) for n in range(5)}),
    ):
        found.read(data, None)
    assert time.monotonic() - began < 60


def test_it_leaves_lines_of_what_was_asked_and_found_and_is_the_command_line_s_alone(
    world: World, many: Counsel
) -> None:
    exported = many.export()
    traced(world, exported.data)
    with world.as_system() as work:
        (line,) = audit.about(work, many.group_id, deeds=["roster:traced"])
        assert line.details == {"number": "X-0001", "how": "untouched"}
    with pytest.raises(NotAllowed):
        tracing.trace(world.works, Actor(Role.CASEWORKER, caseworker_of(world)), exported.data)


def test_every_export_has_an_order_of_its_own_and_nobody_moves_far(world: World, many: Counsel) -> None:
    people = {UUID(int=n): None for n in range(100)}
    with world.as_system() as work:
        orders = [list(arranged(work, UUID(int=export), people)) for export in range(50)]  # type: ignore[arg-type]
        assert orders[0] == list(arranged(work, UUID(int=0), people)), "the same export, the same order"  # type: ignore[arg-type]
    assert len({tuple(order) for order in orders}) == 50
    for order in orders:
        assert sorted(order) == list(people) and all(abs(order.index(one) - one.int) < BLOCK for one in people)


def test_the_command_says_who_when_and_why(
    world: World, many: Counsel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheets = [rows_of(many.export(format=SheetFormat.CSV)) for _ in range(2)]
    exported = many.export()
    for module in (exporting, traced_commands):
        monkeypatch.setattr(module, "opened", lambda: world.instance)
    password = tmp_path / "password"
    password.write_text(f"{PASSWORD}\n")

    def hub(data: bytes, *words: str) -> Result:
        (tmp_path / "found").write_bytes(data)
        return CliRunner().invoke(commands.roster, ["trace", str(tmp_path / "found"), *words])

    told = hub(exported.data)
    assert told.exit_code == 0 and told.stdout.startswith("X-0003 GS-0001 xlsx ")
    assert (
        "by lawyer@example.com (법무법인 표본): 위임장과 계약 내용을 맞춰 봅니다 [the file as it left]" in told.stdout
    )
    assert "[11 of its people, 10 of 10 neighbours in its order]" in hub(as_csv(sheets[0], "연락처")).stdout
    by_name = [sheets[0][0], *sorted(sheets[0][1:], key=lambda row: row[1])]
    assert hub(as_csv(by_name, "성명")).stdout.startswith("3 exports fit, the likeliest first:")
    (one,) = json.loads(hub(as_csv(sheets[1], "성명", "내보내기 번호"), "--json").stdout)
    assert (one["number"], one["how"], one["times"]) == ("X-0002", "number", 11)
    touched = exported.data[:-1] + bytes([exported.data[-1] ^ 1])
    locked = hub(touched)
    assert locked.exit_code == 1 and "--password-file" in locked.stderr
    assert hub(touched, "--password-file", str(password)).stdout.startswith("X-0003")
    assert hub(b"nothing of ours").exit_code == 1
    assert hub(b"%PDF-1.7 no paper").exit_code == 2


@pytest.mark.parametrize("form", SheetFormat)
def test_the_command_exports_every_format(
    world: World, many: Counsel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: SheetFormat
) -> None:
    for module in (exporting, traced_commands):
        monkeypatch.setattr(module, "opened", lambda: world.instance)
    password, out = tmp_path / "password", tmp_path / f"roster.{form.value}"
    password.write_text(f"{PASSWORD}\n")
    words = [
        "export",
        many.code,
        "--as",
        "lawyer@example.com",
        "--reason",
        "위임장을 맞춰 봅니다",
        "--format",
        form.value,
    ]
    done = CliRunner().invoke(commands.roster, [*words, "--password-file", str(password), "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("11 rows, ") and found.read(out.read_bytes(), None).hashes[0] in done.stdout
    told = CliRunner().invoke(commands.roster, ["trace", str(out)])
    assert told.stdout.startswith(f"X-0001 GS-0001 {form.value} ") and "[the file as it left]" in told.stdout
    labels = [*words, "--purpose", "labels", "--password-file", str(password), "--out", str(tmp_path / "labels")]
    assert CliRunner().invoke(commands.roster, labels).stdout.startswith("11 rows, 4 columns, ")
