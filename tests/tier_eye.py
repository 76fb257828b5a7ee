"""A debugger's eye in the process of a tier outside: walks a registration there, then takes everything that can be reached in
memory and tries it as a key on everything that lies sealed in the database.

`python -m tests.tier_eye OUTBOX ROOT…` prints what it found as JSON; the ROOTs are hashes of secrets to look for.
"""

import gc
import hashlib
import json
import re
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from types import BuiltinFunctionType, FunctionType, ModuleType
from typing import TypeVar
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Engine, inspect, text

from lawsuit_hub.app import create_app
from lawsuit_hub.instance import open_instance
from lawsuit_hub.privacy import sealed as field
from lawsuit_hub.privacy import subject_keys, to_vault
from lawsuit_hub.privacy.sealed import CannotOpen, KeyKind, Place, Sealed
from lawsuit_hub.privacy.subject_keys import WrappedKey
from lawsuit_hub.settings import Settings

CODE = (type, ModuleType, BuiltinFunctionType)
KEY = 32
K = TypeVar("K")


def everything() -> list[object]:
    """Every object of the process that the collector knows or that hangs on one it knows; closures of functions included."""
    seen: dict[int, object] = {}
    waiting: list[object] = [one for one in gc.get_objects() if one is not seen]
    while waiting:
        thing = waiting.pop()
        if id(thing) in seen or thing is seen or thing is waiting:
            continue
        seen[id(thing)] = thing
        if not isinstance(thing, CODE) or isinstance(thing, FunctionType):
            waiting += gc.get_referents(thing)
    return list(seen.values())


def secrets_in(things: Iterable[object]) -> set[bytes]:
    """Whatever has the size of a key: bytes as they are, and text of that many in hex."""
    found = {bytes(one) for one in things if isinstance(one, bytes | bytearray) and len(one) == KEY}
    for one in things:
        if isinstance(one, str) and len(one) == 2 * KEY:
            with suppress(ValueError):
                found.add(bytes.fromhex(one))
    return found


def look(engine: Engine, roots: Iterable[str]) -> dict[str, int]:
    """What of the vault opens with anything in this process."""
    things = everything()
    loose = secrets_in(things)
    ciphers = [one for one in things if isinstance(one, AESGCM)] + [AESGCM(one) for one in loose]
    privates = [one for one in things if isinstance(one, X25519PrivateKey)]
    privates += [X25519PrivateKey.from_private_bytes(one) for one in loose]
    wrapped, fields, messages = _wrapped(engine), _fields(engine), _to_vault(engine)
    keys = [key for one in wrapped for key in _unwrapped(one, ciphers, privates)]
    opened = sum(_opens(cipher, *one) for one in fields for cipher in [*ciphers, *map(AESGCM, keys)])
    opened += sum(_opens_message(private, *one) for one in messages for private in privates)
    return {
        "candidates": len(ciphers) + len(privates),
        "private_keys_held": sum(isinstance(one, X25519PrivateKey) for one in things),
        "wrapped": len(wrapped),
        "unwrapped": len(keys),
        "fields": len(fields),
        "messages": len(messages),
        "opened": opened,
        "roots": len({hashlib.sha256(one).hexdigest() for one in loose} & set(roots)),
    }


def _unwrapped(one: WrappedKey, ciphers: list[AESGCM], privates: list[X25519PrivateKey]) -> list[bytes]:
    if one.suite == subject_keys.KEK_SUITE:
        return _tried(lambda key: subject_keys.unwrap_with_kek(key, one), ciphers)
    return _tried(lambda key: subject_keys.unwrap_with_private(key, one), privates)


def _tried(use: Callable[[K], bytes], keys: list[K]) -> list[bytes]:
    found = []
    for key in keys:
        with suppress(CannotOpen, ValueError):
            found.append(use(key))
    return found


def _opens(cipher: AESGCM, value: Sealed, place: Place) -> bool:
    with suppress(CannotOpen):
        field.open_field(cipher, value, place, KeyKind.VAULT.value)
        return True
    return False


