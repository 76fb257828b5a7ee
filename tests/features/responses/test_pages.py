"""A caseworker's pages of answer files: what streams in, what is refused, progress, the question, the report."""

import csv
import io
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect
from werkzeug.test import TestResponse

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.responses import importing, upload_work, uploads
from tests import axe
from tests.features.responses.form_files import QUESTIONS, as_csv, people, row
from tests.world import World

pytestmark = pytest.mark.pages

PAGE = "/desk/responses"


def enter(world: World, client: FlaskClient, role: Role = Role.CASEWORKER) -> FlaskClient:
    firm = "법무법인 표본" if role is Role.LAWYER else None
    with world.as_system() as work:
        account, _ = identity.add_finished_staff(
            work, login=f"{role.value}.pages@example.com", role=role, password="노을 사다리 오렌지 17", firm_name=firm
        )
    with world.works.open(Actor(role, account)) as work:
        signed_in = identity.start(work, role, account, None)
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = signed_in.get_id(), True
    return client


@pytest.fixture
def client(world: World) -> FlaskClient:
    return enter(world, world.app().test_client())


def token(client: FlaskClient, page: str = PAGE) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get(page).get_data(as_text=True))
    assert found
    return found[1]


def body(parts: list[tuple[str, bytes, bool]]) -> tuple[bytes, str]:
    """Parts in this order; the last of each says whether it is a file."""
    out = b""
    for name, content, is_file in parts:
        more = '; filename="answers.csv"\r\nContent-Type: text/csv' if is_file else ""
        out += f'--edge\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n'.encode() + content + b"\r\n"
    return out + b"--edge--\r\n", "multipart/form-data; boundary=edge"


def send(client: FlaskClient, content: bytes, *, csrf: str | None = None) -> TestResponse:
    data, kind = body([("csrf_token", (csrf or token(client)).encode(), False), ("file", content, True)])
    return client.post(PAGE, data=data, content_type=kind)


def files(world: World) -> list[Path]:
    folder = world.settings.uploads_folder
    return list(folder.iterdir()) if folder.exists() else []


def read(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.status_code
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True)))


def test_an_upload_shows_its_progress_then_its_report(world: World, client: FlaskClient) -> None:
    answer = send(client, as_csv([*people(60), row(phone="?")]))
    assert answer.status_code == 303
    page = answer.location
    assert "차례를 기다리고 있습니다" in read(client, page)
    assert 'data-poll="' in client.get(page).get_data(as_text=True)
    uploads.work_off(world.works)
    shown = read(client, page)
    assert "61줄을 읽고 파일을 지웠습니다" in shown and "새로 등록 60" in shown and "휴대전화 번호가 아님 1줄" in shown
    assert "2쪽 중 1쪽" in shown and "data-poll" not in client.get(page).get_data(as_text=True)
    assert "휴대전화 번호가 아님" in read(client, f"{page}?outcome=rejected")
    assert "GS-0001" not in read(client, f"{page}?outcome=rejected")
    assert "2쪽 중 2쪽" in read(client, f"{page}?page=99")
    assert read(client, PAGE).count("61") == 1


def test_the_report_is_a_table_without_anything_personal(world: World, client: FlaskClient) -> None:
    page = send(client, as_csv([*people(2), row(collect="아니요")])).location
    uploads.work_off(world.works)
    answer = client.get(f"{page}/report.csv")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=responses-")
    assert answer.headers["Cache-Control"] == "no-store"
    rows = list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
    assert rows == [
        ["줄", "결과", "이유", "모임", "참여", "같은 임대인일 수 있는 모임"],
        ["1", "새로 등록", "", "GS-0001", "모임에 넣음", ""],
        ["2", "새로 등록", "", "GS-0002", "모임에 넣음", ""],
        ["3", "받지 않음", "개인정보 수집 동의가 없음", "", "", ""],
    ]


