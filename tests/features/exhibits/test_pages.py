"""The pages of exhibits: a member's list and her uploads, the board of caseworker and lawyer, the file as it streams."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.documents.models import Document
from lawsuit_hub.features.documents.types import DocumentKind
from lawsuit_hub.features.exhibits.types import Flaw
from lawsuit_hub.infra import confined
from tests.features.desk.conftest import Desk
from tests.features.documents.papers import encoded, lease
from tests.features.exhibits.suits import PASSWORD, REASON, Opened, Suit
from tests.features.my.visits import csrf, press, visit
from tests.features.rosters.exports import make_finished
from tests.people import make_victim
from tests.world import World

pytestmark = pytest.mark.pages

OWN, BOARD = "/my/papers", "/exhibits/GS-0001"
OK, SEE_OTHER, MISSING, CONFLICT, GONE, REFUSED, UNAVAILABLE = 200, 303, 404, 409, 410, 422, 503
TRANSFER = DocumentKind.TRANSFER


@pytest.fixture
def desk(world: World, suit: Suit) -> Desk:
    return Desk(world, world.app(), Role.CASEWORKER, make_finished(world, Role.CASEWORKER, "at-work@example.com"))


@pytest.fixture
def lawyer(world: World, suit: Suit) -> Desk:
    return Desk(world, world.app(), Role.LAWYER, suit.case.counsel.lawyer_id)


def upload(client: FlaskClient, page: str, to: str, **fields: str) -> TestResponse:
    token = csrf(client.get(page).get_data(as_text=True).replace("upload-csrf_token", "csrf_token"))
    named = {"upload-csrf_token": token, **fields}
    parts = [f'name="{name}"\r\n\r\n{value}'.encode() for name, value in named.items()]
    parts.append(b'name="upload-files"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n' + encoded(lease()))
    body = b"".join(b"--sample\r\nContent-Disposition: form-data; " + part + b"\r\n" for part in parts)
    return client.post(to, data=body + b"--sample--\r\n", content_type="multipart/form-data; boundary=sample")


def test_a_member_sees_what_is_missing_hands_it_in_and_reads_why_it_came_back(
    world: World, suit: Suit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confined, "PATH", "/nowhere")
    client = visit(world, world.app(), suit.first)
    assert "아직 꼭 필요한 것 5가지" in client.get(OWN).get_data(as_text=True)
    answer = upload(client, f"{OWN}/transfer", f"{OWN}/transfer")
    assert (answer.status_code, answer.location) == (SEE_OTHER, f"{OWN}#transfer")
    assert "아직 꼭 필요한 것 4가지" in client.get(OWN).get_data(as_text=True)
    [line] = [one for one in suit.member(suit.first).lines if one.kind is TRANSFER]
    paper = line.papers[0].document
    assert paper.for_suit
    suit.send_back(suit.first, paper, Flaw.UNREADABLE, "금액이 흐려 보이지 않습니다")
    page = client.get(OWN).get_data(as_text=True)
    assert "글자가 흐리거나" in page and "금액이 흐려 보이지 않습니다" in page
    assert client.get("/my/record").get_data(as_text=True).count(REASON) >= 1
    remove = f"{OWN}/documents/{paper.id}/remove"
    stranger = visit(world, world.app(), suit.second)
    assert press(stranger, OWN, remove).status_code == MISSING
    assert press(client, OWN, remove).status_code == SEE_OTHER
    assert client.get(f"{OWN}/nonsense").status_code == client.get(f"{OWN}/mandate").status_code == MISSING
    assert visit(world, world.app(), make_victim(world)).get(OWN).status_code == MISSING  # in no group


def test_while_the_scanner_is_away_nothing_is_taken_and_the_page_says_so(world: World, suit: Suit) -> None:
    object.__setattr__(world.settings, "scanner", "/nowhere/clamd")
    client = visit(world, world.app(), suit.first)
    answer = upload(client, f"{OWN}/transfer", f"{OWN}/transfer")
    assert answer.status_code == UNAVAILABLE and "지금 파일을 검사할 수 없어" in answer.get_data(as_text=True)
    with world.as_system() as work:
        assert not work.db.scalars(select(Document.id)).all()


def test_a_caseworker_looks_decides_and_the_lawyer_numbers_and_takes_the_file(
    suit: Suit, desk: Desk, lawyer: Desk
) -> None:
    paper, alias = suit.hand(suit.first), suit.case.alias(suit.first)
    sent = desk.form(BOARD, f"{BOARD}/looks") | {"look-alias": alias, "look-reason": REASON}
    look = desk.client.post(f"{BOARD}/looks", data=sent)
    assert look.status_code == SEE_OTHER
    page = desk.read(look.location)
    picture = re.search(r'src="(/exhibits/looks/[^"]+)"', page)
    assert picture and desk.client.get(picture.group(1)).mimetype == "image/jpeg"
    name, to = f"check-{paper.id.hex}", f"{look.location}/documents/{paper.id}"
    answer = desk.form(look.location, to) | {f"{name}-answer": "return", f"{name}-flaw": ""}
    assert desk.client.post(to, data=answer).status_code == REFUSED
    assert desk.client.post(to, data=answer | {f"{name}-answer": "accept"}).status_code == SEE_OTHER
    fixing = lawyer.form(BOARD, f"{BOARD}/numbers")
    assert "갑 제1호증의 1" in lawyer.read(BOARD)
    assert lawyer.client.post(f"{BOARD}/numbers", data=fixing).status_code == SEE_OTHER
    assert "묶음에 들어감" in lawyer.read(f"{BOARD}/numbers")
    ask = lawyer.form(BOARD, f"{BOARD}/archives") | {"ask-purpose": "filing", "ask-reason": REASON}
    asked = lawyer.client.post(f"{BOARD}/archives", data=ask)
    take = lawyer.form(asked.location, f"{asked.location}/file")
    assert lawyer.client.post(f"{asked.location}/file", data=take | {"password": "weak"}).status_code == REFUSED
    file = lawyer.client.post(f"{asked.location}/file", data=take | {"password": PASSWORD})
    assert "E-0001.zip" in file.headers["Content-Disposition"] and len(Opened(file.data).papers) == 1
    assert lawyer.client.post(f"{asked.location}/file", data=take | {"password": PASSWORD}).status_code == CONFLICT
    assert REASON in visit(suit.world, suit.world.app(), suit.first).get("/my/record").get_data(as_text=True)


def test_what_is_not_the_lawyers_does_not_exist(suit: Suit, desk: Desk, lawyer: Desk, world: World) -> None:
    paper = suit.hand(suit.first)
    theirs = suit.look(suit.first)  # another caseworker's leave
    page = f"/exhibits/looks/{theirs}/pages/{paper.pages[0].id}"
    assert lawyer.client.get(page).status_code == desk.client.get(page).status_code == MISSING
    other = Desk(world, world.app(), Role.LAWYER, make_finished(world, Role.LAWYER, "other@example.com"))
    for address in (BOARD, f"{BOARD}/numbers", "/exhibits/GS-9999"):
        assert other.client.get(address).status_code == MISSING
    outside = suit.case.counsel.add("전밖에", "010-0300-0010")
    suit.hand(outside)
    assert suit.case.alias(outside) in lawyer.read(BOARD)  # by alias, and nothing more
    look = lawyer.form(BOARD, f"{BOARD}/looks") | {"look-alias": suit.case.alias(outside), "look-reason": REASON}
    assert lawyer.client.post(f"{BOARD}/looks", data=look).status_code == REFUSED


def test_a_common_exhibit_wants_a_title_without_a_number(
    suit: Suit, lawyer: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confined, "PATH", "/nowhere")
    for title, status in (("", REFUSED), ("900101-1" + "234567", REFUSED), ("건물 등기부", SEE_OTHER)):
        assert upload(lawyer.client, BOARD, f"{BOARD}/common", **{"upload-title": title}).status_code == status
    assert [one.title for one in suit.board().common] == ["건물 등기부"]
    remove = f"{BOARD}/common/{suit.board().common[0].id}/remove"
    assert lawyer.client.post(remove, data=lawyer.form(BOARD, remove)).status_code == SEE_OTHER
    assert not suit.board().common


def test_a_list_is_changed_as_it_was_shown(suit: Suit, desk: Desk) -> None:
    form = desk.form(BOARD, f"{BOARD}/list")
    changed = form | {"list-need_messages": "needed", "list-place_messages": "1", "list-need_register": ""}
    assert desk.client.post(f"{BOARD}/list", data=changed).status_code == SEE_OTHER
    assert [*suit.board().wanted.needs][:2] == [DocumentKind.LEASE, DocumentKind.MESSAGES]
    assert DocumentKind.REGISTER not in suit.board().wanted.needs
    desk.client.post(f"{BOARD}/list", data=form)  # an old tab
    assert suit.board().wanted.version == 1
