"""A worker that is killed again and again with SIGKILL: every body reaches its receiver, a repeat has the same id, none is lost; and a
mailing under way looks at nobody twice."""

import random
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, select

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.mailings import service as mailings
from lawsuit_hub.features.mailings.models import MailingPerson
from lawsuit_hub.features.mailings.types import Kind, Wanted
from lawsuit_hub.features.outbox.models import Message
from tests.clock import Clock
from tests.features.rosters.exports import make_finished
from tests.features.webhooks.conftest import Office, add
from tests.features.webhooks.receiver import Receiver
from tests.people import caseworker_of, make_victim
from tests.rules.source import ROOT
from tests.world import World

BODIES, KILLS, PEOPLE = 60, 5, 8


def test_killed_again_and_again_nothing_is_lost_and_nobody_looked_at_twice(
    make_world: Callable[..., World], receiver: Receiver, key_folder: Path
) -> None:
    world = make_world(webhook_hosts=(receiver.host,), clock=Clock(datetime.now(UTC)), mailing_undo_minutes=0)
    admin = make_finished(world, Role.ADMIN, "hooks@example.com")
    office = Office(world, receiver, admin, *add(world, admin, receiver.url))
    chance = random.Random(44)
    receiver.answers += [chance.choice([200, 200, 200, 200, 503, "close"]) for _ in range(BODIES)]
    for number in range(BODIES):
        office.owe(f"GS-{number:04d}")
    mail_everybody(world)
    killed = 0
    for _ in range(KILLS):
        killed += kill_in_the_middle(worker(world, key_folder, receiver), receiver, chance)
    assert killed >= KILLS // 2
    assert worker(world, key_folder, receiver).wait(90) == 0
    rows = office.rows()
    assert len(rows) == BODIES and all(one.done_at is not None and one.given_up_at is None for one in rows)
    by_id = {headers["webhook-id"]: body for headers, body in receiver.got}
    assert {f"msg_{one.id.hex}": one.body.encode() for one in rows} == by_id, "every one, and nothing else"
    with world.as_system() as work:
        looked = work.db.scalar(select(func.count()).select_from(MailingPerson))
        owed = list(work.db.scalars(select(Message.recipient_id).where(Message.kind == Kind.CHANNEL.value)))
    assert looked == len(owed) == len(set(owed)) == PEOPLE


def mail_everybody(world: World) -> None:
    for number in range(PEOPLE):
        make_victim(
            world,
            name=f"김표본{number}",
            phone=f"010-0300-{number:04d}",
            address=f"서울특별시 강서구 표본로 {number + 1}, 1호",
        )
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        mailing = mailings.draft(work, Kind.CHANNEL, Wanted(everybody=True))
        mailings.confirm(work, mailing, token=mailings.plan(work, mailing).token)


def worker(world: World, key_folder: Path, receiver: Receiver) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-m",
        "tests.features.webhooks.telling_worker",
        str(world.folder),
        world.settings.database_url,
    ]
    with (world.folder / "worker.log").open("a") as said:
        return subprocess.Popen([*command, str(key_folder), receiver.host], cwd=ROOT, stderr=said)


def kill_in_the_middle(running: subprocess.Popen[bytes], receiver: Receiver, chance: random.Random) -> bool:
    """Some moments after some posts: anywhere between claiming and marking. False when it ended by itself."""
    until, begun = chance.randint(1, 6), len(receiver.got)
    while len(receiver.got) - begun < until and running.poll() is None:
        time.sleep(0.001)
    with suppress(subprocess.TimeoutExpired):
        running.wait(chance.random() * 0.05)
    died_by_us = running.poll() is None
    running.kill()
    running.wait()
    return died_by_us
