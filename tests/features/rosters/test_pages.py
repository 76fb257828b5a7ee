"""A lawyer's pages, without a script and in a real browser."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.rosters import kept
from lawsuit_hub.features.victims import consents
from lawsuit_hub.features.victims.types import ConsentKind
from tests import axe
from tests.features.my.visits import csrf, visit
from tests.features.rosters.exports import PASSWORD, REASON, Counsel, counsel, make_finished, open_xlsx
from tests.features.rosters.visits import address, enter, filled, lawyer_client, send
from tests.people import caseworker_of
from tests.world import World

pytestmark = pytest.mark.pages

__all__ = ["counsel"]

NewPage = Callable[..., Page]
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def client(counsel: Counsel, world: World) -> FlaskClient:
    return lawyer_client(counsel, world.app())


def _text(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))


def _get(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_a_lawyer_sees_her_groups_by_code_and_counts(client: FlaskClient, counsel: Counsel) -> None:
    shown = _text(_get(client, "/counsel"))
    assert counsel.code in shown
    assert "임표본" not in shown


def test_a_lawyer_without_groups_reads_what_will_come(world: World, counsel: Counsel) -> None:
    colleague = make_finished(world, Role.LAWYER, "colleague@example.com")
    shown = _text(_get(lawyer_client(counsel, world.app(), colleague), "/counsel"))
    assert "아직 맡은 모임이 없습니다" in shown
    assert counsel.code not in shown


@pytest.mark.parametrize("path", ["", "/export"])
def test_somebody_elses_group_and_no_group_are_the_same_page(world: World, counsel: Counsel, path: str) -> None:
    colleague = lawyer_client(counsel, world.app(), make_finished(world, Role.LAWYER, "colleague@example.com"))
    answers = [colleague.get(f"/counsel/groups/{code}{path}") for code in (counsel.code, "GS-9999")]
    assert [one.status_code for one in answers] == [404, 404]
    pages = {re.sub(r"GS-\d+|value=\"[^\"]+\"", "", one.get_data(as_text=True)) for one in answers}
    assert len(pages) == 1


def test_nobody_elses_export_is_taken_by_post_either(world: World, counsel: Counsel, client: FlaskClient) -> None:
    data = filled(client, counsel)
    counsel.assign(make_finished(world, Role.LAWYER, "next@example.com"))
    assert client.post(address(counsel), data=data).status_code == 404
    assert kept.waiting(world.folder) == []


def test_a_caseworker_may_not(world: World, counsel: Counsel) -> None:
    desk = visit(world, world.app(), caseworker_of(world), role=Role.CASEWORKER)
    for path in ("/counsel", f"/counsel/groups/{counsel.code}", address(counsel)):
        assert desk.get(path).status_code == 403
    visitor = visit(world, world.app())
    assert visitor.get("/counsel").location.startswith("/staff/login")


def test_the_button_says_how_many_and_who_is_left_out(world: World, counsel: Counsel, client: FlaskClient) -> None:
    counsel.add("오거절", "010-0100-0102", agrees=False)
    shown = _text(_get(client, address(counsel)))
    assert "2명 내보내기" in shown
    assert "동의하지 않은 1명은 빠집니다" in shown


def test_no_page_before_the_file_names_anybody(world: World, counsel: Counsel, client: FlaskClient) -> None:
    send(client, counsel)
    for path in ("/counsel", f"/counsel/groups/{counsel.code}", address(counsel)):
        html = _get(client, path)
        for hidden in ("김표본", "이표본", "임표본", "0100-00", "표본로"):
            assert hidden not in html


def test_an_export_shows_the_password_once_and_the_file_is_fetched_once(
    world: World, counsel: Counsel, client: FlaskClient
) -> None:
    answer = send(client, counsel)
    html = answer.get_data(as_text=True)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    password = html.split('id="file-password">', 1)[1].split("<", 1)[0]
    path = html.split("/counsel/exports/", 1)[1].split('"', 1)[0]
    fetched = client.post(f"/counsel/exports/{path}", data={"csrf_token": csrf(html)})
    assert fetched.headers["Content-Disposition"] == f"attachment; filename={counsel.code}_X-0001.xlsx"
    titles, *rows = open_xlsx(fetched.data, password)["명단"].iter_rows(values_only=True)
    assert titles == ("순번", "성명", "연락처", "목적물 주소", "보증금(원)", "월차임(원)", "내보내기 번호")
    assert {row[1] for row in rows} == {"김표본", "이표본"}
    assert password not in _get(client, address(counsel))
    again = client.post(f"/counsel/exports/{path}", data={"csrf_token": csrf(html)})
    assert again.status_code == 410
    assert "더 받을 수 없습니다" in _text(again.get_data(as_text=True))


def test_a_file_is_not_fetched_by_looking_at_its_address(counsel: Counsel, client: FlaskClient, world: World) -> None:
    send(client, counsel)
    (waiting,) = kept.waiting(world.folder)
    assert client.get(f"/counsel/exports/{waiting}/file").status_code == 405
    colleague = lawyer_client(counsel, world.app(), make_finished(world, Role.LAWYER, "colleague@example.com"))
    token = csrf(_get(colleague, "/counsel"))
    assert colleague.post(f"/counsel/exports/{waiting}/file", data={"csrf_token": token}).status_code == 404
    assert kept.waiting(world.folder) == [waiting]


def test_one_form_sent_twice_exports_once(world: World, counsel: Counsel, client: FlaskClient) -> None:
    data = filled(client, counsel)
    assert client.post(address(counsel), data=data).status_code == 200
    twice = client.post(address(counsel), data=data)
    assert twice.status_code == 409
    assert "이미 내보낸 요청입니다" in _text(twice.get_data(as_text=True))
    assert len(kept.waiting(world.folder)) == 1


def test_ones_own_password_locks_the_file_and_is_not_repeated(counsel: Counsel, client: FlaskClient) -> None:
    html = send(client, counsel, password=PASSWORD).get_data(as_text=True)
    assert PASSWORD not in html
    assert "정하신 암호로 잠갔습니다" in _text(html)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"reason": ""}, "왜 필요한지 적어 주세요"),
        ({"reason": "일"}, "다섯 글자 이상"),
        ({"reason": "910307-1234567 확인"}, "주민등록번호는 받지 않습니다"),
        ({"password": "short-1"}, "열두 자보다 짧습니다"),
        ({"password": "password1234"}, "쉽게 맞힐 수 있는"),
        ({"password": "비밀번호비밀번호비밀번호1"}, "영문자, 숫자, 기호만"),
        ({"columns": []}, "하나 이상 골라"),
        ({"columns": ["remark"]}, "골라"),
        ({"format": "exe"}, ""),
        ({"purpose": "fun"}, ""),
    ],
)
def test_what_does_not_do_is_said_beside_the_field(
    world: World, counsel: Counsel, client: FlaskClient, more: dict[str, object], words: str
) -> None:
    answer = send(client, counsel, **more)
    html = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert words in _text(html)
    assert kept.waiting(world.folder) == []
    with world.as_system() as work:
        assert audit.about(work, counsel.group_id, deeds=["roster:export-begun"]) == []
    if "reason" not in more:
        assert REASON in html  # nothing typed is lost


def test_when_nobody_agreed_the_button_says_why_it_is_off(world: World, counsel: Counsel, client: FlaskClient) -> None:
    data = filled(client, counsel)
    for one in counsel.people:
        with world.as_member(one) as work:
            consents.withdraw(work, one, ConsentKind.FIRM, firm_id=counsel.firm_id)
    html = _get(client, address(counsel))
    assert "동의한 사람이 없어 내보낼 것이 없습니다" in _text(html)
    assert re.search(r"<button[^>]*id=\"export-now\"[^>]*disabled", html)
    refused = client.post(address(counsel), data=data)
    assert refused.status_code == 422
    assert "동의한 사람이 없어" in _text(refused.get_data(as_text=True))


def test_a_purpose_chooses_columns(counsel: Counsel, client: FlaskClient) -> None:
    def ticked(purpose: str) -> set[str]:
        html = _get(client, f"{address(counsel)}?purpose={purpose}")
        return set(re.findall(r'name="columns" value="(\w+)" checked', html))

    assert ticked("addresses") == {"service_address", "protection"}
    assert ticked("complaint") == {"deposit", "contract", "landlord"}, "no address"
    assert ticked("labels") == set()
    assert "phone" in ticked("mandate")
    assert ticked("unheard-of") == ticked("mandate")


def test_the_member_reads_who_took_it_and_why(world: World, counsel: Counsel, client: FlaskClient) -> None:
    send(client, counsel)
    member = visit(world, world.app(), counsel.people[0])
    shown = _text(_get(member, "/my/record"))
    assert "법무법인 표본" in shown
    assert "명단을 내보냈습니다. 항목 6개." in shown
    assert REASON in shown


@pytest.fixture
def signed_in(
    world: World, counsel: Counsel, live_server: Callable[[Flask], str], new_page: NewPage
) -> Callable[..., Page]:
    """`signed_in(**context options)`: the lawyer's browser, at her groups."""
    app = world.app()
    url = live_server(app)

    def make(**options: object) -> Page:
        page = new_page(base_url=url, **options)
        enter(world, app, page, url, counsel.lawyer_id)
        page.goto("/counsel")
        return page

    return make