def _opens_message(private: X25519PrivateKey, value: Sealed, row: UUID) -> bool:
    with suppress(CannotOpen, ValueError):
        to_vault.open_(private, value, "outbox_messages.sealed", row)
        return True
    return False


def _wrapped(engine: Engine) -> list[WrappedKey]:
    with engine.connect() as db:
        rows = db.execute(text("select * from subject_keys where kind = 'vault'")).mappings().all()
    return [
        WrappedKey(
            UUID(str(row["subject_id"])), KeyKind.VAULT, row["generation"], row["suite"], row["kek_id"],
            bytes(row["wrapped"]), bytes(row["commitment"]),
        )
        for row in rows
    ]  # fmt: skip


def _fields(engine: Engine) -> list[tuple[Sealed, Place]]:
    """Every value of people and of their leases."""
    found = []
    with engine.connect() as db:
        for table, owner in (("victims", "id"), ("leases", "victim_id")):
            names = [column["name"] for column in inspect(db).get_columns(table)]
            for row in db.execute(text(f"select * from {table}")).mappings():
                places = Place("", UUID(str(row[owner])), UUID(str(row["id"])))
                sealed = {name: bytes(row[name]) for name in names if isinstance(row[name], bytes | memoryview)}
                found += [
                    (Sealed(value), Place(f"{table}.{name}", places.subject, places.row))
                    for name, value in sealed.items()
                    if value[:1] == b"\x01" and name not in {"hints", "row_mac"} and not name.endswith("_index")
                ]
    return found


def _to_vault(engine: Engine) -> list[tuple[Sealed, UUID]]:
    with engine.connect() as db:
        rows = db.execute(text("select id, sealed from outbox_messages where sealed is not null")).all()
    return [(Sealed(bytes(row.sealed)), UUID(str(row.id))) for row in rows]


def register(outbox: Path) -> None:
    """From the first page to her own, as a browser without JavaScript."""
    client = create_app().test_client()

    def send(path: str, **fields: object) -> str:
        page = client.get(path, follow_redirects=True).get_data(as_text=True)
        token = re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', page)[0]
        boxes = dict.fromkeys(re.findall(r'<input[^>]*type="checkbox"[^>]*name="([0-9a-f]{64})"', page), "y")
        extra = {**boxes, "locale": "ko"} if path == "/register/consents" else {}
        answer = client.post(path, data={"csrf_token": token, **extra, **fields})
        assert answer.status_code == 303, (path, answer.status_code)
        return str(answer.location)

    send("/register/consents")
    send("/register/phone", phone="010-0123-4567")
    send("/register/code", code=newest_code(outbox))
    send("/register/person", name="홍길동", birth_date="1991-03-07", email="gildong.sample@example.com")
    send("/register/lease", address="서울특별시 강서구 표본로 12, 301호", deposit="2억 3,500만 원", contract_date="2021-12-06",
         start_date="2022-01-05", end_date="2024-01-04", situation="보증금 미반환")  # fmt: skip
    send("/register/landlord", kind="person", name="임표본", birth_date="1968-01-20", joins="yes")
    assert send("/register/check") == "/my"
    assert "홍*동" in client.get("/my").get_data(as_text=True)


def newest_code(outbox: Path) -> str:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        lines = outbox.read_text(encoding="utf-8").splitlines() if outbox.exists() else []
        codes = [json.loads(line)["body"] for line in lines if json.loads(line)["kind"] == "code"]
        if codes:
            return re.findall(r"(?<!\d)\d{6}(?!\d)", codes[-1])[0]
        time.sleep(0.05)
    raise AssertionError("no code came")


def main() -> None:
    outbox, roots = Path(sys.argv[1]), sys.argv[2:]
    register(outbox)
    gc.collect()
    sys.stdout.write(json.dumps(look(open_instance(Settings.load()).engine, roots)))


if __name__ == "__main__":
    main()
