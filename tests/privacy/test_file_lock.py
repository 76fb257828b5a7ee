"""Locking files: what opens, what does not, and which passwords are refused."""

import io
import itertools
import random
import struct
import zipfile

import msoffcrypto
import olefile  # type: ignore[import-untyped]
import pytest
import pyzipper
from msoffcrypto.format.ooxml import OOXMLFile

from lawsuit_hub.privacy.compound_file import TooSmall
from lawsuit_hub.privacy.file_lock import (
    Weakness,
    WeakPassword,
    lock_xlsx,
    lock_zip,
    too_weak,
    zip_entry,
)
from lawsuit_hub.privacy.passwords import ALPHABET, make_password

PASSWORD = "7Hq4-mZ2w-Tn9c-Ke5v"
TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def _package(size: int) -> io.BytesIO:
    plain = io.BytesIO()
    with zipfile.ZipFile(plain, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("filling", random.Random(7).randbytes(size))
    return plain


def _locked(plain: io.BytesIO, password: str = PASSWORD) -> io.BytesIO:
    out = io.BytesIO()
    lock_xlsx(plain, password, out)
    return out


def _opened(locked: io.BytesIO, password: str = PASSWORD) -> bytes:
    file = msoffcrypto.OfficeFile(locked)
    file.load_key(password=password, verify_password=True)
    out = io.BytesIO()
    file.decrypt(out, verify_integrity=True)
    return out.getvalue()


@pytest.mark.parametrize("size", [4_000, 5_000, 100_000, 7_200_000])
def test_a_workbook_of_any_size_comes_back_byte_for_byte(size: int) -> None:
    plain = _package(size)
    assert _opened(_locked(plain)) == plain.getvalue()


def test_a_package_that_the_encryption_would_lose_is_refused() -> None:
    with pytest.raises(TooSmall):
        _locked(_package(3_000))


def test_the_container_says_the_same_as_the_one_of_another_writer() -> None:
    plain, theirs = _package(100_000), io.BytesIO()
    OOXMLFile(plain).encrypt(PASSWORD, theirs)
    with olefile.OleFileIO(_locked(plain)) as ours, olefile.OleFileIO(theirs) as other:
        assert sorted(ours.listdir()) == sorted(other.listdir())
        fixed = [one for one in ours.listdir() if one[0].startswith("\x06")]
        assert [ours.openstream(one).read() for one in fixed] == [other.openstream(one).read() for one in fixed]
        said = ours.openstream("EncryptionInfo").read()
    assert b'keyBits="256"' in said and b'spinCount="100000"' in said and said[:8] == bytes.fromhex("0400040040000000")


def test_a_changed_byte_is_noticed_when_the_workbook_is_opened() -> None:
    locked = _locked(_package(100_000))
    raw = bytearray(locked.getvalue())
    raw[50_000] ^= 1
    with pytest.raises(msoffcrypto.exceptions.InvalidKeyError):
        _opened(io.BytesIO(bytes(raw)))


def test_two_locks_of_one_workbook_share_no_ciphertext() -> None:
    plain = _package(100_000)
    first, second = _locked(plain).getvalue(), _locked(plain).getvalue()
    same = sum(a == b for a, b in itertools.islice(zip(first, second, strict=True), 20_000, 90_000))
    assert same < 70_000 * 0.02


@pytest.mark.parametrize("size", [7_200_000, 17_000_000])
def test_a_large_container_lists_its_sectors_exactly(size: int) -> None:
    locked = _locked(_package(size))
    raw = locked.getvalue()
    (fat_sectors,) = struct.unpack_from("<I", raw, 44)
    sector, count = struct.unpack_from("<II", raw, 68)
    listed = list(struct.unpack_from("<109I", raw, 76))
    for _ in range(count):
        *entries, sector = struct.unpack_from("<128I", raw, 512 * (sector + 1))
        listed += entries
    assert sector == 0xFFFFFFFE
    assert set(listed[fat_sectors:]) <= {0xFFFFFFFF}
    table = [one for place in listed[:fat_sectors] for one in struct.unpack_from("<128I", raw, 512 * (place + 1))]
    assert [place for place, one in enumerate(table) if one == 0xFFFFFFFD] == listed[:fat_sectors], "it lists itself"
    assert table.count(0xFFFFFFFC) == count and table[len(raw) // 512 - 1 :] == [0xFFFFFFFF] * (
        len(table) - len(raw) // 512 + 1
    ), "every sector of the file is accounted for, and none beyond it"
    with olefile.OleFileIO(locked, raise_defects=olefile.DEFECT_POTENTIAL) as container:
        assert container.exists("EncryptedPackage")


def test_a_zip_holds_one_entry_with_a_korean_name_in_aes_256() -> None:
    out = io.BytesIO()
    lock_zip("명단.csv", io.BytesIO("가,나\r\n".encode() * 50_000), PASSWORD, out)
    with pyzipper.AESZipFile(out) as archive:
        (entry,) = archive.infolist()
        assert entry.filename == "명단.csv"
        assert entry.flag_bits & 0x801 == 0x801  # encrypted, name in UTF-8
        assert entry.compress_size < entry.file_size / 50
        assert (entry.wz_aes_version, entry.wz_aes_strength, entry.CRC) == (2, 3, 0)
        assert archive.read(entry, pwd=PASSWORD.encode()) == "가,나\r\n".encode() * 50_000


def test_a_zip_entry_leaves_piece_by_piece() -> None:
    out = io.BytesIO()
    with zip_entry("명단.csv", PASSWORD, out) as entry:
        sizes = []
        for _ in range(20):
            entry.write(random.Random(7).randbytes(100_000))
            sizes.append(out.tell())
    assert all(later - earlier > 50_000 for earlier, later in itertools.pairwise(sizes))


def test_an_interrupted_zip_opens_nowhere() -> None:
    out = io.BytesIO()
    with pytest.raises(InterruptedError), zip_entry("명단.csv", PASSWORD, out) as entry:
        entry.write(random.Random(7).randbytes(500_000))
        raise InterruptedError
    assert not zipfile.is_zipfile(out)


@pytest.mark.parametrize("password", ["", "tiny", "가나다라마바사아자차카타파하", "a1" * 100])
def test_no_file_is_locked_with_a_weak_password(password: str) -> None:
    with pytest.raises(WeakPassword) as refused:
        lock_zip("명단.csv", io.BytesIO(b"x"), password, io.BytesIO())
    assert not password or password not in str(refused.value)
    with pytest.raises(WeakPassword):
        _locked(_package(5_000), password)


@pytest.mark.parametrize(
    ("password", "weakness"),
    [
        ("", Weakness.SHORT),
        ("7Hq4-mZ2w-T", Weakness.SHORT),
        ("7Hq4-mZ2w-Tn", None),
        ("aB3!" + "xK9-" * 31, None),
        ("aB3!" + "xK9-" * 31 + "q", Weakness.LONG),
        ("비밀번호비밀번호비밀번호12", Weakness.NOT_ASCII),
        ("abc\tdef-Gh12x", Weakness.NOT_ASCII),
        ("gkrrywlqtlftn", Weakness.ONE_KIND),
        ("90210473829105", Weakness.ONE_KIND),
        ("password1234", Weakness.GUESSABLE),
        ("Passw0rd1234!", Weakness.GUESSABLE),
        ("qwerty123456", Weakness.GUESSABLE),
        ("aaaaaaaaaaaa1", Weakness.GUESSABLE),
        ("abcdefghijkl1", Weakness.GUESSABLE),
        ("aB1!aB1!aB1!", Weakness.GUESSABLE),
        ("1q2w3e4r1q2w3e4r", Weakness.GUESSABLE),
        ("correct horse battery staple", None),
    ],
)
def test_a_password_of_ones_own_has_to_hold(password: str, weakness: Weakness | None) -> None:
    assert too_weak(password) is weakness


def test_a_made_password_is_grouped_unmistakable_and_never_weak() -> None:
    made = {make_password() for _ in range(2_000)}
    assert len(made) == 2_000
    for password in made:
        assert [len(group) for group in password.split("-")] == [4, 4, 4, 4]
        assert set(password) <= set(ALPHABET) | {"-"}
        assert too_weak(password) is None
    assert not set(ALPHABET) & set("0Oo1lI")
    assert len(set(ALPHABET)) ** 16 > 2**80
    assert set("".join(made)) == set(ALPHABET) | {"-"}
