"""Sealed fields: what comes back, what never opens, what is refused, what is never shown."""

import copy
import json
import pickle
import traceback
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lawsuit_hub.privacy.keyring import (
    CannotOpen,
    KeyKind,
    Keys,
    Place,
    Sealed,
    UnknownGeneration,
    UnknownSuite,
)
from lawsuit_hub.privacy.sealed import unpad

CANARY = "카나리아 (표본용) 010-0999-1234"
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
SAME_KEYS = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
HEADER, NONCE, TAG, STEP = 5, 12, 16, 32


@SAME_KEYS
@given(text=TEXTS, kind=st.sampled_from(KeyKind))
def test_any_text_comes_back_as_it_was(keys: Keys, place: Place, text: str, kind: KeyKind) -> None:
    assert keys.open(keys.seal(text, place, kind), place, kind) == text


@SAME_KEYS
@given(data=st.binary(max_size=200))
def test_any_bytes_come_back_as_they_were(keys: Keys, place: Place, data: bytes) -> None:
    assert keys.open_bytes(keys.seal(data, place), place) == data


@pytest.mark.parametrize("text", ["", "\0", "\0" * 64, "👩‍👧‍👦", "가" * 11_000, "a" * 32_768, "한글", "\x80\0"])
def test_texts_at_the_edges_come_back_as_they_were(keys: Keys, place: Place, text: str) -> None:
    assert keys.open(keys.seal(text, place), place) == text


def test_equal_texts_never_look_equal(keys: Keys, place: Place) -> None:
    sealed = [keys.seal(CANARY, place).data for _ in range(1000)]
    assert len(set(sealed)) == 1000
    assert len({data[HEADER + NONCE :] for data in sealed}) == 1000


def test_a_nonce_is_never_used_again(keys: Keys, place: Place) -> None:
    nonces = {keys.seal(b"", place).data[HEADER : HEADER + NONCE] for _ in range(100_000)}
    assert len(nonces) == 100_000


def test_absence_stays_absent_and_an_empty_text_is_sealed(keys: Keys, place: Place) -> None:
    assert keys.seal(None, place) is None
    assert keys.open(None, place) is None
    assert isinstance(keys.seal("", place), Sealed)


