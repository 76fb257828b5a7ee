"""`hub keys …` as whoever types it sees it, in this process: starting Python for each word takes longer than the work."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from click.testing import CliRunner, Result

from lawsuit_hub.commands import keys as commands
from lawsuit_hub.features.rotation.types import NotPrepared, NotThisTier, StillWraps
from lawsuit_hub.instance import Instance
from lawsuit_hub.privacy.tiers import Tier
from tests.features.rotation.conftest import make_crowd
from tests.world import World

Hub = Callable[..., Result]


@pytest.fixture
def hub(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    def opened() -> Instance:
        return world.instance

    monkeypatch.setattr(commands, "opened", opened)
    yield lambda *words: CliRunner().invoke(commands.keys, words)


def test_keys_turn_are_counted_and_destroyed(world: World, hub: Hub) -> None:
    crowd = make_crowd(world, 6)
    active = [f"{kind}-0002 is active" for kind in ("vault", "peer", "hint")]
    assert hub("rotate").stdout.splitlines() == active
    assert isinstance(hub("retire", "hint-0001").exception, StillWraps)
    moved = hub("rewrap", "--batch", "2")
    assert moved.exit_code == 0 and moved.stdout == "12 subject keys re-wrapped; no old key wraps any\n"
    assert moved.stderr.splitlines()[-1] == "12 re-wrapped, 0 left"
    told = json.loads(hub("status", "--json").stdout)
    assert {one["id"]: one["wraps"] for one in told["keys"] if one["wraps"]} == {"vault-0002": 6, "hint-0002": 6}
    assert told["index"] == 1
    assert hub("retire").stdout.splitlines() == [f"{one}-0001 is destroyed" for one in ("hint", "peer", "vault")]
    assert "vault-0002  vault  active          6" in hub("status").stdout
    assert crowd.unreadable() == 0


def test_the_index_key_turns_and_what_lies_ready_is_said(world: World, hub: Hub) -> None:
    assert "hint-0002 lies ready" in hub("rotate", "--prepare", "--kind", "hint").stdout
    assert "index-0002 lies ready" in hub("rotate", "--prepare", "--kind", "index").stdout
    assert "index-0002  index  ready; 0 indexes are worked out for it" in hub("status").stdout
    assert json.loads(hub("status", "--json").stdout)["index_rotation"] == {"ready": 2, "worked_out": 0}
    assert hub("rotate", "--kind", "index").exit_code == 0
    assert "index-0002  index  active" in hub("status").stdout


def test_keys_of_other_machines_turn_only_when_they_were_prepared_and_never_from_outside(
    world: World, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    def at(tier: Tier) -> None:
        works = replace(world.works, settings=replace(world.settings, tier=tier))
        monkeypatch.setattr(commands, "opened", lambda: replace(world.instance, works=works))

    for outside in (Tier.PUBLIC, Tier.COUNSEL):
        at(outside)
        for words in (("--kind", "hint"), ("--prepare",), ("--kind", "index"), ()):
            assert isinstance(hub("rotate", *words).exception, NotThisTier)
    at(Tier.INNER)
    assert isinstance(hub("rotate", "--kind", "hint").exception, NotPrepared)
    assert hub("rotate").stdout.splitlines() == ["vault-0002 is active"]
    assert "hint-0002 lies ready" in hub("rotate", "--prepare", "--kind", "hint").stdout
    assert hub("rotate").stdout.splitlines() == ["vault-0003 is active", "hint-0002 is active"]


def test_retire_without_a_name_ends_what_was_stopped(world: World, hub: Hub) -> None:
    left = world.settings.keys_folder / "hint/0001.key"
    kept = left.read_bytes()
    hub("rotate", "--kind", "hint")
    hub("retire")
    left.write_bytes(kept)
    left.chmod(0o600)
    assert hub("retire").stdout.startswith("hint-0001 is destroyed") and not left.exists()
