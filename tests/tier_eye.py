"""A debugger's eye in the process of a tier outside: walks a registration there, then takes everything that can be reached in
memory and tries it as a key on everything that lies sealed in the database.

`python -m tests.tier_eye OUTBOX VALUES ROOT…` prints what it found as JSON; the ROOTs are hashes of secrets to look for. With `inside` in
the place of the OUTBOX nobody registers: the process holds the keys of its instance and opens the vault.
"""

import gc
import hashlib
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import BuiltinFunctionType, FunctionType, ModuleType
from typing import Any, TypeVar
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask.testing import FlaskClient
from sqlalchemy import Column, Engine, Uuid, select, text

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.app import create_app
from lawsuit_hub.infra.db import Base, SealedType
from lawsuit_hub.infra.tables import load_tables
from lawsuit_hub.instance import open_instance
from lawsuit_hub.privacy import sealed as field
from lawsuit_hub.privacy import subject_keys, to_vault
from lawsuit_hub.privacy.sealed import CannotOpen, KeyKind, Place, Sealed
from lawsuit_hub.privacy.subject_keys import WrappedKey
from lawsuit_hub.settings import Settings


@dataclass(frozen=True, slots=True)
class Value:
    column: str
    sealed: Sealed
    subjects: tuple[UUID, ...]
    row: UUID


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


def look(engine: Engine, roots: Iterable[str], more: Iterable[Value] = ()) -> dict[str, Any]:
    """What lies sealed in any column of any table, and `more` beside it, that opens with anything in this process: by column."""
    things = everything()
    loose = secrets_in(things)
    ciphers = [one for one in things if isinstance(one, AESGCM)] + [AESGCM(one) for one in loose]
    privates = [one for one in things if isinstance(one, X25519PrivateKey)]
    privates += [X25519PrivateKey.from_private_bytes(one) for one in loose]
    wrapped, values = _wrapped(engine), [*stored(engine), *more]
    unwrapped = {
        kind: [key for one in wrapped if one.kind is kind for key in _unwrapped(one, ciphers, privates)]
        for kind in KeyKind
    }
    ciphers += [AESGCM(key) for keys in unwrapped.values() for key in keys]
    opened = [one for one in values if _opens(ciphers, one) or _opens_to_vault(privates, one)]
    return {
        "candidates": len(ciphers) + len(privates),
        "private_keys_held": sum(isinstance(one, X25519PrivateKey) for one in things),
        "wrapped": Counter(one.kind.value for one in wrapped),
        "unwrapped": {kind.value: len(keys) for kind, keys in unwrapped.items()},
        "values": Counter(one.column for one in values),
        "opened": Counter(one.column for one in opened),
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


def _opens(ciphers: list[AESGCM], value: Value) -> bool:
    """Under any subject that the row names, as any kind of key."""
    for place in (Place(value.column, subject, value.row) for subject in value.subjects):
        for kind in KeyKind:
            for cipher in ciphers:
                with suppress(CannotOpen):
                    field.open_field(cipher, value.sealed, place, kind.value)
                    return True
    return False


def _opens_to_vault(privates: list[X25519PrivateKey], value: Value) -> bool:
    for private in privates:
        with suppress(CannotOpen, ValueError):
            to_vault.open_(private, value.sealed, value.column, value.row)
            return True
    return False


def _wrapped(engine: Engine) -> list[WrappedKey]:
    with engine.connect() as db:
        rows = db.execute(text("select * from subject_keys")).mappings().all()
    return [
        WrappedKey(
            UUID(str(row["subject_id"])), KeyKind(row["kind"]), row["generation"], row["suite"], row["kek_id"],
            bytes(row["wrapped"]), bytes(row["commitment"]),
        )
        for row in rows
    ]  # fmt: skip


def sealed_columns() -> list[Column[Any]]:
    load_tables()
    tables = Base.metadata.sorted_tables
    return [column for table in tables for column in table.columns if isinstance(column.type, SealedType)]


def stored(engine: Engine) -> list[Value]:
    """Every value of every sealed column, with all ids that its row holds: one of them is whose key it lies under."""
    found = []
    with engine.connect() as db:
        for column in sealed_columns():
            ids = [one for one in column.table.columns if isinstance(one.type, Uuid)]
            for row in db.execute(select(column, *ids).where(column.is_not(None))):
                subjects = tuple(dict.fromkeys(one for one in row[1:] if one is not None))
                found.append(Value(str(column), row[0], subjects, row._mapping[column.table.c.id]))
    return found


def read(lines: Path) -> list[Value]:
    """Values that somebody sealed beside the tables, so that there is one of every column."""
    told = [json.loads(line) for line in lines.read_text().splitlines()]
    return [
        Value(one["column"], Sealed(bytes.fromhex(one["data"])), (UUID(one["row"]),), UUID(one["row"])) for one in told
    ]


def register(outbox: Path) -> FlaskClient:
    """From the first page to her own, as a browser without JavaScript. Its application goes on as long as the client is kept."""
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
    return client


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
    where, more, roots = sys.argv[1], Path(sys.argv[2]), sys.argv[3:]
    instance = open_instance(Settings.load())
    if where == "inside":
        with instance.works.open(SYSTEM) as work:
            assert work.keys.can_open()
    else:
        client = register(Path(where))
        gc.collect()
        assert client.get("/my").status_code == 200, "what a page needs is in memory now"
    sys.stdout.write(json.dumps(look(instance.engine, roots, read(more))))


if __name__ == "__main__":
    main()
