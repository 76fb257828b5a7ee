"""KakaoTalk's skill: who may ask, and that whatever comes is answered with 200 and a body that is valid."""

import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import jsonschema_rs
import pytest
from flask.testing import FlaskClient
from sqlalchemy import text as sql
from werkzeug.test import TestResponse

from lawsuit_hub.features.faqbot import replies, secret, unanswered
from lawsuit_hub.features.faqbot.types import Channel, Listed, Shelf
from lawsuit_hub.infra.web import HubApp
from tests.features.faq import samples
from tests.features.faqbot.skill_schema import SCHEMA, payload
from tests.world import World, statements

pytestmark = pytest.mark.either
VALID = jsonschema_rs.validator_for(SCHEMA)


@pytest.fixture
def app(world: World) -> HubApp:
    samples.load(world)
    secret.make(world.folder)
    return world.app()


@pytest.fixture
def client(app: HubApp) -> FlaskClient:
    return app.test_client()


def key(world: World) -> dict[str, str]:
    return {"X-Skill-Secret": secret.read(world.folder) or ""}


def said(answer: TestResponse) -> dict:
    assert answer.status_code == 200, answer.status
    assert answer.mimetype == "application/json"
    VALID.validate(answer.json)
    return answer.json


def ask(world: World, client: FlaskClient, utterance: str) -> dict:
    return said(client.post("/kakao/skill", json={"userRequest": {"utterance": utterance}}, headers=key(world)))


def card(answer: dict) -> dict:
    return answer["template"]["outputs"][0]["textCard"]


def test_who_does_not_name_the_secret_is_turned_away_whatever_she_sends(world: World, client: FlaskClient) -> None:
    for given in (
        {},
        {"X-Skill-Secret": ""},
        {"X-Skill-Secret": "x" * 43},
        {"X-Skill-Secret": key(world)["X-Skill-Secret"][:-1]},
    ):
        for method in ("POST", "GET", "PUT"):
            assert client.open("/kakao/skill", method=method, json={}, headers=given).status_code == 403


def test_without_a_secret_or_with_one_that_others_read_nobody_is_answered(world: World, client: FlaskClient) -> None:
    right = key(world)
    path = secret.path_in(world.folder)
    path.chmod(0o644)
    assert client.post("/kakao/skill", json={}, headers=right).status_code == 403
    path.unlink()
    assert client.post("/kakao/skill", json={}, headers=right).status_code == 403
    path.write_text("\n")
    path.chmod(0o600)
    assert client.post("/kakao/skill", json={}, headers={"X-Skill-Secret": ""}).status_code == 403


def test_a_question_gets_its_answer_with_a_link_and_what_to_ask_next(world: World, client: FlaskClient) -> None:
    found = ask(world, client, "초대 링크가 안 열려요 ㅠㅠ\n")
    assert card(found)["title"] == "초대 링크가 열리지 않아요"
    assert card(found)["description"] == "내 모임에서 초대를 다시 받아 주세요."
    assert {"action": "webLink", "label": "이 답 자세히 보기", "webLinkUrl": "http://localhost/faq/F3"} in card(found)[
        "buttons"
    ]
    assert "처음으로" in [one["messageText"] for one in found["template"]["quickReplies"]]


@pytest.mark.parametrize("utterance", ["여권 만드는 법", "asdfgh", "주차 과태료 이의신청", "ㅁㄴㅇㄹ 뭐래"])
def test_what_it_does_not_know_it_says_and_offers_the_menu_and_a_person(
    world: World, client: FlaskClient, utterance: str
) -> None:
    answer = ask(world, client, utterance)
    assert card(answer)["title"] == "모르겠습니다"
    assert {"상담원 연결", "공지"} <= {one["messageText"] for one in answer["template"]["quickReplies"]}
    assert any(one["action"] == "phone" for one in card(answer)["buttons"])


@pytest.mark.parametrize("utterance", ["내 링크", "내 참여코드 알려줘", "내 정보", "초대링크 줘", "진행 상황"])
def test_nothing_personal_is_told_in_a_chat(world: World, client: FlaskClient, utterance: str) -> None:
    found = card(ask(world, client, utterance))
    assert "로그인" in found["title"]
    assert found["buttons"][0]["webLinkUrl"] == "http://localhost/my"


def test_who_may_hurt_herself_hears_of_help_and_of_nothing_else(world: World, client: FlaskClient) -> None:
    found = card(ask(world, client, "보증금 못 받아서 죽고 싶어요"))
    assert "109" in found["description"] and found["buttons"][0]["phoneNumber"] == "109"


