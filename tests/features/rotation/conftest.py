"""A world with keys of its own, since these tests make and destroy keys; and people who are nothing but their keys."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.infra.keystore import SubjectKey, TableKeyStore
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import CannotOpen, KeyKind, Keys, Place, Sealed
from tests.world import World, open_world


@pytest.fixture
def world(tmp_path: Path, database_url: str, key_folder: Path) -> Iterator[World]:
    keys = shutil.copytree(key_folder, tmp_path / "keys")
    world = open_world(tmp_path / "instance", database_url, keys)
    yield world
    world.works.limits.close()
    world.engine.dispose()


@dataclass
class Crowd:
    """Something sealed for each, which tells at the end whether her key was kept."""

    world: World
    sealed: dict[UUID, dict[KeyKind, Sealed]] = field(default_factory=dict)

    def unreadable(self) -> int:
        """How many of them do not open, under whatever key they lie now."""
        with self.world.works.open(SYSTEM, read_only=True) as work:
            for kind in KeyKind:
                work.keys.prefetch(self.sealed, kind)
            return sum(not self._opens(work, one) for one in self.sealed)

    def under(self) -> dict[str, int]:
        with self.world.as_system() as work:
            rows = work.db.execute(select(SubjectKey.kek_id, func.count()).group_by(SubjectKey.kek_id))
            return {row[0]: row[1] for row in rows}

    def _opens(self, work: Work, one: UUID) -> bool:
        try:
            return all(
                work.keys.open(sealed, place(one), kind) == str(one) for kind, sealed in self.sealed[one].items()
            )
        except CannotOpen:
            return False


def place(one: UUID) -> Place:
    return Place("victims.name", one, one)


def make_crowd(world: World, size: int) -> Crowd:
    """Half registered where nothing may be opened, half at the desk; each with a hint key beside her own."""
    crowd = Crowd(world)
    for ring, many in ((world.works.ring.public(), size // 2), (world.works.ring, size - size // 2)):
        with world.works.open(SYSTEM) as work:
            keys = Keys(ring, TableKeyStore(work.db))
            for one in (uuid4() for _ in range(many)):
                kinds = (KeyKind.VAULT, KeyKind.HINT)
                for kind in kinds:
                    keys.new_subject(one, kind)
                crowd.sealed[one] = {kind: keys.seal(str(one), place(one), kind) for kind in kinds}
    return crowd
