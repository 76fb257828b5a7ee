"""A privacy officer with an account, and reviews that she signs through the services."""

from uuid import UUID

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.desk import people as desk_people
from lawsuit_hub.features.oversight import breaches, patterns, reviews
from lawsuit_hub.features.oversight.breach_means import Part
from lawsuit_hub.features.oversight.breach_types import Category, Means
from lawsuit_hub.features.oversight.types import OpenReview
from tests.features.rosters.exports import make_finished
from tests.people import caseworker_of
from tests.world import World

WHAT = "명단 파일을 다른 사람에게 보냈습니다"
WORDS = {
    "items": "이름, 전화번호",
    "when": "3월 2일에 파일을 잘못 보냈습니다",
    "protect": "모르는 번호의 연락을 조심해 주세요",
    "measures": "받은 사람에게 지우게 하고 확인을 받았습니다",
    "contact": "전세피해지원 담당 부서",
    "compensation": "분쟁조정을 신청할 수 있습니다",
}
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


def start_breach(world: World, officer: UUID, **changed: object) -> int:
    said = {"known_at": world.clock.now, "what": WHAT, "categories": [Category.NAME, Category.PHONE]}
    with world.as_staff(Role.PRIVACY_OFFICER, officer) as work:
        return breaches.open_breach(work, **({**said, "external": False, "sensitive": False} | changed))  # type: ignore[arg-type]


def tell_of_a_breach(world: World, officer: UUID, references: tuple[str, ...]) -> int:
    """A breach of these people, told to them and on the web."""
    number = start_breach(world, officer)
    with world.as_staff(Role.PRIVACY_OFFICER, officer) as work:
        breaches.add_people(work, number, Part(Means.REFERENCES, references))
        breaches.write_notice(work, number, WORDS)
        breaches.notify(work, number, confirm=len(references))
        breaches.publish(work, number)
    return number


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
