"""A registration from the first page to the last, by somebody without JavaScript."""

import re
from collections.abc import Callable

import pytest
from sqlalchemy import text

from lawsuit_hub.features.landlords.matching import FactKind
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.types import Channel, Profile
from lawsuit_hub.values.phone import PhoneNumber
from tests import people
from tests.features.registration.conftest import LANDLORD, LEASE, PERSON, PHONE, Visitor
from tests.world import World

pytestmark = pytest.mark.pages

NewVisitor = Callable[[], Visitor]
# Its check digit holds, and it has the shape of a resident number.
CORPORATION = "900101-1234564"


def count(world: World, table: str) -> int:
    with world.engine.connect() as db:
        return int(db.execute(text(f"select count(*) from {table}")).scalar_one())


def profile_of(world: World, phone: str = PHONE) -> Profile:
    with world.as_system() as work:
        found = victims.find_by_phone(work, PhoneNumber.parse_mobile(phone))
        assert found
        return victims.profile(work, found)


def test_whoever_fills_in_every_page_is_registered_confirmed_and_signed_in(world: World, visitor: Visitor) -> None:
    people.make_firm(world)
    answer = visitor.register()
    assert (answer.status_code, answer.location) == (303, "/my")
    assert visitor.client.get("/my").status_code == 200
    mine = profile_of(world)
    assert mine.confirmed_at == world.clock.now
    assert mine.joins
    assert (mine.hints.name, mine.hints.phone, mine.hints.deposit) == ("홍*동", "010-****-4567", 235_000_000)
    assert mine.hints.situation == ("보증금 미반환", "경매 개시")
    assert mine.consents.share_card
    assert len(mine.consents.firms) == 1


def test_the_steps_follow_one_another(visitor: Visitor) -> None:
    assert visitor.agree().location == "/register/phone"
    assert visitor.send("/register/phone", {"phone": PHONE}).location == "/register/code"
    assert visitor.send("/register/code", {"code": visitor.code()}).location == "/register/person"
    assert visitor.send("/register/person", PERSON).location == "/register/lease"
    assert visitor.send("/register/lease", LEASE).location == "/register/landlord"
    assert visitor.send("/register/landlord", LANDLORD).location == "/register/check"


@pytest.mark.parametrize("step", ["phone", "code", "person", "lease", "landlord", "check"])
def test_no_later_page_opens_before_the_consents(visitor: Visitor, step: str) -> None:
    assert visitor.client.get(f"/register/{step}").location == "/register/consents"


@pytest.mark.parametrize("step", ["code", "person", "lease", "landlord", "check"])
def test_no_later_page_opens_before_the_number_is_proved(visitor: Visitor, step: str) -> None:
    visitor.agree()
    assert visitor.client.get(f"/register/{step}").location == "/register/phone"


def test_no_consent_is_ticked_beforehand_and_each_has_its_own_box(world: World, visitor: Visitor) -> None:
    people.make_firm(world)
    boxes = visitor.boxes()
    assert len(boxes) == 3
    assert not any(boxes.values())
    assert all(re.fullmatch(r"[0-9a-f]{64}", name) for name in boxes)


def test_each_consent_says_what_the_law_asks_and_names_the_firm_with_its_number(world: World, visitor: Visitor) -> None:
    people.make_firm(world)
    html = visitor.page("/register/consents")
    assert f'{people.FIRM} <span class="whole">({people.FIRM_PHONE})</span>' in html
    for word in ("왜", "무엇을", "언제까지", "거부하면"):
        assert html.count(f"<dt>{word}</dt>") == 3
    assert html.count('<strong class="must-see">') >= 6


def test_without_the_required_consent_nobody_goes_on(visitor: Visitor) -> None:
    boxes = list(visitor.boxes())
    answer = visitor.send("/register/consents", {boxes[1]: "y"})
    html = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "<title>오류: " in html
    assert 'href="#c-' + boxes[0][:12] in html
    assert "이 동의가 없으면 등록할 수 없습니다." in html
    assert visitor.boxes() == {boxes[0]: False, boxes[1]: True}


