"""The pages in a real browser, at the width of a phone: somebody gets through, and axe finds nothing on the way."""

import re
from collections.abc import Callable

from flask import Flask
from playwright.sync_api import Page

from tests import axe, people
from tests.features.registration.conftest import LEASE, PERSON, PHONE, Visitor
from tests.world import World


def judged(page: Page) -> list[str]:
    found = [str(one["id"]) for one in axe.run(page).response["violations"]]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{page.url}: {one}" for one in (*found, *(["sideways"] if wide else []))]


def test_somebody_registers_on_a_phone(
    world: World, visitor: Visitor, new_page: Callable[..., Page], live_server: Callable[[Flask], str]
) -> None:
    people.make_firm(world)
    page = new_page(viewport={"width": 360, "height": 740})
    url = live_server(world.app())
    faults: list[str] = []

    def go_on(words: str = "다음") -> None:
        faults.extend(judged(page))
        page.get_by_role("button", name=words, exact=True).click()

    def tap(words: str) -> None:
        """On the row, as a thumb does: the input itself lies under its drawn box."""
        page.locator("label.option-label").filter(has_text=re.compile(rf"^\s*{words}\s*$")).click()

    page.goto(url)
    faults.extend(judged(page))
    page.get_by_role("link", name="등록 시작하기").click()
    faults.extend(judged(page))
    page.get_by_role("link", name="등록 시작하기").click()
    go_on()
    tap("동의합니다")
    go_on()
    page.get_by_label("휴대전화 번호").fill(PHONE)
    go_on("확인 번호 받기")
    page.get_by_label("문자로 받은 여섯 자리 번호").fill(visitor.code())
    go_on("확인하기")
    page.get_by_label("이름").fill(PERSON["name"])
    go_on()
    page.get_by_label("피해 주택 주소").fill(str(LEASE["address"]))
    page.get_by_label("보증금", exact=True).fill("많이")
    go_on()
    assert page.title().startswith("오류: ")
    page.get_by_label("보증금", exact=True).fill("2억")
    go_on()
    tap("개인")
    page.get_by_label("임대인 이름이나 회사 이름").fill("임표본")
    tap("네, 함께하겠습니다")
    go_on()
    go_on("등록하기")
    page.wait_for_url(url + "/my")
    assert faults == []
