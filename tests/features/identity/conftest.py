"""Staff with their authenticator apps, and a visitor without a browser, over a world whose clock the test moves."""

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pyotp
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from lawsuit_hub.access.actor import SYSTEM, VISITOR
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.identity.types import FirstSteps, SignedIn
from lawsuit_hub.infra.web import HubApp
from lawsuit_hub.infra.work import Works
from tests.clock import Clock
from tests.world import World

PASSWORD = "노을 사다리 오렌지 17"
LOGIN = "Worker@Example.org"
ADDRESS = "203.0.113.7"


class Worker:
    """A finished staff account and its authenticator app."""

    def __init__(self, works: Works, clock: Clock, *, login: str = LOGIN, role: Role = Role.CASEWORKER) -> None:
        self.works, self.clock, self.login = works, clock, login
        firm = "법무법인 표본" if role is Role.LAWYER else None
        self.id: UUID
        with works.open(SYSTEM) as work:
            self.id, self.secret = identity.add_finished_staff(
                work, login=login, role=role, password=PASSWORD, firm_name=firm
            )

    def code(self, steps: int = 0) -> str:
        return pyotp.TOTP(self.secret).at(self.clock.now + timedelta(seconds=30 * steps))

    def fresh_code(self) -> str:
        """Of the next time step, so that it was not used before."""
        self.clock.forward(seconds=30)
        return self.code()

    def signs_in(self, password: str = PASSWORD, code: str | None = None) -> SignedIn | FirstSteps | None:
        code = self.fresh_code() if code is None else code
        checked = identity.check_password(self.works, self.login, password, address=ADDRESS)
        with self.works.open(VISITOR, vault=True) as work:
            return identity.sign_in(work, checked, code=code, address=ADDRESS)

    def session(self) -> str:
        signed_in = self.signs_in()
        assert isinstance(signed_in, SignedIn)
        return signed_in.get_id()


class Visitor:
    """Reads pages and sends their forms as a browser would, tokens included."""

    def __init__(self, app: HubApp) -> None:
        self.client: FlaskClient = app.test_client()

    def get(self, path: str) -> TestResponse:
        return self.client.get(path)

    def post(self, path: str, *, page: str | None = None, **fields: str) -> TestResponse:
        shown = self.client.get(page or path).get_data(as_text=True)
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', shown)
        assert token, "the page has no form"
        return self.client.post(path, data={"csrf_token": token[1], **fields})

    def signs_in(self, worker: Worker, **more: str) -> TestResponse:
        return self.post("/staff/login", login=worker.login, password=PASSWORD, totp=worker.fresh_code(), **more)


@pytest.fixture
def works(world: World) -> Works:
    return world.works


@pytest.fixture
def clock(world: World) -> Clock:
    return world.clock


@pytest.fixture
def worker(works: Works, clock: Clock) -> Worker:
    return Worker(works, clock)


@pytest.fixture
def new_visitor(world: World) -> Callable[[], Visitor]:
    app = world.app()
    return lambda: Visitor(app)


@pytest.fixture
def visitor(new_visitor: Callable[[], Visitor]) -> Visitor:
    return new_visitor()
