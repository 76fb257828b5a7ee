"""`hub audit …` as scripts see it, and the checker that stands alone, run on what was exported."""

import json
import logging
import os
import runpy
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

from lawsuit_hub.cli import hub
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.infra import schema
from lawsuit_hub.infra.refusals import ReasonMissing
from tests.databases import SqliteDatabases
from tests.features.audit.tampering import unguarded, verdict, write_lines
from tests.rules.source import ROOT
from tests.world import World, open_world

SCRIPT = ROOT / "scripts" / "verify-checkpoint"


@pytest.fixture
def used(
    sqlite_databases: SqliteDatabases, build_schema: Callable[[str], None], key_folder: Path, tmp_path: Path
) -> Iterator[World]:
    """An instance with six lines that commands may open."""
    umask, records = os.umask(0o077), logging.getLogRecordFactory()
    made = open_world(tmp_path / "instance", sqlite_databases.create_copy(build_schema), key_folder)
    (made.folder / "hub.toml").write_text("production = false\n")
    write_lines(made, 5)
    yield made
    made.engine.dispose()
    made.works.limits.close()
    os.umask(umask)
    logging.setLogRecordFactory(records)


def run(world: World, *words: str | Path) -> Result:
    environment = {"LAWSUIT_HUB_INSTANCE": str(world.folder), "DATABASE_URL": world.settings.database_url}
    return CliRunner(env=environment).invoke(hub, [str(word) for word in words])


def in_database(world: World, *statements: str) -> None:
    with world.engine.begin() as connection:
        unguarded(connection)
        for statement in statements:
            connection.execute(text(statement))


def verified(world: World) -> tuple[int, dict[str, object]]:
    done = run(world, "audit", "verify", "--json")
    return done.exit_code, json.loads(done.stdout)


def test_verify_says_whether_where_and_what(used: World) -> None:
    whole = {"ok": True, "lines": 6, "checkpoints": 0, "first_broken": None, "problem": None}
    assert verified(used) == (0, whole)
    assert run(used, "audit", "checkpoint").stdout.startswith("checkpoint 1: 6 lines")
    in_database(used, "UPDATE audit_lines SET deed = 'another' WHERE id = 2")
    code, said = verified(used)
    assert (code, said["ok"], said["lines"], said["first_broken"]) == (1, False, 8, 2)
    plain = run(used, "audit", "verify")
    assert (plain.exit_code, plain.stdout.startswith("BROKEN: line 2 ")) == (1, True)
    assert isinstance(run(used, "audit", "checkpoint").exception, audit.ChainBroken)


def test_a_lost_head_file_is_accepted_with_a_reason(used: World) -> None:
    used.settings.audit_head_file.unlink()
    assert verified(used)[0] == 1
    assert isinstance(run(used, "audit", "accept-head", "--reason", "-").exception, ReasonMissing)
    assert run(used, "audit", "accept-head", "--reason", "디스크를 바꾸었습니다").exit_code == 0
    assert verified(used)[0] == 0
    assert used.settings.audit_head_file.stat().st_mode & 0o777 == 0o600


def check(*words: str | Path) -> tuple[int, str]:
    """The script, by an interpreter that finds nothing of ours."""
    command = [sys.executable, "-I", str(SCRIPT), *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=100, check=False, cwd="/")
    return done.returncode, done.stdout + done.stderr


Spoil = Callable[[dict[str, object], list[dict[str, object]]], object]
SPOILED: dict[str, Spoil] = {
    "a field": lambda _, lines: lines[1].update(deed="x"),
    "a reason": lambda _, lines: lines[1].update(reason=""),
    "a line less": lambda _, lines: lines.pop(1),
    "a tail less": lambda _, lines: lines.__delitem__(slice(2, None)),
    "two swapped": lambda _, lines: lines.insert(0, lines.pop(1)),
    "a signed statement": lambda points, _: points["checkpoints"][0].update(lines=2),  # type: ignore[index]
    "a checkpoint less": lambda points, _: points["checkpoints"].pop(0),  # type: ignore[attr-defined]
    "another's key": lambda points, _: points.update(public_key="A" * 43 + "="),
}


def test_the_checker_follows_the_lines_to_every_signature_and_finds_what_was_changed(
    used: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    points, lines = tmp_path / "points.json", tmp_path / "lines.jsonl"
    audit.sign(used.works)
    write_lines(used, 1)
    assert run(used, "audit", "checkpoint", "--out", points).exit_code == 0
    assert run(used, "audit", "export", lines).stdout == "13 lines\n"
    assert {path.stat().st_mode & 0o777 for path in (points, lines)} == {0o600}
    code, said = check("--key", used.folder / "keys" / "audit" / "0001.pub", points, lines)
    assert code == 0, said
    assert "2 checkpoints are signed" in said and "13 lines lead to every checkpoint; 3 of them" in said
    main = runpy.run_path(str(SCRIPT))["main"]
    there = json.loads(points.read_text()), [json.loads(line) for line in lines.read_text().splitlines()]
    for what, spoil in SPOILED.items():
        told, kept = json.loads(json.dumps(there))
        spoil(told, kept)
        points.write_text(json.dumps(told))
        lines.write_text("".join(json.dumps(line) + "\n" for line in kept))
        monkeypatch.setattr(sys, "argv", ["verify-checkpoint", str(points), str(lines)])
        assert main() == 1, what
        assert "WRONG" in capsys.readouterr().out, what
    points.write_text("{")
    assert main() == 2


def test_lines_older_than_the_chain_are_chained_by_migrate_and_only_once(used: World) -> None:
    used.settings.audit_head_file.unlink()
    schema.downgrade(used.engine, "0001")
    asked = text("SELECT deed, about_id, details FROM audit_lines ORDER BY id")
    with used.engine.begin() as connection:
        connection.execute(text("DELETE FROM audit_lines WHERE id = 2"))
        connection.execute(text('UPDATE audit_lines SET details = \'{"z": 1,  "a": 2}\' WHERE id = 3'))
        before = connection.execute(asked).all()
    assert run(used, "migrate").exit_code == 0
    assert verdict(used).ok
    with used.engine.begin() as connection:
        assert connection.execute(asked).all() == before
        assert connection.execute(text("SELECT id FROM audit_lines ORDER BY id")).scalars().all() == [1, 2, 3, 4, 5]
    used.settings.audit_head_file.unlink()
    assert run(used, "migrate").exit_code == 0
    assert not used.settings.audit_head_file.exists(), "a head file that is lost later is missed"
