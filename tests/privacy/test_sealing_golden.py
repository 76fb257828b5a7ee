"""Frozen bytes: another library opens what we sealed, from the written format alone, and so do we, for ever."""

import base64
import hashlib
import hmac
import io
import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from Cryptodome.Cipher import AES
from Cryptodome.Hash import SHA256
from Cryptodome.Protocol import HPKE
from Cryptodome.Protocol.KDF import HKDF
from Cryptodome.PublicKey import ECC
from Cryptodome.Signature import eddsa

from lawsuit_hub.privacy.chunks import ChunkWriter
from lawsuit_hub.privacy.keyring import KeyKind, Keyring, Keys, Place, Sealed, WrappedKey, open_with
from tests.privacy.memory_store import MemoryStore

VECTORS: dict[str, Any] = json.loads((Path(__file__).parent / "golden" / "vectors.json").read_text())
FIELDS = VECTORS["fields"]


# The format, written down a second time, with pycryptodomex alone.


def lv(*parts: bytes) -> bytes:
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def gcm(key: bytes, nonce_and_body: bytes, aad: bytes) -> bytes:
    cipher = AES.new(key, AES.MODE_GCM, nonce=nonce_and_body[:12])
    cipher.update(aad)
    return cipher.decrypt_and_verify(nonce_and_body[12:-16], nonce_and_body[-16:])


def hpke(private: bytes, blob: bytes, info: bytes) -> bytes:
    key = ECC.construct(curve="Curve25519", seed=private)
    return HPKE.new(receiver_key=key, aead_id=HPKE.AEAD.AES256_GCM, enc=blob[:32], info=info).unseal(blob[32:])


def hkdf(key: bytes, info: bytes) -> bytes:
    return HKDF(key, 32, b"", SHA256, context=info)  # type: ignore[return-value]


def unpadded(data: bytes) -> str:
    assert len(data) % 32 == 0
    bare = data.rstrip(b"\0")
    assert bare.endswith(b"\x80")
    return bare[:-1].decode()


def file_payload(name: str) -> bytes:
    first, payload, _ = VECTORS["files"][name].splitlines()
    assert first == f"lawsuit-hub demo key 1: {name}"
    return base64.b64decode(payload)


def under_root(name: str) -> bytes:
    return gcm(file_payload("root.key"), file_payload(name), lv(b"lawsuit-hub/root/1", name.encode()))


def place_of(vector: dict[str, Any]) -> Place:
    return Place(vector["column"], UUID(vector["subject"]), UUID(vector["row"]))


def aad(tag: bytes, header: bytes, kind: str, place: Place) -> bytes:
    table, column = place.column.encode().split(b".")
    return lv(header, tag, kind.encode(), table, column, place.subject.bytes, place.row.bytes)


def subject_keys() -> dict[tuple[str, int], bytes]:
    kek = {
        "vault-0001": under_root("kek/vault-0001.key"),
        "peer-0001": file_payload("peer/0001.key"),
        "hint-0001": file_payload("hint/0001.key"),
    }
    found = {}
    for one in VECTORS["wrapped"]:
        generation = one["generation"].to_bytes(4, "big")
        context = lv(
            b"lawsuit-hub/wrap/1", UUID(one["subject"]).bytes, one["kind"].encode(), one["kek_id"].encode(), generation
        )
        blob = bytes.fromhex(one["blob"])
        if one["suite"] == 1:
            key = gcm(kek[one["kek_id"]], blob, context)
        else:
            assert (one["suite"], one["kek_id"]) == (2, "pair-0001")
            key = hpke(under_root("vault.key"), blob, context)
        assert hmac.new(key, b"lawsuit-hub/commit/1", "sha256").hexdigest()[:32] == one["commitment"]
        found[one["kind"], one["generation"]] = key
    return found


def opened(sealed: str, key: bytes, tag: bytes, kind: str, place: Place) -> bytes:
    data = bytes.fromhex(sealed)
    assert data[0] == 1
    return gcm(key, data[5:], aad(tag, data[:5], kind, place))


