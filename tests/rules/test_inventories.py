"""Papers that list things list them all: sealed columns, keyed hashes, folders."""

import re
import subprocess

from babel.messages.pofile import read_po
from sqlalchemy import LargeBinary

from lawsuit_hub.features.oversight import inventory
from lawsuit_hub.infra.db import Base, BlindIndex, SealedType
from lawsuit_hub.infra.tables import load_tables
from tests.rules.source import PACKAGE, ROOT

ENCRYPTED = ROOT / "docs" / "what-is-encrypted.md"
ENGLISH = PACKAGE / "translations" / "en" / "LC_MESSAGES" / "messages.po"
FOLDERS = ROOT / "docs" / "folders.md"
KINDS = {"vault", "peer", "hint", "vault public key", "cookie"}
NOT_LISTED = {"lawsuit_hub/translations/ko", "lawsuit_hub/translations/en", ".ci"}


def columns(kind: type) -> set[str]:
    load_tables()
    return {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, kind)
    }


def listed(title: str) -> dict[str, list[str]]:
    section = ENCRYPTED.read_text(encoding="utf-8").split(f"## {title}")[1].split("\n## ")[0]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line.startswith("| `")
    ]
    return {row[0].strip("`"): row[1:] for row in rows}


def test_every_sealed_column_is_listed_with_its_kind_and_what_it_holds() -> None:
    told, there = listed("Sealed columns"), columns(SealedType)
    assert not there - set(told), f"docs/what-is-encrypted.md: add {', '.join(sorted(there - set(told)))}"
    assert not set(told) - there, f"docs/what-is-encrypted.md: no such column: {', '.join(sorted(set(told) - there))}"
    for name, (kind, holds) in told.items():
        assert kind in KINDS, f"{name}: its kind is one of {', '.join(sorted(KINDS))}"
        assert holds, f"{name}: say what it holds"


def test_every_other_column_of_bytes_is_a_listed_hash_a_wrapped_key_or_public() -> None:
    told = set(listed("Keyed hashes")) | set(listed("Wrapped keys")) | set(listed("Public bytes"))
    there = (columns(LargeBinary) | columns(BlindIndex)) - columns(SealedType)
    assert there == told, f"docs/what-is-encrypted.md: {', '.join(sorted(there ^ told))}"


def test_the_officer_s_inventory_says_of_every_column_what_the_paper_says() -> None:
    """One source: the words stand in the code, in Korean; the paper is their English from the catalogue."""
    with ENGLISH.open("rb") as file:
        catalogue = read_po(file, locale="en")
    told = {title: listed(title) for title in ("Sealed columns", "Keyed hashes", "Wrapped keys", "Public bytes")}
    paper = {name: row for rows in told.values() for name, row in rows.items()}
    for one in inventory.columns():
        where = f"{one.column}: say what it holds in features/oversight/inventory_words.py"
        assert one.holds is not None, where
        message = catalogue.get(one.holds._args[1], context="kept")
        assert message is not None and message.string, f"{one.column}: run `make translate` and fill in its English"
        *kind, holds = paper[one.column]
        assert (message.string, [one.kind] if one.kind else []) == (holds, kind), where


def test_the_places_that_seal_are_columns_that_exist() -> None:
    """A Place names its column in code; a misspelt one would open nothing after the next rename."""
    written = set()
    for path in {*PACKAGE.rglob("*.py")} - {PACKAGE / "places.py"}:  # places of the header are others
        written |= set(re.findall(r"Place\(\"(\w+\.\w+)\"", path.read_text(encoding="utf-8")))
    missing = written - columns(SealedType)
    assert not missing, f"no such sealed column: {', '.join(sorted(missing))}"


def test_every_folder_has_its_line() -> None:
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    folders = {"/".join(path.split("/")[:depth]) for path in tracked for depth in range(1, path.count("/") + 1)}
    inner = re.compile(
        r"/(templates|static|versions)/|/versions$|^tests/(features|values|privacy|infra)|^tests/samples/|/translations/"
    )
    wanted = {name for name in folders if not inner.search(name) and name not in NOT_LISTED}
    told = set(re.findall(r"^\| `([\w/.]+)` \|", FOLDERS.read_text(encoding="utf-8"), flags=re.MULTILINE))
    wanted = {name for name in wanted if not re.search(r"features/\w+/templates$", name)}
    assert not wanted - told, f"docs/folders.md: add {', '.join(sorted(wanted - told))}"
    assert not told - folders, f"docs/folders.md names what is not there: {', '.join(sorted(told - folders))}"
