"""One whole service for the tests of this folder, made once: attacks that are refused change nothing, and those that are not fail."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.attack.doorways import Attacker
from tests.rules.scene import Scene, make_scene
from tests.world import open_world


@pytest.fixture(
    scope="session", params=["sqlite", pytest.param("postgresql", marks=[pytest.mark.postgres, pytest.mark.long])]
)
def attacker(
    request: pytest.FixtureRequest,
    build_schema: Callable[[str], None],
    key_folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Attacker]:
    databases = request.getfixturevalue(f"{request.param}_databases")
    folder = tmp_path_factory.mktemp("attacked") / "instance"
    world = open_world(folder, databases.create_copy(build_schema), key_folder)
    yield Attacker(make_scene(world))
    world.engine.dispose()
    world.works.limits.close()


@pytest.fixture
def scene(attacker: Attacker) -> Scene:
    return attacker.scene
