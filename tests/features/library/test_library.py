"""Manuals by version: what everybody gets, what staff does, and that nothing goes out past the gate."""

import hashlib
import io
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.library import service as library
from lawsuit_hub.features.library.types import BadManual, Facts, HoldsPersonal, NoSuchManual
from lawsuit_hub.features.publishing import looking
from lawsuit_hub.features.publishing.models import PublicPiece
from lawsuit_hub.features.publishing.types import NotReleased
from lawsuit_hub.features.search import service as search
from lawsuit_hub.infra.web import HubApp
from tests.features.my.visits import csrf, visit
from tests.features.publishing import made
from tests.features.rosters.exports import make_finished
from tests.world import World

pytestmark = pytest.mark.pages

FACTS = Facts("배당요구 매뉴얼", "배당요구를 언제 어떻게 하는지 적었습니다", "manual")
REASON = "오래된 내용이라 거둡니다"
DESK = "/desk/library"


@pytest.fixture
def app(world: World) -> HubApp:
    return world.app()


@pytest.fixture
def worker(world: World) -> UUID:
    return make_finished(world, Role.CASEWORKER, "one@example.com")


@pytest.fixture
def other(world: World) -> UUID:
    return make_finished(world, Role.CASEWORKER, "other@example.com")


def add(world: World, worker: UUID, *texts: str, publish: bool = True, language: str = "ko") -> int:
    """A manual whose versions are these texts."""
    with world.as_staff(Role.CASEWORKER, worker) as work:
        number = library.add(work, FACTS, once="|".join(texts))
    for at, text in enumerate(texts, start=1):
        looked = looking.look(world.settings, "매뉴얼.txt", text.encode())
        with world.as_staff(Role.CASEWORKER, worker) as work:
            library.add_version(work, number, looked, label=f"1.{at}", note=f"{at}번째 판", language=language)
            if publish:
                library.publish(work, number, at)
    return number


def browser(world: World, app: HubApp, account: UUID) -> FlaskClient:
    return visit(world, app, account, role=Role.CASEWORKER)


def test_everybody_reads_versions_newest_first_with_checksums(world: World, app: HubApp, worker: UUID) -> None:
    number = add(world, worker, "처음 판", "고친 판")
    client = app.test_client()
    assert FACTS.title in client.get("/library").get_data(as_text=True)
    page = client.get(f"/library/{number}").get_data(as_text=True)
    assert page.index("1.2판") < page.index("1.1판")
    for text in ("처음 판", "고친 판"):
        assert hashlib.sha256(text.encode()).hexdigest() in page


def test_an_address_that_stays_gives_the_newest_and_each_version_its_own(
    world: World, app: HubApp, worker: UUID
) -> None:
    number = add(world, worker, "처음 판", "고친 판")
    client = app.test_client()
    assert client.get(f"/library/{number}/latest", follow_redirects=True).data.decode() == "고친 판"
    assert client.get(f"/library/{number}/1", follow_redirects=True).data.decode() == "처음 판"
    assert client.get(f"/library/{number}/3").status_code == 404
    assert "no-store" in client.get(f"/library/{number}/latest").headers["Cache-Control"]
    with world.as_visitor() as work:
        assert [one.file.downloads for one in library.manual(work, number).versions] == [1, 1]


def test_a_withdrawn_version_is_gone_and_the_one_before_is_the_latest(world: World, app: HubApp, worker: UUID) -> None:
    number = add(world, worker, "처음 판", "고친 판")
    with world.as_staff(Role.CASEWORKER, worker) as work:
        library.withdraw(work, number, 2, reason=REASON)
    client = app.test_client()
    assert client.get(f"/library/{number}/latest", follow_redirects=True).data.decode() == "처음 판"
    assert client.get(f"/library/{number}/2").status_code == 404
    with world.as_staff(Role.CASEWORKER, worker) as work:
        library.withdraw(work, number, 1, reason=REASON)
        assert not search.find(work, "배당요구").hits
    assert client.get(f"/library/{number}").status_code == 404


