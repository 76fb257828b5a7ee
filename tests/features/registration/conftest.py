"""A visitor who fills in the pages by hand: reads the forms, follows redirects, reads the messages she is sent."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.test import TestResponse

from lawsuit_hub.features.outbox import delivering
from lawsuit_hub.features.outbox.types import Letter
from tests.carriers import to
from tests.world import World

PHONE = "010-0123-4567"
PERSON = {"name": "홍길동", "birth_date": "1991-03-07", "email": "gildong.sample@example.com"}
LEASE = {
    "address": "서울특별시 강서구 표본로 12, 301호",
    "deposit": "2억 3,500만 원",
    "contract_date": "2021년 12월 6일",
    "start_date": "20220105",
    "end_date": "2024-01-04",
    "situation": ["보증금 미반환", "경매 개시"],
}
LANDLORD = {"kind": "person", "name": "임표본", "birth_date": "1968-01-20", "joins": "yes"}


class Boxes(HTMLParser):
    """The checkboxes of a page: name -> whether it is ticked."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: dict[str, bool] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "input" and given.get("type") == "checkbox" and given.get("name"):
            self.found[str(given["name"])] = "checked" in given


class Visitor:
    """One browser. `send(path, …)` posts a form of the page at that path, with its token."""

    def __init__(self, world: World, letters: list[Letter]) -> None:
        self.world, self.letters = world, letters
        self.client: FlaskClient = world.app().test_client()

    def page(self, path: str) -> str:
        return self.client.get(path).get_data(as_text=True)

    def token(self, path: str = "/register/consents") -> str:
        found = re.search(
            r'name="csrf_token" value="([^"]+)"', self.client.get(path, follow_redirects=True).get_data(as_text=True)
        )
        assert found
        return found[1]

    def send(self, path: str, data: dict[str, object] | None = None, page: str | None = None) -> TestResponse:
        return self.client.post(path, data={"csrf_token": self.token(page or path), **(data or {})})

    def boxes(self, path: str = "/register/consents") -> dict[str, bool]:
        return Boxes(self.page(path)).found

    def agree(self, count: int | None = None) -> TestResponse:
        names = list(self.boxes())
        return self.send("/register/consents", {**dict.fromkeys(names[:count], "y"), "locale": "ko"})

    def code(self) -> str:
        """The newest code that really went out."""
        deliver(self.world, self.letters)
        found = re.findall(r"(?<!\d)\d{6}(?!\d)", self.letters[-1].body)
        assert len(found) == 1
        self.world.clock.forward(seconds=1)  # the next code is newer
        return str(found[0])

    def prove(self, phone: str = PHONE) -> TestResponse:
        self.send("/register/phone", {"phone": phone})
        return self.send("/register/code", {"code": self.code()})

    def fill(self, phone: str = PHONE, **changes: dict[str, object]) -> None:
        """Everything up to the check page."""
        self.agree()
        self.prove(phone)
        self.send("/register/person", {**PERSON, **changes.get("person", {})})
        self.send("/register/lease", {**LEASE, **changes.get("lease", {})})
        self.send("/register/landlord", {**LANDLORD, **changes.get("landlord", {})})

    def register(self, phone: str = PHONE, **changes: dict[str, object]) -> TestResponse:
        self.fill(phone, **changes)
        return self.send("/register/check")

    def sign_in(self, phone: str = PHONE, next: str = "") -> TestResponse:
        self.send("/login", {"phone": phone, "next": next})
        return self.send("/login/code", {"code": self.code()})


def deliver(world: World, letters: list[Letter]) -> None:
    """All that is due, however many batches."""
    while delivering.deliver_due(world.works, write=lambda work, message: None, carriers=to(letters.append)):
        pass


def bytes_of(world: World) -> bytes:
    """Everything the database holds: the file and its log on SQLite, every value of every row on PostgreSQL."""
    if world.settings.database_url.startswith("sqlite"):
        path = Path(world.settings.database_url.removeprefix("sqlite:///"))
        return b"".join(one.read_bytes() for one in path.parent.glob(path.name + "*"))
    with world.engine.connect() as db:
        tables = db.execute(text("select tablename from pg_tables where schemaname = 'public'")).scalars().all()
        rows = [row for table in tables for row in db.execute(text(f'select * from "{table}"'))]
    values = [value for row in rows for value in row]
    return b"\n".join(
        bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode() for value in values
    )


@pytest.fixture
def letters() -> list[Letter]:
    return []


@pytest.fixture
def new_visitor(world: World, letters: list[Letter]) -> Callable[[], Visitor]:
    return lambda: Visitor(world, letters)


@pytest.fixture
def visitor(new_visitor: Callable[[], Visitor]) -> Visitor:
    return new_visitor()
