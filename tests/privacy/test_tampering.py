"""The tamper matrix: whatever somebody does to what lies in a table, it is refused, with one family of exceptions."""

import io
from collections.abc import Callable
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lawsuit_hub.privacy import sealed as sealing
from lawsuit_hub.privacy.keyring import (
    CannotOpen,
    KeyDestroyed,
    KeyKind,
    Keyring,
    Keys,
    NotHere,
    Place,
    Sealed,
    UnknownGeneration,
    UnknownKey,
    UnknownSuite,
    WrappedKey,
    WrongCommitment,
    open_with,
    seal_with,
)
from tests.privacy.memory_store import MemoryStore

SAME_KEYS = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)
HEADER, NONCE = 5, 12

COLUMNS = st.sampled_from(["victims.name", "victims.phone", "leases.phone", "memberships.card", "a.b"])
# Where a byte stands in a sealed field, by name: what is changed there must be refused wherever it is.
PARTS = {"suite": (0, 1), "generation": (1, 5), "nonce": (5, 17), "text and tag": (17, None)}


def test_every_refusal_is_one_family() -> None:
    """Whoever opens catches one class; the pages answer it in one place."""
    kinds = {UnknownSuite, UnknownGeneration, UnknownKey, KeyDestroyed, WrongCommitment, NotHere}
    defined = {one for one in vars(sealing).values() if isinstance(one, type) and issubclass(one, Exception)}
    defined = {one for one in defined if one.__module__ == sealing.__name__}
    assert kinds < defined
    assert all(issubclass(one, CannotOpen) for one in defined)


@SAME_KEYS
@given(text=TEXTS, kind=st.sampled_from(KeyKind), column=COLUMNS, other=COLUMNS)
def test_moved_to_another_row_column_person_or_kind_it_is_refused(
    keys: Keys, subject: UUID, text: str, kind: KeyKind, column: str, other: str
) -> None:
    place, stranger = Place(column, subject, uuid4()), uuid4()
    for each in KeyKind:
        keys.new_subject(stranger, each)
    value = keys.seal(text, place, kind)
    elsewhere = [replace(place, row=uuid4()), replace(place, row=subject), replace(place, subject=stranger)]
    elsewhere += [replace(place, column=other)] if other != column else []
    for wrong in elsewhere:
        with pytest.raises(CannotOpen):
            keys.open(value, wrong, kind)
    for another in set(KeyKind) - {kind}:
        with pytest.raises(CannotOpen):
            keys.open(value, place, another)
    assert keys.open(value, place, kind) == text


@SAME_KEYS
@given(data=st.data(), text=TEXTS, part=st.sampled_from(sorted(PARTS)))
def test_any_byte_changed_in_any_part_is_refused(
    keys: Keys, place: Place, data: st.DataObject, text: str, part: str
) -> None:
    value = keys.seal(text, place).data
    start, end = PARTS[part]
    at = data.draw(st.integers(start, (end or len(value)) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda one: one != value[at]))
    with pytest.raises(CannotOpen):
        keys.open(Sealed(value[:at] + bytes([byte]) + value[at + 1 :]), place)


@SAME_KEYS
@given(text=TEXTS)
def test_cut_to_any_length_it_is_refused(keys: Keys, place: Place, text: str) -> None:
    value = keys.seal(text, place).data
    for length in range(len(value)):
        with pytest.raises(CannotOpen):
            keys.open(Sealed(value[:length]), place)


