"""A lawyer at her pages: by the test client, and in a real browser."""

from uuid import UUID

from flask.testing import FlaskClient
from playwright.sync_api import Page
from werkzeug.test import TestResponse

from lawsuit_hub.access.roles import Role
from lawsuit_hub.infra.web import HubApp
from tests.features.my.visits import csrf, visit
from tests.features.rosters.exports import REASON, Counsel
from tests.world import World

FORM = {"purpose": "mandate", "columns": ["phone", "lease_address", "deposit"], "reason": REASON, "format": "xlsx"}


def lawyer_client(counsel: Counsel, app: HubApp, account: UUID | None = None) -> FlaskClient:
    return visit(counsel.world, app, account or counsel.lawyer_id, role=Role.LAWYER)


def address(counsel: Counsel) -> str:
    return f"/counsel/groups/{counsel.code}/export"


def filled(client: FlaskClient, counsel: Counsel, **more: object) -> dict[str, object]:
    """The form as the page gives it, filled."""
    html = client.get(address(counsel)).get_data(as_text=True)
    once = html.split('name="once"', 1)[1].split('value="', 1)[1].split('"', 1)[0]
    return {"csrf_token": csrf(html), "once": once, **FORM, **more}


def send(client: FlaskClient, counsel: Counsel, **more: object) -> TestResponse:
    return client.post(address(counsel), data=filled(client, counsel, **more))


def enter(world: World, app: HubApp, page: Page, url: str, account: UUID, role: Role = Role.LAWYER) -> None:
    """Gives a browser's page the session of an account."""
    client = visit(world, app, account, role=role)
    cookie = client.get_cookie("hub")
    assert cookie is not None
    page.context.add_cookies([{"name": "hub", "value": cookie.value, "url": url}])
