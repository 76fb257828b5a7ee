"""An admin at her pages, and somebody whose account she changes."""

import re
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.identity.types import AccountLine
from lawsuit_hub.infra.web import HubApp
from tests.features.desk.conftest import Desk
from tests.features.my.visits import visit
from tests.features.rosters.exports import make_finished
from tests.world import World

WHY = "새로 온 담당자입니다"
LINK = re.compile(r"/staff/enrol/([\w-]+)")


class Admin(Desk):
    def __init__(self, world: World, app: HubApp, login: str = "admin@example.com") -> None:
        super().__init__(world, app, Role.ADMIN, make_finished(world, Role.ADMIN, login))

    @property
    def actor(self) -> Actor:
        return Actor(Role.ADMIN, self.account_id, address="127.0.0.1")

    def does(self, account: UUID | str, deed: str, /, **fields: object) -> TestResponse:
        """Fills in the page of a deed as it stands and sends it."""
        url = f"/admin/accounts/{account}/{deed}"
        return self.client.post(url, data=typed(self.read(url)) | {"reason": WHY} | fields)

    def makes(self, login: str, role: Role, /, **fields: object) -> TestResponse:
        url = "/admin/accounts/new"
        sent = {"login": login, "role": role.value, "reason": WHY} | fields
        return self.client.post(url, data=typed(self.read(url)) | sent)

    def line(self, account: UUID) -> AccountLine:
        with self.world.works.open(self.actor) as work:
            return identity.account(work, account)


def typed(page: str) -> dict[str, str]:
    """What stands in the fields of a page's main form."""
    form = page.split('<form class="form"')[1].split("</form>", maxsplit=1)[0]
    found = {}
    for tag in re.findall(r"<input[^>]*>", form):
        if 'type="radio"' in tag and " checked" not in tag:
            continue
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and value:
            found[name[1]] = value[1]
    areas = re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\s*(.*?)</textarea>', form, re.S)
    return found | dict(areas)


def token_in(answer: TestResponse) -> str:
    found = LINK.search(answer.get_data(as_text=True))
    assert found, "no link is shown"
    return found[1]


@pytest.fixture
def admin(world: World) -> Admin:
    return Admin(world, world.app())


class Colleague:
    """Somebody with an account, signed in with a browser of her own."""

    def __init__(self, admin: Admin, role: Role = Role.CASEWORKER, login: str = "colleague@example.com") -> None:
        self.world, self.role = admin.world, role
        self.app = admin.client.application
        self.id = make_finished(self.world, role, login)
        self.client: FlaskClient = visit(self.world, self.app, self.id, role=role)  # type: ignore[arg-type]

    def sees(self, address: str = "127.0.0.1") -> int:
        return self.client.get("/staff", environ_overrides={"REMOTE_ADDR": address}).status_code


@pytest.fixture
def colleague(admin: Admin) -> Colleague:
    return Colleague(admin)
