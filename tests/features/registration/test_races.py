"""A hundred at the same moment: one telephone number is one person."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask.testing import FlaskClient
from sqlalchemy import text

from lawsuit_hub.features.victims import drafts
from tests.features.registration.conftest import Visitor
from tests.world import World

MANY = 100


def press_together(clients: Iterable[FlaskClient], token: str) -> list[tuple[int, str | None]]:
    """Everybody presses the last button when all are ready."""
    everybody = list(clients)
    ready = Barrier(len(everybody))

    def press(client: FlaskClient) -> tuple[int, str | None]:
        ready.wait()
        answer = client.post("/register/check", data={"csrf_token": token})
        return answer.status_code, answer.location

    with ThreadPoolExecutor(len(everybody)) as threads:
        return list(threads.map(press, everybody))


def browsers(world: World, visitor: Visitor, secrets: list[str]) -> list[FlaskClient]:
    """Browsers with the visitor's session and a draft's cookie each."""
    app = world.app()
    session = visitor.client.get_cookie("hub")
    assert session is not None
    made = []
    for secret in secrets:
        client = app.test_client()
        client.set_cookie("hub", session.value)
        client.set_cookie("draft", secret)
        made.append(client)
    return made


def people_and_keys(world: World) -> tuple[int, int, int]:
    """Persons, leases, and keys that belong to nobody."""
    with world.engine.connect() as db:
        counts = [db.execute(text(f"select count(*) from {table}")).scalar_one() for table in ("victims", "leases")]
        orphans = db.execute(
            text(
                "select count(*) from subject_keys where kind = 'hint' and subject_id not in (select id from victims union select id from landlords)"
            )
        )
        return (*counts, orphans.scalar_one())


def test_a_hundred_registrations_of_one_number_make_one_person(world: World, visitor: Visitor) -> None:
    visitor.fill()
    token = visitor.token("/register/check")
    own = visitor.client.get_cookie("draft")
    assert own is not None
    secrets = [drafts.new_secret() for _ in range(MANY)]
    with world.as_visitor() as work:
        content = drafts.load(work, own.value)
        for secret in secrets:
            drafts.save(work, secret, content)
    answers = press_together(browsers(world, visitor, secrets), token)
    assert answers == [(303, "/my")] * MANY
    assert people_and_keys(world) == (1, 1, 0)


def test_a_hundred_presses_of_one_button_make_one_person_and_friendly_pages(world: World, visitor: Visitor) -> None:
    visitor.fill()
    token = visitor.token("/register/check")
    own = visitor.client.get_cookie("draft")
    assert own is not None
    answers = press_together(browsers(world, visitor, [own.value] * MANY), token)
    assert sorted(answers, key=str) == [(200, None)] * (MANY - 1) + [(303, "/my")]
    assert people_and_keys(world) == (1, 1, 0)
