"""Staff in a room: opened with a reason, verified, leaving a mark; nobody else's group."""

from datetime import timedelta
from uuid import uuid4

import pytest

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.lawsuits import assignments
from lawsuit_hub.features.lawsuits.types import NoSuchGroup
from lawsuit_hub.features.rooms import counsel, moderation, places, reports
from lawsuit_hub.features.rooms.types import Kind, NoRoom, NotOpened
from lawsuit_hub.infra.refusals import ReasonHoldsNumber, ReasonMissing
from lawsuit_hub.infra.work import NotAllowed
from tests.features.rooms.talks import REASON, make_talk, other_talk
from tests.people import FIRM, caseworker_of, make_staff
from tests.world import World


def test_a_caseworker_reads_nothing_before_she_opens_the_room_and_nothing_after_the_hour(world: World) -> None:
    talk = make_talk(world)
    talk.say(talk.people[0], "우리끼리 하는 말")
    account = caseworker_of(world)
    with world.as_staff(Role.CASEWORKER, account) as work:
        assert moderation.file(work, talk.code).news is None
    for deed in (
        lambda work: moderation.news(work, talk.code, 0),
        lambda work: moderation.one(work, talk.code, 1),
        lambda work: moderation.remove(work, talk.code, 1, reason=REASON),
        lambda work: moderation.post(work, talk.code, "글", key=uuid4()),
    ):
        with pytest.raises(NotOpened), world.as_staff(Role.CASEWORKER, account) as work:
            deed(work)
    with pytest.raises(ReasonMissing), world.as_staff(Role.CASEWORKER, account) as work:
        moderation.open_room(work, talk.code, reason="왜")
    talk.opened()
    other = make_staff(world, Role.CASEWORKER, login="other@example.com")
    with pytest.raises(NotOpened), world.as_staff(Role.CASEWORKER, other) as work:
        moderation.news(work, talk.code, 0)
    with world.as_staff(Role.CASEWORKER, account) as work:
        assert [one.text for one in moderation.news(work, talk.code, 0).entries] == ["우리끼리 하는 말"]
        assert [line.reason for line in audit.about(work, talk.group_id, deeds=("room:opened",))] == [REASON]
    world.clock.now += timedelta(minutes=moderation.OPEN_MINUTES, seconds=1)
    with pytest.raises(NotOpened), world.as_staff(Role.CASEWORKER, account) as work:
        moderation.news(work, talk.code, 0)


def test_a_report_reaches_the_desk_with_its_reason_once_and_says_not_who(world: World) -> None:
    talk = make_talk(world)
    one, other, _ = talk.people
    talk.say(one, "1:1로 수임료를 보내세요")
    for _ in range(2):
        with world.as_member(other) as work:
            reports.report(work, 1, reason="돈을 달라고 합니다 010-0123-9999")
    with pytest.raises(ReasonHoldsNumber), world.as_member(other) as work:
        reports.report(work, 1, reason="910307-2123456 번호를 물어요")
    account = talk.opened()
    with world.as_staff(Role.CASEWORKER, account) as work:
        (found,) = moderation.file(work, talk.code).reports
        assert (found.seq, found.reason) == (1, "돈을 달라고 합니다 [전화번호]")
        moderation.settle(work, talk.code, found.id)
        assert moderation.file(work, talk.code).reports == ()
    elsewhere = other_talk(world)
    with pytest.raises(NoRoom), world.as_staff(Role.CASEWORKER, account) as work:
        moderation.settle(work, elsewhere.code, found.id)


def test_a_removed_message_is_gone_for_members_stays_for_the_desk_and_is_told(world: World) -> None:
    talk = make_talk(world)
    talk.say(talk.people[0], "지울 글")
    account = talk.opened()
    with world.as_staff(Role.CASEWORKER, account) as work:
        for _ in range(2):
            moderation.remove(work, talk.code, 1, reason=REASON)
    first, told = talk.read(talk.people[1]).entries
    assert (first.text, first.removed, told.kind, told.about) == ("", True, Kind.REMOVED, 1)
    with world.as_staff(Role.CASEWORKER, account) as work:
        assert moderation.one(work, talk.code, 1).text == "지울 글"
    with world.as_member(talk.people[1]) as work:
        assert places.unread(work, talk.people[1]).count == 0


def test_pins_stand_until_they_are_taken_away_or_the_message_goes(world: World) -> None:
    talk = make_talk(world)
    talk.say(talk.people[0], "위임장은 12월 5일까지")
    account = talk.opened()

    def pins() -> list[str]:
        with world.as_member(talk.people[1]) as work:
            return [one.text for one in places.look(work).pins]

    for on, seen in ((True, 1), (True, 1), (False, 0), (True, 1)):
        with world.as_staff(Role.CASEWORKER, account) as work:
            moderation.pin(work, talk.code, 1, on=on)
        assert len(pins()) == seen
    with world.as_staff(Role.CASEWORKER, account) as work:
        moderation.remove(work, talk.code, 1, reason=REASON)
    assert pins() == []


def test_a_caseworker_and_the_lawyer_write_as_what_they_are(world: World) -> None:
    talk = make_talk(world)
    lawyer = make_staff(world, Role.LAWYER)
    account = talk.opened()
    with world.as_staff(Role.CASEWORKER, account) as work:
        assignments.assign(work, talk.group_id, lawyer_id=lawyer)
        moderation.post(work, talk.code, "담당자입니다", key=uuid4())
    with world.as_staff(Role.LAWYER, lawyer) as work:
        counsel.post(work, talk.code, "변호사입니다", key=uuid4())
    staff, advocate = talk.read(talk.people[0]).entries
    assert (staff.role, staff.who) == (Role.CASEWORKER, "")
    assert (advocate.role, advocate.who) == (Role.LAWYER, FIRM)


def test_a_lawyer_is_in_the_room_only_while_the_group_is_hers(world: World) -> None:
    talk, other = make_talk(world), other_talk(world)
    lawyer, stranger = make_staff(world, Role.LAWYER), make_staff(world, Role.LAWYER, login="strange@example.com")
    today = world.clock.now.date()
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        assignments.assign(
            work, talk.group_id, lawyer_id=lawyer, starts_on=today + timedelta(days=2), until=today + timedelta(days=5)
        )

    def tries(who, code: str) -> None:
        with world.as_staff(Role.LAWYER, who) as work:
            counsel.look(work, code)

    with pytest.raises(NoSuchGroup):
        tries(lawyer, talk.code)
    world.clock.now += timedelta(days=3)
    tries(lawyer, talk.code)
    for who, code in ((lawyer, other.code), (stranger, talk.code)):
        with pytest.raises(NoSuchGroup):
            tries(who, code)
    world.clock.now += timedelta(days=4)
    with pytest.raises(NoSuchGroup):
        tries(lawyer, talk.code)


def test_roles_that_have_no_business_in_a_room_are_refused(world: World) -> None:
    talk = make_talk(world)
    for role in (Role.PRIVACY_OFFICER, Role.ADMIN, Role.LAWYER):
        account = make_staff(world, role, login=f"x-{role.value}@example.com")
        with pytest.raises(NotAllowed), world.as_staff(role, account) as work:
            moderation.open_room(work, talk.code, reason=REASON)
    with pytest.raises(NotAllowed), world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        places.look(work)


def test_a_member_of_another_group_is_not_taken_out_of_this_room(world: World) -> None:
    talk, other = make_talk(world), other_talk(world)
    with pytest.raises(NoRoom), world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        moderation.take_out(work, talk.code, other.membership(other.people[0]), reason=REASON)
