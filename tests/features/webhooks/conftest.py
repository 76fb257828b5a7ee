"""An admin who told the hub of one receiver, for every test here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.webhooks import service as webhooks
from lawsuit_hub.features.webhooks.models import Delivery, Endpoint
from lawsuit_hub.features.webhooks.types import Asked, Topic
from lawsuit_hub.infra.work import Work
from tests.features.rosters.exports import make_finished
from tests.features.webhooks.receiver import Receiver, listening
from tests.world import World

ALL = frozenset(Topic)


@dataclass
class Office:
    """`secrets`: what the admin was shown, by endpoint."""

    world: World
    receiver: Receiver
    admin: UUID
    endpoint: UUID
    secret: str

    def as_admin(self, deed: Callable[[Work], object]) -> object:
        with self.world.as_staff(Role.ADMIN, self.admin) as work:
            return deed(work)

    def owe(self, code: str = "GS-0001", *, stage: str = "filed", active: int = 5) -> None:
        with self.world.as_system() as work:
            webhooks.stage(work, code, stage=stage, active=active)

    def tell(self) -> int:
        return webhooks.deliver_due(self.world.works, send=webhooks.poster(self.world.settings))

    def rows(self) -> list[Delivery]:
        with self.world.as_system() as work:
            return sorted(work.db.query(Delivery), key=lambda one: (one.owed_at, one.body))

    def row(self) -> Delivery:
        (only,) = self.rows()
        return only

    def standing(self) -> Endpoint:
        with self.world.as_system() as work:
            return work.db.get_one(Endpoint, self.endpoint)


def add(
    world: World, admin: UUID, url: str, topics: frozenset[Topic] = ALL, name: str = "홈페이지"
) -> tuple[UUID, str]:
    with world.as_staff(Role.ADMIN, admin) as work:
        return webhooks.add(work, Asked(name, url, topics))


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with listening(Receiver()) as standing:
        yield standing


@pytest.fixture
def office(make_world: Callable[..., World], receiver: Receiver) -> Office:
    world = make_world(webhook_hosts=(receiver.host,))
    admin = make_finished(world, Role.ADMIN, "hooks@example.com")
    return Office(world, receiver, admin, *add(world, admin, receiver.url))
