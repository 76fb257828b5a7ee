"""Whatever happens to groups in whatever order: members, invites, consents, facts and the trail are all accounted for."""

from random import Random

import pytest

from tests.features.desk.town import REGROUPING, Town
from tests.world import World


def run(world: World, *, seed: int, steps: int) -> Town:
    town = Town(world, Random(seed))
    for _ in range(12):
        world.clock.forward(minutes=1)
        town.register()
    town.verify_some()
    for number in range(steps):
        try:
            town.step()
        except Exception as error:
            error.add_note(f"seed {seed}, step {number}: {dict(town.done)}")
            raise
    return town


@pytest.mark.parametrize("seed", [1])
def test_everything_is_accounted_for_after_every_step(world: World, seed: int) -> None:
    town = run(world, seed=seed, steps=60)
    for deed in REGROUPING * 10:
        if not town.done[deed.__name__]:
            town.step(deed)
    assert town.done["merge"] and town.done["split"] and town.done["undo"], town.done


@pytest.mark.long
@pytest.mark.timeout(3000)
@pytest.mark.parametrize("seed", range(100, 140))
def test_everything_is_accounted_for_in_many_towns(world: World, seed: int) -> None:
    town = run(world, seed=seed, steps=250)
    print(seed, dict(sorted(town.done.items())))  # noqa: T201