def test_the_vectors_cover_every_kind_and_both_ways_of_wrapping() -> None:
    assert {(one["kind"], one["suite"]) for one in VECTORS["wrapped"]} == {
        ("vault", 1), ("vault", 2), ("peer", 1), ("hint", 1),
    }  # fmt: skip
    assert {(one["kind"], bytes.fromhex(one["sealed"])[4]) for one in FIELDS} == {
        ("vault", 1), ("vault", 2), ("peer", 1), ("hint", 1),
    }  # fmt: skip


def test_another_library_opens_every_field() -> None:
    keys = subject_keys()
    for one in FIELDS:
        generation = int.from_bytes(bytes.fromhex(one["sealed"])[1:5], "big")
        data = opened(one["sealed"], keys[one["kind"], generation], b"lawsuit-hub/field/1", one["kind"], place_of(one))
        assert unpadded(data) == one["value"]


def test_another_library_checks_the_row() -> None:
    row = VECTORS["row"]
    data = bytes.fromhex(row["sealed"])
    context = aad(b"lawsuit-hub/row/1", data[:5], row["kind"], place_of(row))
    for name in sorted(row["fields"]):
        context += lv(name.encode(), bytes.fromhex(row["fields"][name] or ""))
    assert gcm(subject_keys()["vault", 1], data[5:], context) == b""


def test_another_library_opens_what_was_sealed_to_the_vault() -> None:
    for one in VECTORS["to_vault"]:
        data = bytes.fromhex(one["sealed"])
        assert data[:5] == b"\2\0\0\0\1"
        info = lv(data[:5], b"lawsuit-hub/to-vault/1", one["context"].encode(), UUID(one["row"]).bytes)
        assert unpadded(hpke(under_root("vault.key"), data[5:], info)) == one["value"]


def test_another_library_opens_what_a_cookie_carries() -> None:
    for one in VECTORS["carried"]:
        key = hkdf(bytes.fromhex(one["secret"]), b"lawsuit-hub/carried-key/1")
        data = opened(one["sealed"], key, b"lawsuit-hub/carried/1", "carried", place_of(one))
        assert unpadded(data) == one["value"]


def test_another_library_opens_a_file() -> None:
    one = VECTORS["file"]
    wrapped = bytes.fromhex(one["key"])
    info = lv(wrapped[:5], b"lawsuit-hub/to-vault/1", one["context"].encode(), UUID(one["row"]).bytes)
    padded = hpke(under_root("vault.key"), wrapped[5:], info)
    assert padded[32:] == b"\x80" + bytes(31)
    sealed = bytes.fromhex(one["sealed"])
    assert sealed[:5] == b"\3\0\1\0\0"
    context = lv(b"lawsuit-hub/file-chunk/1", sealed[:5], bytes(12), b"\1")
    assert gcm(padded[:32], bytes(12) + sealed[5:], context).decode() == one["value"]


def test_another_library_computes_the_same_indexes_and_hashes() -> None:
    parts = {
        "victims.phone": (b"victims", b"phone", b"equal", 1),
        "victims.phone/search": (b"victims", b"phone", b"search", 1),
        "victims.phone@2": (b"victims", b"phone", b"equal", 2),
        "landlords.name/loose@3": (b"landlords", b"name", b"loose", 3),
    }
    assert parts.keys() == VECTORS["indexes"].keys()
    for purpose, (table, column, use, number) in parts.items():
        version = number.to_bytes(4, "big")
        key = hkdf(file_payload("index.key"), lv(b"lawsuit-hub/index/1", table, column, use, version))
        for value, index in VECTORS["indexes"][purpose].items():
            assert hmac.new(key, version + value.encode(), "sha256").digest()[:16].hex() == index
    root = file_payload("session.key")
    assert hkdf(root, lv(b"lawsuit-hub/derived/1", b"csrf")).hex() == VECTORS["derived"]["csrf"]
    assert hkdf(root, lv(b"lawsuit-hub/derived/1", b"session")).hex() == VECTORS["session_secret"]
    key = hkdf(root, lv(b"lawsuit-hub/mac/1", b"login.code"))
    assert hmac.new(key, b"123456", "sha256").hexdigest() == VECTORS["macs"]["login.code"]["123456"]


