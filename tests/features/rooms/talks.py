"""Groups that talk, for the tests of rooms."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.rooms import moderation, places, posting
from lawsuit_hub.features.rooms.types import Entry, News, Posted
from tests.people import caseworker_of, make_group
from tests.world import World

REASON = "알림이 들어와 살펴봅니다"


@dataclass
class Talk:
    """A group whose members are all in the room."""

    world: World
    group_id: UUID
    people: list[UUID]

    @property
    def code(self) -> str:
        with self.world.works.open(SYSTEM, read_only=True) as work:
            return groups.line(work, self.group_id).code

    def say(self, person: UUID, text: str, key: UUID | None = None) -> Posted:
        with self.world.as_member(person) as work:
            return posting.post(work, text, key=key or uuid4())

    def read(self, person: UUID, after: int = 0) -> News:
        with self.world.as_member(person) as work:
            return places.news(work, after)

    def texts(self, person: UUID) -> list[str]:
        return [one.text for one in self.read(person).entries]

    def entry(self, person: UUID, seq: int) -> Entry:
        return next(one for one in self.read(person, seq - 1).entries if one.seq == seq)

    def membership(self, person: UUID) -> UUID:
        with self.world.works.open(SYSTEM, read_only=True) as work:
            found = groups.membership_of(work, person)
        assert found is not None
        return found.membership_id

    def opened(self) -> UUID:
        """A caseworker opened the room."""
        account = caseworker_of(self.world)
        with self.world.as_staff(Role.CASEWORKER, account) as work:
            moderation.open_room(work, self.code, reason=REASON)
        return account

    def take_out(self, person: UUID) -> None:
        with self.world.as_staff(Role.CASEWORKER, caseworker_of(self.world)) as work:
            moderation.take_out(work, self.code, self.membership(person), reason=REASON)


def enter(world: World, person: UUID) -> None:
    with world.as_member(person) as work:
        places.enter(work)


def make_talk(world: World, *, size: int = 3, **about: object) -> Talk:
    group_id, people = make_group(world, size=size, **about)  # type: ignore[arg-type]
    for person in people:
        enter(world, person)
    return Talk(world, group_id, people)


def other_talk(world: World) -> Talk:
    """Another landlord's group."""
    return make_talk(
        world, size=2, first_number=3000, landlord="유다른", landlord_birth="1955-05-05",
        address="서울특별시 양천구 다른로 5, 101호",
    )  # fmt: skip
