"""The keyring and its folder: made once, loaded whole or not at all, and public where it must be."""

import base64
import gc
import pickle
import shutil
import stat
from pathlib import Path
from types import BuiltinFunctionType, FunctionType, ModuleType
from uuid import uuid4

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from lawsuit_hub.privacy import keyfiles
from lawsuit_hub.privacy.keyring import (
    BadKeys,
    CannotOpen,
    KeyKind,
    Keyring,
    Keys,
    KeysExist,
    NotHere,
    Place,
    UnknownKey,
    WrappedKey,
)
from lawsuit_hub.privacy.sealed import parts
from lawsuit_hub.privacy.subject_keys import wrap_to_public
from lawsuit_hub.privacy.vault_keys import add_signer
from tests.privacy.memory_store import MemoryStore

SECRETS = {"root.key", "vault.key", "kek/vault-0001.key", "audit/0001.key"}
SHARED = {"vault.pub", "audit/0001.pub", "peer/0001.key", "hint/0001.key", "index.key", "inner.key", "session.key"}


@pytest.fixture
def folder(key_folder: Path, tmp_path: Path) -> Path:
    """A copy of the run's keys that a test may spoil."""
    return Path(shutil.copytree(key_folder, tmp_path / "keys"))


def problems(folder: Path) -> dict[str, str]:
    with pytest.raises(BadKeys) as refusal:
        Keyring.load(folder)
    assert all(name in str(refusal.value) for name, _ in refusal.value.problems)
    return dict(refusal.value.problems)