def test_what_is_not_public_is_nowhere(world: World, app: HubApp, worker: UUID) -> None:
    number = add(world, worker, "처음 판", publish=False)
    client = app.test_client()
    assert FACTS.title not in client.get("/library").get_data(as_text=True)
    for address in (f"/library/{number}", f"/library/{number}/latest", f"/library/{number}/1"):
        assert client.get(address).status_code == 404
    with world.as_visitor() as work:
        assert library.handouts(work) == ()
        assert not search.find(work, "배당요구").hits


def test_a_bot_gets_title_version_and_address(world: World, worker: UUID) -> None:
    number = add(world, worker, "처음 판", "고친 판")
    with world.as_visitor() as work:
        [one] = library.handouts(work)
        assert (one.title, one.version, one.path) == (FACTS.title, "1.2", f"/library/{number}/latest")
        assert [hit.kind.value for hit in search.find(work, "배당요구 매뉴얼").hits] == ["manual"]


def test_a_version_with_a_find_waits_for_another_person(world: World, app: HubApp, worker: UUID, other: UUID) -> None:
    with world.as_staff(Role.CASEWORKER, worker) as work:
        number = library.add(work, FACTS, once="x")
        looked = looking.look(world.settings, "참석.xlsx", made.hidden_column())
        library.add_version(work, number, looked, label="1", note="", language="ko")
    with pytest.raises(NotReleased), world.as_staff(Role.CASEWORKER, worker) as work:
        library.publish(work, number, 1)
    mine, hers = browser(world, app, worker), browser(world, app, other)
    page = mine.get(f"{DESK}/{number}").get_data(as_text=True)
    assert "시트 ‘참석’의 숨긴 칸 C열, 12건" in page
    assert made.phone(1001) not in page
    assert (
        mine.post(
            f"{DESK}/{number}/1/ask", data={"csrf_token": csrf(mine.get(f"{DESK}/{number}").get_data(as_text=True))}
        ).status_code
        == 303
    )
    listed = hers.get("/desk/releases").get_data(as_text=True)
    assert FACTS.title in listed
    assert "내보내기 전 확인" in hers.get("/desk").get_data(as_text=True)
    address = f"/desk/releases/{listed.split('/desk/releases/')[1].split(chr(34))[0]}"
    shown = hers.get(address).get_data(as_text=True)
    seen = shown.split('name="give-seen"')[1].split('value="')[1].split('"')[0]
    form = {
        "give-csrf_token": csrf(hers.get(address).get_data(as_text=True)),
        "give-seen": seen,
        "give-reason": "연습용 번호입니다",
    }
    own = mine.post(
        f"{address}/release", data={**form, "give-csrf_token": csrf(mine.get(address).get_data(as_text=True))}
    )
    assert own.status_code == 409
    assert hers.post(f"{address}/release", data={**form, "give-reason": ""}).status_code == 422
    assert hers.post(f"{address}/release", data={**form, "give-seen": "0" * 64}).status_code == 409
    assert hers.post(f"{address}/release", data=form).status_code == 303
    assert hers.post(f"{address}/release", data=form).status_code == 404, "a second press"
    with world.as_staff(Role.CASEWORKER, worker) as work:
        library.publish(work, number, 1)
    answer = app.test_client().get(f"/library/{number}/latest", follow_redirects=True)
    assert (answer.status_code, answer.data[:2]) == (200, b"PK")


def upload(client: FlaskClient, number: int, name: str, data: bytes, **fields: str):
    page = f"{DESK}/{number}"
    form = {
        "version-csrf_token": csrf(client.get(page).get_data(as_text=True)),
        "version-label": "1.0",
        "version-note": "",
        "version-language": "ko",
    }
    return client.post(f"{page}/versions", data={**form, **fields, "version-file": (io.BytesIO(data), name)})


