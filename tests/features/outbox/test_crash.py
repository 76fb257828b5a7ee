"""A worker that is killed again and again, a carrier that fails: every message reaches the carrier, none twice, none is lost."""

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import func, select

from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.outbox.models import Message, Spending
from lawsuit_hub.infra.solapi import signed
from tests.carrier_stand_ins import AFTER, BEFORE, KEY, SECRET, SENDER, SolapiStandIn
from tests.world import World

ROOT = Path(__file__).resolve().parents[3]
TEXT = "[허브] 새 소식이 있습니다. 로그인해 확인해 주세요."
# The SMS price of the table, in 전: what was refunded and what was not comes out even.
PRICE = 2000


@pytest.fixture
def stand_in() -> Iterator[SolapiStandIn]:
    made = SolapiStandIn()
    made.slow_seconds = 0.2
    yield made
    made.close()


def owe(world: World, count: int) -> None:
    with world.as_system() as work:
        for number in range(count):
            outbox.queue_sealed(work, "number_left", to=f"+821{number:09}"[:13], body=TEXT)


def failing(stand_in: SolapiStandIn, chance: random.Random, share: float) -> None:
    def fails(path: str) -> str | None:
        if chance.random() >= share:
            return None
        return chance.choice([*BEFORE, *AFTER] if "send-many" in path else ["503-before", "reset-before", "429"])

    stand_in.fails = fails


def worker(world: World, stand_in: SolapiStandIn, key_folder: Path, most: int) -> subprocess.Popen[bytes]:
    key = world.folder / "solapi.key"
    if not key.exists():
        key.touch(mode=0o600)
        key.write_text(f"{KEY}\n{SECRET}\n")
    command = [
        sys.executable,
        "-m",
        "tests.crash_worker",
        str(world.folder),
        world.settings.database_url,
        str(key_folder),
    ]
    with (world.folder / "worker.log").open("a") as said:
        return subprocess.Popen([*command, stand_in.url, str(most)], cwd=ROOT, stderr=said)


def kill_in_the_middle(
    running: subprocess.Popen[bytes], stand_in: SolapiStandIn, chance: random.Random, calls: int
) -> bool:
    """With SIGKILL, some moments after some calls: anywhere between claiming and noting. False when it ended by itself."""
    until, begun = chance.randint(1, calls), stand_in.requests
    while stand_in.requests - begun < until and running.poll() is None:
        time.sleep(0.001)
    with suppress(subprocess.TimeoutExpired):
        running.wait(chance.random() * 0.05)
    died_by_us = running.poll() is None
    running.kill()
    running.wait()
    return died_by_us


def crash(world: World, stand_in: SolapiStandIn, key_folder: Path, *, messages: int, kills: int, most: int) -> int:
    chance = random.Random(26)
    owe(world, messages)
    failing(stand_in, chance, 0.2)
    killed = 0
    for _ in range(kills):
        killed += kill_in_the_middle(worker(world, stand_in, key_folder, most), stand_in, chance, calls=6)
    last = worker(world, stand_in, key_folder, most)
    assert last.wait(600) == 0
    return killed


def judge(world: World, stand_in: SolapiStandIn, messages: int) -> None:
    with world.as_system() as work:
        rows = list(work.db.scalars(select(Message)))
        spent = work.db.execute(select(func.sum(Spending.count), func.sum(Spending.cost))).one()
    assert {len(rows), len(stand_in.seen)} == {messages}, "told to the carrier, every one"
    assert max(stand_in.seen.values()) == 1, "and none twice under one id"
    assert set(stand_in.seen) == {str(row.id) for row in rows}
    assert all(row.sent_at is not None and row.failed_at is None and row.unknown_at is None for row in rows)
    assert all(row.sealed is None for row in rows)
    assert tuple(spent) == (messages, messages * PRICE), "the books hold each once"


def test_a_worker_killed_again_and_again_loses_nothing_and_sends_nothing_twice(
    world: World, stand_in: SolapiStandIn, key_folder: Path
) -> None:
    assert crash(world, stand_in, key_folder, messages=150, kills=3, most=10) >= 2
    judge(world, stand_in, 150)


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_five_thousand_messages_thirty_kills_and_a_carrier_that_fails_a_fifth(
    world: World, stand_in: SolapiStandIn, key_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    began = time.monotonic()
    killed = crash(world, stand_in, key_folder, messages=5000, kills=30, most=20)
    assert killed == 30
    judge(world, stand_in, 5000)
    with capsys.disabled():
        sys.stdout.write(
            f"\n{world.engine.dialect.name}: 5000 messages, 30 kills, {stand_in.requests} requests, "
            f"{time.monotonic() - began:.0f} s; each was taken once"
        )


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_deliveries_a_second_beside_the_stand_in_s_own_limit(
    world: World, stand_in: SolapiStandIn, key_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    owe(world, 5000)
    running = worker(world, stand_in, key_folder, 100)
    while not stand_in.accepted:
        time.sleep(0.001)
    began = time.monotonic()
    while len(stand_in.accepted) < 5000 and running.poll() is None:
        time.sleep(0.005)
    ours = 4900 / (time.monotonic() - began)
    assert running.wait(60) == 0
    judge(world, stand_in, 5000)
    with capsys.disabled():
        sys.stdout.write(f"\n{world.engine.dialect.name}: {ours:.0f} a second; the stand-in alone takes {alone():.0f}")


def alone() -> float:
    """The stand-in's own limit: the same messages, ready made, by the same client."""
    stand_in = SolapiStandIn()
    carrier = httpx.Client(trust_env=False)
    began = time.monotonic()
    for call in range(50):
        now = stand_in.now().isoformat(timespec="milliseconds")
        header = signed(KEY, SECRET, date=now, salt=uuid4().hex)
        some = [
            {"to": f"010{call * 100 + n:08}", "from": SENDER, "country": "82", "type": "SMS", "text": TEXT,
             "customFields": {"outboxId": str(uuid4())}} for n in range(100)
        ]  # fmt: skip
        body = {"messages": some, "allowDuplicates": True, "showMessageList": True}
        answer = carrier.post(
            f"{stand_in.url}/messages/v4/send-many/detail", json=body, headers={"Authorization": header}
        )
        assert answer.status_code == 200
    took = time.monotonic() - began
    carrier.close()
    stand_in.close()
    return 5000 / took
