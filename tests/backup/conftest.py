"""An instance that can be backed up, a shelf for backups, and new machines to restore onto, on either database."""

import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.backup import restoring, taking
from lawsuit_hub.backup.shelf import Shelf
from lawsuit_hub.instance import Instance
from lawsuit_hub.privacy import recovery
from lawsuit_hub.privacy.recovery import RecoveryKey
from tests.databases import Databases
from tests.world import World

SETTINGS = """\
production = false
public_base_url = "http://localhost"
trusted_hosts = ["localhost", "127.0.0.1"]
allow_file_carrier = true
"""


def silent(_table: str, _count: int) -> None:
    """Nobody watches."""


@dataclass
class Machine:
    """A world with a shelf beside it and its recovery key taken away."""

    world: World
    shelf: Shelf
    key: RecoveryKey
    key_file: Path
    databases: Databases
    kind: str
    made: list[World] = field(default_factory=list)
    done: list[restoring.Restored] = field(default_factory=list)
    urls: list[tuple[Databases, str]] = field(default_factory=list)

    def back_up(self, *, keep: int | None = None) -> taking.Taken:
        self.world.clock.forward(minutes=1)
        return taking.take(self.world.works, self.world.engine, self.shelf, keep=keep, say=silent)

    def restored(self, *, data: str | None = None, folder: Path | None = None, onto: Databases | None = None) -> World:
        """A new machine with the newest keys, as `hub restore` makes it."""
        target = folder or self.world.folder.with_name(f"restored{len(self.made)}")
        chosen = restoring.choose(self.shelf, self.key, data)
        done = restoring.restore(target, chosen, environ=self.environ(onto), actor=SYSTEM, say=silent)
        self.done.append(done)
        return self.take_in(done.instance)

    def environ(self, onto: Databases | None = None) -> Mapping[str, str]:
        where = onto or self.databases
        url = where.create()
        self.urls.append((where, url))
        return {"DATABASE_URL": url}

    def take_in(self, instance: Instance) -> World:
        works = replace(instance.works, clock=self.world.clock)
        self.made.append(World(replace(instance, works=works), self.world.clock, instance.settings.instance))
        return self.made[-1]


@pytest.fixture
def umask() -> Iterator[None]:
    """Opening an instance sets the process's own; the tests after these get theirs back."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def machine(world: World, databases: Databases, database_kind: str, tmp_path: Path, umask: None) -> Iterator[Machine]:
    keys = world.folder / "keys"
    original = keys.resolve()
    keys.unlink()
    shutil.copytree(original, keys)
    (world.folder / "hub.toml").write_text(SETTINGS)
    key_file = tmp_path / "a drawer" / "recovery.key"
    key_file.parent.mkdir()
    recovery.make(keys, key_file)
    made = Machine(world, Shelf(tmp_path / "backups"), RecoveryKey.read(key_file), key_file, databases, database_kind)
    yield made
    for one in made.made:
        one.engine.dispose()
        one.works.limits.close()
    for where, url in made.urls:
        where.drop(url)