def test_a_version_is_uploaded_at_the_desk_and_looked_through(world: World, app: HubApp, worker: UUID) -> None:
    client = browser(world, app, worker)
    token = csrf(client.get(DESK).get_data(as_text=True))
    form = {
        "manual-csrf_token": token,
        "manual-title": "서식",
        "manual-summary": "신청서입니다",
        "manual-category": "form",
        "manual-once": "a",
    }
    assert client.post(DESK, data=form).status_code == 303
    assert client.post(DESK, data=form).status_code == 303
    with world.as_staff(Role.CASEWORKER, worker) as work:
        [one] = library.for_staff(work)
    assert upload(client, one.number, "사업.xlsx", made.clean_book()).status_code == 303
    number = ("900101-1" + "234567").encode()
    refused = upload(client, one.number, "명단.txt", number)
    assert refused.status_code == 422
    assert "주민등록번호" in refused.get_data(as_text=True)
    assert number.decode() not in refused.get_data(as_text=True)
    with world.as_system() as work:
        assert number not in b"".join(work.db.scalars(select(PublicPiece.data)))
    assert upload(client, one.number, "옛.xls", b"x").status_code == 422
    assert upload(client, one.number, "새.txt", b"x", **{"version-label": ""}).status_code == 422
    assert upload(client, one.number, "새.txt", b"x", **{"version-csrf_token": "wrong"}).status_code == 400
    shown = client.get(f"{DESK}/{one.number}").get_data(as_text=True)
    assert "개인정보로 보이는 것을 찾지 못했습니다" in shown
    press = {"csrf_token": csrf(client.get(f"{DESK}/{one.number}").get_data(as_text=True))}
    assert client.post(f"{DESK}/{one.number}/1/publish", data=press).status_code == 303
    assert client.post(f"{DESK}/{one.number}/1/publish", data=press).status_code == 409, "an old tab"
    assert client.post(f"{DESK}/{one.number}/1/drop", data=press).status_code == 409


def test_a_title_may_hold_nobody(world: World, worker: UUID) -> None:
    with world.as_staff(Role.CASEWORKER, worker) as work:
        with pytest.raises(HoldsPersonal):
            library.add(work, Facts("매뉴얼", f"문의 {made.phone(1)}", "manual"), once="a")
        with pytest.raises(BadManual):
            library.add(work, Facts("", "요약", "manual"), once="a")
        with pytest.raises(BadManual):
            library.add(work, Facts("제목", "요약", "nothing"), once="a")
        with pytest.raises(NoSuchManual):
            library.correct(work, 99, FACTS)


def test_a_version_that_never_was_public_can_be_dropped(world: World, worker: UUID) -> None:
    number = add(world, worker, "처음 판", publish=False)
    with world.as_staff(Role.CASEWORKER, worker) as work:
        library.drop(work, number, 1)
        assert library.for_staff(work)[0].versions == ()
        assert work.db.scalar(select(PublicPiece)) is None


def test_the_language_that_was_asked_for_where_there_is_one(world: World, app: HubApp, worker: UUID) -> None:
    number = add(world, worker, "한국어 판")
    with world.as_staff(Role.CASEWORKER, worker) as work:
        looked = looking.look(world.settings, "manual.txt", b"in English")
        library.add_version(work, number, looked, label="1.1", note="", language="en")
        library.publish(work, number, 2)
    client = app.test_client()
    assert client.get(f"/library/{number}/latest", follow_redirects=True).data.decode() == "한국어 판"
    assert client.get(f"/library/{number}/latest?language=en", follow_redirects=True).data == b"in English"
    assert client.get(f"/library/{number}/latest?language=%00", follow_redirects=True).data.decode() == "한국어 판"


def test_a_number_that_no_table_holds_is_no_address(world: World, app: HubApp, worker: UUID) -> None:
    number, huge = add(world, worker, "처음 판"), 2**64
    client, staff = app.test_client(), browser(world, app, worker)
    for address in (f"/library/{huge}", f"/library/{huge}/latest", f"/library/{number}/{huge}"):
        assert client.get(address).status_code == 404
    assert staff.get(f"/desk/library/{huge}").status_code == 404
