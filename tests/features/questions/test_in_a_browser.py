"""Asking in a real browser: what is like it appears while it is typed, and the words go into no address."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests import axe
from tests.features.questions.conftest import ANSWER, TITLE, Board


@pytest.mark.pages
def test_what_is_like_it_appears_while_she_types(
    board: Board, new_page: Callable[..., Page], live_server: Callable[[Flask], str]
) -> None:
    asked = board.ask()
    board.show(asked)
    board.answer(asked)
    url, page, addresses = live_server(board.world.app()), new_page(viewport={"width": 360, "height": 800}), list[str]()
    page.on("request", lambda request: addresses.append(request.url))
    page.goto(f"{url}/questions/ask")
    page.get_by_label("한 줄로 적은 물음").fill("경매가 시작되면 보증금을 받나요")
    link = page.locator("[data-near-list] a")
    expect(link).to_have_text(TITLE)
    assert axe.findings(page) == [] and axe.too_wide(page) == []
    assert not [one for one in addresses if "%EB" in one or "보증금" in one]
    with page.expect_popup() as opened:
        link.click()
    expect(opened.value.get_by_text(ANSWER)).to_be_visible()
    expect(page.get_by_label("한 줄로 적은 물음")).to_have_value("경매가 시작되면 보증금을 받나요")