def test_a_large_file_never_becomes_a_temporary_one(
    world: World, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("a temporary file")

    for name in ("TemporaryFile", "NamedTemporaryFile", "SpooledTemporaryFile", "mkstemp", "mkdtemp"):
        monkeypatch.setattr(tempfile, name, never)
    monkeypatch.setattr("werkzeug.formparser.SpooledTemporaryFile", never)
    content = as_csv(people(8000))
    assert len(content) > 1_500_000
    assert send(client, content).status_code == 303
    assert len(files(world)) == 1
    assert "김표본".encode() not in files(world)[0].read_bytes()


@pytest.mark.parametrize("csrf", ["", "wrong"])
def test_without_the_pages_token_not_a_byte_is_kept(world: World, client: FlaskClient, csrf: str) -> None:
    client.get(PAGE)
    data, kind = body([("csrf_token", csrf.encode(), False), ("file", as_csv([row()]), True)])
    assert client.post(PAGE, data=data, content_type=kind).status_code == 400
    data, kind = body([("file", as_csv([row()]), True), ("csrf_token", token(client).encode(), False)])
    assert client.post(PAGE, data=data, content_type=kind).status_code == 400
    assert not world.settings.uploads_folder.exists()


def test_a_form_without_a_file_is_answered_beside_the_field(world: World, client: FlaskClient) -> None:
    csrf = token(client)
    data, kind = body([("csrf_token", csrf.encode(), False), ("file", b"", True)])
    for answer in (
        client.post(PAGE, data=data, content_type=kind),
        client.post(PAGE, data={"csrf_token": csrf}),
        client.post(PAGE, data=data[:-40], content_type=kind),
        client.post(PAGE, data=b"--edge--\r\n", content_type=kind),
        client.post(PAGE, data=b"x" * 10_000, content_type=kind),
    ):
        assert answer.status_code == 422
        assert "파일을 골라 주세요" in answer.get_data(as_text=True)
    assert files(world) == []


def test_a_file_beyond_the_bound_is_refused(make_world: Callable[..., World]) -> None:
    world = make_world(upload_mb=1)
    client = enter(world, world.app().test_client())
    answer = send(client, b"x" * (1024 * 1024 + 1))
    assert answer.status_code == 422 and "1MB보다 큽니다" in answer.get_data(as_text=True)
    assert send(client, b"x" * (2 * 1024 * 1024)).status_code == 413
    assert files(world) == []


@pytest.mark.parametrize("role", [Role.LAWYER, Role.ADMIN, Role.PRIVACY_OFFICER])
def test_nobody_but_a_caseworker_comes_in(world: World, role: Role) -> None:
    client = enter(world, world.app().test_client(), role)
    data, kind = body([("csrf_token", b"x", False), ("file", as_csv([row()]), True)])
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, data=data, content_type=kind).status_code == 403
    assert client.get(f"{PAGE}/{UUID(int=7)}/report.csv").status_code == 403
    visitor = world.app().test_client()
    assert visitor.get(PAGE).status_code == 302 and visitor.post(PAGE, data=data, content_type=kind).status_code == 403
    assert files(world) == []


def test_an_unknown_upload_is_not_found(client: FlaskClient) -> None:
    assert client.get(f"{PAGE}/{UUID(int=7)}").status_code == 404


def unclear(world: World, client: FlaskClient) -> str:
    header = ["내 전화" if text == QUESTIONS["phone"] else text for text in QUESTIONS.values()]
    page = send(client, as_csv(people(2), header=[*header[:-1], "요즘 <기분>"])).location
    uploads.work_off(world.works)
    return page


def test_unrecognised_columns_are_asked_on_a_page(world: World, client: FlaskClient) -> None:
    page = unclear(world, client)
    shown = client.get(page).get_data(as_text=True)
    assert "내 전화" in shown and "요즘 &lt;기분&gt;" in shown and "아직 찾지 못한 질문" in shown
    names = re.findall(r'<select[^>]*name="([^"]+)"', shown)
    csrf = token(client, page)
    wrong = client.post(f"{page}/columns", data={"csrf_token": csrf, names[0]: "ignore", names[1]: "name"})
    assert wrong.status_code == 422
    assert "‘휴대전화 번호’에 답하는 칸을 골라 주세요" in wrong.get_data(as_text=True)
    right = client.post(f"{page}/columns", data={"csrf_token": csrf, names[0]: "phone", names[1]: "ignore"})
    assert right.status_code == 303
    uploads.work_off(world.works)
    assert "새로 등록 2" in read(client, page)
    late = client.post(f"{page}/columns", data={"csrf_token": csrf, names[0]: "phone", names[1]: "ignore"})
    assert (late.status_code, urlsplit(late.location).path) == (303, urlsplit(page).path)


