"""A member changes her number: both are proved, and from that moment the new one is hers and the old one nobody's."""

import json
from uuid import UUID

import pytest
from sqlalchemy import text

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.registration import service as registration
from lawsuit_hub.features.rights import collecting
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims import tasks
from lawsuit_hub.privacy import masking
from tests.features.identity.keepers import Keeper
from tests.features.my.visits import visit
from tests.features.telephones.conftest import NEW, OLD, Another, Member, ask_at_desk, number
from tests.people import caseworker_of, make_answer
from tests.split import split
from tests.world import World


def deeds(world: World, victim_id: UUID) -> list[str]:
    with world.as_system() as work:
        return [line.deed for line in audit.about(work, victim_id, limit=100)]


def test_she_proves_both_numbers_and_is_known_by_the_new_one(world: World, member: Member) -> None:
    elsewhere = visit(world, member.app, member.id)
    passkeys = Keeper.member(world, member.id)
    kept = passkeys.adds()
    member.told()
    with world.as_system() as work:
        before = landlords.standing(work, member.id)
    done = member.change()
    assert (done.status_code, done.location) == (303, "/my/record")
    assert member.knows_her_by == [NEW]
    assert passkeys.ids() == [kept], "she proved the old number too: nothing of hers is lost"
    with world.as_system() as work:
        assert victims.phone_for_delivery(work, member.id) == number(NEW).e164
        assert victims.profile(work, member.id).hints.phone == masking.phone(NEW)
        assert landlords.standing(work, member.id) == before
    assert member.client.get("/my").status_code == 200
    assert elsewhere.get("/my").status_code == 302, "every other session ended"
    assert member.told() == [(OLD, "code"), (OLD, "number_left"), (NEW, "code"), (NEW, "number_changed")]
    assert "phone:changed" in deeds(world, member.id)
    assert "두 번호를 확인하고 전화번호를 바꾸었습니다." in member.page("/my/record")


def test_what_the_old_number_is_told_says_nothing_of_her(member: Member) -> None:
    member.change()
    member.code()
    told = next(one.body for one in member.letters if one.kind == "number_left")
    for word in ("임대인", "전세", "피해", "홍길동", NEW, "9999"):
        assert word not in told
    assert "02-0000-0000" in told


def test_a_wrong_code_changes_nothing(member: Member) -> None:
    member.send("old", phone=OLD)
    right = member.code()
    assert member.send("old-code", code=f"{(int(right) + 1) % 10**6:06}").status_code == 422
    assert member.send("new", phone=NEW).status_code == 303
    assert 'name="step" value="old-code"' in member.page(), "the new number waits for the old one's proof"
    assert member.knows_her_by == [OLD]


def test_a_number_that_is_not_hers_gets_no_message_and_the_same_page(member: Member, another: Another) -> None:
    another("010-0456-0001")
    pages = []
    for typed in ("010-0456-0001", "010-0456-1001"):
        sent = member.send("old", phone=typed)
        wrong = member.send("old-code", code="123456")
        pages.append((sent.status_code, sent.location, wrong.status_code, len(wrong.data)))
    assert pages[0] == pages[1]
    assert member.told() == []


def test_somebody_else_s_number_is_refused_only_after_its_code_and_nothing_is_merged(
    world: World, member: Member, another: Another
) -> None:
    other = another(NEW)
    member.prove_old()
    asked = member.send("new", phone=NEW)
    assert (asked.status_code, asked.location) == (303, "/my/phone")
    page = member.send("new-code", code=member.code())
    assert page.status_code == 409
    assert "이 번호로는 바꿀 수 없습니다" in page.get_data(as_text=True)
    assert other.knows_her_by == [NEW]
    assert member.knows_her_by == [OLD]
    assert "phone:changed" not in deeds(world, member.id) + deeds(world, other.id)
    assert 'value="old"' in member.page(), "begun anew"


def test_forms_of_an_old_tab_do_not_mean_something_else(member: Member) -> None:
    member.prove_old()
    assert member.send("old-code", code="123456").location == "/my/phone"
    assert member.send("new-code", code="123456").location == "/my/phone"
    assert member.send("anything", phone=NEW).location == "/my/phone"
    assert member.send("new", phone=OLD).status_code == 422
    assert member.knows_her_by == [OLD]


def test_another_session_in_the_same_browser_begins_anew(world: World, member: Member, another: Another) -> None:
    other = another("010-0456-0001")
    member.prove_old()
    with world.as_visitor() as work:
        signed_in = identity.start(work, Role.MEMBER, other.id)
    with member.client.session_transaction() as session:
        session["_user_id"] = signed_in.get_id()
    assert 'value="old"' in member.page()
    member.send("new", phone=NEW)
    assert (NEW, "code") not in member.told()


def test_a_repeated_last_step_changes_nothing_twice(world: World, member: Member) -> None:
    member.prove_old()
    member.send("new", phone=NEW)
    code = member.code()
    member.send("new-code", code=code)
    assert member.send("new-code", code=code).location == "/my/phone"
    assert deeds(world, member.id).count("phone:changed") == 1


def test_her_change_ends_one_that_waits_from_the_desk(world: World, member: Member) -> None:
    ask_at_desk(world, member.id, "010-0123-8888")
    member.change()
    world.clock.forward(days=4)
    with world.engine.connect() as db:
        assert db.execute(text("select outcome, phone from phone_changes")).all() == [("replaced", None)]


def test_an_answer_that_waited_does_not_bring_the_old_number_back(world: World, member: Member) -> None:
    newer = make_answer(world, phone=OLD, deposit="111000000")
    with world.as_visitor() as work:
        tasks.open_changed_answer(work, member.id, newer)
    member.change()
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        task = tasks.of_victim(work, member.id)[0]
        victim_id, answer = tasks.accept_answer(work, task.id, reason="본인과 통화해 확인했습니다")
        victims.amend(work, victim_id, answer)
        registration.place(work, victim_id, answer)
    assert member.knows_her_by == [NEW]


def test_it_works_where_nobody_can_be_opened(world: World, member: Member) -> None:
    with split(world) as public:
        she = Member(world, public.world.app(), member.id, [])
        assert she.change().location == "/my/record"
    assert member.knows_her_by == [NEW]
    with world.as_system() as work:
        assert victims.phone_for_delivery(work, member.id) == number(NEW).e164


def test_her_copy_tells_of_changes_and_of_a_number_that_waits(world: World, member: Member) -> None:
    ask_at_desk(world, member.id)
    with world.as_system() as work:
        held = collecting.content(work, member.id)
    waits = held["number_changes"]
    assert [one["phone"] for one in waits] == [number(NEW).e164]
    assert json.dumps(waits)


@pytest.mark.parametrize("path", ["/my/phone/again", "/my/phone/stop"])
def test_pressing_what_no_longer_applies_is_no_error(member: Member, path: str) -> None:
    assert member.send("", path=path).location == "/my/phone"
