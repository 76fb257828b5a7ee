"""A world in two parts: visitors and members at a public tier with the keys handed to it, staff and worker at the inner one,
between them the real socket."""

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from lawsuit_hub.access.actor import VISITOR, Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.answering import Answers
from lawsuit_hub.app import app_of
from lawsuit_hub.infra import rings
from lawsuit_hub.infra.tier_socket import TierSocket
from lawsuit_hub.infra.web import HubApp
from lawsuit_hub.infra.work import Work
from lawsuit_hub.instance import Instance, check_keys
from lawsuit_hub.privacy import tiers
from lawsuit_hub.privacy.tiers import Tier
from tests.world import World


@dataclass
class SplitWorld(World):
    """`front` is the tier outside; whatever a World does for visitors and members is done there."""

    front: Instance = field(kw_only=True)

    def as_visitor(self) -> AbstractContextManager[Work]:
        return self.front.works.open(VISITOR)

    def as_member(self, victim_id: UUID) -> AbstractContextManager[Work]:
        return self.front.works.open(Actor(Role.MEMBER, victim_id))

    def app(self) -> HubApp:
        made = app_of(self.front)
        made.testing = False
        return made


class Inner:
    """The inner tier's socket, to be stopped and started."""

    def __init__(self, world: World, tier: Tier, path: Path) -> None:
        self.woken: list[None] = []
        self._world, self._tier, self._path = world, tier, path
        self.answers = Answers(world.instance, lambda: self.woken.append(None))
        self.start()

    def start(self) -> None:
        secret = rings.link_secret(self._world.works.ring, self._tier)
        self._socket = TierSocket(self._path, self._tier, secret, self.answers)
        threading.Thread(target=self._socket.serve, daemon=True).start()

    def stop(self) -> None:
        self._socket.close()


@dataclass
class Split:
    world: SplitWorld
    inner: Inner


@contextmanager
def split(world: World, tier: Tier = Tier.PUBLIC) -> Iterator[Split]:
    """The same database and clock; the tier outside has a folder of its own with its own keys and nothing else."""
    # Not in the test's own folder: the path of a socket has 108 bytes at most.
    with TemporaryDirectory(prefix="hub-") as name:
        folder = Path(name)
        tiers.hand_out(world.settings.keys_folder, tier, folder / "keys")
        sockets = {"index_socket": str(folder / "s"), "counsel_socket": str(folder / "s")}
        settings = replace(world.settings, instance=folder, tier=tier, **sockets)  # type: ignore[arg-type]
        ring, link = rings.outside(settings)
        works = replace(world.works, ring=ring, settings=settings, inner=link, wake=partial(rings.wake_through, link))
        check_keys(works, ring)
        inner = Inner(world, tier, folder / "s")
        front = Instance(settings, world.engine, works)
        try:
            yield Split(SplitWorld(world.instance, world.clock, world.folder, front=front), inner)
        finally:
            inner.stop()
