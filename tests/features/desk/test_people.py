"""The desk about people: who may, what is found, what is opened and who reads of it, how a lease is checked, how tasks end."""

import re
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, text

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.audit.models import AuditLine
from lawsuit_hub.features.destruction import service as destruction
from lawsuit_hub.features.destruction.types import Ground
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.lawsuits import cards, groups
from lawsuit_hub.features.outbox.models import Message
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims import tasks
from lawsuit_hub.features.victims.types import Channel
from tests.features.desk.conftest import REASON, Desk
from tests.features.documents.papers import decided, declare
from tests.people import (
    CANARY_ADDRESS,
    CANARY_EMAIL,
    CANARY_NAME,
    CANARY_PHONE,
    canary,
    make_active,
    make_answer,
    make_firm,
    make_group,
    make_victim,
)
from tests.world import World

pytestmark = pytest.mark.pages

IDENTITY = (CANARY_NAME, CANARY_PHONE, CANARY_ADDRESS, "909호", CANARY_EMAIL)
OK, REFUSED, GONE, CONFLICT, FORBIDDEN, SEE_OTHER = 200, 422, 404, 409, 403, 303


def looks(world: World, victim_id: UUID) -> list[tuple[str, str | None]]:
    with world.as_system() as work:
        return [(line.deed, line.reason) for line in audit.about(work, victim_id, deeds=victims.LOOKS)]


def owed(world: World, victim_id: UUID) -> list[str]:
    with world.as_system() as work:
        return list(work.db.scalars(select(Message.kind).where(Message.recipient_id == victim_id)))


def every_rule(desk: Desk) -> list[tuple[str, str]]:
    rules = [rule for rule in desk.client.application.url_map.iter_rules() if rule.endpoint.startswith("desk.")]
    values = {
        "reference": "P-22222",
        "code": "GS-0001",
        "pile": "leases",
        "task": str(uuid4()),
        **dict.fromkeys(("proposal", "pair", "change", "linked", "kept", "release_id"), str(uuid4())),
        "viewing": str(uuid4()),
        "page": str(uuid4()),
        "word": "drop",
        "number": "1",
    }
    built = [
        (method, re.sub(r"<(?:\w+(?:\([^)]*\))?:)?(\w+)>", lambda m: values[m[1]], rule.rule))
        for rule in rules
        for method in rule.methods
    ]
    return [(method, path) for method, path in built if method in ("GET", "POST")]


@pytest.mark.parametrize("role", [Role.LAWYER, Role.ADMIN, Role.PRIVACY_OFFICER])
def test_other_staff_are_turned_away_from_every_page_of_the_desk(make_desk: Callable[..., Desk], role: Role) -> None:
    other = make_desk(role, login=f"{role.value}@example.com")
    other.client.application.config["WTF_CSRF_ENABLED"] = False
    rules = every_rule(other)
    assert len(rules) > 20
    assert {(method, path, other.client.open(path, method=method).status_code) for method, path in rules} == {
        (method, path, FORBIDDEN) for method, path in rules
    }


def test_a_visitor_is_shown_the_staff_door_and_a_member_nothing(world: World, desk: Desk) -> None:
    stranger = desk.client.application.test_client()
    member = desk.client.application.test_client()
    her = make_victim(world)
    with world.works.open(Actor(Role.MEMBER, her)) as work:
        session_id = identity.start(work, Role.MEMBER, her).get_id()
    with member.session_transaction() as session:
        session["_user_id"] = session_id
    for method, path in every_rule(desk):
        if method == "GET":
            answer = stranger.get(path)
            assert (answer.status_code, answer.location.split("?")[0]) == (302, "/staff/login"), path
            assert member.get(path).status_code == FORBIDDEN, path


def test_nothing_is_done_without_the_forms_token(world: World, desk: Desk) -> None:
    her = make_victim(world)
    url = desk.case(her)
    for action in ("reveal", "lease", "lease/undo"):
        answer = desk.client.post(
            f"{url}/{action}", data={"open-what": "name", "open-reason": REASON, "lease-reason": REASON}
        )
        assert answer.status_code == 400
    assert looks(world, her) == []


def test_an_unknown_reference_or_pile_is_not_here(desk: Desk) -> None:
    for path in ("/desk/people/P-ZZZZZZ", "/desk/review/P-ZZZZZZ", "/desk/waiting/everybody", "/desk/groups/GS-9999"):
        assert desk.get(path).status_code == GONE, path


