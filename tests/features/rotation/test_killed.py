"""`hub keys rewrap` and the rotation of the index key are killed in the middle, again and again: nobody is lost, and the next run
does the rest."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import BinaryIO

import pytest
from sqlalchemy import select

from lawsuit_hub.features.destruction import service as destruction
from lawsuit_hub.features.destruction.types import Ground
from lawsuit_hub.features.rotation import indexes
from lawsuit_hub.features.rotation import service as rotation
from lawsuit_hub.features.rotation.types import Progress
from lawsuit_hub.infra import reindexing
from lawsuit_hub.infra.db import make_engine, make_sessions
from lawsuit_hub.infra.epochs import IndexRenewal
from lawsuit_hub.infra.work import Works
from lawsuit_hub.instance import check_keys
from lawsuit_hub.privacy.keyring import Keyring
from tests.features.rotation.conftest import make_crowd
from tests.features.rotation.test_indexes import finds
from tests.people import make_victim
from tests.world import World

TRIAL = 'production = false\nallow_file_carrier = true\ntrusted_hosts = ["localhost"]\n'
Begun = tuple[int, BinaryIO]  # a process, and what it says with each batch


def rewrap(works: Works) -> Iterator[Progress]:
    return rotation.rewrap(works, size=100)


def rotate_index(works: Works) -> Iterator[Progress]:
    return indexes.rotate(works, size=20)


def command(world: World) -> Begun:
    """The command itself."""
    (world.folder / "hub.toml").write_text(TRIAL, encoding="utf-8")
    known = {"LAWSUIT_HUB_INSTANCE": str(world.folder), "DATABASE_URL": world.settings.database_url}
    process = subprocess.Popen(
        [sys.executable, "-m", "lawsuit_hub.cli", "keys", "rewrap"], env={**os.environ, **known}, stderr=subprocess.PIPE
    )
    assert process.stderr is not None
    process.returncode = 0  # whoever kills it also waits for it
    return process.pid, process.stderr


def branch(world: World, work_off: Callable[[Works], Iterator[Progress]] = rewrap) -> Begun:
    """What the command does, in a copy of this process: starting Python anew takes longer than the work."""
    hear, say = os.pipe()
    pid = os.fork()
    if not pid:
        works = replace(world.works, sessions=make_sessions(make_engine(world.settings.database_url)))
        for _ in work_off(works):
            os.write(say, b"moved\n")
        os._exit(0)
    os.close(say)
    return pid, os.fdopen(hear, "rb")


def killed_midway(begin: Callable[[World], Begun], world: World, longest: float) -> bool:
    """Kills it at a random moment after it began to move keys; False when it was done before."""
    pid, said = begin(world)
    with said:
        said.readline()
        time.sleep(random.uniform(0, longest))
        os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
    return os.WIFSIGNALED(status)


def kill_and_resume(begin: Callable[[World], Begun], world: World, *, people: int, times: int, longest: float) -> None:
    crowd = make_crowd(world, people)
    for _ in range(times):
        while not killed_midway(begin, world, longest):
            for kind in rotation.KINDS:
                rotation.rotate(world.works, kind)
    pid, said = begin(world)
    with said:
        said.read()
    assert os.waitpid(pid, 0)[1] == 0
    with world.as_system() as work:
        old = {one.id: one.wraps for one in rotation.status(work) if one.state == "old"}
    assert not any(old.values()), "some people are left on an old key"
    assert sum(crowd.under().values()) == 2 * people
    for name in old:
        rotation.retire(world.works, name)
    assert crowd.unreadable() == 0


def test_rewrapping_killed_three_times_loses_nobody(world: World) -> None:
    kill_and_resume(branch, world, people=3000, times=3, longest=0.1)


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_rewrapping_killed_twenty_times_over_fifty_thousand_people_loses_nobody(world: World) -> None:
    kill_and_resume(command, world, people=50_000, times=20, longest=0.8)


def test_a_rotation_of_the_index_key_that_is_killed_is_seen_and_ended_by_the_next(world: World) -> None:
    """At random moments: while indexes are worked out, in the switch, after it. Whoever is erased meanwhile is in no leftover."""
    numbers = [f"010-0{i // 100:03d}-{i % 100:04d}" for i in range(4001, 4025)]
    people = {
        number: make_victim(world, phone=number, landlord=f"임표{'가나다라'[i % 4]}")
        for i, number in enumerate(numbers)
    }
    begun, first = 0, numbers.pop()
    with world.as_system() as work:
        hers = {one for column in reindexing.columns() if column.table.name == "victims" for one in
                work.db.scalars(select(column).where(column.table.c.id == people[first]))}  # fmt: skip
    for turn in range(8):
        killed_midway(lambda world: branch(world, rotate_index), world, 0.03 * (turn % 4))
        state = indexes.state(world.works)
        begun += state.worked_out > 0
        assert finds(world, numbers[turn]) == people[numbers[turn]]
        if state.worked_out and first in people:
            with world.as_system() as work:
                destruction.destroy(work, people.pop(first), ground=Ground.COMMAND, reason="본인이 창구에서 청했습니다")
                assert not hers & set(work.db.scalars(select(IndexRenewal.before)))
    assert begun, "it was never killed while it worked"
    pid, said = branch(world, rotate_index)
    with said:
        said.read()
    assert os.waitpid(pid, 0)[1] == 0
    state = indexes.state(world.works)
    assert state.ready is None and state.worked_out == 0
    assert [finds(world, number) for number in numbers] == [people[number] for number in numbers]
    check_keys(world.works, Keyring.load(world.settings.keys_folder))
