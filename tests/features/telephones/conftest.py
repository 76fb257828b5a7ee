"""A member of a group in her browser, with both telephones in her hand."""

import json
import re
from collections.abc import Callable
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.outbox.types import Letter
from lawsuit_hub.features.telephones import service as telephones
from lawsuit_hub.features.telephones.types import Change
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.web import HubApp
from lawsuit_hub.values.phone import PhoneNumber
from lawsuit_hub.worker import deliver
from tests.features.my.visits import csrf, visit
from tests.people import caseworker_of, make_answer, make_group, make_victim
from tests.world import World

OLD, NEW = "010-0123-4567", "010-0123-9999"
REASON, CHECKED = "옛 전화기를 잃어버렸다고 합니다", "창구에서 신분증과 계약서를 보았습니다"


def number(text: str) -> PhoneNumber:
    return PhoneNumber.parse_mobile(text)


class Member:
    """Her browser, and what her telephones were told."""

    def __init__(self, world: World, app: HubApp, victim_id: UUID, letters: list[Letter]) -> None:
        self.world, self.id, self.letters, self.app = world, victim_id, letters, app
        self.client: FlaskClient = visit(world, app, victim_id)

    def page(self, path: str = "/my/phone") -> str:
        return self.client.get(path).get_data(as_text=True)

    def send(self, step: str, path: str = "/my/phone", **fields: str) -> TestResponse:
        token = csrf(self.page("/my/phone"))
        return self.client.post(path, data={"csrf_token": token, "step": step, **fields})

    def told(self) -> list[tuple[str, str]]:
        """To which number, and what kind, since it was asked last; what is owed at one moment goes out in any order."""
        sent(self.world, self.letters)
        found = sorted((one.to, one.kind) for one in self.letters)
        self.letters.clear()
        return found

    def code(self) -> str:
        sent(self.world, self.letters)
        found = re.findall(
            r"(?<!\d)\d{6}(?!\d)", next(one.body for one in reversed(self.letters) if one.kind == "code")
        )
        self.world.clock.forward(seconds=1)
        return str(found[0])

    def prove_old(self, phone: str = OLD) -> TestResponse:
        self.send("old", phone=phone)
        return self.send("old-code", code=self.code())

    def change(self, new: str = NEW, old: str = OLD) -> TestResponse:
        self.prove_old(old)
        self.send("new", phone=new)
        return self.send("new-code", code=self.code())

    @property
    def knows_her_by(self) -> list[str]:
        """Which of the two numbers leads to her."""
        with self.world.as_system() as work:
            return [one for one in (OLD, NEW) if victims.find_by_phone(work, number(one)) == self.id]


def sent(world: World, letters: list[Letter]) -> None:
    """Through the worker and the file carrier, as it would go out."""
    before = _outbox(world)
    deliver(world.instance)
    letters.extend(_outbox(world)[len(before) :])


def _outbox(world: World) -> list[Letter]:
    path = world.settings.outbox_file
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return [Letter(one["to"], one["kind"], one["body"], "") for one in map(json.loads, lines)]


def ask_at_desk(world: World, victim_id: UUID, phone: str = NEW) -> Change:
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        return telephones.ask(work, victim_id, number(phone), reason=REASON, checked=CHECKED)


@pytest.fixture
def app(world: World) -> HubApp:
    return world.app()


@pytest.fixture
def member(world: World, app: HubApp) -> Member:
    """She stands in an open group; the messages of before are out."""
    make_group(world, size=2)
    she = make_victim(world, make_answer(world, phone=OLD))
    made = Member(world, app, she, [])
    made.told()
    return made


Another = Callable[[str], Member]


@pytest.fixture
def another(world: World, app: HubApp) -> Another:
    def make(phone: str) -> Member:
        she = make_victim(world, make_answer(world, phone=phone, name="김다름", address="서울특별시 강서구 표본로 99"))
        made = Member(world, app, she, [])
        made.told()
        return made

    return make