@pytest.mark.parametrize(
    "typed",
    ["010-0999-1234", "+82 10 0999 1234", "카나리아 (표본용)".replace(" (표본용)", ""), "０１００９９９１２３４"],
)
def test_the_search_finds_a_whole_value_and_shows_a_mask(world: World, desk: Desk, typed: str) -> None:
    her = make_victim(world, canary(world))
    answer = desk.send("/desk/people", page="/desk/people", wanted=typed)
    page = answer.get_data(as_text=True)
    assert answer.status_code == OK and desk.reference(her) in page and "010-****-1234" in page
    assert not any(value in page for value in (*IDENTITY, typed)), "what was typed stands in no page"


@pytest.mark.parametrize("typed", ["카나", "0999", "1234", "010-0999", "표본로"])
def test_the_search_finds_nobody_by_a_part(world: World, desk: Desk, typed: str) -> None:
    her = make_victim(world, canary(world))
    page = desk.send("/desk/people", page="/desk/people", wanted=typed).get_data(as_text=True)
    assert desk.reference(her) not in page and "찾은 사람 0명" in page


def test_that_somebody_searched_is_kept_and_not_for_whom(world: World, desk: Desk) -> None:
    make_victim(world, canary(world))
    desk.send("/desk/people", page="/desk/people", wanted=CANARY_PHONE)
    with world.as_system() as work:
        lines = [line for line in work.db.scalars(select(AuditLine)) if line.deed == "desk:searched"]
    assert [(line.actor_id, line.about_id, line.details) for line in lines] == [(desk.account_id, None, {"found": 1})]


def test_no_page_of_the_desk_holds_an_identity(world: World, desk: Desk) -> None:
    her = make_victim(world, canary(world, landlord_birth=None))
    make_group(world, size=2, landlord="임표본", address="서울특별시 강서구 표본로 909, 101호")
    piles = [
        f"/desk/waiting/{pile}"
        for pile in ("leases", "landlords", "unconfirmed", "answers", "withdrawals", "invited", "failed")
    ]
    for path in [
        "/desk",
        "/desk/people",
        "/desk/groups",
        "/desk/groups/GS-0001",
        "/desk/review",
        desk.case(her),
        *piles,
    ]:
        page = desk.read(path)
        assert not any(value in page for value in IDENTITY), path
        assert f"<title>{CANARY_NAME[:1]}" not in page


def test_a_value_is_opened_once_in_place_and_the_person_reads_why(world: World, desk: Desk) -> None:
    her = make_victim(world, canary(world))
    answer = desk.reveal(her, what=["name", "phone"])
    page = answer.get_data(as_text=True)
    assert answer.status_code == OK and CANARY_NAME in page and CANARY_PHONE in page
    assert CANARY_EMAIL not in page and "909호" not in page, "only what was asked"
    assert "no-store" in answer.headers["Cache-Control"]
    assert looks(world, her) == [("person:revealed", REASON)]
    after = desk.read(desk.case(her))
    assert not any(value in after for value in IDENTITY) and REASON in after


def test_a_reload_opens_nothing_again(world: World, desk: Desk) -> None:
    her = make_victim(world, canary(world))
    url = desk.case(her)
    sent = desk.form(url, f"{url}/reveal") | {"open-what": "name", "open-reason": REASON}
    assert CANARY_NAME in desk.client.post(f"{url}/reveal", data=sent).get_data(as_text=True)
    again = desk.client.post(f"{url}/reveal", data=sent)
    assert again.status_code == CONFLICT and CANARY_NAME not in again.get_data(as_text=True)
    assert desk.get(f"{url}/reveal").status_code == SEE_OTHER
    assert len(looks(world, her)) == 1


def test_nothing_is_ticked_or_written_before(world: World, desk: Desk) -> None:
    page = desk.read(desk.case(make_victim(world)))
    panel = page[page.index('id="reveal"') :]
    assert " checked" not in panel and re.search(r'<textarea[^>]*name="open-reason"[^>]*>\s*</textarea>', panel)


