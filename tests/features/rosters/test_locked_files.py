"""From rows to the locked file: it opens with its password only, and nothing of it ever lies on the disk."""

import io
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import msoffcrypto
import openpyxl
import pytest
import pyzipper

from lawsuit_hub.features.rosters.columns import COLUMNS
from lawsuit_hub.features.rosters.csv import write_csv
from lawsuit_hub.features.rosters.types import RosterHead, RosterRow
from lawsuit_hub.features.rosters.xlsx import write_xlsx
from lawsuit_hub.privacy.file_lock import lock_xlsx, zip_entry
from lawsuit_hub.privacy.passwords import make_password

Row = Callable[..., RosterRow]
Head = Callable[..., RosterHead]
NothingOnDisk = Callable[[], Any]


def _locked_xlsx(head: RosterHead, rows: Iterator[RosterRow], password: str) -> io.BytesIO:
    plain, out = io.BytesIO(), io.BytesIO()
    write_xlsx(plain, head, COLUMNS, rows)
    lock_xlsx(plain, password, out)
    return out


def _locked_csv(head: RosterHead, rows: Iterator[RosterRow], password: str) -> io.BytesIO:
    out = io.BytesIO()
    with zip_entry("명단.csv", password, out) as entry:
        write_csv(entry, head, COLUMNS, rows)
    return out


@pytest.mark.parametrize("count", [0, 1, 3, 500])
def test_a_locked_workbook_opens_with_its_password_and_is_whole(row: Row, head: Head, count: int) -> None:
    password = make_password()
    locked = _locked_xlsx(head(count), (row(i) for i in range(1, count + 1)), password)
    file = msoffcrypto.OfficeFile(locked)
    file.load_key(password=password, verify_password=True)
    opened = io.BytesIO()
    file.decrypt(opened, verify_integrity=True)
    sheet = openpyxl.load_workbook(opened)["명단"]
    assert sheet.max_row == count + 1
    assert sheet.cell(1, 2).value == "성명"


def test_a_locked_workbook_does_not_open_without_its_password(row: Row, head: Head) -> None:
    locked = _locked_xlsx(head(1), iter([row()]), make_password())
    assert not zipfile.is_zipfile(locked)
    with pytest.raises(zipfile.BadZipFile):
        openpyxl.load_workbook(locked)
    with pytest.raises(msoffcrypto.exceptions.InvalidKeyError):
        msoffcrypto.OfficeFile(locked).load_key(password=make_password(), verify_password=True)


def test_a_locked_csv_opens_with_its_password_only(row: Row, head: Head) -> None:
    password = make_password()
    with pyzipper.AESZipFile(_locked_csv(head(2), (row(i) for i in (1, 2)), password)) as archive:
        assert archive.namelist() == ["명단.csv"]
        with pytest.raises(RuntimeError):
            archive.read("명단.csv")
        with pytest.raises(RuntimeError):
            archive.read("명단.csv", pwd=make_password().encode())
        read = archive.read("명단.csv", pwd=password.encode()).decode("utf-8-sig")
    assert read.count("카나리아") == 2


@pytest.mark.parametrize("lock", [_locked_xlsx, _locked_csv])
def test_nothing_is_written_to_disk_while_a_roster_is_made(
    row: Row, head: Head, nothing_on_disk: NothingOnDisk, lock: Callable[..., io.BytesIO]
) -> None:
    with nothing_on_disk():
        locked = lock(head(5_000), (row(i) for i in range(1, 5_001)), make_password())
    for trace in ("카나리아".encode(), "카나리아".encode("utf-16-le"), b"010-0999-1234", b"01009991234"):
        assert trace not in locked.getvalue()


@pytest.mark.parametrize("lock", [_locked_xlsx, _locked_csv])
def test_an_interrupted_roster_leaves_nothing_on_disk(
    row: Row, head: Head, nothing_on_disk: NothingOnDisk, lock: Callable[..., io.BytesIO]
) -> None:
    def torn() -> Iterator[RosterRow]:
        yield from (row(i) for i in range(1, 2_000))
        raise InterruptedError

    with nothing_on_disk(), pytest.raises(InterruptedError):
        lock(head(5_000), torn(), make_password())


def test_the_watch_over_the_disk_notices_a_spilling_writer(nothing_on_disk: NothingOnDisk) -> None:
    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet()
    with pytest.raises(AssertionError), nothing_on_disk():
        sheet.append(["카나리아"])
        workbook.save(io.BytesIO())
