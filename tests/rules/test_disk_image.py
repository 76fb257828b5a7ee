"""The whole disk of the demo, keys and the trial carrier aside, is searched for everybody in its sample: nobody is there."""

import csv
import io
import logging
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from lawsuit_hub.access.roles import Role
from lawsuit_hub.app import app_of
from lawsuit_hub.backup import taking
from lawsuit_hub.backup.shelf import Shelf
from lawsuit_hub.demo import __main__ as demo
from lawsuit_hub.demo import life, story
from lawsuit_hub.features.ballots import service as ballots
from lawsuit_hub.features.ballots.types import FEWEST, State
from lawsuit_hub.features.costs import paying, queue
from lawsuit_hub.features.responses import uploads
from lawsuit_hub.features.surveys import service as surveys
from lawsuit_hub.instance import Instance, make_instance
from lawsuit_hub.worker import Queue
from tests.rules.source import PACKAGE
from tests.rules.spellings import seen, spellings

SAMPLE = PACKAGE / "demo" / "answers.csv"
NEWCOMER = {"phone": "010-0777-4321", "name": "표새롬", "address": "서울특별시 강서구 표본로 77, 707호"}

# What lies in the clear on purpose: the trial carrier and the file that tells a visitor whom to sign in as. `serve` knows neither.
IN_THE_CLEAR = {"outbox.jsonl", "accounts.json"}


@dataclass
class Disk:
    instance: Instance
    folder: Path
    logs: str

    def files(self) -> Iterator[tuple[str, bytes]]:
        for path in sorted(self.folder.rglob("*")):
            if path.is_file() and path.name not in IN_THE_CLEAR:
                yield str(path.relative_to(self.folder)), path.read_bytes()


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> Iterator[Disk]:
    """The demo is told; then a newcomer stands half-way, a file of answers waits, and the pages were looked at. It still runs."""
    folder, temporary = tmp_path / "demo", tmp_path / "demo" / "temporary"
    for module in (life, story):
        monkeypatch.setattr(module, "FOLDER", folder)
    caplog.set_level(logging.DEBUG)
    for name in ("sqlalchemy.engine", "sqlalchemy.pool", "alembic", "huey", "lawsuit_hub", "werkzeug"):
        caplog.set_level(logging.DEBUG, logger=name)
    instance = make_instance(folder, text=demo.SETTINGS.format(port=8000), demo=True, environ={})
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    Queue(instance).wake()
    story.tell(instance)
    upload(instance)
    walk(instance)
    taking.take(instance.works, instance.engine, Shelf(folder / "backups"), keep=None, say=lambda _table, _count: None)
    yield Disk(instance, folder, caplog.text)
    instance.engine.dispose()
    instance.works.limits.close()


def upload(instance: Instance) -> None:
    with instance.works.open(life.account(instance.works, life.make_staff(instance.works), Role.CASEWORKER)) as work:
        uploads.receive(work, [SAMPLE.read_bytes()], size_bound=10**7)


def walk(instance: Instance) -> None:
    client = app_of(instance).test_client()
    client.get("/register")
    client.post("/login", data={"phone": NEWCOMER["phone"]})


def possible(instance: Instance) -> None:
    """What the demo shows could have happened, and shows what it says."""
    with instance.works.open(life.account(instance.works, life.make_staff(instance.works), Role.CASEWORKER)) as work:
        told = [one for one in surveys.everything(work) if one.results_on and one.closed_on]
        assert told and all(FEWEST <= (one.answered or 0) <= one.invited for one in told)
        ended = [one for one in ballots.of_group(work, "GS-0001").ballots if one.state is State.ENDED]
        assert [one.cast for one in ended] == [one.voters for one in ended] != []
        (batch,) = paying.listed(work)
        assert (batch.payments, queue.counts(work)["first"], queue.counts(work)["second"]) == (2, 1, 1)


def identities() -> dict[bytes, str]:
    secrets = set(NEWCOMER.values())
    for row in csv.DictReader(io.StringIO(SAMPLE.read_text(encoding="utf-8-sig"))):
        told = {
            row["휴대전화 번호"],
            row["이메일 주소"],
            row["피해주택 주소"],
            row["성명"],
            row["임대인 성명 또는 법인명"],
        }
        secrets |= {one.strip() for one in told if len(one.strip()) > 2}
    return spellings(*secrets)


def test_nobody_of_the_demo_is_on_its_disk(disk: Disk) -> None:
    needles = identities()
    assert len(needles) > 1000
    looked = dict(disk.files())
    for wanted in ("hub.db", "hub.db-wal", "limits.db", "queue.db", "roster.xlsx", "payments.xlsx"):
        assert looked.get(wanted), f"{wanted} is not there or empty: the test looks at nothing"
    for wanted in ("uploads/", "backups/data-", "backups/keys-"):
        assert [name for name in looked if name.startswith(wanted)], f"nothing of {wanted}: the test looks at nothing"
    assert "INSERT INTO victims" in disk.logs, "the logs were not loud"
    found = {name: len(seen(needles, data)) for name, data in [*looked.items(), ("logs", disk.logs.encode())]}
    assert not {name: count for name, count in found.items() if count}
    possible(disk.instance)
    in_the_clear = b"".join((disk.folder / name).read_bytes() for name in IN_THE_CLEAR)
    assert seen(needles, in_the_clear), "the needles find nobody where somebody is"