@pytest.mark.parametrize(
    ("what", "reason", "words"),
    [
        (["name"], "", "이유를 적어"),
        (["name"], "확인", "다섯 글자"),
        (["name"], "900101-1234567 확인", "주민등록번호"),
        ([], REASON, "하나 이상"),
    ],
)
def test_a_poor_reason_or_none_chosen_opens_nothing(
    world: World, desk: Desk, what: list[str], reason: str, words: str
) -> None:
    her = make_victim(world, canary(world))
    answer = desk.reveal(her, what=what, reason=reason)
    page = answer.get_data(as_text=True)
    assert answer.status_code == REFUSED and words in page and "오류:" in page
    assert not any(value in page for value in IDENTITY) and looks(world, her) == []


def test_a_number_in_a_reason_is_replaced_before_anybody_reads_it(world: World, desk: Desk) -> None:
    her = make_victim(world)
    desk.reveal(her, what=["name"], reason="010-0777-6666 번호로 전화하려고")
    assert looks(world, her) == [("person:revealed", "[전화번호] 번호로 전화하려고")]
    assert "0777" not in desk.read(desk.case(her))


def test_who_bears_the_landlords_name_is_not_accepted_by_a_click(world: World, desk: Desk) -> None:
    her = make_victim(world, name="림표본")
    declare(world, her)
    url = desk.case(her)
    assert "임대인과 이름이 같습니다" in desk.read(url)
    refused = desk.send(f"{url}/lease", page=f"{url}/lease", **decided())
    assert refused.status_code == REFUSED and "서류로 확인" in refused.get_data(as_text=True)
    assert looks(world, her) == []
    accepted = desk.send(f"{url}/lease", page=f"{url}/lease", lease__compared="y", **decided())
    assert accepted.status_code == SEE_OTHER
    with world.as_system() as work:
        assert audit.count(work, her, deeds=["lease:namesake", "lease:verified"]) == 2


def test_a_landlord_who_registers_as_his_own_tenant_sees_nobody(world: World, desk: Desk) -> None:
    make_group(world, size=3)
    landlord = make_victim(world, name="임표본", phone="010-0555-0001")
    declare(world, landlord)
    url = desk.case(landlord)
    desk.send(f"{url}/lease", page=f"{url}/lease", **decided())
    with world.as_member(landlord) as work:
        assert cards.own_group(work, landlord) is None


def test_a_lease_check_makes_her_active_and_an_old_tab_does_nothing(world: World, desk: Desk) -> None:
    make_active(world, name="이표본", phone="010-0555-0002")
    her = make_victim(world)
    declare(world, her)
    url = desk.case(her)
    sent = desk.form(f"{url}/lease", f"{url}/lease") | {
        name.replace("__", "-"): value for name, value in decided().items()
    }
    assert desk.client.post(f"{url}/lease", data=sent).status_code == SEE_OTHER
    assert desk.client.post(f"{url}/lease", data=sent).status_code == CONFLICT
    assert looks(world, her) == [("lease:verified", REASON)] and owed(world, her).count("group_open") == 1
    assert desk.send(f"{url}/lease/undo", page=url, undo__reason=REASON).status_code == SEE_OTHER
    with world.as_member(her) as work:
        assert cards.own_group(work, her) is None


def task_of(world: World, victim_id: UUID) -> UUID:
    with world.as_system() as work:
        return tasks.of_victim(work, victim_id)[-1].id


def test_a_changed_answer_is_opened_and_put_in_place(world: World, desk: Desk) -> None:
    _, (her, *_others) = make_group(world, size=3)
    with world.as_system() as work:
        tasks.open_changed_answer(
            work,
            her,
            make_answer(world, name="홍새이름", phone="010-0000-1000", deposit="310000000", landlord="박다른"),
        )
    url, task = desk.case(her), task_of(world, her)
    opened = desk.send(f"{url}/tasks/{task}/open", page=url, answer__reason=REASON).get_data(as_text=True)
    assert "홍새이름" in opened and "3억 1,000만 원" in opened and looks(world, her)[0] == ("person:revealed", REASON)
    assert "홍새이름" not in desk.read(url)
    done = desk.send(f"{url}/tasks/{task}/close", page=url, task__outcome="accept", task__reason=REASON)
    assert done.status_code == SEE_OTHER
    with world.as_system() as work:
        person = victims.profile(work, her)
        place = groups.membership_of(work, her)
    assert (person.hints.name, person.hints.deposit, person.verified_at) == ("홍**름", 310_000_000, None)
    assert place is not None and place.active_since is None, "the lease has to be seen again"
    assert "answer_accepted" in owed(world, her)