def test_another_library_checks_the_signature() -> None:
    one = VECTORS["signature"]
    key = eddsa.import_public_key(file_payload("audit/0001.pub"))
    eddsa.new(key, "rfc8032").verify(one["data"].encode(), bytes.fromhex(one["signature"]))
    signing = eddsa.import_private_key(under_root("audit/0001.key"))
    assert eddsa.new(signing, "rfc8032").sign(one["data"].encode()).hex() == one["signature"]


class TestWeOpenThemToo:
    @pytest.fixture
    def golden_ring(self, tmp_path: Path) -> Keyring:
        folder = tmp_path / "keys"
        for name, text in VECTORS["files"].items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
            path.chmod(0o600)
        folder.chmod(0o700)
        return Keyring.load(folder)

    @pytest.fixture
    def golden_keys(self, golden_ring: Keyring) -> Keys:
        store = MemoryStore()
        for one in VECTORS["wrapped"]:
            binary = {name: bytes.fromhex(one[name]) for name in ("blob", "commitment")}
            store.add(WrappedKey(**one | binary | {"subject": UUID(one["subject"]), "kind": KeyKind(one["kind"])}))
        return Keys(golden_ring, store)

    def test_fields_and_rows(self, golden_keys: Keys) -> None:
        for one in FIELDS:
            sealed = Sealed(bytes.fromhex(one["sealed"]))
            assert golden_keys.open(sealed, place_of(one), KeyKind(one["kind"])) == one["value"]
        row = VECTORS["row"]
        fields = {name: Sealed(bytes.fromhex(data)) if data else None for name, data in row["fields"].items()}
        golden_keys.check_row(Sealed(bytes.fromhex(row["sealed"])), fields, place_of(row))

    def test_one_offs_and_files(self, golden_keys: Keys) -> None:
        for one in VECTORS["to_vault"]:
            sealed = Sealed(bytes.fromhex(one["sealed"]))
            assert golden_keys.open_from_vault(sealed, one["context"], UUID(one["row"])) == one["value"]
        for one in VECTORS["carried"]:
            sealed = Sealed(bytes.fromhex(one["sealed"]))
            assert open_with(bytes.fromhex(one["secret"]), sealed, place_of(one)) == one["value"]
        one = VECTORS["file"]
        source = io.BytesIO(bytes.fromhex(one["sealed"]))
        chunks = golden_keys.file_chunks(source, Sealed(bytes.fromhex(one["key"])), one["context"], UUID(one["row"]))
        assert b"".join(chunks).decode() == one["value"]

    def test_a_long_file_is_sealed_to_the_same_bytes(self) -> None:
        one = VECTORS["long_file"]
        target = io.BytesIO()
        writer = ChunkWriter(target, bytes.fromhex(one["key"]), Sealed(b""))
        writer.write(bytes(one["zeros"]))
        writer.finish()
        assert hashlib.sha256(target.getvalue()).hexdigest() == one["sha256"]

    def test_indexes_hashes_and_check_values(self, golden_ring: Keyring) -> None:
        for purpose, indexes in VECTORS["indexes"].items():
            assert {value: golden_ring.index(purpose, value).hex() for value in indexes} == indexes
        assert golden_ring.mac("login.code", "123456").hex() == VECTORS["macs"]["login.code"]["123456"]
        assert golden_ring.derived("csrf").hex() == VECTORS["derived"]["csrf"]
        assert golden_ring.session_secret().hex() == VECTORS["session_secret"]
        assert golden_ring.check_values() == VECTORS["check_values"]
        one = VECTORS["signature"]
        assert golden_ring.is_signed(one["key_id"], bytes.fromhex(one["signature"]), one["data"].encode())
        assert golden_ring.is_demo
