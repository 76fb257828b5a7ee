"""A member's own pages: what she sees in every state, and that nobody else is on them."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Page
from sqlalchemy import text as sql

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.lawsuits import assignments, groups
from lawsuit_hub.features.lawsuits.types import Stage
from lawsuit_hub.features.victims import consents, tasks
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.types import Channel, ConsentKind, VictimId
from lawsuit_hub.infra.web import HubApp
from tests import axe
from tests.features.my.visits import press, set_room, visit, visit_as_caseworker, without_csrf
from tests.people import (
    FIRM,
    FIRM_PHONE,
    canary,
    caseworker_of,
    make_active,
    make_answer,
    make_firm,
    make_group,
    make_staff,
    make_victim,
    verify,
)
from tests.world import World

pytestmark = pytest.mark.pages

PAGES = ("/my", "/my/record", "/my/consents", "/my/withdraw", "/my/leave")
NO_GROUP = "아직 열린 모임이 없습니다"
ELSEWHERE = "부산광역시 수영구 표본로 77"


@pytest.fixture
def app(world: World) -> HubApp:
    return world.app()


def seen(client: FlaskClient, path: str = "/my") -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def words(html: str) -> str:
    """The text of a page's main part, without its tags."""
    main = html[html.index("<main") : html.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def consent(client: FlaskClient, world: World, kind: str, *, given: str, firm: str = "", text: str = "") -> str:
    answer = press(client, "/my/consents", kind=kind, firm=firm, text=text, given=given)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return words(seen(client, answer.headers["Location"]))


@pytest.mark.parametrize("path", PAGES)
def test_a_visitor_is_led_to_sign_in_and_staff_are_turned_away(world: World, app: HubApp, path: str) -> None:
    answer = visit(world, app).get(path)
    assert answer.status_code == 302 and "/login?next=" in answer.headers["Location"]
    assert visit_as_caseworker(world, app).get(path).status_code == 403


def test_a_group_shows_its_area_code_stage_count_and_cards(world: World, app: HubApp) -> None:
    group_id, members = make_group(world, size=4)
    make_active(world, phone="010-0500-0001", share_card=False)
    make_victim(world, phone="010-0500-0002")
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        groups.set_stage(work, group_id, stage=Stage.SETTLED)
    text = words(seen(visit(world, app, members[0])))
    with world.as_system() as work:
        lines = groups.memberships_of(work, members)
    for expected in (
        "GS-0001",
        "서울 강서구 모임",
        "모임 확정",
        "함께하는 사람 5명",
        "확인을 기다리는 사람 1명",
        "2026년 3월 2일",
    ):
        assert expected in text
    assert "1명은 카드를 보이지 않기로 했습니다" in text
    assert all(line.alias in text for line in lines.values())
    assert text.count("보증금 2억~2.5억") == 4


def test_no_page_holds_a_peer_a_landlord_an_id_or_ciphertext(world: World, app: HubApp) -> None:
    _, members = make_group(world, size=3)
    peer = make_victim(world, canary(world))
    verify(world, peer)
    with world.as_system() as work:
        lines = groups.memberships_of(work, [*members, peer])
        profiles = victims.profiles(work, [*members, peer])
    mine = members[0]
    client = visit(world, app, mine)
    forbidden = [
        "카나리아",
        "카**아",
        "9991234",
        "0999-1234",
        "-1234",
        "표본로 909",
        "canary",
        "임표본",
        "1968",
        "<sealed>",
    ]
    forbidden += [str(line.membership_id) for line in lines.values()] + [str(line.group_id) for line in lines.values()]
    forbidden += [str(one) for one in (*members, peer)] + [one.hex for one in (*members, peer)]
    forbidden += [profile.reference for one, profile in profiles.items() if one != mine]
    for path in PAGES:
        html = seen(client, path)
        assert [word for word in forbidden if word in html] == []


def test_who_declined_to_share_sees_no_card_and_is_told_why(world: World, app: HubApp) -> None:
    _, members = make_group(world, size=3)
    silent = make_active(world, phone="010-0500-0001", share_card=False)
    text = words(seen(visit(world, app, silent)))
    with world.as_system() as work:
        lines = groups.memberships_of(work, [*members, silent])
    assert "함께하는 사람 4명" in text and "다른 사람의 카드도 보이지 않습니다" in text
    assert [line.alias for line in lines.values() if line.alias in text] == [lines[silent].alias]
    assert "보증금 2억~2.5억" not in text


def test_two_members_see_aliases_alone(world: World, app: HubApp) -> None:
    _, (one, _two) = make_group(world, size=2)
    text = words(seen(visit(world, app, one))).split("내 정보를 본")[0]
    assert "별칭만 보입니다" in text and "2억~2.5억" not in text and "김**" not in text


def test_an_empty_group_and_one_of_unverified_people_look_alike(world: World, app: HubApp) -> None:
    one = make_active(world)
    client = visit(world, app, one)
    alone = without_csrf(seen(client))
    for n in range(3):
        make_victim(world, phone=f"010-0501-000{n}")
    assert without_csrf(seen(client)) == alone
    assert NO_GROUP in alone and "GS-0001" not in alone and "확인을 마쳤습니다" in alone


def test_an_unverified_member_cannot_tell_whether_the_landlord_is_known(world: World, app: HubApp) -> None:
    """The same page for one whose group is large and for one who is the first."""
    make_group(world, size=3)
    many = make_victim(world, phone="010-0502-0001")
    first = make_victim(
        world,
        phone="010-0502-0001".replace("0001", "1001"),
        landlord="다른표본",
        landlord_birth="1950-01-01",
        address=ELSEWHERE,
    )
    pages = [words(seen(visit(world, app, one))).split("내 등록")[0] for one in (many, first)]
    assert pages[0] == pages[1]
    assert NO_GROUP in pages[0] and "지금 할 일: 계약서 보여 주기" in pages[0]


def test_a_pending_landlord_is_being_looked_at(world: World, app: HubApp) -> None:
    make_victim(world)
    bare = make_victim(world, phone="010-0503-0001", landlord_birth=None, address=ELSEWHERE)
    assert "임대인을 담당자가 살펴보고 있습니다" in words(seen(visit(world, app, bare)))


def test_who_did_not_join_can_still_join(world: World, app: HubApp) -> None:
    aside = make_victim(world, joins=False)
    client = visit(world, app, aside)
    assert 'href="/my/leave"' in seen(client) and "모임에 들어오지 않기로" in seen(client)
    answer = press(client, "/my/leave", "/my/rejoin")
    assert answer.status_code == 303
    assert "모임에 함께하는 것으로 바꾸었습니다" in seen(client)
    with world.as_system() as work:
        assert groups.membership_of(work, aside) is not None


def test_an_imported_person_is_asked_to_confirm(world: World, app: HubApp) -> None:
    imported = make_victim(world, channel=Channel.FORM)
    assert 'href="/confirm"' in seen(visit(world, app, imported))


def test_leaving_takes_the_card_away_and_coming_back_brings_the_group_back(world: World, app: HubApp) -> None:
    _, (one, two, *_rest) = make_group(world, size=3)
    with world.as_system() as work:
        line = groups.membership_of(work, one)
    assert line is not None
    client, other = visit(world, app, one), visit(world, app, two)
    assert press(client, "/my/leave").status_code == 303
    assert "모임에서 나왔습니다" in seen(client) and line.alias not in seen(other)
    press(client, "/my/leave", "/my/rejoin")
    assert "함께하는 사람 3명" in words(seen(client)) and "함께하는 사람 3명" in words(seen(other))


# Her registration and who looked at it


def test_her_own_registration_is_masked_and_the_deposit_exact(world: World, app: HubApp) -> None:
    own = make_victim(world, make_answer(world, email="gildong.hong@example.com"))
    html = seen(visit(world, app, own))
    for shown in ("홍*동", "010-****-4567", "서울특별시 강서구 표본로 ***", "gi***@example.com", "2억 3,500만 원"):
        assert shown in html
    for hidden in ("홍길동", "0123-4567", "301호", "gildong", "임표본"):
        assert hidden not in html


def test_every_look_is_told_with_its_reason_word_for_word(world: World, app: HubApp) -> None:
    _, (one, two, *_rest) = make_group(world, size=3)
    lawyer = make_staff(world, Role.LAWYER)
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        victims.reveal(work, one, names=["phone"], reason="계약서 쪽수 확인 <b>급함</b>")
    with world.as_staff(Role.LAWYER, lawyer) as work:
        audit.record_many(work, "roster:exported", about=[one], reason="위임 서류 준비", columns=9)
    client = visit(world, app, one)
    home, whole = words(seen(client)), words(seen(client, "/my/record"))
    for text in (home, whole):
        assert (
            "담당자" in text
            and "가린 값을 열었습니다: 전화번호. 이유: 계약서 쪽수 확인 &lt;b&gt;급함&lt;/b&gt;" in text
        )
        assert FIRM in text and "명단을 내보냈습니다. 항목 9개. 이유: 위임 서류 준비" in text
        assert text.index("위임 서류 준비") < text.index("계약서 쪽수 확인") < text.index("계약서 원본을 보았습니다")
    assert "3번" in home and "lawyer@example.com" not in seen(client, "/my/record")
    assert "급함" not in seen(visit(world, app, two), "/my/record")


def test_nobody_has_looked(world: World, app: HubApp) -> None:
    client = visit(world, app, make_victim(world))
    assert "아직 아무도 내 정보를 열지 않았습니다" in seen(client)
    assert "아직 아무도 내 정보를 열지 않았습니다" in seen(client, "/my/record?what=looks")


def test_a_differing_answer_that_waits_is_told(world: World, app: HubApp) -> None:
    own = make_victim(world)
    with world.as_system() as work:
        tasks.open_changed_answer(work, own, make_answer(world, name="다른이름"))
    html = seen(visit(world, app, own))
    assert "다른 내용의 답변이 들어와 있습니다" in html and "다른이름" not in html


# Consents


def test_taking_the_firms_consent_back_says_so_and_holds(world: World, app: HubApp) -> None:
    firm_id = make_firm(world)
    own = make_victim(world, firm_id=firm_id)
    client = visit(world, app, own)
    page = words(seen(client, "/my/consents"))
    assert FIRM in page and FIRM_PHONE in page
    text = consent(client, world, "firm", firm=str(firm_id), given="no")
    assert "동의를 거두었습니다. 지금부터 전하지 않습니다." in text
    with world.as_system() as work:
        assert victims.profile(work, own).consents.firms == ()


def test_a_consent_to_a_firm_that_has_closed_can_be_taken_back(world: World, app: HubApp) -> None:
    lawyer = make_staff(world, Role.LAWYER, firm="법무법인 옛날")
    with world.as_system() as work:
        firm_id = next(firm.id for firm in identity.firms(work) if firm.name == "법무법인 옛날")
    own = make_victim(world, firm_id=firm_id)
    with world.engine.begin() as db:
        db.exec_driver_sql("update law_firms set closed_at = '2026-03-01 00:00:00'")
    assert lawyer
    client = visit(world, app, own)
    assert "법무법인 옛날" in seen(client, "/my/consents")
    consent(client, world, "firm", firm=str(firm_id), given="no")
    with world.as_system() as work:
        assert victims.profile(work, own).consents.firms == ()
    assert "법무법인 옛날" not in seen(client, "/my/consents")


def test_giving_a_consent_keeps_the_very_text_that_was_shown(world: World, app: HubApp) -> None:
    _, members = make_group(world, size=3)
    silent = make_active(world, phone="010-0505-0001", share_card=False)
    client = visit(world, app, silent)
    with world.as_system() as work:
        shown = next(text for text in consents.shown(work, locale="ko") if text.kind is ConsentKind.SHARE_CARD)
    assert shown.sha256 in seen(client, "/my/consents")
    assert "동의하셨습니다" in consent(client, world, "share_card", given="yes", text=shown.sha256)
    assert "카드를 보이지 않기로" not in words(seen(visit(world, app, members[0])))
    assert "다른 사람에게는 이만큼만 보입니다" in seen(client)


def test_a_text_that_changed_meanwhile_is_shown_again_and_nothing_is_given(world: World, app: HubApp) -> None:
    silent = make_victim(world, share_card=False)
    client = visit(world, app, silent)
    answer = press(client, "/my/consents", kind="share_card", firm="", text="0" * 64, given="yes")
    assert answer.status_code == 409 and "동의 글이 바뀌었습니다" in answer.get_data(as_text=True)
    with world.as_system() as work:
        assert not victims.profile(work, silent).consents.share_card


@pytest.mark.parametrize(
    "fields",
    [{"kind": "firm", "firm": "0" * 32}, {"kind": "anything"}, {"kind": "share_card", "firm": "x"}, {"kind": ""}],
)
def test_a_consent_that_nobody_asked_for_does_not_exist(world: World, app: HubApp, fields: dict[str, str]) -> None:
    client = visit(world, app, make_victim(world))
    assert press(client, "/my/consents", given="no", **fields).status_code == 404


def test_taking_the_required_consent_back_is_explained_and_then_waits_on_the_desk(world: World, app: HubApp) -> None:
    own = make_victim(world)
    client = visit(world, app, own)
    asked = press(client, "/my/consents", kind="collect", firm="", given="no")
    assert asked.status_code == 303 and asked.headers["Location"].endswith("/my/withdraw")
    with world.as_system() as work:
        assert tasks.of_victim(work, own) == []
    assert "지운 것은 되살릴 수 없습니다" in seen(client, "/my/withdraw")
    assert press(client, "/my/withdraw").status_code == 303
    with world.as_system() as work:
        assert [task.kind for task in tasks.of_victim(work, own)] == ["withdrawal"]
        state = victims.profile(work, own).consents
    assert state.collect and not state.share_card and not state.firms, "from now on nothing is shown or passed on"
    assert "거두겠다는 뜻을 받았습니다" in seen(client)
    assert 'id="withdraw"' not in seen(client, "/my/withdraw")


@pytest.mark.parametrize("path", ["/my/consents", "/my/withdraw", "/my/leave", "/my/rejoin", "/my/invite"])
def test_a_form_from_elsewhere_changes_nothing(world: World, app: HubApp, path: str) -> None:
    _, (one, *_rest) = make_group(world, size=2)
    assert visit(world, app, one).post(path).status_code == 400
    with world.as_system() as work:
        assert groups.membership_of(work, one) is not None and tasks.of_victim(work, one) == []


# In a browser


def test_who_agreed_to_another_firm_than_her_lawyers_is_asked(world: World, app: HubApp) -> None:
    other, own = make_firm(world, "법무법인 다른표본"), make_firm(world)
    asked = make_active(world, phone="010-0507-0001", firm_id=other)
    told = make_active(world, phone="010-0507-0002", firm_id=own)
    with world.as_system() as work:
        line = groups.membership_of(work, asked)
        lawyer = next(one.id for one in identity.lawyers(work) if one.firm and one.firm.id == own)
    assert line is not None
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        assignments.assign(work, line.group_id, lawyer_id=lawyer)
        groups.set_stage(work, line.group_id, stage=Stage.COUNSEL)
    assert "지금 할 일: 변호사에게 전할지 정하기" in words(seen(visit(world, app, asked)))
    assert "지금 할 일" not in words(seen(visit(world, app, told)))


def browse(page: Page, world: World, app: HubApp, url: str, victim_id: VictimId) -> None:
    cookie = visit(world, app, victim_id).get_cookie("hub")
    assert cookie is not None
    page.context.add_cookies([{"name": "hub", "value": cookie.value, "url": url}])


@pytest.mark.long  # the same pages are looked at by tests/e2e/test_every_page.py
@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    world: World,
    app: HubApp,
    live_server: Callable[[Flask], str],
    new_page: Callable[..., Page],
    width: int,
    scheme: str,
) -> None:
    group_id, members = make_group(world, size=3, firm_id=make_firm(world))
    set_room(world, group_id)
    waiting = make_victim(world, phone="010-0506-0001", joins=False)
    url = live_server(app)
    for victim_id, paths in ((members[0], (*PAGES, "/i/sample")), (waiting, ("/my", "/my/leave"))):
        page = new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
        browse(page, world, app, url, victim_id)
        for path in paths:
            page.goto(url + path)
            found = axe.run(page).response["violations"]
            assert (path, [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]) == (path, [])
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_member_gets_in_by_hand(
    world: World, app: HubApp, live_server: Callable[[Flask], str], new_page: Callable[..., Page]
) -> None:
    """From her page to the room's address, on a phone."""
    group_id, members = make_group(world, size=3)
    set_room(world, group_id)
    url = live_server(app)
    page = new_page(viewport={"width": 360, "height": 800})
    browse(page, world, app, url, members[0])
    page.goto(url + "/my")
    page.get_by_role("button", name="초대 받기").click()
    page.get_by_role("button", name="대화방 열기").click()
    page.get_by_role("heading", name="대화방에 들어갈 준비가 됐습니다").wait_for()
    assert page.locator("#room-code").inner_text() == "407192"
    assert axe.run(page).response["violations"] == []
    page.get_by_role("button", name="코드 복사").wait_for()
    page.goto(url + "/my")
    assert "지금까지 1명이 들어갔습니다" in page.locator(".panel-invite").inner_text()


def test_whoever_agreed_to_older_words_is_told_and_may_agree_anew(world: World) -> None:
    firm_id = make_firm(world)
    person = make_active(world, firm_id=firm_id)
    client = visit(world, world.app(), person)
    assert "바뀌었습니다" not in client.get("/my").get_data(as_text=True)
    with world.engine.begin() as db:
        db.execute(sql("update consents set text_sha256 = null where kind <> 'firm'"))
        db.execute(
            sql("insert into consent_texts select 'old', kind, locale, body, first_used_at from consent_texts limit 1")
        )
        db.execute(sql("update consents set text_sha256 = 'old' where kind = 'firm'"))
    assert "동의하신 글이 바뀌었습니다" in client.get("/my").get_data(as_text=True)
    page = client.get("/my/consents").get_data(as_text=True)
    assert page.count("바뀐 글에 동의하기") == 1, "the firm's alone: an answer without a text of ours is no older one"
    form = page[page.index("바뀐 글에") - 900 : page.index("바뀐 글에")]
    sent = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    assert client.post("/my/consents", data=sent).status_code == 303
    assert "바뀌었습니다" not in client.get("/my").get_data(as_text=True)
    with world.as_system() as work:
        assert firm_id in victims.profile(work, person).consents.firms
