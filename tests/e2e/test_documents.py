"""A lease on its way through two browsers: photographed, handed in, looked at with a reason, a number blackened by hand, accepted."""

import io
from collections.abc import Callable

import pytest
from flask import Flask
from PIL import Image
from playwright.sync_api import Page, expect

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.documents import service
from lawsuit_hub.features.documents.models import DocumentPage
from lawsuit_hub.features.documents.types import DocumentKind, Point
from lawsuit_hub.features.victims import service as victims
from tests.e2e.hands import hire, member_signs_in, press, staff_signs_in, tick
from tests.features.documents.papers import drawn, encoded, lease
from tests.people import make_victim
from tests.world import World

PHONE = {"viewport": {"width": 360, "height": 740}}
REASON = "계약서를 확인하려고 봅니다"


def test_a_lease_is_handed_in_on_a_telephone_and_accepted_at_the_desk(  # noqa: PLR0915 - one way, step by step
    world: World, live_server: Callable[[Flask], str], new_page: Callable[..., Page]
) -> None:
    make_victim(world, phone="010-0123-4567")
    secret = hire(world, Role.CASEWORKER)
    base = live_server(world.app())
    her = new_page(**PHONE)
    member_signs_in(her, base, world, "010-0123-4567")
    press(her, "계약서 올리기")
    her.get_by_label("계약서 사진이나 PDF").set_input_files(
        {"name": "lease.jpg", "mimeType": "image/jpeg", "buffer": b"<html>no</html>"}
    )
    press(her, "올리기")
    expect(her.locator(".error-summary")).to_contain_text("이름만 바꾼 파일은 받지 않습니다")
    her.get_by_label("계약서 사진이나 PDF").set_input_files(
        {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": encoded(lease())}
    )
    press(her, "올리기")
    expect(her.locator(".flash")).to_contain_text("1쪽을 받아 암호로 잠갔습니다")
    tick(her, "아무 관계도 없습니다")
    press(her, "답 남기기")
    expect(her.locator(".flash")).to_contain_text("적으신 대로 남겼습니다")

    desk = new_page(viewport={"width": 1280, "height": 900})
    staff_signs_in(desk, base, world, Role.CASEWORKER, secret)
    desk.locator("a", has_text="올린 계약서를 볼 사람").first.click()
    desk.locator("main a[href^='/desk/people/P-']").first.click()
    press(desk, "계약서 확인하기")
    desk.get_by_label("왜 여나요?").fill(REASON)
    press(desk, "열고 기록 남기기")
    expect(desk.locator("[data-paper] img")).to_have_js_property("complete", True)
    assert desk.locator("[data-paper] img").evaluate("one => one.naturalWidth") > 1000
    desk.locator("[data-marking] summary").click()
    desk.locator("[data-paper]").evaluate("one => one.scrollIntoView()")
    frame = desk.locator("[data-paper]").bounding_box()
    assert frame is not None
    desk.mouse.move(frame["x"] + 0.3 * frame["width"], frame["y"] + 40)
    desk.mouse.down()
    desk.mouse.move(frame["x"] + 0.6 * frame["width"], frame["y"] + 100)
    desk.mouse.up()
    expect(desk.get_by_label("왼쪽")).to_have_value("30.0")
    desk.get_by_label("너비").fill("40")
    press(desk, "이 네모를 검게 칠하기")
    expect(desk.locator(".flash")).to_contain_text("검게 칠했습니다")
    picture = desk.request.get(base + str(desk.locator("[data-paper] img").get_attribute("src")))
    assert picture.headers["cache-control"] == "no-store" and picture.headers["content-type"] == "image/jpeg"
    width, _height = (drawn := Image.open(io.BytesIO(picture.body()))).size
    scale = width / frame["width"]
    assert max(drawn.convert("L").getpixel((int(share * width), int(70 * scale))) for share in (0.32, 0.5, 0.68)) < 40
    press(desk, "계약서 확인")
    tick(desk, "올린 서류를 열어 보았습니다")
    for point in desk.locator(".point").all():
        point.locator("label", has_text="예").first.click()
    tick(desk, "확인했습니다")
    desk.locator("#lease-check textarea").fill("등록한 것과 모두 같습니다")
    press(desk, "정한 대로 남기기")
    expect(desk.locator(".flash")).to_contain_text("계약서를 확인했다고 남겼습니다")
    her.goto(f"{base}/my/documents")
    expect(her.locator("main")).to_contain_text("계약서를 확인했습니다")
    her.goto(f"{base}/my/record")
    expect(her.locator("main")).to_contain_text(REASON)
    with world.as_system() as work:
        assert work.db.query(DocumentPage).one().marked == 1


@pytest.mark.parametrize("width", [360, 1280])
def test_the_list_of_points_and_the_viewer_fit_without_javascript(
    world: World, live_server: Callable[[Flask], str], new_page: Callable[..., Page], width: int
) -> None:
    reference = _handed_in(world)
    secret = hire(world, Role.CASEWORKER)
    base = live_server(world.app())
    page = new_page(java_script_enabled=False, viewport={"width": width, "height": 800})
    staff_signs_in(page, base, world, Role.CASEWORKER, secret)
    page.goto(f"{base}/desk/people/{reference}/lease")
    assert page.locator(".point").count() == len(Point)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_label("왜 여나요?").fill(REASON)
    press(page, "열고 기록 남기기")
    page.locator("[data-marking] summary").click()
    for label, value in (("왼쪽", "10"), ("위", "10"), ("너비", "50"), ("높이", "20")):
        page.get_by_label(label, exact=True).fill(value)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    press(page, "이 네모를 검게 칠하기")
    expect(page.locator(".flash")).to_contain_text("검게 칠했습니다")
    page.goto(f"{base}/desk/people/{reference}/removal")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def _handed_in(world: World) -> str:
    her = make_victim(world)
    with world.as_member(her) as work:
        service.keep(work, her, [drawn()], kind=DocumentKind.LEASE)
        return victims.profile(work, her).reference