def test_the_optional_consents_may_be_refused(world: World, visitor: Visitor) -> None:
    people.make_firm(world)
    visitor.agree(count=1)
    visitor.prove()
    for step, data in (("person", PERSON), ("lease", LEASE), ("landlord", LANDLORD)):
        visitor.send(f"/register/{step}", data)
    visitor.send("/register/check")
    stands = profile_of(world).consents
    assert stands.collect
    assert not stands.share_card
    assert not stands.firms


def test_the_texts_that_were_shown_are_kept(world: World, visitor: Visitor) -> None:
    shown = set(visitor.boxes())
    visitor.register()
    with world.engine.connect() as db:
        assert set(db.execute(text("select sha256 from consent_texts")).scalars()) == shown
        assert set(db.execute(text("select text_sha256 from consents")).scalars()) == shown


def test_consents_given_in_another_language_are_asked_again(visitor: Visitor) -> None:
    visitor.agree()
    visitor.client.get("/language/en")
    boxes = visitor.boxes()
    assert not any(boxes.values())


def test_the_check_page_shows_her_own_values_masked(visitor: Visitor) -> None:
    visitor.fill()
    html = visitor.page("/register/check")
    for shown in ("홍*동", "010-****-4567", "gi***@example.com", "1991-**-**", "표본로 ***", "2억 3,500만 원", "임*본"):
        assert shown in html
    for hidden in ("홍길동", "0123-4567", "gildong", "03-07", "301호", "임표본", "1968-01"):
        assert hidden not in html


def test_after_mending_something_the_check_page_comes_back(visitor: Visitor) -> None:
    visitor.fill()
    assert "홍길동" in visitor.page("/register/person")
    assert visitor.send("/register/person", {**PERSON, "name": "홍길순"}).location == "/register/check"
    assert visitor.send("/register/lease", LEASE).location == "/register/check"


def test_another_number_asks_for_another_code(world: World, visitor: Visitor) -> None:
    visitor.fill()
    assert visitor.send("/register/phone", {"phone": "010-0765-4321"}).location == "/register/code"
    assert visitor.send("/register/check", page="/register/code").location == "/register/code"
    assert count(world, "victims") == 0
    assert visitor.send("/register/code", {"code": visitor.code()}).location == "/register/check"
    assert visitor.send("/register/phone", {"phone": "01007654321"}).location == "/register/check"


def test_a_name_typed_on_a_mac_is_the_same_name(world: World, visitor: Visitor) -> None:
    visitor.register(person={"name": "\u1112\u1169\u11bc\u1100\u1175\u11af\u1103\u1169\u11bc"})
    assert profile_of(world).hints.name == "홍*동"


def test_a_corporation_may_give_its_thirteen_digits(world: World, visitor: Visitor) -> None:
    visitor.fill(landlord={"kind": "corporation", "name": "(주)표본주택", "birth_date": "", "number": CORPORATION})
    assert "900***" in visitor.page("/register/check")
    assert visitor.send("/register/check").location == "/my"
    with world.engine.connect() as db:
        assert db.execute(text("select landlord_number from leases")).scalar_one() is not None


def test_the_second_press_of_the_button_registers_nobody_twice(world: World, visitor: Visitor) -> None:
    visitor.fill()
    token = visitor.token("/register/check")
    cookies = {cookie.key: cookie.value for cookie in visitor.client._cookies.values()}
    assert visitor.client.post("/register/check", data={"csrf_token": token}).location == "/my"
    second = world.app().test_client()
    for key, value in cookies.items():
        second.set_cookie(key, value)
    answer = second.post("/register/check", data={"csrf_token": token})
    assert answer.status_code == 200
    assert "이 등록은 끝났습니다" in answer.get_data(as_text=True)
    assert count(world, "victims") == 1


def test_after_registering_draft_and_cookie_are_gone(world: World, visitor: Visitor) -> None:
    visitor.register()
    assert count(world, "registration_drafts") == 0
    assert visitor.client.get_cookie("draft") is None


