"""The desk in a real browser: axe finds nothing, nothing hangs over at 360 px, and an opened value is covered again."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Page

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.invites import service as invites
from lawsuit_hub.features.landlords import proposals
from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.victims import tasks
from lawsuit_hub.features.victims.types import Channel
from tests import axe
from tests.features.desk.conftest import REASON, Desk
from tests.people import CANARY_PHONE, canary, make_answer, make_group, make_victim
from tests.world import World

NewPage = Callable[..., Page]
OVERHANG = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def busy_desk(world: World, desk: Desk) -> dict[str, str]:
    """A desk with something of every kind; pages by name."""
    group_id, members = make_group(world, size=3)
    other_id, _ = make_group(
        world,
        size=2,
        first_number=3000,
        landlord="박다른",
        landlord_birth="1955-03-03",
        address="서울특별시 양천구 목동로 7, 101호",
    )
    namesake = make_victim(world, name="임표본", phone="010-0555-0001")
    alike = make_victim(
        world, name="고표본", phone="010-0555-0003", landlord="림표본", address="서울특별시 강서구 셋째로 5, 101호"
    )
    make_victim(world, name="서표본", phone="010-0555-0004", channel=Channel.FORM)
    with world.as_system() as work:
        tasks.open_withdrawal(work, members[0])
        tasks.open_changed_answer(work, members[0], make_answer(world, name="김바뀜"))
        one, two = groups.get(work, group_id).landlord_id, groups.get(work, other_id).landlord_id
        assert one and two
        proposals.propose(work, older=one, younger=two, because="business")
        (proposal,) = proposals.undecided(work)
    with world.as_staff(Role.CASEWORKER, desk.account_id) as work:
        invites.set_room(work, group_id, url="https://open.kakao.com/o/gAbc1234", code="abcd12")
        invites.owe(work, [members[1]])
    review = f"/desk/review/{desk.reference(alike)}"
    return {
        "today": "/desk",
        "search": "/desk/people",
        "list": "/desk/waiting/leases",
        "empty": "/desk/waiting/failed",
        "case with warning": desk.case(namesake),
        "case with tasks": desk.case(members[0]),
        "review": "/desk/review",
        "one who waits": review,
        "a conflict": f"{review}?group=GS-0002",
        "no such code": f"{review}?group=GS-4040",
        "merge": f"/desk/review/merge/{proposal.id}",
        "groups": "/desk/groups",
        "group": "/desk/groups/GS-0001",
        "foreign": "/desk/people/P-ZZZZZZ",
    }


def signed_in_page(new_page: NewPage, desk: Desk, url: str, **options: object) -> Page:
    page = new_page(**options)
    cookie = desk.client.get_cookie("hub", domain="localhost")
    assert cookie is not None
    page.context.add_cookies(
        [{"name": "hub", "value": cookie.value, "domain": urlsplit(url).hostname or "", "path": "/"}]
    )
    return page


@pytest.mark.long  # the same pages are looked at by tests/e2e/test_every_page.py
@pytest.mark.parametrize(
    "options", [{"viewport": {"width": 360, "height": 740}, "color_scheme": "dark"}, {"locale": "en-US"}], ids=str
)
def test_axe_finds_nothing_and_nothing_hangs_over(
    desk: Desk,
    busy_desk: dict[str, str],
    world: World,
    live_server: Callable[[Flask], str],
    new_page: NewPage,
    options: dict[str, object],
) -> None:
    url = live_server(world.app())
    page = signed_in_page(new_page, desk, url, **options)
    found = {}
    for name, path in busy_desk.items():
        page.goto(url + path)
        violations = [one["id"] for one in axe.run(page).response["violations"]]
        hangs = page.evaluate(OVERHANG)
        if violations or hangs > 0:
            found[name] = (violations, hangs)
    assert found == {}


def test_an_opened_value_is_covered_again_after_a_minute(
    world: World, desk: Desk, live_server: Callable[[Flask], str], new_page: NewPage
) -> None:
    her = make_victim(world, canary(world))
    url = live_server(world.app())
    page = signed_in_page(new_page, desk, url)
    page.clock.install()
    page.goto(url + desk.case(her))
    page.locator(".reveal label", has_text="전화번호").click()
    page.locator("#open-reason").fill(REASON)
    page.locator("#reveal-button").click()
    assert CANARY_PHONE in page.locator(".revealed").inner_text()
    assert axe.run(page).violations_count == 0
    page.clock.fast_forward(61_000)
    assert CANARY_PHONE not in page.locator("body").inner_text()
