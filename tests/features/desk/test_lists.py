"""Lists by filter: whom they find, that they stay masked, and filters that a caseworker keeps for herself."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from lawsuit_hub.access.roles import Role
from lawsuit_hub.cleaning import retire
from lawsuit_hub.features.desk import kept_filters, people
from lawsuit_hub.features.desk.list_types import NO_GROUP, BadName, FiltersFull, NoSuchFilter, Wanted
from lawsuit_hub.features.desk.types import Next
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.lawsuits.types import Stage
from lawsuit_hub.features.victims import barring, opening
from lawsuit_hub.features.victims.types import Channel
from lawsuit_hub.infra.refusals import ReasonHoldsNumber
from lawsuit_hub.values.dates import KST
from tests.features.desk.conftest import REASON, Desk
from tests.features.desk.test_groups_and_review import pending
from tests.features.documents.test_documents import hand_in
from tests.people import CANARY_ADDRESS, CANARY_NAME, CANARY_PHONE, canary, caseworker_of, make_group, make_victim
from tests.world import World

pytestmark = pytest.mark.pages
OK, MISSING, REFUSED, SEE_OTHER = 200, 404, 422, 303
LEASES = Wanted(step=Next.LEASE)


def found(world: World, wanted: Wanted) -> set[UUID]:
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        return {row.profile.id for row in people.wanted(work, wanted, page=1).rows}


def one_of_each(world: World) -> dict[str, UUID]:
    _, members = make_group(world, size=2)
    other = {"landlord": "박다른", "landlord_birth": "1955-03-03"}
    made = {
        "member": members[0],
        "silent": make_victim(world, phone="010-0300-0001", share_card=False),
        "form": make_victim(world, phone="010-0300-0002", channel=Channel.FORM),
        "alone": make_victim(world, phone="010-0300-0003", joins=False, **other),
        "barred": make_victim(world, phone="010-0300-0004"),
        "unsure": pending(world),
        "gone": make_victim(world, phone="010-0300-0006"),
    }
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        barring.bar(work, made["barred"], reason=REASON)
    with world.as_system() as work:
        opening.withdraw(work, made["gone"], reason=REASON)
    return made


def test_a_filter_finds_by_the_step_that_the_list_shows(world: World) -> None:
    made = one_of_each(world)
    everybody = set(made.values())
    seen = {}
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        for row in people.wanted(work, Wanted(), page=1).rows:
            seen[row.profile.id] = row.next
    assert set(seen) >= everybody
    assert len(set(seen.values())) == len(Next) - 1, "every step but the one that no list shows"
    for step in Next:
        assert found(world, Wanted(step=step)) == {one for one, shown in seen.items() if shown is step}


def test_each_condition_narrows_and_all_together(world: World) -> None:
    made = one_of_each(world)
    assert found(world, Wanted(channel=Channel.FORM)) == {made["form"]}
    assert made["silent"] in found(world, Wanted(shares=False)) and made["silent"] not in found(
        world, Wanted(shares=True)
    )
    assert made["form"] not in found(world, Wanted(shares=True)), "a preference on a form is no consent"
    assert made["member"] in found(world, Wanted(group="GS-0001", stage=Stage.GATHERING, entered=False))
    assert found(world, Wanted(group="GS-0001", entered=True)) == set()
    assert made["unsure"] in found(world, Wanted(group=NO_GROUP)) and made["member"] not in found(
        world, Wanted(group=NO_GROUP)
    )
    today = world.clock().astimezone(KST).date()
    assert found(world, Wanted(since=today, until=today)) >= set(made.values())
    assert (
        found(world, Wanted(since=today + timedelta(days=1)))
        == set()
        == found(world, Wanted(until=today - timedelta(days=1)))
    )
    hand_in(world, made["silent"])
    assert found(world, Wanted(papers=True)) == {made["silent"]}
    assert made["member"] in found(world, Wanted(papers=False))
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        groups.set_stage(work, groups.by_code(work, "GS-0001"), stage=Stage.COUNSEL)
    assert made["member"] in found(world, Wanted(stage=Stage.COUNSEL, shares=True))


def test_the_list_is_masked_and_goes_over_pages_with_its_filter(
    world: World, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_victim(world, canary(world))
    for number in range(3):
        make_victim(world, phone=f"010-0400-{number:04d}")
    shown = desk.read("/desk/list?step=lease")
    assert "찾은 사람 4명" in shown
    for told in (CANARY_NAME, CANARY_PHONE, CANARY_ADDRESS, "909호", "1968-01-20"):
        assert told not in shown, "a value on the list"
    monkeypatch.setattr(people, "PAGE", 3)
    first, second = (
        desk.read("/desk/list?step=lease&channel=web"),
        desk.read("/desk/list?step=lease&channel=web&page=2"),
    )
    assert "/desk/list?step=lease&amp;channel=web&amp;page=2" in first and "2쪽 가운데 2쪽" in second


def test_nobody_is_listed_before_something_is_asked(world: World, desk: Desk) -> None:
    reference = desk.reference(make_victim(world))
    assert reference not in desk.read("/desk/list") and reference not in desk.read("/desk/list?step=")
    assert reference in desk.read("/desk/list?step=lease")


@pytest.mark.parametrize(
    "query", ["group=010-0123-4567", "step=task", "since=0001-01-01", "until=9999-12-31", "shares=maybe", "stage=%00"]
)
def test_what_is_no_filter_lists_nobody(world: World, desk: Desk, query: str) -> None:
    reference = desk.reference(make_victim(world))
    answer = desk.get(f"/desk/list?{query}")
    assert answer.status_code == REFUSED and reference not in answer.get_data(as_text=True)


def test_a_filter_is_kept_found_on_both_pages_and_dropped(world: World, desk: Desk) -> None:
    make_victim(world)
    url = "/desk/list?step=lease&channel=web"
    sent = desk.form(url, "/desk/list/kept") | {"keep-name": "계약서를 볼 사람", "keep-query": "step=lease&channel=web"}
    for _ in range(2):
        assert desk.client.post("/desk/list/kept", data=sent).location == url
    for page in ("/desk", url):
        assert desk.read(page).count('href="/desk/list?step=lease&amp;channel=web"') == 1, "kept once"
    with world.as_staff(Role.CASEWORKER, desk.account_id) as work:
        (kept,) = kept_filters.mine(work)
    assert desk.send(f"/desk/list/kept/{kept.id}/drop", page="/desk/list").status_code == SEE_OTHER
    assert "계약서를 볼 사람" not in desk.read("/desk") + desk.read("/desk/list")


def test_another_s_filter_is_as_unknown_as_none(world: World, desk: Desk, make_desk: Callable[..., Desk]) -> None:
    other = make_desk(login="other-worker@example.com")
    with world.as_staff(Role.CASEWORKER, other.account_id) as work:
        kept_filters.keep(work, "남의 조건", LEASES)
        (kept,) = kept_filters.mine(work)
    assert "남의 조건" not in desk.read("/desk") + desk.read("/desk/list")
    desk.client.application.config["WTF_CSRF_ENABLED"] = False
    unknown = uuid4()
    theirs, none = (desk.client.post(f"/desk/list/kept/{one}/drop") for one in (kept.id, unknown))
    assert theirs.status_code == none.status_code == MISSING
    said = [answer.get_data(as_text=True) for answer in (theirs, none)]
    assert said[0].replace(str(kept.id), "") == said[1].replace(str(unknown), "")
    with pytest.raises(NoSuchFilter), world.as_staff(Role.CASEWORKER, desk.account_id) as work:
        kept_filters.drop(work, kept.id)
    with world.as_staff(Role.CASEWORKER, other.account_id) as work:
        assert kept_filters.mine(work) == (kept,)


def test_a_name_keeps_no_personal_data_and_twenty_are_enough(world: World, desk: Desk) -> None:
    make_victim(world)
    url = "/desk/list?step=lease"
    refused = desk.send("/desk/list/kept", page=url, keep__name="홍 900101-1234567")
    assert refused.status_code == REFUSED and "주민등록번호는 받지 않습니다" in refused.get_data(as_text=True)
    assert desk.send("/desk/list/kept", page=url, keep__name="010-0123-4567 에게 물음").status_code == SEE_OTHER
    with world.as_staff(Role.CASEWORKER, desk.account_id) as work:
        assert [one.name for one in kept_filters.mine(work)] == ["[전화번호] 에게 물음"]
        for number in range(kept_filters.MOST - 1):
            kept_filters.keep(work, f"조건 {number}", LEASES)
        kept_filters.keep(work, "조건 0", Wanted(step=Next.CONFIRM))
        for name, refusal in (
            ("하나 더", FiltersFull),
            ("", BadName),
            (" ", BadName),
            ("가" * 41, BadName),
            ("900101-1234567", ReasonHoldsNumber),
        ):
            with pytest.raises(refusal):
                kept_filters.keep(work, name, LEASES)
        assert {one.query for one in kept_filters.mine(work) if one.name == "조건 0"} == {"step=confirm"}
    assert "20개까지" in desk.send("/desk/list/kept", page=url, keep__name="하나 더").get_data(as_text=True)


def test_kept_filters_go_with_the_account(world: World, desk: Desk, make_desk: Callable[..., Desk]) -> None:
    other = make_desk(login="other-worker@example.com")
    for one in (desk, other):
        with world.as_staff(Role.CASEWORKER, one.account_id) as work:
            kept_filters.keep(work, "조건", LEASES)
    with world.as_system() as work:
        identity.close_account(work, other.account_id, reason=REASON)
    retire(world.works)
    with world.as_staff(Role.CASEWORKER, desk.account_id) as work:
        assert len(kept_filters.mine(work)) == 1
    with world.as_system() as work:
        assert kept_filters.retire(work) == 0, "nothing of a closed account is left"
