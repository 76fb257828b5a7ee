"""The pages on which groups are merged, split, put back: seen first, done once, an old tab refused, and told to whom it concerns."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from lawsuit_hub.access.roles import Role
from lawsuit_hub.cleaning import retire
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.invites import service as invites
from lawsuit_hub.features.invites.types import InviteVoid
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.lawsuits import assignments, changes, groups
from lawsuit_hub.features.lawsuits.models import GroupChange, GroupChangePerson
from lawsuit_hub.features.lawsuits.types import Stage
from lawsuit_hub.features.rosters.models import RosterRequest
from lawsuit_hub.infra.keystore import SubjectKey
from lawsuit_hub.infra.work import Work
from tests.features.desk.conftest import REASON, Desk
from tests.features.desk.test_groups_and_review import ELSEWHERE, code_of, linked_groups, owed, pending, proposal_of
from tests.features.my.visits import make_invite, set_room
from tests.features.rosters.exports import make_counsel
from tests.features.rosters.waiting import ask as ask_for_large
from tests.people import make_firm, make_group, make_victim
from tests.world import World

pytestmark = pytest.mark.pages
OK, REFUSED, GONE, CONFLICT, SEE_OTHER = 200, 422, 404, 409, 303


def two_groups(world: World, **about: object) -> tuple[list[UUID], list[UUID]]:
    _, older = make_group(world, size=2, **about)
    _, younger = make_group(
        world, size=2, first_number=3000, landlord="표본주택(주)", business_number="123-45-67891", address=ELSEWHERE
    )
    return older, younger


def merge(desk: Desk) -> None:
    url = "/desk/groups/GS-0002/merge"
    assert desk.send(url, page=f"{url}?with=GS-0001", reason=REASON).status_code == SEE_OTHER


def changed(world: World) -> str:
    """The address of the newest change."""
    with world.as_system() as work:
        return f"/desk/changes/{changes.listed(work, offset=0, limit=1)[0].id}"


def aliases(world: World, people: list[UUID]) -> set[str]:
    with world.as_system() as work:
        return {line.alias for line in groups.memberships_of(work, people).values()}


def test_a_merge_is_seen_before_it_is_done_and_names_nobody(world: World, desk: Desk) -> None:
    _, younger = two_groups(world)
    with world.as_system() as work:
        gone = groups.by_code(work, "GS-0002")
    set_room(world, gone)
    token = make_invite(world, younger[0])
    page = desk.read("/desk/groups/GS-0001/merge?with=gs-0002")
    for said in (
        "GS-0002에서 확정된 2명과 기다리는 0명이 새 별칭으로 GS-0001에",
        "GS-0002의 대화방이 없어집니다",
        "초대 1개가 무효",
        "2명에게 ‘모임이 바뀌었습니다. 하실 일은 없습니다’라는 문자",
        "동의는 본인이 한 그대로",
    ):
        assert said in page, said
    assert all(alias in page for alias in aliases(world, younger)) and "표본0" not in page and "표본주택" not in page
    assert code_of(world, younger[0]) == "GS-0002", "looking changes nothing"
    before = aliases(world, younger)
    merge(desk)
    assert code_of(world, younger[0]) == "GS-0001" and not aliases(world, younger) & before
    assert owed(world, "group_changed") == set(younger)
    with pytest.raises(InviteVoid), world.as_member(younger[0]) as work:
        invites.enter(work, token)
    with world.as_system() as work:
        assert audit.count(work, younger[0], deeds=["invite:revoked"]) == 1
        assert audit.count(work, younger[1], deeds=["invite:revoked"]) == 0
        (line,) = audit.about(work, gone, deeds=["group:merge-decided"])
        assert line.reason == REASON


@pytest.mark.parametrize("code", ["GS-0001", "GS-4040", "%00"])
def test_a_code_that_leads_nowhere_else_is_said_beside_the_field(world: World, desk: Desk, code: str) -> None:
    make_group(world, size=2)
    assert "없는 번호이거나 바로 이 모임입니다" in desk.read(f"/desk/groups/GS-0001/merge?with={code}")


def test_an_old_tab_is_shown_the_groups_as_they_are_now(world: World, desk: Desk) -> None:
    _, younger = two_groups(world)
    url = "/desk/groups/GS-0001/merge"
    sent = desk.form(f"{url}?with=GS-0002", url) | {"reason": REASON}
    make_group(world, size=1, first_number=4000, landlord="표본주택", business_number="123-45-67891", address=ELSEWHERE)
    answer = desk.client.post(url, data=sent)
    page = answer.get_data(as_text=True)
    assert (
        answer.status_code == CONFLICT
        and "그사이 모임이 바뀌었습니다" in page
        and "확정된 3명" in page
        and REASON in page
    )
    assert code_of(world, younger[0]) == "GS-0002"
    again = desk.form(f"{url}?with=GS-0002", url) | {"reason": REASON}
    assert desk.client.post(url, data=again).status_code == SEE_OTHER
    assert desk.client.post(url, data=again).status_code == CONFLICT, "sent twice, done once"


def test_what_contradicts_is_never_merged(world: World, desk: Desk) -> None:
    make_group(world, size=2)
    make_group(world, size=2, first_number=3000, landlord="박다른", landlord_birth="1955-03-03", address=ELSEWHERE)
    url = "/desk/groups/GS-0001/merge"
    page = desk.read(f"{url}?with=GS-0002")
    assert "할 수 없습니다" in page and 'id="merge"\n' not in page and "disabled" in page
    assert desk.send(url, page=f"{url}?with=GS-0002", reason=REASON).status_code == CONFLICT
    with world.as_system() as work:
        assert len(groups.lines(work)) == 2


def test_a_proposal_is_decided_upon_the_same_preview(world: World, desk: Desk) -> None:
    older, younger = linked_groups(world)
    url = f"/desk/review/merge/{proposal_of(world)}"
    assert "이렇게 됩니다" in desk.read(url)
    sent = desk.form(url, url) | {"choice": "join", "reason": REASON}
    assert desk.client.post(url, data=sent | {"token": "x"}).status_code == CONFLICT
    assert desk.client.post(url, data=sent).status_code == SEE_OTHER
    assert code_of(world, older) == code_of(world, younger) == "GS-0001"


def test_a_merge_is_put_back_with_codes_stages_and_no_room(world: World, desk: Desk) -> None:
    older, younger = two_groups(world)
    with world.as_staff(Role.CASEWORKER, desk.account_id) as work:
        gone = groups.by_code(work, "GS-0002")
        groups.set_stage(work, gone, stage=Stage.COUNSEL)
    set_room(world, gone)
    world.clock.forward(minutes=1)
    merge(desk)
    world.clock.forward(minutes=1)
    joined, _ = make_group(world, size=1, first_number=4000)
    url, were = changed(world), aliases(world, younger)
    page = desk.read(url)
    assert "GS-0001에서 확정된 2명과 기다리는 0명이 새 별칭으로 GS-0002에" in page
    assert desk.send(url, page=url, reason=REASON).status_code == SEE_OTHER
    assert {code_of(world, one) for one in older} == {"GS-0001"} and {code_of(world, one) for one in younger} == {
        "GS-0002"
    }
    assert not aliases(world, younger) & were
    with world.as_system() as work:
        line = groups.line(work, groups.by_code(work, "GS-0002"))
        assert line.id == gone and line.stage is Stage.COUNSEL and not line.has_room and line.members == 2
        assert groups.line(work, joined).members == 3, "who came after the merge stays"
        assert audit.count(work, gone, deeds=["group:merge-undone"]) == 1
    assert "이미 되돌렸습니다" in desk.read(url) and "되돌림" in desk.read("/desk/changes")
    assert "GS-0001 · GS-0002" in desk.read("/desk/apart"), "kept apart from now on"


def test_a_later_merge_has_to_be_put_back_first(world: World, desk: Desk) -> None:
    two_groups(world)
    merge(desk)
    first = changed(world)
    make_group(
        world,
        size=2,
        first_number=5000,
        landlord="셋째주택(주)",
        landlord_birth=None,
        address="부산광역시 수영구 표본로 7, 1호",
    )
    url = "/desk/groups/GS-0001/merge"
    assert desk.send(url, page=f"{url}?with=GS-0003", reason=REASON).status_code == SEE_OTHER
    page = desk.read(first)
    assert "나중에 한 일부터" in page and changed(world) in page and 'id="undo"' not in page
    second = changed(world)
    assert desk.send(second, page=second, reason=REASON).status_code == SEE_OTHER
    assert desk.send(first, page=first, reason=REASON).status_code == SEE_OTHER
    with world.as_system() as work:
        assert [line.code for line in groups.lines(work)] == ["GS-0001", "GS-0002", "GS-0003"]


def split(desk: Desk, people: list[UUID], *, into: str = "", reason: str = REASON) -> tuple[int, str]:
    """Chosen, seen, confirmed; the status and the preview."""
    url = "/desk/groups/GS-0001/split"
    sent = desk.form(url, f"{url}/preview") | {"people": [desk.reference(one) for one in people], "into": into}
    shown = desk.client.post(f"{url}/preview", data=sent)
    page = shown.get_data(as_text=True)
    if shown.status_code != OK:
        return shown.status_code, page
    token = page.split('name="token" type="hidden" value="')[1].split('"')[0]
    done = desk.client.post(url, data=sent | {"token": token, "reason": reason})
    return done.status_code, page


def test_a_split_makes_a_group_of_its_own_and_keeps_the_two_apart(world: World, desk: Desk) -> None:
    _, members = make_group(world, size=5)
    set_room(world, groups_of(world, members[0]))
    token = make_invite(world, members[0])
    world.clock.forward(minutes=1)
    status, page = split(desk, members[:2])
    assert status == SEE_OTHER and "새 모임에 옮겨집니다" in page and "초대 1개가 무효" in page
    assert {code_of(world, one) for one in members[:2]} == {"GS-0002"}
    assert {code_of(world, one) for one in members[2:]} == {"GS-0001"}
    assert owed(world, "group_changed") == set(members), "who stays sees fewer, and reads it in the same words"
    with pytest.raises(InviteVoid), world.as_member(members[0]) as work:
        invites.enter(work, token)
    later = make_victim(world, name="나중이", phone="010-0777-0001")
    with world.as_system() as work:
        assert landlords.standing(work, later).landlord_id is None, "the same facts lead to two: a caseworker decides"
        assert audit.about(work, members[0], deeds=["landlord:parted"])[0].reason == REASON
        assert audit.count(work, members[3], deeds=["landlord:parted"]) == 0
    url = changed(world)
    assert desk.send(url, page=url, reason=REASON).status_code == SEE_OTHER
    assert {code_of(world, one) for one in members} == {"GS-0001"}


def groups_of(world: World, victim_id: UUID) -> UUID:
    with world.as_system() as work:
        return groups.membership_of(work, victim_id).group_id


@pytest.mark.parametrize("how_many", [0, 3])
def test_somebody_has_to_go_and_somebody_to_stay(world: World, desk: Desk, how_many: int) -> None:
    _, members = make_group(world, size=3)
    status, page = split(desk, members[:how_many])
    assert status == REFUSED and "한 명 이상 고르고" in page


def test_a_split_into_a_group_that_stands_asks_whether_its_landlord_contradicts(world: World, desk: Desk) -> None:
    _, members = make_group(world, size=3)
    make_group(world, size=2, first_number=3000, landlord="박다른", landlord_birth="1955-03-03", address=ELSEWHERE)
    make_group(
        world,
        size=2,
        first_number=5000,
        landlord="셋째주택(주)",
        landlord_birth=None,
        address="부산광역시 수영구 표본로 7, 1호",
    )
    status, page = split(desk, members[:1], into="GS-0002")
    assert status == CONFLICT and "서로 어긋납니다" in page
    assert split(desk, members[:1], into="GS-4040")[0] == REFUSED
    status, _ = split(desk, members[:1], into="GS-0003")
    assert status == SEE_OTHER and code_of(world, members[0]) == "GS-0003"


def test_nobody_of_another_group_is_taken_along(world: World, desk: Desk) -> None:
    _, members = make_group(world, size=3)
    outsider = make_victim(world, name="남다른", phone="010-0888-0001", landlord="박다른", landlord_birth="1955-03-03")
    assert split(desk, [outsider])[0] == REFUSED
    assert split(desk, [members[0], outsider])[0] == SEE_OTHER
    assert code_of(world, outsider) == "GS-0002" and code_of(world, members[0]) == "GS-0003"


def test_a_decision_about_one_who_waited_is_put_back(world: World, desk: Desk) -> None:
    make_group(world, size=2)
    her = pending(world)
    url = f"/desk/review/{desk.reference(her)}"
    assert desk.send(url, page=url, choice="join", reason=REASON).status_code == SEE_OTHER
    change = changed(world)
    assert desk.reference(her) in desk.read("/desk/changes")
    assert desk.send(change, page=change, reason=REASON).status_code == SEE_OTHER
    assert code_of(world, her) is None and desk.get(url).status_code == OK
    assert desk.send(url, page=url, choice="own", reason=REASON).status_code == SEE_OTHER
    change = changed(world)
    assert desk.send(change, page=change, reason=REASON).status_code == SEE_OTHER
    assert desk.get("/desk/groups/GS-0002").status_code == GONE, "nobody is left in it"


def test_not_the_same_is_remembered_and_taken_back(world: World, desk: Desk) -> None:
    make_group(world, size=2)
    her = pending(world)
    url = f"/desk/review/{desk.reference(her)}"
    assert desk.send(url, page=url, choice="not", reason=REASON).status_code == SEE_OTHER
    page = desk.read(url)
    assert "견줄 만한 모임이 없습니다" in page and f"{url}?group=GS-0001" in page
    refused = desk.read(f"{url}?group=GS-0001")
    assert 'value="join"' not in refused
    assert desk.send(url, page=f"{url}?group=GS-0001", choice="maybe", reason=REASON).status_code == SEE_OTHER
    assert 'value="join"' in desk.read(url)
    with world.as_system() as work:
        deeds = [line.deed for line in audit.about(work, her, deeds=["landlord:not-the-same", "landlord:maybe-again"])]
    assert deeds == ["landlord:maybe-again", "landlord:not-the-same"]


def test_apart_is_taken_back_and_asked_again_where_something_certain_says_so(world: World, desk: Desk) -> None:
    _, members = make_group(world, size=3)
    assert split(desk, members[:1])[0] == SEE_OTHER
    with world.as_system() as work:
        assert landlords.merge_proposals(work) == []
    page = desk.read("/desk/apart")
    url = "/desk/apart/" + page.split('href="/desk/apart/')[1].split('"')[0]
    assert desk.send(url, page=url, reason="음").status_code == REFUSED
    sent = desk.form(url, url) | {"reason": REASON}
    assert desk.client.post(url, data=sent).status_code == SEE_OTHER
    assert desk.client.post(url, data=sent).status_code == CONFLICT
    with world.as_system() as work:
        assert [one.because for one in landlords.merge_proposals(work)] == ["name_and_birth"]
    assert code_of(world, members[0]) == "GS-0002", "that alone merges nothing"


def test_unknown_changes_and_pairs_are_not_there(desk: Desk) -> None:
    assert desk.get(f"/desk/changes/{uuid4()}").status_code == GONE
    assert desk.get(f"/desk/apart/{uuid4()}").status_code == CONFLICT


def waiting_together(world: World, *, size: int = 3) -> list[UUID]:
    """Who name one house in which two landlords of one name let: nobody can say whose they are."""
    house = "서울특별시 강서구 표본로 12, 301호"
    for number, birth in enumerate(("1968-01-20", "1955-03-03")):
        make_group(world, size=2, first_number=3000 + 10 * number, landlord_birth=birth, address=house)
    return [
        make_victim(world, name=f"기다림{n}", phone=f"010-0555-001{n}", landlord_birth=None, address=house)
        for n in range(size)
    ]


def test_those_of_one_building_are_decided_about_together(world: World, desk: Desk) -> None:
    people = waiting_together(world)
    first = f"/desk/review/{desk.reference(people[0])}"
    assert f"{first}/building" in desk.read("/desk/review")
    page = desk.read(f"{first}/building")
    assert all(desk.reference(one) in page for one in people) and "표본로 12" not in page and "GS-0001, GS-0002" in page
    chosen = [desk.reference(one) for one in people[:2]]
    sent = desk.form(f"{first}/building", f"{first}/building/preview") | {"people": chosen, "into": "gs-0002"}
    shown = desk.client.post(f"{first}/building/preview", data=sent).get_data(as_text=True)
    assert "2명을 GS-0002에 넣을까요?" in shown
    assert shown.count('<span class="cell-value">2</span>') == 2, "name and building agree"
    token = shown.split('name="token" type="hidden" value="')[1].split('"')[0]
    whole = sent | {"token": token, "reason": REASON}
    assert desk.client.post(f"{first}/building", data=whole | {"reason": "음"}).status_code == REFUSED
    assert desk.client.post(f"{first}/building", data=whole | {"people": chosen[:1]}).status_code == CONFLICT, (
        "not what was seen"
    )
    assert desk.client.post(f"{first}/building", data=whole).status_code == SEE_OTHER
    assert [code_of(world, one) for one in people] == ["GS-0002", "GS-0002", None]
    with world.as_system() as work:
        told = [[line.reason for line in audit.about(work, one, deeds=["landlord:decided"])] for one in people]
    assert told == [[REASON], [REASON], []]
    assert desk.client.post(f"{first}/building", data=whole).status_code == CONFLICT, "sent twice, done once"


def test_together_is_all_or_nothing(world: World, desk: Desk) -> None:
    people = waiting_together(world, size=2)
    stranger = pending(world, name="남다른", phone="010-0555-0099")
    url = f"/desk/review/{desk.reference(people[0])}/building"
    sent = desk.form(url, f"{url}/preview") | {
        "people": [desk.reference(one) for one in (*people, stranger)],
        "into": "",
    }
    assert desk.client.post(f"{url}/preview", data=sent).status_code == REFUSED, "of another building"
    sent |= {"people": [desk.reference(one) for one in people]}
    shown = desk.client.post(f"{url}/preview", data=sent).get_data(as_text=True)
    token = shown.split('name="token" type="hidden" value="')[1].split('"')[0]
    assert desk.client.post(url, data=sent | {"token": token, "reason": REASON}).status_code == SEE_OTHER
    assert {code_of(world, one) for one in people} == {"GS-0003"}


def test_a_lawyer_s_time_ends_with_her_group_and_what_waits_for_her(
    world: World, make_desk: Callable[..., Desk]
) -> None:
    """A sealed password does not lie about for a lawyer who may not have the file any more."""
    desk = make_desk()
    make_victim(
        world, phone="010-0300-0001", landlord="표본주택(주)", business_number="123-45-67891", address=ELSEWHERE
    )
    counsel = make_counsel(world, size=3)
    ask_for_large(counsel)
    with world.as_system() as work:
        assert work.db.scalar(select(func.count()).select_from(RosterRequest)) == 1
    url = f"/desk/groups/{counsel.code}/merge"
    page = desk.read(f"{url}?with=GS-0001")
    assert f"{counsel.code}을 맡은 법무법인 표본의 배정이 끝나고" in page and "명단에서 빠집니다" in page
    assert desk.send(url, page=f"{url}?with=GS-0001", reason=REASON).status_code == SEE_OTHER
    with world.as_system() as work:
        assert work.db.scalar(select(func.count()).select_from(RosterRequest)) == 0
        assert assignments.history(work, counsel.group_id)[0].ended_at is not None


def test_a_period_that_ran_out_unseen_is_written_down(world: World) -> None:
    firm = make_firm(world)
    group_id, _ = make_group(world, size=2, firm_id=firm)
    with world.as_staff(Role.CASEWORKER, None) as work:
        lawyer = identity.lawyers(work)[0].id
        assignments.assign(work, group_id, lawyer_id=lawyer, until=world.clock.now.date(), reason=REASON)
    world.clock.forward(days=3)
    with world.as_staff(Role.CASEWORKER, None) as work:
        assert assignments.assign(work, group_id, lawyer_id=lawyer, reason=REASON)
    with world.as_system() as work:
        reasons = [line.reason for line in audit.about(work, group_id, deeds=["group:lawyer"])]
    assert reasons == [REASON, assignments.OVER, REASON]


def test_what_undoing_needs_is_forgotten_in_time_with_the_key_of_the_group_that_went(world: World, desk: Desk) -> None:
    two_groups(world)
    merge(desk)
    url = changed(world)
    with world.as_system() as work:
        gone = work.db.scalars(select(GroupChange.other_id).where(GroupChange.kind == "merge")).one()
        assert keys_of(work, gone) == 1
    world.clock.forward(days=world.settings.undo_days + 1)
    retire(world.works)
    desk.sign_in()
    assert desk.get(url).status_code == GONE
    with world.as_system() as work:
        assert work.db.scalar(select(func.count()).select_from(GroupChangePerson)) == 0
        assert keys_of(work, gone) == 0


def keys_of(work: Work, subject_id: UUID) -> int:
    return work.db.scalar(select(func.count()).select_from(SubjectKey).where(SubjectKey.subject_id == subject_id))
