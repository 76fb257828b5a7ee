"""A browser of the test client, signed in as somebody, for the tests of members' pages."""

import re
from uuid import UUID

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.invites import service as invites
from lawsuit_hub.infra.web import HubApp
from tests.people import caseworker_of
from tests.world import World

ROOM, ROOM_CODE = "https://open.kakao.com/o/gSample01", "407192"
_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


def visit(world: World, app: HubApp, account: UUID | None = None, *, role: Role = Role.MEMBER) -> FlaskClient:
    """A client of its own; None is a visitor."""
    client = app.test_client()
    if account is not None:
        with world.as_visitor() as work:
            signed_in = identity.start(work, role, account, "127.0.0.1")
        with client.session_transaction() as session:
            session["_user_id"] = signed_in.get_id()
    return client


def visit_as_caseworker(world: World, app: HubApp) -> FlaskClient:
    with world.as_system() as work:
        account, _secret = identity.add_finished_staff(
            work, login="finished@example.com", role=Role.CASEWORKER, password="sample-words-for-a-test-7"
        )
    return visit(world, app, account, role=Role.CASEWORKER)


def csrf(html: str) -> str:
    found = _TOKEN.search(html)
    assert found, "no form on the page"
    return found.group(1)


def without_csrf(html: str) -> str:
    """What two answers have in common when they are the same page."""
    return _TOKEN.sub('name="csrf_token"', html)


def press(client: FlaskClient, page: str, path: str | None = None, **fields: str) -> TestResponse:
    """Opens a page and sends a form from it, as a person does."""
    html = client.get(page).get_data(as_text=True)
    return client.post(path or page, data={"csrf_token": csrf(html), **fields})


def set_room(world: World, group_id: UUID, *, url: str = ROOM, code: str = ROOM_CODE) -> int:
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        return invites.set_room(work, group_id, url=url, code=code)


def make_invite(world: World, victim_id: UUID) -> str:
    with world.as_member(victim_id) as work:
        return invites.make(work)
