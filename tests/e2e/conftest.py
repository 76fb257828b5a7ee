"""One world with something on every page, served once for all tests that only look; and browsers signed in as anybody in it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Page, Request

from lawsuit_hub.access.roles import Role
from lawsuit_hub.infra.web import HubApp
from tests.e2e.story import Story, tell
from tests.features.my.visits import visit
from tests.servers import served

COOKIE = "hub"
STILL: dict[str, object] = {"reduced_motion": "reduce"}  # colours that fade cannot be judged


@dataclass
class Site:
    """`client(who)` is a visitor's, a member's ("member", "pending" …) or a staff role's browser without a browser."""

    story: Story
    app: HubApp
    base: str
    _clients: dict[str, FlaskClient] = field(default_factory=dict)

    def client(self, who: str) -> FlaskClient:
        # Once for each: a new session of a staff account ends the one before.
        if who not in self._clients:
            role, account = self._account(who)
            self._clients[who] = visit(self.story.world, self.app, account, role=role)
        return self._clients[who]

    def address(self, path: str) -> str:
        return self.base + path.format(**self.story.names)

    def _account(self, who: str) -> tuple[Role, UUID | None]:
        if who in self.story.people:
            return Role.MEMBER, self.story.people[who]
        if who == "visitor":
            return Role.VISITOR, None
        return Role(who), self.story.staff[Role(who)]


@pytest.fixture(scope="session")
def site(
    tmp_path_factory: pytest.TempPathFactory, key_folder: object, build_schema: Callable[[str], None]
) -> Iterator[Site]:
    story = tell(tmp_path_factory.mktemp("story"), key_folder, build_schema)  # type: ignore[arg-type]
    app = story.world.app()
    with served(app) as base:
        yield Site(story, app, base)
    story.world.engine.dispose()
    story.world.works.limits.close()


class Elsewhere:
    """What a page asks of other places."""

    def __init__(self, base: str) -> None:
        self.seen: list[str] = []
        self._base = base

    def watch(self, page: Page) -> None:
        page.on("request", self._request)

    def _request(self, request: Request) -> None:
        if urlsplit(request.url).scheme not in ("data", "blob") and not request.url.startswith(self._base):
            self.seen.append(f"asked elsewhere: {request.url}")


@pytest.fixture
def page_of(site: Site, new_page: Callable[..., Page]) -> Iterator[Callable[..., Page]]:
    """`page_of(who)`: a page signed in as one of the story. What it asks of other places fails the test."""
    elsewhere = Elsewhere(site.base)

    def make(who: str | FlaskClient = "visitor", **options: object) -> Page:
        page = new_page(**{**STILL, **options})
        elsewhere.watch(page)
        carry_cookies(site.client(who) if isinstance(who, str) else who, page, site.base)
        return page

    yield make
    assert not elsewhere.seen, elsewhere.seen


def carry_cookies(client: FlaskClient, page: Page, base: str) -> None:
    """From the test client into the browser."""
    cookies = [
        {"name": cookie.key, "value": cookie.value, "url": base, "httpOnly": True}
        for cookie in client._cookies.values()
    ]
    if cookies:
        page.context.add_cookies(cookies)  # type: ignore[arg-type]
