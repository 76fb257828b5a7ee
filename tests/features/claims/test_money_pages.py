"""The pages of claims and costs: a lawyer plans and notes, a member sees her own, a stranger finds nothing."""

import re

import pytest

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.claims import figures, plans, service
from lawsuit_hub.features.claims.types import Figures, Plan
from tests.features.desk.conftest import Desk
from tests.features.my.visits import press, visit
from tests.features.proceedings.cases import Case
from tests.features.rosters.exports import make_finished
from tests.world import World

pytestmark = pytest.mark.pages

URL, OWN = "/money/GS-0001", "/my/money"
OK, SEE_OTHER, MISSING, CONFLICT, REFUSED = 200, 303, 404, 409, 422


@pytest.fixture
def desk(world: World, case: Case) -> Desk:
    return Desk(world, world.app(), Role.CASEWORKER, make_finished(world, Role.CASEWORKER, "at-work@example.com"))


@pytest.fixture
def lawyer(world: World, case: Case) -> Desk:
    return Desk(world, world.app(), Role.LAWYER, case.counsel.lawyer_id)


def note(desk: Desk, alias: str, **fields: str) -> int:
    sent = desk.form(URL, f"{URL}/figures") | {"figures-alias": alias}
    return desk.client.post(
        f"{URL}/figures", data=sent | {f"figures-{name}": value for name, value in fields.items()}
    ).status_code


def test_a_lawyer_notes_what_came_back_and_an_empty_field_keeps_what_stands(
    case: Case, lawyer: Desk, desk: Desk
) -> None:
    alias = case.alias(case.counsel.people[0])
    assert note(lawyer, alias, paid_back="3,000만 원", granted="100만", weight="3") == SEE_OTHER
    assert "2억 500만 원" in lawyer.read(URL) and "4억 4,000만 원" in desk.read(URL)
    assert note(desk, alias, distributed="500만 원") == SEE_OTHER
    money = case.desk(lambda work: service.of_group(work, case.code))
    stands = next(one.noted.figures for one in money.members if one.member.alias == alias)
    assert stands == Figures(30_000_000, 5_000_000, None, 1_000_000, 3)


def test_who_notes_support_from_elsewhere_reads_what_stands_there_and_that_decisions_come_by_themselves(
    case: Case, lawyer: Desk
) -> None:
    case.desk(lambda work: figures.add_granted(work, case.counsel.people[0], 5_000_000))
    html = lawyer.read(URL)
    assert "지원금 500만 원을 빼면 0 원" in html
    assert "저절로 더하고 빼니" in html


def test_what_cannot_be_read_or_cannot_be_stays_in_the_form_with_its_reason(case: Case, lawyer: Desk) -> None:
    alias = case.alias(case.counsel.people[0])
    for fields, said in (
        ({"paid_back": "많이"}, "금액을 읽을 수 없습니다"),
        ({"paid_back": "9억"}, "보증금보다 많습니다"),
        ({"interest_from": "2026-03-05"}, "아직 오지 않은 날"),
        ({"interest_from": "어제"}, "날짜를 2026-03-02처럼"),
        ({"weight": "-3"}, "0에서 10000까지"),
        ({"paid_back": "910101-1" + "234567"}, "주민등록번호는 받지 않습니다"),
    ):
        sent = lawyer.form(URL, f"{URL}/figures") | {"figures-alias": alias}
        answer = lawyer.client.post(
            f"{URL}/figures", data=sent | {f"figures-{name}": value for name, value in fields.items()}
        )
        assert (answer.status_code, said in answer.get_data(as_text=True)) == (REFUSED, True), fields
        assert "234567" not in answer.get_data(as_text=True)
    assert note(lawyer, "없는 별칭 1", paid_back="5") == REFUSED
    sent = lawyer.form(URL, f"{URL}/plan")
    for fields, said in (
        ({"defendants": "0"}, "1에서 100까지"),
        ({"sharing": "mine"}, ""),
        ({"served_on": "2026-03-05"}, "아직"),
    ):
        answer = lawyer.client.post(
            f"{URL}/plan", data=sent | {f"plan-{name}": value for name, value in fields.items()}
        )
        assert answer.status_code == REFUSED and said in answer.get_data(as_text=True)


