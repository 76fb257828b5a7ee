"""Files locked with a password, in memory only; knows nothing of who is in them.

XLSX: ECMA-376 agile encryption (privacy.agile). ZIP: AES-256 (AE-2) by pyzipper, whose format derives the key with only
1,000 rounds: the strength of all lies in the password, hence `too_weak`. PDF: AES-256, revision 6, by qpdf.
"""

import io
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import BinaryIO, cast

import pyzipper

from lawsuit_hub.privacy.agile import AgileWriter
from lawsuit_hub.privacy.one_way import OneWay

MINIMUM_LENGTH = 12
MAXIMUM_LENGTH = 128
MINIMUM_SURPRISES = 6
COPY_SIZE = 64 * 1024

_REPEATED = re.compile(r"(.+?)\1+")
_WELL_KNOWN = re.compile(r"p[a@]ss?w[o0]rd|qwerty|asdfgh|zxcvbn|letmein|welcome|admin|1q2w3e4r|q1w2e3r4", re.IGNORECASE)
_CLASSES = tuple(re.compile(pattern) for pattern in ("[a-z]", "[A-Z]", "[0-9]", "[^a-zA-Z0-9]"))


class Weakness(StrEnum):
    """Why a password is refused; the words for it belong to routes."""

    SHORT = "short"
    LONG = "long"
    NOT_ASCII = "not-ascii"  # ZIP programs disagree about the bytes of 한글 and of accents
    ONE_KIND = "one-kind"  # only letters of one case, or only digits
    GUESSABLE = "guessable"  # runs, repetitions, well-known words


class WeakPassword(ValueError):
    """No file is locked with a password that would not hold."""


def too_weak(password: str) -> Weakness | None:
    if len(password) < MINIMUM_LENGTH:
        return Weakness.SHORT
    if len(password) > MAXIMUM_LENGTH:
        return Weakness.LONG
    if not (password.isascii() and password.isprintable()):
        return Weakness.NOT_ASCII
    if sum(1 for kind in _CLASSES if kind.search(password)) < 2:  # noqa: PLR2004
        return Weakness.ONE_KIND
    if _surprises(password) < MINIMUM_SURPRISES:
        return Weakness.GUESSABLE
    return None


@contextmanager
def xlsx_lock(password: str, out: io.BytesIO) -> Iterator[BinaryIO]:
    """Takes a workbook as it is written; `out` gets it encrypted, a segment at a time.

    If the block raises, `out` is left without a container: an interrupted file opens nowhere.
    """
    _refuse_weak(password)
    writer = AgileWriter(password, out)
    yield cast(BinaryIO, writer)
    writer.finish()


def lock_xlsx(plain: BinaryIO, password: str, out: io.BytesIO) -> None:
    """Encrypt the workbook in `plain` (in memory) into `out`."""
    plain.seek(0)
    with xlsx_lock(password, out) as locked:
        while chunk := plain.read(COPY_SIZE):
            locked.write(chunk)


def lock_pdf(plain: bytes, password: str, out: BinaryIO) -> None:
    """AES-256 (revision 6). Nobody is told the owner's password: whoever opens it may read and print, and change nothing."""
    import pikepdf  # noqa: PLC0415 - large, and whoever locks workbooks does without it

    _refuse_weak(password)
    may = pikepdf.Permissions(
        extract=False, modify_other=False, modify_assembly=False, modify_form=False, modify_annotation=False
    )
    with pikepdf.open(io.BytesIO(plain)) as paper:
        paper.save(out, encryption=pikepdf.Encryption(user=password, owner=secrets.token_urlsafe(32), R=6, allow=may))


def lock_zip(inner_name: str, plain: BinaryIO, password: str, out: BinaryIO) -> None:
    with zip_entry(inner_name, password, out) as entry:
        while chunk := plain.read(COPY_SIZE):
            entry.write(chunk)


@contextmanager
def zip_entry(inner_name: str, password: str, out: BinaryIO) -> Iterator[BinaryIO]:
    """The one entry of an encrypted ZIP; what is written to it leaves compressed and encrypted at once.

    If the block raises, `out` is left without a directory: an interrupted file opens nowhere.
    """
    with zip_archive(password, out) as archive, archive.entry(inner_name) as entry:
        yield entry


class ZipArchive:
    """Entries of an encrypted ZIP, one after the other. Their names are not encrypted: nobody's may stand in one."""

    def __init__(self, archive: pyzipper.AESZipFile) -> None:
        self._archive = archive

    @contextmanager
    def entry(self, inner_name: str) -> Iterator[BinaryIO]:
        info = pyzipper.zipfile_aes.AESZipInfo(inner_name)  # made by hand, it carries no time
        info.compress_type = pyzipper.ZIP_DEFLATED
        with self._archive.open(info, "w") as entry:
            yield cast(BinaryIO, entry)


@contextmanager
def zip_archive(password: str, out: BinaryIO) -> Iterator[ZipArchive]:
    """An encrypted ZIP of any number of entries. If the block raises, `out` is left without a directory."""
    _refuse_weak(password)
    sink = OneWay(out)
    archive = pyzipper.AESZipFile(sink, "w", encryption=pyzipper.WZ_AES, encryption_kwargs={"nbits": 256})
    archive.setpassword(password.encode("ascii"))
    with archive:
        try:
            yield ZipArchive(archive)
        except BaseException:
            sink.cut()
            raise


def _refuse_weak(password: str) -> None:
    weakness = too_weak(password)
    if weakness is not None:
        raise WeakPassword(weakness)


def _surprises(password: str) -> int:
    """Characters that do not follow from the one before: 'abcd' and '1111' count one, a well-known word one."""
    text = _WELL_KNOWN.sub("\u00a4", password)
    whole_repeated = _REPEATED.fullmatch(text)
    if whole_repeated:
        text = whole_repeated.group(1)
    codes = [ord(character) for character in text]
    return sum(1 for i, code in enumerate(codes) if i == 0 or abs(code - codes[i - 1]) > 1)
