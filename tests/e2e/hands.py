"""What a person's hands do in a browser, by the words that she reads on the page."""

import json
import re

import pyotp
from playwright.sync_api import Page, expect

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.worker import deliver
from tests.e2e.story import PASSWORD
from tests.people import FIRM, FIRM_PHONE
from tests.world import World


def press(page: Page, words: str) -> None:
    """The button or link that says exactly this."""
    page.get_by_role("button", name=words, exact=True).or_(
        page.get_by_role("link", name=words, exact=True)
    ).first.click()


def tick(page: Page, words: str) -> None:
    """The row of a box or a choice."""
    page.locator("label.option-label", has_text=words).first.click()


def newest_code(world: World) -> str:
    """Out of the outbox, after the worker has delivered."""
    deliver(world.instance)
    lines = [json.loads(line) for line in world.settings.outbox_file.read_text("utf-8").splitlines()]
    body = next(line["body"] for line in reversed(lines) if line["kind"] == "code")
    found = re.findall(r"(?<!\d)\d{6}(?!\d)", body)
    assert len(found) == 1
    return str(found[0])


def member_signs_in(page: Page, base: str, world: World, phone: str) -> None:
    page.goto(f"{base}/login")
    page.get_by_label("휴대전화 번호").fill(phone)
    press(page, "확인 번호 받기")
    page.get_by_label("문자로 받은 여섯 자리 번호").fill(newest_code(world))
    press(page, "확인하기")
    expect(page).to_have_url(re.compile(r"/(my|confirm)$"))


def hire(world: World, role: Role) -> str:
    """A finished account; returns the secret of its second factor."""
    firm = {"firm_name": FIRM, "firm_phone": FIRM_PHONE} if role is Role.LAWYER else {}
    with world.works.open(SYSTEM) as work:
        return identity.add_finished_staff(
            work, login=f"{role.value}@example.com", role=role, password=PASSWORD, **firm
        )[1]


def staff_signs_in(page: Page, base: str, world: World, role: Role, secret: str) -> None:
    page.goto(f"{base}/staff/login")
    page.get_by_label("이메일").fill(f"{role.value}@example.com")
    page.get_by_label("비밀번호").fill(PASSWORD)
    page.get_by_label("인증 앱의 여섯 자리 코드").fill(pyotp.TOTP(secret).at(world.clock.now))
    page.locator("main button[type=submit]").click()
    expect(page).not_to_have_url(re.compile("login"))