def test_stopping_destroys_the_file(world: World, client: FlaskClient) -> None:
    page = send(client, as_csv([row()])).location
    csrf = token(client, page)
    for _ in range(2):
        assert client.post(f"{page}/cancel", data={"csrf_token": csrf}).status_code == 303
    assert files(world) == []
    assert "담당자가 멈췄습니다" in read(client, page)


@pytest.mark.parametrize(
    ("content", "words"), [(b"%PDF-1.7", "CSV나 XLSX 파일이 아닙니다"), (b"a,b\n1,2", "첫 줄에서 설문 질문을")]
)
def test_a_file_that_cannot_be_read_says_what_to_do(
    world: World, client: FlaskClient, content: bytes, words: str
) -> None:
    page = send(client, content).location
    uploads.work_off(world.works)
    assert words in read(client, page)


@pytest.fixture
def open_page(world: World, live_server: Callable[[Flask], str], new_page: Callable[..., Page]) -> Callable[..., Page]:
    """A caseworker's browser at her upload page."""
    app = world.app()
    url = live_server(app)

    def make(**options: object) -> Page:
        client = enter(world, app.test_client())
        cookie = client.get_cookie("hub")
        assert cookie is not None
        page = new_page(base_url=url, **options)
        page.context.add_cookies([{"name": "hub", "value": cookie.value, "url": url}])
        page.goto(PAGE)
        return page

    return make


def check(page: Page) -> None:
    page.wait_for_load_state()
    found = axe.run(page).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []
    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), pytest.param(1280, "light", marks=pytest.mark.long)])
def test_in_a_browser_every_page_is_sound_and_fits(
    world: World, open_page: Callable[..., Page], tmp_path: Path, width: int, scheme: str
) -> None:
    page = open_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    check(page)
    page.get_by_role("button", name="올리기").click()
    expect(page.locator(".error-summary")).to_be_focused()
    check(page)
    header = ["내 전화" if text == QUESTIONS["phone"] else text for text in QUESTIONS.values()]
    answers = tmp_path / "answers.csv"
    answers.write_bytes(as_csv([*people(60), row(collect="아니요")], header=header))
    page.get_by_label("설문 응답 파일").set_input_files(answers)
    page.get_by_role("button", name="올리기").click()
    expect(page.get_by_text("차례를 기다리고 있습니다")).to_be_visible()
    check(page)
    uploads.work_off(world.works)
    expect(page.get_by_role("heading", name="이 칸들은 무엇을 묻나요?")).to_be_visible()  # the page noticed by itself
    check(page)
    page.get_by_role("button", name="이대로 읽기").click()
    expect(page.locator(".error-summary")).to_be_focused()
    check(page)
    page.get_by_label("내 전화").select_option("phone")
    page.get_by_role("button", name="이대로 읽기").click()
    uploads.work_off(world.works)
    expect(page.get_by_text("61줄을 읽고 파일을 지웠습니다")).to_be_visible()
    check(page)
    page.get_by_role("link", name="받지 않음 1", exact=True).click()
    expect(page).to_have_url(re.compile("outcome=rejected"))
    expect(page.get_by_role("row")).to_have_count(2)
    check(page)
    page.locator("a.back").click()
    expect(page.get_by_role("heading", name="올린 파일")).to_be_visible()
    check(page)


def test_it_works_without_a_script(world: World, open_page: Callable[..., Page], tmp_path: Path) -> None:
    page = open_page(java_script_enabled=False)
    answers = tmp_path / "answers.csv"
    answers.write_bytes(as_csv(people(3)))
    page.get_by_label("설문 응답 파일").set_input_files(answers)
    page.get_by_role("button", name="올리기").click()
    expect(page.get_by_text("차례를 기다리고 있습니다")).to_be_visible()
    uploads.work_off(world.works)
    page.reload()
    expect(page.get_by_text("3줄을 읽고 파일을 지웠습니다")).to_be_visible()


def test_the_progress_bar_counts_the_rows_that_are_stored(
    world: World, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BATCH_ROWS", 10)
    page = send(client, as_csv(people(30))).location
    honest, shown = upload_work._note, []

    def looks(*given: object) -> None:
        shown.append(read(client, page))
        honest(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(upload_work, "_note", looks)
    uploads.work_off(world.works)
    assert [re.findall(r"30줄 가운데 (\d+)줄", text) for text in shown] == [["0"], ["10"], ["20"]]