def test_an_answer_that_is_refused_changes_nothing_and_she_is_told(world: World, desk: Desk) -> None:
    her = make_active(world)
    with world.as_system() as work:
        tasks.open_changed_answer(work, her, make_answer(world, name="홍새이름"))
    url, task = desk.case(her), task_of(world, her)
    sent = desk.form(url, f"{url}/tasks/{task}/close") | {"task-outcome": "refuse", "task-reason": REASON}
    assert desk.client.post(f"{url}/tasks/{task}/close", data=sent).status_code == SEE_OTHER
    assert desk.client.post(f"{url}/tasks/{task}/close", data=sent).status_code == CONFLICT
    with world.as_system() as work:
        assert victims.profile(work, her).hints.name == "홍*동" and victims.profile(work, her).verified_at is not None
    assert owed(world, her).count("answer_refused") == 1


def test_a_no_in_an_accepted_answer_takes_a_consent_back_and_a_yes_gives_none(world: World, desk: Desk) -> None:
    firm = make_firm(world)
    her = make_active(world, firm_id=firm)
    answer = make_answer(world, name="홍새이름")
    object.__setattr__(answer, "consents", {"collect": True, "share_card": False, "firm": True})
    with world.as_system() as work:
        tasks.open_changed_answer(work, her, answer)
    url, task = desk.case(her), task_of(world, her)
    desk.send(f"{url}/tasks/{task}/close", page=url, task__outcome="accept", task__reason=REASON)
    with world.as_system() as work:
        state = victims.profile(work, her).consents
    assert not state.share_card and state.firms == (firm,) and state.collect


def test_a_withdrawal_that_is_carried_out_ends_everything(world: World, desk: Desk) -> None:
    _, (her, *_others) = make_group(world, size=3)
    with world.as_member(her) as work:
        destruction.ask(work, her, ground=Ground.CONSENT)
        session = identity.start(work, Role.MEMBER, her).get_id()
    url, task = desk.case(her), task_of(world, her)
    assert (
        desk.send(f"{url}/tasks/{task}/close", page=url, task__outcome="withdraw", task__reason=REASON).status_code
        == SEE_OTHER
    )
    with world.as_system() as work:
        person = victims.profile(work, her)
        assert groups.membership_of(work, her) is None and victims.phone_for_delivery(work, her) is None
    assert person.withdrawn_at is not None and not person.consents.collect
    assert identity.signed_in(world.works, session) is None
    assert "동의를 거둠" in desk.read(url)


def test_a_withdrawal_that_is_carried_out_leaves_nothing_of_her(world: World, desk: Desk) -> None:
    _, (her, *others) = make_group(world, size=3)
    with world.as_system() as work:
        phone = victims.phone_for_delivery(work, her)
    with world.as_member(her) as work:
        destruction.ask(work, her, ground=Ground.CONSENT)
    url, task = desk.case(her), task_of(world, her)
    desk.send(f"{url}/tasks/{task}/close", page=url, task__outcome="withdraw", task__reason=REASON)
    with world.engine.connect() as database:
        person = database.execute(text("select * from victims where withdrawn_at is not null")).mappings().one()
        lease = (
            database.execute(text("select * from leases where victim_id = :id"), {"id": person["id"]}).mappings().one()
        )
        keys = database.execute(
            text("select count(*) from subject_keys where subject_id = :id"), {"id": person["id"]}
        ).scalar_one()
    blank = {"name", "phone", "birth_date", "email", "free_text", "hints", "phone_index", "name_index"}
    assert all(person[name] is None for name in blank) and keys == 0
    assert not [
        name
        for name, value in lease.items()
        if isinstance(value, bytes | memoryview) and name not in {"id", "victim_id", "verified_by"}
    ]
    assert phone is not None
    again = make_victim(world, phone="0" + phone.removeprefix("+82"))
    assert again not in (her, *others)


