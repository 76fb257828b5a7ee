"""A member's page of documents over HTTP: what is refused and how it is said, sizes, tokens, whose it is; and where nobody can be opened."""

import json
import threading
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.documents import declarations, kinds, service, viewings, words
from lawsuit_hub.features.documents.models import Declaration, DocumentPage
from lawsuit_hub.features.documents.types import DocumentKind, Relation
from lawsuit_hub.features.rights import collecting, paper
from lawsuit_hub.infra import confined
from lawsuit_hub.infra.web import HubApp
from lawsuit_hub.privacy.keyring import NotHere
from tests.features.documents.papers import drawn, encoded, lease
from tests.features.documents.test_reading import HTML, SVG, zip_bomb
from tests.features.my.visits import csrf, press, visit, without_csrf
from tests.people import caseworker_of, make_group, make_victim
from tests.split import split
from tests.world import World

pytestmark = pytest.mark.pages

PAGE = "/my/documents"


@pytest.fixture
def app(world: World) -> HubApp:
    return world.app()


def upload(client: FlaskClient, *files: bytes, token: str | None = None, name: str = "lease.jpg") -> TestResponse:
    """As a browser writes it; the test client would keep a large one in a file."""
    given = csrf(client.get(PAGE).get_data(as_text=True)) if token is None else token
    parts = [b'Content-Disposition: form-data; name="upload-csrf_token"\r\n\r\n' + given.encode()]
    head = f'Content-Disposition: form-data; name="upload-files"; filename="{name}"\r\nContent-Type: image/jpeg\r\n\r\n'
    parts += [head.encode() + file for file in files]
    body = b"".join(b"--sample\r\n" + part + b"\r\n" for part in parts) + b"--sample--\r\n"
    return client.post(PAGE, data=body, content_type="multipart/form-data; boundary=sample")


def kept(world: World) -> int:
    with world.as_system() as work:
        return len(work.db.scalars(select(DocumentPage.id)).all())


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "PATH", "/nowhere")


@pytest.mark.parametrize(
    ("why", "make"),
    [
        (kinds.UNKNOWN, lambda: SVG),
        (kinds.UNKNOWN, lambda: HTML),
        (kinds.UNKNOWN, zip_bomb),
        (kinds.FOREIGN, lambda: encoded(lease()) + zip_bomb()),
        (kinds.EMPTY, bytes),
    ],
)
def test_what_is_no_lease_is_refused_with_its_sentence(
    world: World, app: HubApp, why: str, make: Callable[[], bytes]
) -> None:
    client = visit(world, app, make_victim(world))
    answer = upload(client, make())
    with app.test_request_context():
        sentence = words.refused(why)
    assert answer.status_code == 422 and sentence in answer.get_data(as_text=True) and kept(world) == 0


def test_each_refusal_says_what_to_do(app: HubApp) -> None:
    with app.test_request_context():
        said = [words.refused(why) for why in kinds.WHYS]
    assert len(set(said)) == len(kinds.WHYS)
    assert all("주세요" in one for one in said)


@pytest.mark.usefixtures("quick")
def test_photographs_of_ten_megabytes_are_taken_and_more_than_the_setting_is_not(world: World, app: HubApp) -> None:
    client = visit(world, app, make_victim(world))
    large = encoded(lease()) + bytes(10 * 1024 * 1024)  # telephones hang their own things behind a picture
    answer = upload(client, large)
    assert (answer.status_code, answer.location, kept(world)) == (303, PAGE, 1)
    over = upload(client, encoded(lease()) + bytes(world.settings.document_mb * 1024 * 1024))
    assert over.status_code == 422 and "20MB까지" in over.get_data(as_text=True)
    far = client.post(
        PAGE, data=b"", environ_overrides={"CONTENT_LENGTH": str(10**9)}, content_type="multipart/form-data; boundary=x"
    )
    assert far.status_code == 413 and kept(world) == 1


@pytest.mark.usefixtures("quick")
def test_nothing_is_taken_without_the_pages_token(world: World, app: HubApp) -> None:
    client = visit(world, app, make_victim(world))
    for token in ("", "nonsense"):
        assert upload(client, encoded(lease()), token=token).status_code == 400
    assert kept(world) == 0


