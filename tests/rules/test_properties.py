"""docs/properties.md names tests that exist, for each property by its number; and the properties that no capability owns."""

import ast
import re
import resource
import threading
import unicodedata
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Connection, text

from lawsuit_hub.infra import own_memory
from lawsuit_hub.privacy.keyring import Keyring, Keys, Place
from tests.features.my.visits import visit
from tests.people import make_victim
from tests.privacy.memory_store import MemoryStore
from tests.rules.source import ROOT
from tests.world import World, open_world

PROPERTIES = ROOT / "docs" / "properties.md"
NAMED = re.compile(r"`([\w/]+\.py)::([\w:]+)`")
HOW_MANY = 28


@cache
def defined(path: Path) -> frozenset[str]:
    """Tests of a file, those in classes as Class::test."""
    found = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.ClassDef):
            found |= {f"{node.name}::{one.name}" for one in node.body if isinstance(one, ast.FunctionDef)}
    return frozenset(found)


def test_every_property_names_tests_that_exist() -> None:
    told = PROPERTIES.read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \|(.*)$", told, re.M)
    assert [int(number) for number, _ in rows] == list(range(1, HOW_MANY + 1))
    for number, row in rows:
        assert NAMED.search(row), f"property {number} names no test"
    missing = []
    for path, name in NAMED.findall(told):
        file = ROOT / "tests" / path
        if not file.exists() or name not in defined(file) or not name.rpartition(":")[2].startswith("test_"):
            missing.append(f"{path}::{name}")
    assert not missing, f"docs/properties.md names tests that are not there: {', '.join(missing)}"


def test_every_attack_names_tests_that_exist() -> None:
    named = NAMED.findall((ROOT / "docs" / "attacks.md").read_text(encoding="utf-8"))
    assert len(named) > 20
    missing = [
        f"{path}::{name}"
        for path, name in named
        if not (ROOT / "tests" / path).exists() or name not in defined(ROOT / "tests" / path)
    ]
    assert not missing, f"docs/attacks.md names tests that are not there: {', '.join(missing)}"


@pytest.mark.long
def test_no_nonce_repeats_in_a_million(key_folder: Path) -> None:
    keys, who = Keys(Keyring.load(key_folder), MemoryStore()), uuid4()
    keys.new_subject(who)
    place = Place("victims.phone", who, who)
    assert len({keys.seal(b"", place).data[5:17] for _ in range(1_000_000)}) == 1_000_000


@pytest.mark.long
def test_threads_never_take_each_others_keys_in_half_a_million(key_folder: Path) -> None:
    ring, together = Keyring.load(key_folder), threading.Barrier(4)

    def work(number: int) -> int:
        keys, people, wrong = Keys(ring, MemoryStore()), [uuid4() for _ in range(20)], 0
        for who in people:
            keys.new_subject(who)
        together.wait()
        for turn in range(125_000):
            place = Place("victims.phone", people[turn % 20], people[turn % 20])
            wrong += keys.open(keys.seal(f"{number}/{turn}", place), place) != f"{number}/{turn}"
        return wrong

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(work, range(4))) == 0


def test_another_secret_of_the_cookies_signs_out_and_closes_no_data(world: World) -> None:
    victim_id = make_victim(world)
    app = world.app()
    before = visit(world, app, victim_id)
    assert before.get("/my").status_code == 200
    app.config["SECRET_KEY"] = bytes(32)
    assert before.get("/my").status_code == 302
    page = visit(world, app, victim_id).get("/my")
    assert page.status_code == 200 and "홍*동" in page.get_data(as_text=True)


def test_no_core_dump_holds_the_keys() -> None:
    """`open_instance` begins with it; the limit stays with this process, which is what it is for."""
    own_memory.close()
    assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)


@contextmanager
def write_ahead_log_kept(db: Connection) -> Iterator[None]:
    """Else other tests that make databases in this cluster let it be written over."""
    db.execute(text("select pg_create_physical_replication_slot('files', true)"))
    try:
        yield
    finally:
        db.execute(text("select pg_drop_replication_slot('files')"))


def test_nobody_is_in_the_files_of_postgresql(
    postgresql_databases, postgres_folder: Path, build_schema: Callable[[str], None], key_folder: Path, tmp_path: Path
) -> None:  # type: ignore[no-untyped-def]
    """Heap, indexes, write-ahead log and log of the whole cluster, after a checkpoint."""
    name, phone, road = "제갈표본희", "010-0876-5432", "서울특별시 강서구 단한번로 8765"
    world = open_world(tmp_path / "instance", postgresql_databases.create_copy(build_schema), key_folder)
    digits = phone.replace("-", "")
    words = [name, unicodedata.normalize("NFD", name), road, phone, digits, f"+82{digits[1:]}"]
    needles = [
        form for word in words for form in (word.encode(), word.encode("utf-16-le"), word.encode().hex().encode())
    ]
    found, leaks = set(), set()
    with world.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as db, write_ahead_log_kept(db):
        make_victim(world, name=name, phone=phone, address=f"{road}, 101호")
        db.execute(text("checkpoint"))
        oid = db.scalar(text("select oid from pg_database where datname = current_database()"))
        lying = bytes(db.scalar(text("select name from victims")))
        kinds = {"heap": f"/base/{oid}/", "write-ahead log": "/pg_wal/", "log": "/pg/log"}
        for path in postgres_folder.rglob("*"):
            for kind in (kind for kind, place in kinds.items() if place in path.as_posix()):
                with suppress(FileNotFoundError, IsADirectoryError):  # what is older may go while it is read
                    data = path.read_bytes()
                    found |= {kind} if lying in data else set()
                    leaks |= {f"{kind}: {path.name}" for needle in needles if needle in data}
    world.engine.dispose()
    world.works.limits.close()
    assert found == {"heap", "write-ahead log"}, "her row is not where it was looked for"
    assert not leaks