def test_what_an_answer_asked_for_takes_a_second_caseworker(
    world: World, desk: Desk, make_desk: Callable[..., Desk]
) -> None:
    """Anybody can send a form in her name: one caseworker alone erases nobody by it."""
    her = make_active(world)
    with world.as_system() as work:
        tasks.open_withdrawal(work, her)
    url, task = desk.case(her), task_of(world, her)
    assert "설문 답변에서 온 뜻입니다" in desk.read(url)
    sent = desk.form(url, f"{url}/tasks/{task}/close") | {"task-outcome": "withdraw", "task-reason": REASON}
    assert desk.client.post(f"{url}/tasks/{task}/close", data=sent).status_code == SEE_OTHER
    assert "한 분이 더 동의하면 지워집니다" in desk.read(url)
    assert desk.client.post(f"{url}/tasks/{task}/close", data=sent).status_code == CONFLICT, "an old tab of hers"
    with world.as_system() as work:
        assert victims.profile(work, her).withdrawn_at is None
    other = make_desk(login="another-worker@example.com")
    assert "다른 담당자가 설문 답변에서 온 뜻을 남겼습니다" in other.read(url)
    assert (
        other.send(f"{url}/tasks/{task}/close", page=url, task__outcome="withdraw", task__reason=REASON).status_code
        == SEE_OTHER
    )
    with world.as_system() as work:
        assert victims.profile(work, her).withdrawn_at is not None


def test_an_outcome_of_another_kind_of_task_does_nothing(world: World, desk: Desk) -> None:
    her = make_active(world)
    with world.as_system() as work:
        tasks.open_changed_answer(work, her, make_answer(world, name="홍새이름"))
    url, task = desk.case(her), task_of(world, her)
    answer = desk.send(f"{url}/tasks/{task}/close", page=url, task__outcome="withdraw", task__reason=REASON)
    assert answer.status_code == GONE
    with world.as_system() as work:
        assert victims.profile(work, her).withdrawn_at is None and len(tasks.of_victim(work, her)) == 1


def test_a_task_of_somebody_else_is_not_here(world: World, desk: Desk) -> None:
    her, other = make_active(world), make_active(world, name="이표본", phone="010-0555-0002")
    for one in (her, other):
        with world.as_system() as work:
            tasks.open_changed_answer(work, one, make_answer(world, name="홍새이름"))
    url = desk.case(other)
    foreign = f"{url}/tasks/{task_of(world, her)}"
    token = desk.form(url, f"{url}/reveal")["open-csrf_token"]
    for action, fields in (
        ("open", {"answer-reason": REASON}),
        ("close", {"task-outcome": "accept", "task-reason": REASON}),
    ):
        assert desk.client.post(f"{foreign}/{action}", data={"csrf_token": token, **fields}).status_code == GONE
    assert looks(world, her) == [("lease:verified", "계약서 원본을 보았습니다")]


def test_todays_piles_count_who_waits_and_how_long(world: World, desk: Desk) -> None:
    make_victim(world)
    world.clock.forward(days=4)
    make_victim(world, name="이표본", phone="010-0555-0002", channel=Channel.FORM)
    desk.sign_in()
    page = desk.read("/desk")
    assert "계약서를 봐야 할 사람" in page and "가장 오래 기다린 것 4일" in page and "전화를 확인하지 않은 사람" in page
    assert "문자가 가지 않은 사람" not in page, "an empty pile is no work"
    assert "오늘 할 일을 마쳤습니다" not in page


def test_a_long_list_has_pages_and_the_longest_waiting_first(world: World, desk: Desk) -> None:
    people = []
    for number in range(53):
        people.append(make_victim(world, name="긴줄표본", phone=f"010-0600-{number:04d}", channel=Channel.FORM))
        world.clock.forward(seconds=20)
    desk.sign_in()
    first, second = desk.read("/desk/waiting/unconfirmed"), desk.read("/desk/waiting/unconfirmed?page=2")
    assert desk.reference(people[0]) in first and desk.reference(people[52]) not in first
    assert desk.reference(people[52]) in second and desk.reference(people[0]) not in second
    assert desk.read("/desk/waiting/unconfirmed?page=999") and desk.read("/desk/waiting/unconfirmed?page=-3")


@pytest.mark.parametrize(
    "path", ["/desk/people/%00", "/desk/groups/a%00b", "/desk/review/%00", "/desk/review/{reference}?group=%00"]
)
def test_an_address_that_no_database_can_compare_leads_nowhere(world: World, desk: Desk, path: str) -> None:
    her = make_victim(world)
    with world.as_system() as work:
        reference = victims.profile(work, her).reference
    answer = desk.client.get(path.format(reference=reference))
    assert answer.status_code in (OK, GONE, CONFLICT)  # a settled person has nothing to decide