@pytest.mark.usefixtures("quick")
def test_of_uploads_at_once_each_is_kept_or_asked_to_come_again(world: World, app: HubApp) -> None:
    her = make_victim(world)
    answers: list[int] = []

    def go() -> None:
        answers.append(upload(visit(world, app, her), encoded(lease())).status_code)

    threads = [threading.Thread(target=go) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    assert set(answers) <= {303, 422} and answers.count(303) == kept(world) > 0


def test_another_members_document_is_not_there(world: World, app: HubApp) -> None:
    her, other = make_victim(world), make_victim(world, phone="010-0555-0002", name="이표본")
    with world.as_member(her) as work:
        theirs = service.keep(work, her, [drawn()], kind=DocumentKind.LEASE)
    client = visit(world, app, other)
    token = csrf(client.get(PAGE).get_data(as_text=True))
    pages = []
    for document in (theirs.id, "00000000-0000-4000-8000-000000000000"):
        answer = client.post(f"{PAGE}/{document}/remove", data={"csrf_token": token})
        assert answer.status_code == 404
        pages.append(without_csrf(answer.get_data(as_text=True)).replace(str(document), ""))
    assert pages[0] == pages[1] and kept(world) == 1


def test_a_member_gets_no_picture_and_no_address_of_one(world: World, app: HubApp) -> None:
    her = make_victim(world)
    with world.as_member(her) as work:
        mine = service.keep(work, her, [drawn()], kind=DocumentKind.LEASE)
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        leave = viewings.open_(work, her, reason="계약서를 확인하려고 봅니다")
    client = visit(world, app, her)
    assert "<img" not in client.get(PAGE).get_data(as_text=True)
    assert client.get(f"/desk/documents/{leave.id}/pages/{mine.pages[0].id}").status_code == 403


def test_before_an_invite_everybody_is_asked_about_the_landlords_side(world: World, app: HubApp) -> None:
    _, (her, *_others) = make_group(world, size=3)
    with world.as_system() as work:
        for row in work.db.scalars(select(Declaration)):
            work.db.delete(row)
    client = visit(world, app, her)
    answer = press(client, "/my", "/my/invite")
    assert (answer.status_code, answer.location) == (303, f"{PAGE}#relation")
    press(client, PAGE, f"{PAGE}/relation", **{"relation-relation": Relation.NONE.value})
    with world.as_member(her) as work:
        assert declarations.of_person(work, her) is not None


@pytest.mark.usefixtures("quick")
def test_where_nobody_can_be_opened_a_lease_is_taken_and_opens_inside_alone(world: World) -> None:
    her = make_victim(world)
    with split(world) as parts:
        client = visit(parts.world, parts.world.app(), her)
        assert upload(client, encoded(lease())).status_code == 303
        sent = {"relation-relation": Relation.BROKER.value, "relation-words": "중개한 분이 사촌입니다"}
        assert press(client, PAGE, f"{PAGE}/relation", **sent).status_code == 303
        with parts.world.front.works.open(SYSTEM) as work, pytest.raises(NotHere):
            viewings.pictures(work, her)
    with world.as_system() as work:
        [picture] = viewings.pictures(work, her).values()
        [(_, said)] = declarations.written(work, her)
    assert picture.startswith(b"\xff\xd8\xff") and said == "중개한 분이 사촌입니다"


def test_who_handed_in_her_lease_is_told_that_it_waits(world: World, app: HubApp) -> None:
    her = make_victim(world)
    client = visit(world, app, her)
    assert "지금 할 일: 계약서 보여 주기" in client.get("/my").get_data(as_text=True)
    with world.as_member(her) as work:
        service.keep(work, her, [drawn()], kind=DocumentKind.LEASE)
    page = client.get("/my").get_data(as_text=True)
    assert "담당자가 볼 차례를 기다립니다" in page and "지금 할 일" not in page


def test_a_copy_shows_her_what_is_kept(world: World) -> None:
    her = make_victim(world)
    with world.as_member(her) as work:
        service.keep(work, her, [drawn(burnt=1)], kind=DocumentKind.LEASE)
    with world.as_system() as work:
        held = json.loads(collecting.as_json(collecting.content(work, her)))
    assert held["documents"][0]["pages"][0]["blackened"] == 1
    assert drawn().picture in paper.written(held), "the picture lies in the PDF as it is"