def test_what_another_feature_publishes_is_listed_where_it_plugged_itself_in(
    world: World, app: HubApp, client: FlaskClient
) -> None:
    shown = tuple(
        Listed(f"{one}월 간담회 안내 " + "길다" * 40, "1.18(목) 19:30", f"/notices/{one}") for one in range(1, 9)
    )
    app.shelves = {Shelf.NOTICES: lambda _work: shown}
    answer = ask(world, client, "공지사항 보여줘")
    (listed,) = [one["listCard"] for one in answer["template"]["outputs"]]
    assert listed["header"]["title"] == "최근 공지" and len(listed["items"]) == 5
    assert listed["items"][0]["link"]["web"] == "http://localhost/notices/1"
    both = ask(world, client, "간담회")["template"]["outputs"]
    assert [list(one) for one in both] == [["textCard"], ["listCard"]]


def test_five_hundred_payloads_are_all_answered(world: World, client: FlaskClient) -> None:
    slow = answer_all(world, client, 500)
    assert slow < 1.0, f"p99 {slow:.3f} s"


@pytest.mark.long
def test_five_thousand_payloads_are_all_answered(world: World, client: FlaskClient) -> None:
    slow = answer_all(world, client, 5000)
    assert slow < 1.0, f"p99 {slow:.3f} s"


def answer_all(world: World, client: FlaskClient, count: int) -> float:
    """The 99th of a hundred, in seconds of this process."""
    dice, headers, times = random.Random(7), key(world), []
    ask(world, client, "처음")
    ask(world, client, "초대 링크가 안 열려요")
    for _ in range(count):
        body, kind = payload(dice)
        begun = time.process_time()
        said(client.post("/kakao/skill", data=body, content_type=kind, headers=headers))
        times.append(time.process_time() - begun)
    return sorted(times)[int(count * 0.99)]


def test_a_body_of_ten_megabytes_and_no_body_are_answered_too(world: World, client: FlaskClient) -> None:
    assert said(client.post("/kakao/skill", data=b"x" * 10_000_000, headers=key(world)))
    assert said(client.get("/kakao/skill", headers=key(world)))
    assert said(client.post("/kakao/skill", headers=key(world)))
    deep = b'{"userRequest":' * 20_000
    assert said(client.post("/kakao/skill", data=deep, headers=key(world)))


def test_with_the_database_away_it_says_so_and_where_to_call(
    world: World, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_some: object, **_more: object) -> Iterator[None]:
        raise OSError("gone")

    monkeypatch.setattr(replies, "say", away)
    assert card(ask(world, client, "초대 링크"))["title"] == "잠시 답하지 못합니다"


def test_what_was_not_known_is_kept_without_who_said_it_and_without_what_is_hers(
    world: World, client: FlaskClient
) -> None:
    for utterance in (
        "제 번호 010-0123-4567인데 냉장고 지원 되나요",
        "제 번호 010-0123-4567인데 냉장고 지원 되나요?",
        "900101-1234567 맞나요",
    ):
        ask(world, client, utterance)
    with world.as_system() as work:
        (group,) = [one for one in unanswered.waiting(work) if "냉장고" in one.words[0]]
        assert unanswered.keep(work, "저는 홍길동인데 냉면 지원 되나요", Channel.WEB)
        assert [one.words[0] for one in unanswered.waiting(work) if "냉면" in one.words[0]] == [
            "저는 [이름]인데 냉면 지원 되나요"
        ]
        assert group.count == 2 and "010" not in group.words[0] and "[전화번호]" in group.words[0]
        assert not any("900101" in words for one in unanswered.waiting(work) for words in one.words)
        rows = str(work.db.execute(sql("select * from bot_unanswered")).all())
    assert "냉장고" not in rows


def test_what_is_answered_writes_nothing(world: World, client: FlaskClient) -> None:
    with statements(world.engine) as seen:
        ask(world, client, "초대 링크가 안 열려요")
    assert not [one for one in seen if one.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE"))]


def test_the_secret_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = secret.make(tmp_path)
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(FileExistsError):
        secret.make(tmp_path)
    held = secret.read(tmp_path)
    assert held is not None and len(held) >= 40
    assert secret.fits(tmp_path, held) and not secret.fits(tmp_path, held + "x") and not secret.fits(tmp_path, None)


def test_a_body_is_json_in_ascii_whatever_the_answer_holds(world: World, client: FlaskClient) -> None:
    answer = client.post("/kakao/skill", json={"userRequest": {"utterance": "확정일자"}}, headers=key(world))
    assert answer.data.isascii() and json.loads(answer.data)["version"] == "2.0"