def test_an_old_tab_of_a_registered_member_leads_to_her_group(visitor: Visitor) -> None:
    visitor.register()
    assert visitor.client.get("/register/lease").location == "/my"
    assert visitor.client.get("/register").location == "/my"


def test_an_imported_answer_is_replaced_and_confirmed_by_registering(world: World, visitor: Visitor) -> None:
    people.make_victim(world, people.make_answer(world, phone=PHONE, name="김옛답"), channel=Channel.FORM)
    visitor.register()
    mine = profile_of(world)
    assert mine.hints.name == "홍*동"
    assert mine.confirmed_at
    assert count(world, "victims") == 1


def test_a_confirmed_member_is_told_only_after_her_code_and_nothing_is_merged(world: World, visitor: Visitor) -> None:
    people.make_victim(world, people.make_answer(world, phone=PHONE, name="김회원"))
    visitor.agree()
    visitor.send("/register/phone", {"phone": PHONE})
    answer = visitor.send("/register/code", {"code": visitor.code()})
    assert answer.location == "/register/known"
    assert "이미 등록하셨습니다" in visitor.page("/register/known")
    assert visitor.client.get("/my").status_code == 200
    assert profile_of(world).hints.name == "김*원"
    assert count(world, "registration_drafts") == 0


def test_who_became_a_member_meanwhile_is_not_overwritten(world: World, visitor: Visitor) -> None:
    visitor.fill()
    people.make_victim(world, people.make_answer(world, phone=PHONE, name="김회원"))
    assert visitor.send("/register/check").location == "/my"
    assert profile_of(world).hints.name == "김*원"
    assert count(world, "victims") == 1


def test_a_member_who_registers_again_with_the_same_answer_leaves_nothing_on_the_desk(
    world: World, new_visitor: NewVisitor
) -> None:
    first, second = new_visitor(), new_visitor()
    second.fill()
    first.register()
    assert second.send("/register/check").location == "/my"
    assert count(world, "victim_tasks") == 0


def test_a_member_who_registers_again_with_another_landlord_waits_on_the_desk(
    world: World, new_visitor: NewVisitor
) -> None:
    first, second = new_visitor(), new_visitor()
    second.fill(landlord={"name": "박다름"})
    first.register()
    assert second.send("/register/check").location == "/my"
    assert count(world, "victim_tasks") == 1
    assert count(world, "victims") == 1


def test_a_proof_of_days_ago_opens_no_registration_that_was_made_since(
    world: World, visitor: Visitor, new_visitor: NewVisitor
) -> None:
    visitor.fill()
    world.clock.forward(days=2)
    elsewhere = new_visitor()
    assert elsewhere.register().location == "/my"
    assert visitor.send("/register/check").location == "/my"
    assert visitor.client.get("/my").location == "/login?next=/my", "whoever found the browser is not signed in as her"
    assert elsewhere.client.get("/my").status_code == 200


def test_a_registration_taken_up_after_days_ends_signed_in(world: World, visitor: Visitor) -> None:
    visitor.fill()
    world.clock.forward(days=2)
    assert visitor.send("/register/check").location == "/my"
    assert visitor.client.get("/my").status_code == 200


def test_who_else_stood_around_the_contract_is_masked_on_the_check_page_and_kept_apart(visitor: Visitor) -> None:
    visitor.fill(landlord={"broker": "표본공인중개사", "proxy": "김대리", "owner": "새주인"})
    page = visitor.page("/register/check")
    assert "표*****사" in page and "김*리" in page and "새*인" in page
    assert "표본공인중개사" not in page and "새주인" not in page
    assert visitor.send("/register/check").location == "/my"
    with visitor.world.as_system() as work:
        kinds = work.db.scalars(text("select kind from landlord_report_facts")).all()
    assert {int(FactKind.BROKER), int(FactKind.PROXY), int(FactKind.OWNER)} <= set(kinds)