def test_a_plan_is_shown_again_as_it_was_entered(case: Case, lawyer: Desk) -> None:
    sent = lawyer.form(URL, f"{URL}/plan") | {
        "plan-defendants": "2",
        "plan-sharing": "equal",
        "plan-retainer": "500만 원",
        "plan-served_on": "2026.3.1",
    }
    sent.pop("plan-electronic", None)
    assert lawyer.client.post(f"{URL}/plan", data=sent).status_code == SEE_OTHER
    page = lawyer.read(URL)
    assert re.search(r'name="plan-retainer"[^>]*value="5,000,000"', page) and 'value="2026-03-01"' in page
    assert "33만 원" in page, "four parties: two plaintiffs and two defendants"


def test_a_form_that_is_refused_leaves_the_other_as_it_stands(case: Case, lawyer: Desk) -> None:
    case.lawyer(lambda work: plans.enter(work, case.code, Plan(retainer=11_000_000, electronic=True)))
    sent = lawyer.form(URL, f"{URL}/figures") | {
        "figures-alias": case.alias(case.counsel.people[0]),
        "figures-paid_back": "많이",
    }
    page = lawyer.client.post(f"{URL}/figures", data=sent).get_data(as_text=True)
    assert re.search(r'name="plan-retainer"[^>]*value="11,000,000"', page) and re.search(
        r'name="plan-electronic"[^>]* checked', page
    )


def test_of_who_did_not_agree_the_lawyer_s_page_holds_no_figure(case: Case, lawyer: Desk, desk: Desk) -> None:
    silent = case.counsel.add("한새로", "010-0300-0001", deposit="187654321", agrees=False)
    page = lawyer.read(URL)
    assert "1억 8,765만 4,321" not in page and "1억 8,765만 4,321 원" in desk.read(URL)
    choices = page[page.index('name="figures-alias"') :]
    assert case.alias(silent) not in choices[: choices.index("</select>")]


def test_a_stranger_finds_no_other_page_than_of_a_group_that_never_was(world: World, case: Case) -> None:
    stranger = Desk(world, world.app(), Role.LAWYER, make_finished(world, Role.LAWYER, "stranger@example.com"))
    for path in (URL, "/money/GS-9999"):
        assert stranger.client.get(path).status_code == MISSING
    member = visit(world, world.app(), case.counsel.people[0])
    assert member.get(URL).status_code in (302, 403, MISSING)


def test_a_member_reads_and_writes_her_own(world: World, case: Case) -> None:
    for n, (name, won) in enumerate(zip("송류홍", ("120000000", "187654321", "250000000"), strict=True)):
        case.counsel.add(f"{name}새로", f"010-0300-000{n}", deposit=won)
    case.lawyer(lambda work: plans.enter(work, case.code, Plan(retainer=5_000_000)))
    client = visit(world, world.app(), case.counsel.people[0])
    assert OWN in client.get("/my").get_data(as_text=True)
    page = client.get(OWN).get_data(as_text=True)
    assert "5명이 함께 내면 내 몫은" in page and "혼자 내면" in page
    assert "1억 8,765만 4,321" not in page, "of another, nothing"
    seen = {"seen": "0"}
    assert press(client, OWN, **seen, paid_back="3,000만 원", interest_from="2026-01-01").status_code == SEE_OTHER
    old = press(client, OWN, **seen, paid_back="1,000만 원")
    assert old.status_code == CONFLICT and "그 사이에" in old.get_data(as_text=True)
    page = client.get(OWN).get_data(as_text=True)
    assert "2억 500만 원" in page and "연 5%로" in page and 'value="30,000,000"' in page
    assert re.search(r'name="seen"[^>]*value="1"', page)
    refused = press(client, OWN, seen="1", paid_back="9억")
    assert refused.status_code == REFUSED and "보증금보다 많습니다" in refused.get_data(as_text=True)


def test_few_see_bounds_and_why(world: World, case: Case) -> None:
    client = visit(world, world.app(), case.counsel.people[0])
    assert "함께 낼 사람이 모이면" in client.get(OWN).get_data(as_text=True)
    case.counsel.add("송새로", "010-0300-0001", deposit="187654321")
    page = client.get(OWN).get_data(as_text=True)
    assert "3명이 함께 내면 내 몫은" in page and "사이입니다" in page and "더 낼 수 있습니다" in page