@pytest.mark.long  # the same pages are looked at by tests/e2e/test_every_page.py
@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    signed_in: Callable[..., Page], counsel: Counsel, width: int, scheme: str, database_kind: str
) -> None:
    counsel.add("오거절", "010-0100-0102", agrees=False)
    page = signed_in(viewport={"width": width, "height": 800}, color_scheme=scheme)
    _check(page)
    page.get_by_role("link", name=counsel.code).click()
    _check(page)
    page.get_by_role("link", name="명단 내보내기").click()
    _check(page)
    page.get_by_role("button", name="2명 내보내기").click()
    expect(page.locator(".error-summary")).to_be_focused()
    _check(page)
    page.get_by_label("3. 이유").fill(REASON)
    page.get_by_role("button", name="2명 내보내기").click()
    expect(page.get_by_role("heading", name="파일을 만들었습니다")).to_be_visible()
    _check(page)
    page.goto(address(counsel))
    _check(page)
    page.goto("/counsel/groups/GS-9999")
    _check(page)


def _check(page: Page) -> None:
    found = axe.run(page).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []
    assert not page.evaluate(SIDEWAYS)


def test_in_a_browser_the_password_is_copied_and_the_file_saved(
    signed_in: Callable[..., Page], counsel: Counsel
) -> None:
    page = signed_in(viewport={"width": 360, "height": 800})
    page.goto(address(counsel))
    page.get_by_label("3. 이유").fill(REASON)
    page.get_by_role("button", name="2명 내보내기").click()
    password = page.locator("#file-password").inner_text()
    with page.expect_download() as download:
        page.get_by_role("button", name="파일 받기").click()
    assert download.value.suggested_filename == f"{counsel.code}_X-0001.xlsx"
    assert open_xlsx(download.value.path().read_bytes(), password)["명단"].max_row == 3


def test_it_works_without_a_script(signed_in: Callable[..., Page], counsel: Counsel) -> None:
    page = signed_in(java_script_enabled=False)
    page.goto(address(counsel))
    page.get_by_role("link", name="송달장소 목록").click()
    page.get_by_label("3. 이유").fill(REASON)
    page.get_by_role("button", name="2명 내보내기").click()
    expect(page.locator("#file-password")).to_have_text(re.compile(r"^\w{4}(-\w{4}){3}$"))