@pytest.mark.parametrize("length", [*range(70), 1000])
def test_a_length_shows_only_in_steps_of_32_bytes(keys: Keys, place: Place, length: int) -> None:
    body = len(keys.seal("a" * length, place).data) - HEADER - NONCE - TAG
    assert body == (length // STEP + 1) * STEP


@pytest.mark.parametrize(
    "elsewhere",
    [
        lambda place: replace(place, row=uuid4()),
        lambda place: replace(place, column="victims.email"),
        lambda place: replace(place, column="landlords.phone"),
        lambda place: replace(place, column="victim.sphone"),
    ],
    ids=["row", "column", "table", "border of table and column"],
)
def test_a_value_opens_in_no_other_place(keys: Keys, place: Place, elsewhere) -> None:  # type: ignore[no-untyped-def]
    sealed = keys.seal(CANARY, place)
    with pytest.raises(CannotOpen):
        keys.open(sealed, elsewhere(place))


def test_a_value_opens_for_no_other_subject_and_kind(keys: Keys, place: Place) -> None:
    other = uuid4()
    keys.new_subject(other)
    sealed = keys.seal(CANARY, place)
    with pytest.raises(CannotOpen):
        keys.open(sealed, replace(place, subject=other))
    for kind in (KeyKind.PEER, KeyKind.HINT):
        with pytest.raises(CannotOpen):
            keys.open(sealed, place, kind)


def test_subject_and_row_are_not_interchangeable(keys: Keys, subject: UUID) -> None:
    row = uuid4()
    keys.new_subject(row)
    sealed = keys.seal(CANARY, Place("victims.phone", subject, row))
    with pytest.raises(CannotOpen):
        keys.open(sealed, Place("victims.phone", row, subject))


def test_no_flipped_bit_anywhere_opens(keys: Keys, place: Place) -> None:
    data = keys.seal(CANARY, place).data
    for at in range(len(data) * 8):
        changed = bytearray(data)
        changed[at // 8] ^= 1 << at % 8
        with pytest.raises(CannotOpen):
            keys.open(Sealed(bytes(changed)), place)


def test_nothing_cut_off_or_added_opens(keys: Keys, place: Place) -> None:
    data = keys.seal(CANARY, place).data
    changed = [data[:length] for length in range(len(data))] + [data[cut:] for cut in range(1, len(data))]
    for wrong in [*changed, data + b"\0", b"\1" + data, data + data]:
        with pytest.raises(CannotOpen):
            keys.open(Sealed(wrong), place)


@pytest.mark.parametrize("suite", [0, 2, 3, 255])
def test_an_unknown_suite_is_named_as_such(keys: Keys, place: Place, suite: int) -> None:
    sealed = keys.seal(CANARY, place)
    with pytest.raises(UnknownSuite):
        keys.open(Sealed(bytes([suite]) + sealed.data[1:]), place)


@pytest.mark.parametrize("generation", [0, 2, 2**32 - 1])
def test_an_unknown_generation_is_named_as_such(keys: Keys, place: Place, generation: int) -> None:
    data = keys.seal(CANARY, place).data
    with pytest.raises(UnknownGeneration):
        keys.open(Sealed(data[:1] + generation.to_bytes(4, "big") + data[5:]), place)


def test_plaintext_in_a_column_is_never_passed_through(keys: Keys, place: Place) -> None:
    for text in (b"", CANARY.encode(), b"+821009991234"):
        with pytest.raises(UnknownSuite):
            keys.open(Sealed(text), place)


def test_only_a_sealed_is_opened(keys: Keys, place: Place) -> None:
    for wrong in (keys.seal(CANARY, place).data, CANARY, 1):
        with pytest.raises(TypeError):
            keys.open(wrong, place)  # type: ignore[call-overload]


@pytest.mark.parametrize("wrong", [bytearray(b"a"), memoryview(b"a"), 1, 1.5, ["a"], Sealed(b"\1")])
def test_only_text_and_bytes_are_sealed(keys: Keys, place: Place, wrong: object) -> None:
    with pytest.raises(TypeError):
        keys.seal(wrong, place)  # type: ignore[call-overload]


@pytest.mark.parametrize("wrong", ["text", bytearray(b"a"), memoryview(b"a"), None])
def test_a_sealed_holds_bytes_only(wrong: object) -> None:
    with pytest.raises(TypeError):
        Sealed(wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("column", ["phone", "victims.", ".phone", "a.b.c", ""])
def test_a_place_names_table_and_column(keys: Keys, subject: UUID, column: str) -> None:
    with pytest.raises(ValueError, match=r"table\.column"):
        keys.seal("a", Place(column, subject, subject))


def test_a_sealed_value_shows_nothing_anywhere(keys: Keys, place: Place) -> None:
    @dataclass
    class Row:
        phone: Sealed | None

    sealed = keys.seal(CANARY, place)
    assert {repr(sealed), str(sealed), f"{sealed}", "%s" % sealed} == {"<sealed>"}  # noqa: UP031 - every way of printing
    assert repr(Row(sealed)).endswith("Row(phone=<sealed>)")
    with pytest.raises(TypeError):
        json.dumps({"phone": sealed})
    with pytest.raises(TypeError):
        pickle.dumps(sealed)
    assert copy.copy(sealed) is sealed
    assert copy.deepcopy(Row(sealed)).phone is sealed
    with pytest.raises(AttributeError):
        sealed.data = b""  # type: ignore[misc]


@pytest.mark.parametrize(
    "padded", [b"", bytes(32), b"a" * 32, b"\x80" + bytes(30), b"a\x80" + bytes(31), b"\x80" + b"a" * 31]
)
def test_padding_that_is_not_ours_is_no_value(padded: bytes) -> None:
    with pytest.raises(CannotOpen):
        unpad(padded)


def refused(call) -> BaseException:  # type: ignore[no-untyped-def]
    try:
        call()
    except (CannotOpen, TypeError, ValueError) as refusal:
        return refusal
    raise AssertionError("nothing was refused")


def test_no_refusal_carries_the_value(keys: Keys, place: Place) -> None:
    elsewhere = replace(place, row=uuid4())
    refusals = [
        refused(lambda: keys.seal(CANARY + "\ud800", place)),
        refused(lambda: keys.open(keys.seal(CANARY.encode() + b"\xff", place), place)),
        refused(lambda: keys.open(keys.seal(CANARY, place), elsewhere)),
        refused(lambda: keys.open(Sealed(CANARY.encode()), place)),
        refused(lambda: keys.seal(bytearray(CANARY.encode()), place)),  # type: ignore[call-overload]
    ]
    for refusal in refusals:
        told = "".join(traceback.format_exception(refusal))
        # What hides in the chain is found by error reporters, though a traceback does not print it.
        chain = [refusal, refusal.__context__, refusal.__cause__]
        held = " ".join([told, *(repr(one) + repr(vars(one)) + repr(one.args) for one in chain if one)])
        assert "0999" not in held
        assert "카나리아" not in held
        assert not any(isinstance(one, UnicodeError) for one in chain)


class TestRows:
    """A row's MAC: no field of the row is taken from another time."""

    @pytest.fixture
    def mac_place(self, subject: UUID) -> Place:
        return Place("leases.row_mac", subject, uuid4())

    @pytest.fixture
    def fields(self, keys: Keys, mac_place: Place) -> dict[str, Sealed | None]:
        names = ("deposit", "address", "ends_on")
        return {name: keys.seal("1", replace(mac_place, column=f"leases.{name}")) for name in names} | {"note": None}

    def test_an_untouched_row_passes(self, keys: Keys, mac_place: Place, fields: dict[str, Sealed | None]) -> None:
        mac = keys.seal_row(fields, mac_place)
        keys.check_row(mac, dict(reversed(fields.items())), mac_place)

    def test_nulled_mixed_swapped_and_added_fields_are_noticed(
        self, keys: Keys, mac_place: Place, fields: dict[str, Sealed | None]
    ) -> None:
        mac = keys.seal_row(fields, mac_place)
        newer = keys.seal("2", replace(mac_place, column="leases.deposit"))
        wrong = [
            fields | {"deposit": None},
            fields | {"deposit": newer},
            fields | {"note": newer},
            fields | {"deposit": fields["address"], "address": fields["deposit"]},
            fields | {"more": None},
            {name: value for name, value in fields.items() if name != "note"},
            {},
        ]
        for row in wrong:
            with pytest.raises(CannotOpen):
                keys.check_row(mac, row, mac_place)

    def test_a_mac_of_another_row_kind_or_sort_is_none(
        self, keys: Keys, mac_place: Place, fields: dict[str, Sealed | None]
    ) -> None:
        mac = keys.seal_row(fields, mac_place)
        with pytest.raises(CannotOpen):
            keys.check_row(mac, fields, replace(mac_place, row=uuid4()))
        with pytest.raises(CannotOpen):
            keys.check_row(mac, fields, mac_place, KeyKind.HINT)
        with pytest.raises(CannotOpen):
            keys.check_row(keys.seal("", mac_place), fields, mac_place)
        with pytest.raises(CannotOpen):
            keys.open(mac, mac_place)

    def test_no_flipped_bit_of_a_mac_passes(
        self, keys: Keys, mac_place: Place, fields: dict[str, Sealed | None]
    ) -> None:
        data = keys.seal_row(fields, mac_place).data
        for at in range(len(data) * 8):
            changed = bytearray(data)
            changed[at // 8] ^= 1 << at % 8
            with pytest.raises(CannotOpen):
                keys.check_row(Sealed(bytes(changed)), fields, mac_place)
