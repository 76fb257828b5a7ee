"""Which listener has which pages: every route by every tier."""

from dataclasses import replace

import pytest

from lawsuit_hub.app import app_of
from lawsuit_hub.infra.web import HubApp
from lawsuit_hub.privacy.tiers import Tier
from tests.world import World

pytestmark = pytest.mark.pages

EVERYWHERE = frozenset(Tier)
PUBLIC = frozenset({Tier.ALL, Tier.PUBLIC})
INNER = frozenset({Tier.ALL, Tier.INNER})
COUNSEL = frozenset({Tier.ALL, Tier.COUNSEL})

# By the first part of the address; whatever is not here is a page for the public.
PLACES = {
    "static": EVERYWHERE,
    "healthz": EVERYWHERE,
    "readyz": EVERYWHERE,
    "robots.txt": EVERYWHERE,
    ".well-known": EVERYWHERE,
    "language": EVERYWHERE,
    "logout": EVERYWHERE,
    "": EVERYWHERE,  # the first page; for staff the way to their door
    "staff": INNER | COUNSEL,
    "desk": INNER,
    "admin": INNER,
    "officer": INNER,
    "counsel": COUNSEL,
    "course": INNER | COUNSEL,  # a case's course: whoever works on it from either side
    "money": INNER | COUNSEL,
    "exhibits": INNER,  # where pictures open
    "mandates": INNER | COUNSEL,
    "briefings": INNER,  # all of it lies under peer keys
    "ballots": INNER,  # and so does this
}


def app_at(world: World, tier: Tier) -> HubApp:
    made = app_of(replace(world.instance, settings=replace(world.settings, tier=tier)))
    made.testing = False
    return made


def rules(app: HubApp) -> set[str]:
    return {rule.rule for rule in app.url_map.iter_rules()}


@pytest.mark.parametrize("tier", Tier)
def test_a_listener_has_its_own_pages_and_no_others(world: World, tier: Tier) -> None:
    everything, here = rules(app_at(world, Tier.ALL)), rules(app_at(world, tier))
    assert len(everything) > 60
    theirs = {rule for rule in everything if tier in PLACES.get(rule.split("/")[1], PUBLIC)}
    if tier is Tier.COUNSEL:  # a room opens by peer keys, and this tier holds none
        theirs -= {rule for rule in everything if rule.startswith("/counsel/groups/<code>/room")}
    assert here == theirs


@pytest.mark.parametrize(
    ("tier", "missing"),
    [
        (Tier.PUBLIC, ("/staff/login", "/staff", "/desk", "/desk/people", "/counsel", "/counsel/groups/GS-0001")),
        (Tier.INNER, ("/login", "/my", "/register", "/confirm", "/i/x", "/counsel")),
        (Tier.COUNSEL, ("/login", "/my", "/register", "/confirm", "/i/x", "/desk", "/desk/people")),
    ],
)
def test_a_page_of_another_listener_is_not_found_here(world: World, tier: Tier, missing: tuple[str, ...]) -> None:
    client = app_at(world, tier).test_client()
    for path in missing:
        assert client.get(path).status_code == 404, path


@pytest.mark.parametrize("tier", [Tier.INNER, Tier.COUNSEL])
def test_the_first_page_of_a_staff_listener_is_the_staffs_door(world: World, tier: Tier) -> None:
    client = app_at(world, tier).test_client()
    assert client.get("/").headers["Location"] == "/staff/login"
    page = client.get("/staff/login")
    assert page.status_code == 200
    for path in ("/login", "/privacy"):
        assert f'href="{path}"' not in page.get_data(as_text=True), "no way to what is not here"
    assert client.get("/language/en?next=/staff/login").headers["Location"] == "/staff/login"