def files_of(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_a_new_folder_holds_every_key_for_its_owner_alone(tmp_path: Path) -> None:
    Keyring.create(tmp_path / "instance" / "keys")
    folder = tmp_path / "instance" / "keys"
    assert files_of(folder) == SECRETS | SHARED
    for path in [folder, *folder.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


def test_two_instances_share_no_key(ring: Keyring, tmp_path: Path) -> None:
    other = Keyring.create(tmp_path / "keys")
    assert not set(ring.check_values().values()) & set(other.check_values().values())
    assert ring.session_secret() != other.session_secret()


@pytest.mark.parametrize("name", sorted(SECRETS | SHARED))
def test_keys_are_never_made_over_a_key(tmp_path: Path, name: str) -> None:
    path = tmp_path / "keys" / name
    path.parent.mkdir(parents=True)
    path.write_text("whatever")
    with pytest.raises(KeysExist):
        Keyring.create(tmp_path / "keys")
    assert files_of(tmp_path / "keys") == {name}
    assert path.read_text() == "whatever"


def test_what_was_sealed_opens_after_loading_again(folder: Path, key_folder: Path) -> None:
    store, subject = MemoryStore(), uuid4()
    place = Place("victims.phone", subject, subject)
    before = Keys(Keyring.load(key_folder), store)
    before.new_subject(subject)
    assert Keys(Keyring.load(folder), store).open(before.seal("a", place), place) == "a"


def test_no_folder_and_an_empty_one_say_how_keys_are_made(tmp_path: Path) -> None:
    assert "hub init" in problems(tmp_path / "none")[""]
    assert "hub init" in problems(tmp_path)[""]


def test_all_that_is_wrong_is_told_at_once(folder: Path) -> None:
    (folder / "peer/0001.key").unlink()
    (folder / "session.key").write_text((folder / "session.key").read_text()[:40])
    (folder / "index.key").chmod(0o640)
    (folder / "hint/0001.key").chmod(0o604)
    (folder / "vault.key").write_text("")
    (folder / "root.key").write_text((folder / "index.key").read_text())
    folder.chmod(0o750)
    told = problems(folder)
    assert set(told) == {
        ".", "peer/0001.key", "session.key", "index.key", "hint/0001.key", "vault.key", "root.key",
    }  # fmt: skip
    assert "missing" in told["peer/0001.key"]
    assert "short" in told["session.key"]
    assert f"chmod 600 '{folder / 'index.key'}'" in told["index.key"]
    assert "chmod 600" in told["hint/0001.key"]
    assert "chmod 700" in told["."]
    assert "short" in told["vault.key"]
    assert "another file" in told["root.key"]


@pytest.mark.parametrize("name", sorted(SECRETS | SHARED))
def test_each_key_is_missed(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert problems(folder) == {name: keyfiles.MISSING}


@pytest.mark.parametrize("name", sorted(SECRETS | SHARED))
def test_a_changed_letter_in_any_key_is_noticed(folder: Path, name: str) -> None:
    lines = (folder / name).read_text().splitlines()
    lines[1] = ("B" if lines[1][0] == "A" else "A") + lines[1][1:]
    (folder / name).write_text("\n".join(lines) + "\n")
    assert set(problems(folder)) == {name}


@pytest.mark.parametrize("text", ["", "\n", "lawsuit-hub key 1: root.key", "lawsuit-hub key 1: root.key\n%%%\nx\n"])
def test_half_a_key_file_is_noticed(folder: Path, text: str) -> None:
    (folder / "root.key").write_text(text)
    assert "root.key" in problems(folder)


def test_a_folder_in_place_of_a_key_is_noticed(folder: Path) -> None:
    (folder / "index.key").unlink()
    (folder / "index.key").mkdir()
    assert problems(folder) == {"index.key": keyfiles.UNREADABLE}


@pytest.mark.parametrize(
    "name", ["root.key", "vault.key", "vault.pub", "kek/vault-0001.key", "audit/0001.key", "audit/0001.pub"]
)
def test_a_key_of_another_instance_is_noticed(folder: Path, tmp_path: Path, name: str) -> None:
    Keyring.create(tmp_path / "other")
    shutil.copy(tmp_path / "other" / name, folder / name)
    assert set(problems(folder).values()) == {keyfiles.NOT_OF_THIS_SET}


@pytest.mark.parametrize("name", ["peer/0001.key", "hint/0001.key", "index.key", "inner.key", "session.key"])
def test_a_changed_key_changes_its_check_value_and_no_other(folder: Path, ring: Keyring, name: str) -> None:
    (folder / name).unlink()
    keyfiles.write(folder, name, bytes(32), demo=False)
    changed = set(Keyring.load(folder).check_values().items()) ^ set(ring.check_values().items())
    assert {key for key, _ in changed} == {name.removesuffix(".key").replace("/", "-")}


def test_check_values_are_the_same_at_each_start_and_tiers_agree(folder: Path, ring: Keyring) -> None:
    values = Keyring.load(folder).check_values()
    assert values == ring.check_values()
    assert set(values) == {
        "root",
        "vault-0001",
        "pair-0001",
        "audit-0001",
        "peer-0001",
        "hint-0001",
        "index",
        "inner",
        "session",
    }
    public = ring.public().check_values()
    assert public.items() < values.items()
    assert values.keys() - public.keys() == {"root", "vault-0001", "inner"}


def epoch_file(folder: Path, kind: KeyKind, number: int) -> None:
    key = bytes([number]) * 32
    if kind is not KeyKind.VAULT:
        return keyfiles.write(folder, f"{kind.value}/{number:04}.key", key, demo=False)
    root = base64.b64decode((folder / "root.key").read_text().splitlines()[1])
    name = f"kek/vault-{number:04}.key"
    nonce = bytes([number]) * 12
    blob = nonce + AESGCM(root).encrypt(nonce, key, parts(b"lawsuit-hub/root/1", name.encode()))
    return keyfiles.write(folder, name, blob, demo=False)


@pytest.mark.parametrize("kind", KeyKind)
def test_the_newest_epoch_wraps_older_ones_open_and_destroyed_ones_do_not(folder: Path, kind: KeyKind) -> None:
    store, people = MemoryStore(), [uuid4() for _ in range(3)]
    places = [Place("rooms.url", who, who) for who in people]
    sealed = []
    for number, place in enumerate(places, start=1):
        if number > 1:
            epoch_file(folder, kind, number)
        keys = Keys(Keyring.load(folder), store)
        keys.new_subject(place.subject, kind)
        sealed.append(keys.seal("a", place, kind))
    assert [store.get(who, kind)[0].kek_id for who in people] == [f"{kind.value}-{n:04}" for n in (1, 2, 3)]
    ring = Keyring.load(folder)
    before = set(ring.check_values())
    assert [Keys(ring, store).open(one, place, kind) for one, place in zip(sealed, places, strict=True)] == ["a"] * 3
    (folder / ("kek/vault-0001.key" if kind is KeyKind.VAULT else f"{kind.value}/0001.key")).unlink()
    keys = Keys(Keyring.load(folder), store)
    with pytest.raises(UnknownKey):
        keys.open(sealed[0], places[0], kind)
    assert [keys.open(sealed[n], places[n], kind) for n in (1, 2)] == ["a", "a"]
    assert before - set(Keyring.load(folder).check_values()) == {f"{kind.value}-0001"}


def test_demo_keys_say_so_and_one_demo_file_is_enough(folder: Path, tmp_path: Path, ring: Keyring) -> None:
    demo = Keyring.create(tmp_path / "demo", demo=True)
    assert demo.is_demo
    assert demo.public().is_demo
    assert Keyring.load_public(tmp_path / "demo").is_demo
    assert not ring.is_demo
    (folder / "index.key").unlink()
    shutil.copy(tmp_path / "demo" / "index.key", folder / "index.key")
    assert Keyring.load(folder).is_demo


def test_secrets_for_different_purposes_are_unrelated_and_lasting(ring: Keyring, folder: Path) -> None:
    purposes = ("session", "csrf", "cookie", "links")
    derived = [ring.derived(purpose) for purpose in purposes]
    assert len({*derived, ring.mac("session", "")}) == 5
    assert {len(one) for one in derived} == {32}
    assert [Keyring.load(folder).derived(purpose) for purpose in purposes] == derived
    assert ring.session_secret() == ring.derived("session") == ring.public().session_secret()
    with pytest.raises(ValueError, match="purpose"):
        ring.derived("")


def test_what_only_the_inner_tier_makes_no_tier_outside_can_make(ring: Keyring, folder: Path) -> None:
    secret = ring.inner_secret("session")
    assert secret == Keyring.load(folder).inner_secret("session") != ring.session_secret()
    for outside in (ring.public(), Keyring.load_public(folder)):
        with pytest.raises(NotHere):
            outside.inner_secret("session")


def test_keyrings_show_nothing_and_are_not_pickled(ring: Keyring, keys: Keys) -> None:
    assert repr(ring) == str(ring) == "<keyring>"
    assert repr(ring.public()) == "<public keyring>"
    assert repr(keys) == "<keys>"
    for holder in (ring, ring.public(), keys):
        with pytest.raises(TypeError):
            pickle.dumps(holder)


def reachable(start: object) -> list[object]:
    """Everything the garbage collector can walk to, but for code."""
    code = (type, ModuleType, FunctionType, BuiltinFunctionType)
    seen: dict[int, object] = {}
    waiting = [start]
    while waiting:
        thing = waiting.pop()
        if id(thing) not in seen and not isinstance(thing, code):
            seen[id(thing)] = thing
            waiting += gc.get_referents(thing)
    return list(seen.values())


def test_what_the_vault_signs_anyone_can_check_and_nobody_else_signs(folder: Path) -> None:
    ring = Keyring.load(folder)
    key_id, signature = ring.signer()[0], ring.sign(b"a statement")
    for checker in (ring, ring.public()):
        assert checker.is_signed(key_id, signature, b"a statement")
        assert not checker.is_signed(key_id, signature, b"another statement")
        assert not checker.is_signed("audit-0002", signature, b"a statement")
        assert not checker.is_signed(key_id, signature[:-1], b"a statement")
    with pytest.raises(NotHere):
        ring.public().sign(b"a statement")


def test_an_older_instance_gets_a_pair_that_signs_and_no_second_one(folder: Path) -> None:
    for name in ("audit/0001.key", "audit/0001.pub"):
        (folder / name).unlink()
    add_signer(folder)
    ring = Keyring.load(folder)
    assert ring.is_signed(ring.signer()[0], ring.sign(b"a"), b"a")
    with pytest.raises(KeysExist):
        add_signer(folder)


def vault_key_of(ring: Keyring) -> WrappedKey:
    return ring.wrap(uuid4(), KeyKind.VAULT, 1, bytes(32))


def opens(cipher: AESGCM, wrapped: WrappedKey) -> bool:
    context = parts(b"lawsuit-hub/wrap/1", wrapped.subject.bytes, b"vault", wrapped.kek_id.encode(), b"\0\0\0\1")
    try:
        return cipher.decrypt(wrapped.blob[:12], wrapped.blob[12:], context) == bytes(32)
    except InvalidTag:
        return False


@pytest.mark.parametrize("how", ["public", "load_public"])
def test_from_a_public_ring_no_secret_of_the_vault_can_be_reached(
    ring: Keyring, folder: Path, key_folder: Path, how: str
) -> None:
    whole = Keyring.load(folder)
    if how == "load_public":
        for name in (*SECRETS, "index.key", "inner.key"):
            (folder / name).unlink()
        public = Keyring.load_public(folder)
        assert "index" not in public.check_values()
    else:
        public = whole.public()
    wrapped = vault_key_of(ring)
    root = base64.b64decode((key_folder / "index.key").read_text().splitlines()[1])
    things, all_things = reachable(public), reachable(whole)
    assert (root in [thing for thing in things if isinstance(thing, bytes)]) == (how == "public")
    assert root in [thing for thing in all_things if isinstance(thing, bytes)]
    assert not any(isinstance(thing, X25519PrivateKey) for thing in things)
    assert not any(thing is whole for thing in things)
    assert not any(isinstance(thing, AESGCM) and opens(thing, wrapped) for thing in things)
    # The walk does find them where they are.
    assert any(isinstance(thing, X25519PrivateKey) for thing in all_things)
    assert any(isinstance(thing, AESGCM) and opens(thing, wrapped) for thing in all_things)
    with pytest.raises(NotHere):
        public.unwrap(wrapped)


def test_a_public_ring_opens_neither_way_of_wrapping(ring: Keyring) -> None:
    subject = uuid4()
    public = ring.public()
    by_public = public.wrap(subject, KeyKind.VAULT, 1, bytes(32))
    for wrapped in (vault_key_of(ring), by_public):
        with pytest.raises(NotHere):
            public.unwrap(wrapped)
        assert ring.unwrap(wrapped) == bytes(32)
    assert by_public.suite == 2
    assert public.public().wrap(subject, KeyKind.VAULT, 1, bytes(32)).suite == 2


def test_a_key_wrapped_to_a_strangers_public_key_does_not_open(ring: Keyring) -> None:
    stranger = X25519PrivateKey.generate().public_key()
    wrapped = wrap_to_public(stranger, "pair-0001", uuid4(), KeyKind.VAULT, 1, key=bytes(32))
    with pytest.raises(CannotOpen):
        ring.unwrap(wrapped)