@SAME_KEYS
@given(wild=st.binary(max_size=200))
def test_bytes_of_anybody_s_making_are_refused_wherever_they_stand(
    ring: Keyring, keys: Keys, place: Place, wild: bytes
) -> None:
    """With every header that leads further, and for every way of opening."""
    opened: list[Callable[[bytes], object]] = [
        lambda data: keys.open(Sealed(data), place),
        lambda data: keys.check_row(Sealed(data), {"a": None}, place),
        lambda data: keys.open_from_vault(Sealed(data), "outbox_messages.sealed", place.row),
        lambda data: open_with(bytes(32), Sealed(data), place),
        lambda data: ring.unwrap(WrappedKey(place.subject, KeyKind.VAULT, 1, 1, "vault-0001", data, wild[:16])),
        lambda data: ring.unwrap(WrappedKey(place.subject, KeyKind.VAULT, 1, 2, "pair-0001", data, wild[:16])),
        lambda data: list(keys.file_chunks(io.BytesIO(data), Sealed(wild), "a.b", place.row)),
    ]
    for header in (b"", b"\1\0\0\0\1", b"\1\0\0\0\0", b"\2\0\0\0\1", b"\3\0\1\0\0"):
        for way in opened:
            with pytest.raises(CannotOpen):
                way(header + wild)


@SAME_KEYS
@given(text=TEXTS, other=TEXTS)
def test_nonce_and_text_of_two_values_of_one_place_do_not_mix(keys: Keys, place: Place, text: str, other: str) -> None:
    one, two = (keys.seal(value, place).data for value in (text, other))
    border = HEADER + NONCE
    for mixed in (one[:border] + two[border:], one[:HEADER] + two[HEADER:border] + one[border:], one[:-16] + two[-16:]):
        with pytest.raises(CannotOpen):
            keys.open(Sealed(mixed), place)


@pytest.mark.parametrize("maker", ["kek", "public key"])
@pytest.mark.parametrize(
    "change",
    [
        lambda mine, others: replace(mine, blob=others.blob),
        lambda mine, others: replace(others, subject=mine.subject),
        lambda mine, others: replace(mine, commitment=others.commitment),
        lambda mine, others: replace(mine, kek_id="vault-9999"),
        lambda mine, others: replace(mine, suite=3 - mine.suite),
        lambda mine, others: replace(mine, suite=-1),
        *(
            lambda mine, others, at=at: replace(mine, generation=at)
            for at in (-(2**40), -1, 0, 2, 2**32 - 1, 2**32, 2**62)
        ),
    ],
)
def test_a_wrapped_key_of_another_or_changed_in_any_column_is_refused(
    ring: Keyring, maker: str, change: Callable[[WrappedKey, WrappedKey], WrappedKey]
) -> None:
    store = MemoryStore()
    makes, one, two = Keys(ring if maker == "kek" else ring.public(), store), uuid4(), uuid4()
    place = Place("victims.name", one, one)
    makes.new_subject(one)
    makes.new_subject(two)
    value = makes.seal("a", place)
    mine, others = (store.get(who, KeyKind.VAULT)[0] for who in (one, two))
    changed = change(mine, others)
    store.keys[one, KeyKind.VAULT] = [changed]
    with pytest.raises(CannotOpen):
        ring.unwrap(changed)
    for opens in (lambda: Keys(ring, store).open(value, place), lambda: Keys(ring, store).seal("b", place)):
        with pytest.raises(CannotOpen):
            opens()


def test_a_key_that_is_gone_is_refused_for_her_alone(ring: Keyring) -> None:
    store = MemoryStore()
    keys, one, two = Keys(ring, store), uuid4(), uuid4()
    values = {}
    for who in (one, two):
        keys.new_subject(who)
        values[who] = keys.seal("a", Place("victims.name", who, who))
    store.remove(one)
    fresh = Keys(ring, store)
    with pytest.raises(KeyDestroyed):
        fresh.open(values[one], Place("victims.name", one, one))
    assert fresh.open(values[two], Place("victims.name", two, two)) == "a"


@SAME_KEYS
@given(text=TEXTS, secret=st.binary(min_size=16, max_size=40), other=st.binary(min_size=16, max_size=40))
def test_what_a_cookie_carries_opens_with_no_other_cookie(place: Place, text: str, secret: bytes, other: bytes) -> None:
    value = seal_with(secret, text, place)
    assert open_with(secret, value, place) == text
    if other != secret:
        with pytest.raises(CannotOpen):
            open_with(other, value, place)
