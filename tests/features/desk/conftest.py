"""A caseworker at the desk without a browser: signed in, reading pages and sending their forms with their tokens."""

import re
from collections.abc import Callable
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.web import HubApp
from tests.world import World

REASON = "등기부와 비교하려고 봅니다"
CASEWORKER = "desk-worker@example.com"


class Desk:
    """`client` is signed in as `role`; `send` posts a form of a page, hidden fields and all."""

    def __init__(self, world: World, app: HubApp, role: Role, account_id: UUID) -> None:
        self.world, self.role, self.account_id = world, role, account_id
        self.client: FlaskClient = app.test_client()
        self.sign_in()

    def sign_in(self) -> None:
        """Anew, after the clock went on."""
        with self.world.works.open(Actor(self.role, self.account_id)) as work:
            signed_in = identity.start(work, self.role, self.account_id, None)
        with self.client.session_transaction() as session:
            session["_user_id"], session["_fresh"] = signed_in.get_id(), True

    def get(self, path: str) -> TestResponse:
        return self.client.get(path)

    def read(self, path: str) -> str:
        answer = self.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return answer.get_data(as_text=True)

    def form(self, path: str, action: str) -> dict[str, str]:
        """The hidden fields of the form of this action, as the page gives them now."""
        shown = self.read(path)
        found = re.search(rf'<form[^>]*action="{re.escape(action)}"[^>]*>(.*?)</form>', shown, re.S)
        assert found, f"no form for {action}"
        return dict(re.findall(r'<input[^>]*name="([^"]+)"[^>]*type="hidden"[^>]*value="([^"]*)"', found[1])) | dict(
            re.findall(r'<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"', found[1])
        )

    def send(self, action: str, *, page: str, **fields: object) -> TestResponse:
        return self.client.post(
            action, data=self.form(page, action) | {name.replace("__", "-"): value for name, value in fields.items()}
        )

    def reference(self, victim_id: UUID) -> str:
        with self.world.as_system() as work:
            return victims.profile(work, victim_id).reference

    def case(self, victim_id: UUID) -> str:
        return f"/desk/people/{self.reference(victim_id)}"

    def reveal(self, victim_id: UUID, *, what: list[str], reason: str = REASON) -> TestResponse:
        url = self.case(victim_id)
        return self.send(f"{url}/reveal", page=url, open__what=what, open__reason=reason)


@pytest.fixture
def make_desk(world: World) -> Callable[..., Desk]:
    app = world.app()

    def make(role: Role = Role.CASEWORKER, *, login: str = CASEWORKER) -> Desk:
        return Desk(world, app, role, _finished(world, role, login))

    return make


def _finished(world: World, role: Role, login: str) -> UUID:
    firm = "법무법인 표본" if role is Role.LAWYER else None
    with world.as_system() as work:
        made, _secret = identity.add_finished_staff(
            work, login=login, role=role, password="노을 사다리 오렌지 17", firm_name=firm
        )
    return made


@pytest.fixture
def desk(make_desk: Callable[..., Desk]) -> Desk:
    return make_desk()
