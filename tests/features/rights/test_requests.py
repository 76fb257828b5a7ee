"""Requests about one's own data: the ten days, who answers what, what a stop stops, and what is put right."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.desk import deeds
from lawsuit_hub.features.destruction import service as destruction
from lawsuit_hub.features.destruction.types import NotApproved
from lawsuit_hub.features.lawsuits import cards, groups
from lawsuit_hub.features.letters import service as letters
from lawsuit_hub.features.outbox.types import CannotDeliver, Owed
from lawsuit_hub.features.registration import service as registration
from lawsuit_hub.features.rights import answering, corrections, facts, own, requests, taking
from lawsuit_hub.features.rights.models import RightsRequest
from lawsuit_hub.features.rights.types import (
    AlreadyAnswered,
    Ground,
    GroundMissing,
    Kind,
    NoSuchRequest,
    NotForThisRole,
    NothingToCorrect,
    Outcome,
    Pick,
    Request,
)
from lawsuit_hub.features.rosters import service as rosters
from lawsuit_hub.features.rosters.types import RosterChanged
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims import tasks
from lawsuit_hub.features.victims.types import ConsentKind
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.refusals import ReasonHoldsNumber
from lawsuit_hub.infra.web import HubApp
from lawsuit_hub.privacy.keyring import NotHere
from tests.features.my.visits import press, visit, visit_as_caseworker
from tests.features.rosters.exports import make_counsel, make_finished
from tests.people import caseworker_of, make_active, make_group, make_victim
from tests.world import World

pytestmark = pytest.mark.pages

SAID = "살펴보고 말씀하신 대로 했습니다"


@pytest.fixture
def app(world: World) -> HubApp:
    return world.app()


def open_requests(world: World, victim_id: UUID) -> list[Request]:
    with world.as_system() as work:
        return [one for one in requests.of_victim(work, victim_id) if one.is_open]


def newest(world: World, victim_id: UUID) -> Request:
    with world.as_system() as work:
        return requests.of_victim(work, victim_id)[0]


def officer(world: World) -> UUID:
    return make_finished(world, Role.PRIVACY_OFFICER, "finished-officer@example.com")


def answered(
    world: World, role: Role, account: UUID, request_id: UUID, outcome: Outcome, ground: Ground | None = None
) -> None:
    with world.as_staff(role, account) as work:
        answering.answer(work, request_id, outcome=outcome, ground=ground, words=SAID)


# The clock


@pytest.mark.parametrize(
    ("asked", "last"),
    [("2026-03-02T01:00", "2026-03-12"), ("2026-03-02T14:59", "2026-03-12"), ("2026-03-02T15:00", "2026-03-13")],
)
def test_ten_days_are_counted_from_the_day_after_in_korea(asked: str, last: str) -> None:
    at = datetime.fromisoformat(asked).replace(tzinfo=UTC)
    due = facts.due_at(Kind.STOP, at)
    assert facts.last_day(due).isoformat() == last
    assert facts.days_left(due, at) == 10
    assert facts.days_left(due, due - timedelta(seconds=1)) == 0
    assert facts.days_left(due, due) == -1


def test_every_kind_has_its_rule_and_whatever_can_be_refused_its_grounds() -> None:
    assert set(facts.RULES) == set(Kind)
    answered_by_hand = {kind for kind in Kind if answering.outcomes_for(Role.CASEWORKER, kind, has_changes=False)}
    assert answered_by_hand - {Kind.WITHDRAW} <= set(facts.GROUNDS)


def test_the_officer_s_list_begins_with_what_is_due_next_and_names_nobody(world: World, app: HubApp) -> None:
    early, late = make_victim(world, name="한이른", phone="010-0801-0001"), make_victim(world, phone="010-0801-0002")
    account = officer(world)
    with world.as_member(early) as work:
        own.stop(work)
    world.clock.forward(days=8)
    with world.as_member(late) as work:
        own.object_to(work, None, words="알리지 않은 일이 있었습니다")
    with world.as_staff(Role.PRIVACY_OFFICER, account) as work:
        board = requests.board(work, Pick.OPEN, page=1)
    assert [one.victim_id for one in board.requests] == [early, late]
    assert [one.days_left for one in board.requests] == [2, 10] and (board.open, board.soon, board.overdue) == (2, 1, 0)
    world.clock.forward(days=3)
    html = visit(world, app, account, role=Role.PRIVACY_OFFICER).get("/officer/requests?pick=overdue").text
    assert "1일 지남" in html and board.requests[0].reference in html
    assert board.requests[1].reference not in html and "한*" not in html and "한이른" not in html


def test_asking_twice_is_one_request_and_another_member_s_is_not_there(world: World) -> None:
    one, other = make_victim(world), make_victim(world, phone="010-0801-0003")
    for _ in range(2):
        with world.as_member(one) as work:
            own.stop(work)
    (asked,) = open_requests(world, one)
    with world.as_member(other) as work, pytest.raises(NoSuchRequest):
        requests.own(work, asked.id)
    with world.as_member(other) as work, pytest.raises(NoSuchRequest):
        own.object_to(work, asked.id, words="남의 답에 대한 이의")


# Answers


def test_a_refusal_names_a_ground_of_the_law_and_lifts_the_stop(world: World) -> None:
    _, members = make_group(world, size=3)
    account = officer(world)
    with world.as_member(members[0]) as work:
        own.stop(work)
    (asked,) = open_requests(world, members[0])
    for ground in (None, Ground.NOT_SO):
        with pytest.raises(GroundMissing):
            answered(world, Role.PRIVACY_OFFICER, account, asked.id, Outcome.REFUSED, ground)
    answered(world, Role.PRIVACY_OFFICER, account, asked.id, Outcome.REFUSED, Ground.LAW_KEEPS)
    with pytest.raises(AlreadyAnswered):
        answered(world, Role.PRIVACY_OFFICER, account, asked.id, Outcome.DONE)
    told = newest(world, members[0])
    assert (told.outcome, told.ground, told.answer, told.answered_by) == (
        Outcome.REFUSED, Ground.LAW_KEEPS, SAID, Role.PRIVACY_OFFICER,
    )  # fmt: skip
    with world.as_member(members[0]) as work:
        assert victims.profile(work, members[0]).stopped_at is None
        assert cards.own_group(work, members[0]).shares  # type: ignore[union-attr]
        lines = audit.about(work, members[0], deeds=("request:answered",))
    assert [line.reason for line in lines] == [SAID]


def test_she_reads_the_answer_with_its_ground_and_may_object_to_it(world: World, app: HubApp) -> None:
    one = make_victim(world)
    with world.as_member(one) as work:
        own.stop(work)
    answered(world, Role.PRIVACY_OFFICER, officer(world), newest(world, one).id, Outcome.REFUSED, Ground.HARMS_OTHERS)
    refused = newest(world, one)
    client = visit(world, app, one)
    html = client.get("/my/record").text
    assert SAID in html and "다른 사람의 생명·신체" in html and "이 답에 이의 제기하기" in html
    page = f"/my/record/requests/{refused.id}"
    assert "개인정보 분쟁조정위원회" in client.get(page).text
    assert press(client, page, words="010-0801-0009로 알려 준 적이 없습니다").status_code == 303
    objection = next(one for one in open_requests(world, one))
    assert objection.kind is Kind.OBJECTION and objection.about == refused.id
    assert "0801" not in objection.words, "what she wrote is scrubbed before it is kept"


def test_an_objection_is_answered_by_the_officer_and_never_by_the_desk_it_is_against(world: World, app: HubApp) -> None:
    one, worker = make_victim(world), caseworker_of(world)
    with world.as_member(one) as work:
        own.object_to(work, None, words="담당자가 이유 없이 제 번호를 열었습니다")
    objection = newest(world, one)
    with pytest.raises(NotForThisRole):
        answered(world, Role.CASEWORKER, worker, objection.id, Outcome.REFUSED, Ground.NOT_SO)
    desk = visit_as_caseworker(world, app)
    page = desk.get(f"/desk/requests/{objection.id}").text
    assert "개인정보 보호책임자가 답합니다" in page and "answer-button" not in page
    waiting = desk.get("/desk/waiting/requests")
    assert waiting.status_code == 200 and objection.reference not in waiting.text
    answered(world, Role.PRIVACY_OFFICER, officer(world), objection.id, Outcome.REFUSED, Ground.NOT_SO)
    assert newest(world, one).answered_by is Role.PRIVACY_OFFICER


def test_a_resident_number_in_an_objection_is_refused(world: World) -> None:
    with world.as_member(make_victim(world)) as work, pytest.raises(ReasonHoldsNumber):
        own.object_to(work, None, words="제 번호는 910307-1234567입니다")


def test_an_erasure_is_answered_by_carrying_it_out_or_by_her_staying(world: World, app: HubApp) -> None:
    goes, stays = make_victim(world), make_victim(world, phone="010-0801-0004")
    worker = caseworker_of(world)
    for one in (goes, stays):
        assert press(visit(world, app, one), "/my/withdraw").status_code == 303
        with pytest.raises(NotForThisRole):
            answered(world, Role.CASEWORKER, worker, newest(world, one).id, Outcome.DONE)
    with world.as_member(goes) as work:
        own.stop(work)
    with world.as_staff(Role.CASEWORKER, worker) as work:
        settle_withdrawal(work, goes, deeds.carry_out_withdrawal)
        settle_withdrawal(work, stays, deeds.keep_registration)
    with world.as_system() as work:
        assert answering.follow_erasures(work) == 3
        assert answering.follow_erasures(work) == 0
    assert open_requests(world, goes) == []
    with world.as_system() as work:
        wish = next(one for one in requests.of_victim(work, goes) if one.kind is Kind.ERASE)
    assert (wish.outcome, newest(world, stays).outcome) == (Outcome.DONE, Outcome.TAKEN_BACK)


def settle_withdrawal(work, victim_id: UUID, deed: Callable[..., None]) -> None:  # type: ignore[no-untyped-def]
    task = next(task for task in tasks.of_victim(work, victim_id) if task.kind == tasks.WITHDRAWAL)
    deed(work, victims.profile(work, victim_id).reference, task.id, reason="본인과 통화해 확인했습니다")


def test_a_consent_taken_back_on_her_page_is_listed_as_answered_at_once(world: World, app: HubApp) -> None:
    one = make_victim(world)
    press(visit(world, app, one), "/my/consents", kind="share_card", firm="", given="no")
    listed = newest(world, one)
    assert (listed.kind, listed.outcome, listed.answered_at) == (Kind.WITHDRAW, Outcome.DONE, listed.asked_at)


# Stopping


def test_whoever_stops_is_in_no_card_no_roster_and_no_news_until_she_lifts_it(world: World) -> None:
    counsel = make_counsel(world, size=3)
    one, *others = counsel.people
    waiting = counsel.export(keep=True)
    with world.as_member(one) as work:
        own.stop(work)
    with world.as_member(others[0]) as work:
        group = cards.own_group(work, others[0])
        assert group is not None and group.active == 3 and len(group.cards) == 1
    with pytest.raises(RosterChanged), world.as_staff(Role.LAWYER, counsel.lawyer_id) as work:
        rosters.fetch(work, waiting.id)
    assert counsel.export().rows == len(others)
    with world.as_system() as work:
        with pytest.raises(CannotDeliver):
            letters.write(work, Owed(new_id(), "group_open", "victim", one, {}))
        assert letters.write(work, Owed(new_id(), "request_answered", "victim", one, {})) is not None
        assert groups.membership_of(work, one) is not None
    with world.as_member(one) as work:
        own.resume(work)
    with world.as_member(others[0]) as work:
        assert len(cards.own_group(work, others[0]).cards) == 2  # type: ignore[union-attr]
    assert counsel.export().rows == len(counsel.people)
    assert newest(world, one).outcome is Outcome.TAKEN_BACK


# Putting right


def test_what_a_member_wants_put_right_waits_and_no_page_of_hers_can_open_it(world: World, app: HubApp) -> None:
    one = make_active(world, email="old@example.com")
    client = visit(world, app, one)
    answer = press(
        client, "/my/record/correct", email="new@example.com", deposit="", service_address="서울 강서구 받을로 1"
    )
    assert answer.status_code == 303
    assert "old@example.com" not in client.get("/my/record/correct").text
    with world.as_member(one) as work:
        row = work.db.get(RightsRequest, open_requests(world, one)[0].id)
        with pytest.raises(NotHere):
            corrections._changes(work, row)
    assert identity(world, one)["email"] == "old@example.com", "nothing changes before a caseworker has looked"


def identity(world: World, victim_id: UUID) -> dict[str, str]:
    names = ["name", "email", "service_address", "address", "birth_date", "free_text", "phone", "landlord_name"]
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        return victims.reveal(work, victim_id, names=names, reason="고친 것을 확인합니다")


def corrected(world: World, victim_id: UUID, changes: dict[str, str]) -> None:
    with world.as_member(victim_id) as work:
        request_id = corrections.ask(work, changes)
    answered(world, Role.CASEWORKER, caseworker_of(world), request_id, Outcome.DONE)


def test_what_no_lease_says_is_put_right_without_closing_her_card(world: World) -> None:
    _, members = make_group(world, size=3, email="old@example.com")
    before = identity(world, members[0])
    corrected(world, members[0], {"email": "new@example.com", "birth_date": ""} | {"free_text": "새로 적은 말"})
    corrected(world, members[1], {"email": "", "service_address": "서울 강서구 받을로 1"})
    after = identity(world, members[1])
    assert (after["email"], after["service_address"]) == ("", "서울 강서구 받을로 1")
    with world.as_system() as work:
        assert victims.profile(work, members[1]).verified_at is not None
        assert victims.profile(work, members[0]).verified_at is None, "a date of birth is on the lease"
        assert groups.membership_of(work, members[1]).active_since is not None  # type: ignore[union-attr]
    changed = identity(world, members[0])
    assert changed == before | {"email": "new@example.com", "birth_date": "", "free_text": "새로 적은 말"}


def test_another_name_and_house_are_found_and_shown_and_the_lease_is_seen_again(world: World) -> None:
    one = make_active(world)
    corrected(world, one, {"name": "고친이", "address": "서울특별시 강서구 표본로 12, 909호", "deposit": "300000000"})
    after = identity(world, one)
    assert (after["name"], after["address"]) == ("고친이", "서울특별시 강서구 표본로 12, 909호")
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        assert victims.find(work, "고친이") == [one] and victims.find(work, "홍길동") == []
        profile = victims.profile(work, one)
    assert profile.verified_at is None and profile.hints.deposit == 300_000_000 and profile.hints.name == "고*이"


def test_a_newer_correction_takes_the_older_one_s_place_and_an_answer_leaves_nothing_of_it(world: World) -> None:
    one = make_victim(world)
    for email in ("first@example.com", "second@example.com"):
        with world.as_member(one) as work:
            corrections.ask(work, {"email": email})
    (waits,) = open_requests(world, one)
    worker = caseworker_of(world)
    with world.as_staff(Role.CASEWORKER, worker) as work:
        assert corrections.look(work, waits.id, reason="고칠 내용을 봅니다", once="a") == {
            "email": "second@example.com"
        }
    answered(world, Role.CASEWORKER, worker, waits.id, Outcome.REFUSED, Ground.NOT_SO)
    with world.as_system() as work:
        assert [row.changes for row in work.db.query(RightsRequest)] == [None, None]
        assert [line.reason for line in audit.about(work, one, deeds=victims.LOOKS)] == ["고칠 내용을 봅니다"]


def test_the_officer_does_not_carry_corrections_out_and_opens_none(world: World, app: HubApp) -> None:
    one = make_victim(world)
    with world.as_member(one) as work:
        request_id = corrections.ask(work, {"email": "new@example.com"})
    account = officer(world)
    with pytest.raises(NotForThisRole):
        answered(world, Role.PRIVACY_OFFICER, account, request_id, Outcome.DONE)
    client = visit(world, app, account, role=Role.PRIVACY_OFFICER)
    assert "담당자가 사람 화면에서" in client.get(f"/officer/requests/{request_id}").text
    assert "new@example.com" not in client.get(f"/officer/requests/{request_id}").text


def test_an_empty_correction_and_a_telephone_are_refused(world: World, app: HubApp) -> None:
    one = make_victim(world)
    client = visit(world, app, one)
    assert "하나 이상" in press(client, "/my/record/correct", email="").text
    assert press(client, "/my/record/correct", phone="010-0801-0005").status_code == 422
    assert press(client, "/my/record/correct", free_text="910307-1234567").status_code == 422
    with world.as_member(one) as work, pytest.raises(NothingToCorrect):
        corrections.ask(work, {})
    assert open_requests(world, one) == []


# At the counter


def test_a_request_by_telephone_is_written_down_with_how_she_was_known(world: World, app: HubApp) -> None:
    one = make_active(world)
    worker = caseworker_of(world)
    with world.as_staff(Role.CASEWORKER, worker) as work:
        reference = victims.profile(work, one).reference
        taking.take(
            work, reference, Kind.STOP, checked="등록된 번호로 다시 걸었습니다", words="카드를 내려 달라고 하심"
        )
    (asked,) = open_requests(world, one)
    assert asked.checked == "등록된 번호로 다시 걸었습니다" and asked.words == "카드를 내려 달라고 하심"
    with world.as_system() as work:
        assert victims.profile(work, one).stopped_at is not None
    client = visit(world, app, one)
    assert "카드를 내려 달라고 하심" in client.get("/my/record").text


def test_a_wish_to_be_erased_that_a_caseworker_took_down_waits_for_the_officer(world: World, app: HubApp) -> None:
    one, account = make_active(world), officer(world)
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        reference = victims.profile(work, one).reference
        taking.take(work, reference, Kind.ERASE, checked="등록된 번호로 다시 걸었습니다", words="지워 달라고 하심")
    page = visit_as_caseworker(world, app).get(f"/desk/people/{reference}").text
    assert "보호책임자가 승인해야" in page and 'value="stays"' in page and 'value="withdraw"' not in page
    with pytest.raises(NotApproved), world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        settle_withdrawal(work, one, deeds.carry_out_withdrawal)
    world.clock.forward(days=world.settings.erasure_days + 1)
    assert destruction.carry_out(world.works) == 0
    with world.as_staff(Role.PRIVACY_OFFICER, account) as work:
        destruction.approve(work, one)
    assert destruction.carry_out(world.works) == 1


def test_what_she_said_goes_with_her_keys_and_that_she_asked_stays(world: World) -> None:
    one = make_victim(world)
    with world.as_member(one) as work:
        own.object_to(work, None, words="알리지 않은 일이 있었습니다")
    with world.as_system() as work:
        work.keys.forget(one)
    kept = newest(world, one)
    assert kept.words == "" and kept.kind is Kind.OBJECTION


def test_two_who_answer_at_once_leave_one_answer(world: World) -> None:
    one = make_victim(world)
    with world.as_member(one) as work:
        own.stop(work)
    request_id = newest(world, one).id
    answered(world, Role.CASEWORKER, caseworker_of(world), request_id, Outcome.DONE)
    with pytest.raises(AlreadyAnswered):
        answered(world, Role.PRIVACY_OFFICER, officer(world), request_id, Outcome.DONE)


def test_an_overdue_request_is_red_on_the_desk(world: World, app: HubApp) -> None:
    one = make_victim(world)
    with world.as_member(one) as work:
        own.stop(work)
    with world.as_system() as work:
        work.db.execute(update(RightsRequest).values(due_at=world.clock.now - timedelta(days=3)))
        reference = victims.profile(work, one).reference
    client: FlaskClient = visit_as_caseworker(world, app)
    page = client.get(f"/desk/people/{reference}").text
    assert 'class="badge badge-bad">' in page and "일 지남" in page
    assert "내 정보에 관한 요청" in client.get("/desk").text


def test_a_withdrawn_consent_is_no_stop(world: World) -> None:
    one = make_victim(world)
    with world.as_member(one) as work:
        registration.change_consent(work, one, ConsentKind.SHARE_CARD, text=None, given=False, firm_id=None)
        assert victims.profile(work, one).stopped_at is None
