"""A privacy officer with an account, and reviews that she signs through the services."""

from uuid import UUID

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.desk import people as desk_people
from lawsuit_hub.features.oversight import patterns, reviews
from lawsuit_hub.features.oversight.types import OpenReview
from tests.features.rosters.exports import make_finished
from tests.people import caseworker_of
from tests.world import World

NOTE = "이유를 하나하나 읽었고 맡은 일에 맞습니다"


def make_officer(world: World, login: str = "officer@example.com") -> UUID:
    return make_finished(world, Role.PRIVACY_OFFICER, login)


def find_a_pattern(world: World, officer: UUID) -> UUID:
    """A caseworker searches ten times for nobody."""
    for _ in range(10):
        with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
            desk_people.find(work, "P-000000")
    with world.as_system() as work:
        patterns.scan(work)
    with world.as_staff(Role.PRIVACY_OFFICER, officer) as work:
        return next(one.id for one in patterns.finds(work).open if one.rule == "fruitless")


def seen(world: World, officer: UUID) -> OpenReview:
    with world.as_staff(Role.PRIVACY_OFFICER, officer) as work:
        waiting = reviews.open_review(work)
    assert waiting is not None
    return waiting


def sign(world: World, officer: UUID, waiting: OpenReview | None = None, **changed: object) -> int:
    """Signs what waits, with a word on everything flagged."""
    waiting = waiting or seen(world, officer)
    said = {
        "after": waiting.after,
        "last": waiting.last,
        "sha256": waiting.sha256,
        "note": NOTE,
        "notes": {one.key: NOTE for one in waiting.flagged},
    } | changed
    with world.as_staff(Role.PRIVACY_OFFICER, officer) as work:
        return reviews.sign(work, **said)  # type: ignore[arg-type]
