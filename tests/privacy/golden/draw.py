"""Draws golden vectors: `python -m tests.privacy.golden.draw > vectors.json`. Only ever for a NEW suite, beside the old
ones: what is in vectors.json must open for as long as anybody holds data. The keys in it are published and worthless."""

import hashlib
import io
import json
import sys
import tempfile
from pathlib import Path
from uuid import UUID

from lawsuit_hub.privacy.chunks import CHUNK_BYTES, ChunkWriter
from lawsuit_hub.privacy.keyring import KeyKind, Keyring, Keys, Place, Sealed, seal_with
from tests.privacy.memory_store import MemoryStore

SUBJECT = UUID("0b0a4f0e-6f6c-4b0f-9d57-0d2b1c7f6a11")
ROW = UUID("6a0f3b1e-64a0-4e2f-8b7a-1f7f0c3a9d21")
VALUES = ["", "+821001234567", "카나리아 (표본용)", "\0 ends in NUL \0", "a" * 31, "a" * 32, "👩‍👧‍👦" * 20]
INDEXES = ["victims.phone", "victims.phone/search", "victims.phone@2", "landlords.name/loose@3"]


def draw(folder: Path) -> dict[str, object]:
    ring = Keyring.create(folder, demo=True)
    store = MemoryStore()
    inner, public = Keys(ring, store), Keys(ring.public(), store)
    for kind in KeyKind:
        inner.new_subject(SUBJECT, kind)
    fields = [
        field(keys, kind, value)
        for keys, kind in (
            (inner, KeyKind.VAULT),
            (inner, KeyKind.PEER),
            (public, KeyKind.HINT),
            (public, KeyKind.VAULT),
        )
        for value in VALUES
    ]
    return {
        "files": {str(path.relative_to(folder)): path.read_text() for path in sorted(folder.rglob("*.[kp][eu][yb]"))},
        "check_values": ring.check_values(),
        "session_secret": ring.session_secret().hex(),
        "derived": {"csrf": ring.derived("csrf").hex()},
        "indexes": {purpose: {value: ring.index(purpose, value).hex() for value in VALUES[1:3]} for purpose in INDEXES},
        "macs": {"login.code": {"123456": ring.mac("login.code", "123456").hex()}},
        "wrapped": [
            {
                "subject": str(key.subject), "kind": key.kind, "generation": key.generation, "suite": key.suite,
                "kek_id": key.kek_id, "blob": key.blob.hex(), "commitment": key.commitment.hex(),
            }
            for wrapped in store.keys.values() for key in wrapped
        ],
        "signature": signature(ring),
        "fields": fields,
        "row": row(inner),
        "to_vault": [
            {"context": "messages.code", "row": str(ROW), "value": value,
             "sealed": public.seal_to_vault(value, "messages.code", ROW).data.hex()}
            for value in VALUES
        ],
        "carried": [carried(value) for value in VALUES],
        "file": file(inner),
        "long_file": long_file(),
    }  # fmt: skip


def signature(ring: Keyring) -> dict[str, str]:
    return {"data": "a statement", "key_id": ring.signer()[0], "signature": ring.sign(b"a statement").hex()}


def field(keys: Keys, kind: KeyKind, value: str) -> dict[str, str]:
    sealed = keys.seal(value, Place("victims.phone", SUBJECT, ROW), kind).data.hex()
    return {
        "column": "victims.phone", "subject": str(SUBJECT), "row": str(ROW), "kind": kind, "value": value,
        "sealed": sealed,
    }  # fmt: skip


def row(keys: Keys) -> dict[str, object]:
    deposit = keys.seal("120000000", Place("leases.deposit", SUBJECT, ROW))
    fields: dict[str, Sealed | None] = {"deposit": deposit, "address": None}
    mac = keys.seal_row(fields, Place("leases.row_mac", SUBJECT, ROW)).data.hex()
    return {
        "column": "leases.row_mac", "subject": str(SUBJECT), "row": str(ROW), "kind": "vault",
        "fields": {"deposit": deposit.data.hex(), "address": None}, "sealed": mac,
    }  # fmt: skip


def carried(value: str) -> dict[str, str]:
    secret = bytes(range(32))
    sealed = seal_with(secret, value, Place("drafts.answers", SUBJECT, ROW)).data.hex()
    return {
        "secret": secret.hex(), "column": "drafts.answers", "subject": str(SUBJECT), "row": str(ROW), "value": value,
        "sealed": sealed,
    }  # fmt: skip


def file(keys: Keys) -> dict[str, str]:
    target = io.BytesIO()
    writer = keys.file_writer(target, "uploads.file_key", ROW)
    writer.write(b"name,phone\n")
    writer.finish()
    return {
        "context": "uploads.file_key", "row": str(ROW), "key": writer.sealed_key.data.hex(),
        "value": "name,phone\n", "sealed": target.getvalue().hex(),
    }  # fmt: skip


def long_file() -> dict[str, object]:
    target, key = io.BytesIO(), bytes(range(32))
    writer = ChunkWriter(target, key, Sealed(b""))
    writer.write(bytes(2 * CHUNK_BYTES + 1))
    writer.finish()
    return {"key": key.hex(), "zeros": writer.size, "sha256": hashlib.sha256(target.getvalue()).hexdigest()}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        json.dump(draw(Path(temporary) / "keys"), sys.stdout, ensure_ascii=True, indent=1)
        sys.stdout.write("\n")
