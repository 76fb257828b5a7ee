"""Values sealed without a subject: to the vault (a code that waits), and under a secret only a cookie carries."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from lawsuit_hub.privacy.keyring import (
    CannotOpen,
    Keyring,
    Keys,
    NotHere,
    Place,
    Sealed,
    UnknownGeneration,
    UnknownKey,
    UnknownSuite,
    open_with,
    seal_with,
)
from tests.privacy.memory_store import MemoryStore

ROW = UUID("6a0f3b1e-64a0-4e2f-8b7a-1f7f0c3a9d21")
CONTEXT = "messages.code"
SECRET = bytes(range(32))
DRAFT = Place("drafts.answers", ROW, ROW)


def test_what_the_public_tier_seals_to_the_vault_only_the_vault_opens(ring: Keyring, keys: Keys) -> None:
    public = Keys(ring.public(), MemoryStore())
    sealed = public.seal_to_vault("010-0123-4567 123456", CONTEXT, ROW)
    with pytest.raises(NotHere):
        public.open_from_vault(sealed, CONTEXT, ROW)
    assert keys.open_from_vault(sealed, CONTEXT, ROW) == "010-0123-4567 123456"


def test_sealed_to_the_vault_it_opens_in_its_own_row_and_context_only(keys: Keys) -> None:
    sealed = keys.seal_to_vault("123456", CONTEXT, ROW)
    for context, row in (("messages.text", ROW), (CONTEXT, uuid4()), ("", ROW)):
        with pytest.raises(CannotOpen):
            keys.open_from_vault(sealed, context, row)


def test_no_flipped_bit_of_a_value_for_the_vault_opens(keys: Keys) -> None:
    data = keys.seal_to_vault("123456", CONTEXT, ROW).data
    # X25519 ignores the highest bit of a point, but the point's bytes go into the key: no flipped bit is without effect.
    for at in range(len(data) * 8):
        changed = bytearray(data)
        changed[at // 8] ^= 1 << at % 8
        with pytest.raises(CannotOpen):
            keys.open_from_vault(Sealed(bytes(changed)), CONTEXT, ROW)
    for length in range(len(data)):
        with pytest.raises(CannotOpen):
            keys.open_from_vault(Sealed(data[:length]), CONTEXT, ROW)
    with pytest.raises(CannotOpen):
        keys.open_from_vault(Sealed(data[:5] + bytes(len(data) - 5)), CONTEXT, ROW)


def test_another_pair_of_the_vault_and_another_suite_are_named_as_such(keys: Keys, place: Place) -> None:
    data = keys.seal_to_vault("123456", CONTEXT, ROW).data
    with pytest.raises(UnknownKey):
        keys.open_from_vault(Sealed(data[:4] + b"\2" + data[5:]), CONTEXT, ROW)
    for wrong in (keys.seal("123456", place), Sealed(b"123456"), Sealed(b"")):
        with pytest.raises(UnknownSuite):
            keys.open_from_vault(wrong, CONTEXT, ROW)


def test_a_code_and_a_decoy_of_like_length_have_the_same_shape(keys: Keys) -> None:
    shapes = {len(keys.seal_to_vault(text, CONTEXT, ROW).data) for text in ("", "123456", "010-0123-4567 123456")}
    assert len(shapes) == 1


def test_a_draft_opens_with_its_own_secret_in_its_own_place_only() -> None:
    sealed = seal_with(SECRET, "한글 draft", DRAFT)
    assert open_with(SECRET, sealed, DRAFT) == "한글 draft"
    with pytest.raises(CannotOpen):
        open_with(SECRET[::-1], sealed, DRAFT)
    for elsewhere in (replace(DRAFT, row=uuid4()), replace(DRAFT, subject=uuid4()), replace(DRAFT, column="drafts.x")):
        with pytest.raises(CannotOpen):
            open_with(SECRET, sealed, elsewhere)


def test_no_flipped_bit_of_a_draft_opens() -> None:
    data = seal_with(SECRET, "draft", DRAFT).data
    for at in range(len(data) * 8):
        changed = bytearray(data)
        changed[at // 8] ^= 1 << at % 8
        with pytest.raises(CannotOpen):
            open_with(SECRET, Sealed(bytes(changed)), DRAFT)


def test_a_draft_and_a_field_do_not_pass_for_each_other(keys: Keys, place: Place) -> None:
    with pytest.raises(UnknownGeneration):
        open_with(SECRET, keys.seal("a", place), place)
    with pytest.raises(UnknownGeneration):
        keys.open(seal_with(SECRET, "a", place), place)


@pytest.mark.parametrize("secret", [b"", b"short", bytes(15)])
def test_a_short_secret_carries_nothing(secret: bytes) -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        seal_with(secret, "a", DRAFT)
