"""Blind indexes and keyed hashes: equal for equals, unrelated otherwise, not to be computed without the key."""

import hashlib
import unicodedata
from pathlib import Path

import pytest

from lawsuit_hub.privacy.index import email_form, name_form
from lawsuit_hub.privacy.keyring import Keyring, Keys
from lawsuit_hub.values.phone import PhoneNumber

NUMBER = "+821001234567"


def test_an_index_finds_equals_in_both_tiers_and_after_loading_again(
    ring: Keyring, keys: Keys, key_folder: Path
) -> None:
    index = keys.index("victims.phone", NUMBER)
    assert len(index) == 16
    assert {Keyring.load(key_folder).index("victims.phone", NUMBER), ring.public().index("victims.phone", NUMBER)} == {
        index
    }
    assert keys.index("victims.phone", NUMBER[:-1] + "8") != index


def test_an_index_that_was_sealed_in_a_value_is_the_index(keys: Keys) -> None:
    kept = keys.index_to_seal("victims.phone", NUMBER)
    assert kept.startswith("1:")
    assert keys.index_sealed(kept) == keys.index_sealed(kept[2:]) == keys.index("victims.phone", NUMBER)


def test_indexes_of_different_columns_uses_and_versions_are_unrelated(keys: Keys) -> None:
    purposes = [
        "victims.phone", "staff.phone", "victims.email", "victims.phone/search", "victims.phone@2",
        "victims.phone/search@2", "victimsp.hone",
    ]  # fmt: skip
    assert len({keys.index(purpose, NUMBER) for purpose in purposes}) == len(purposes)
    assert keys.index("victims.phone", NUMBER) == keys.index("victims.phone/equal@1", NUMBER)


def test_an_index_needs_the_index_key_and_no_other(ring: Keyring, tmp_path: Path) -> None:
    index = ring.index("victims.phone", NUMBER)
    assert Keyring.create(tmp_path / "other").index("victims.phone", NUMBER) != index
    assert index not in {
        hashlib.sha256(NUMBER.encode()).digest()[:16],
        ring.mac("victims.phone", NUMBER)[:16],
        ring.derived("victims.phone")[:16],
    }


@pytest.mark.parametrize(
    "purpose", ["", "phone", "victims.", ".phone", "a.b.c", "a.b/", "a.b@0", "a.b@", "A.b", "a.b "]
)
def test_an_index_names_table_and_column(keys: Keys, purpose: str) -> None:
    with pytest.raises(ValueError, match=r"table\.column"):
        keys.index(purpose, NUMBER)


def test_absence_is_not_indexed(keys: Keys) -> None:
    with pytest.raises(ValueError, match="NULL"):
        keys.index("victims.phone", "")


def test_every_way_of_writing_a_number_has_one_index(keys: Keys) -> None:
    ways = ["010-0123-4567", "01001234567", "010 0123 4567", "+82 10-0123-4567", "０１０－０１２３－４５６７"]
    assert {keys.index("victims.phone", PhoneNumber.parse_mobile(way).e164) for way in ways} == {
        keys.index("victims.phone", NUMBER)
    }


def test_every_way_of_writing_a_name_or_address_has_one_index(keys: Keys) -> None:
    names = ["카나리아(표본)", "카나리아 표본", unicodedata.normalize("NFD", "카나리아표본"), " 카 나리아 · 표본 "]
    assert {keys.index("victims.name", name_form(name)) for name in names} == {
        keys.index("victims.name", "카나리아표본")
    }
    assert {name_form(name) for name in ("Ｋｉｍ  O'Neil", "kim o’neil", "KIM ONEIL")} == {"kimoneil"}
    assert {email_form(text) for text in (" Canary@Example.org", "ｃａｎａｒｙ@example.org ")} == {"canary@example.org"}


def test_keyed_hashes_of_codes_differ_by_purpose_and_key(ring: Keyring, tmp_path: Path) -> None:
    mac = ring.mac("login.code", "123456")
    assert len(mac) == 32
    assert mac == ring.public().mac("login.code", b"123456")
    others = [
        ring.mac("invite.token", "123456"),
        ring.mac("login.code", "123457"),
        Keyring.create(tmp_path / "other").mac("login.code", "123456"),
        hashlib.sha256(b"123456").digest(),
    ]
    assert mac not in others
    assert len(ring.mac("login.code", "")) == 32
    with pytest.raises(ValueError, match="purpose"):
        ring.mac("", "123456")
