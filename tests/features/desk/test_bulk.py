"""A message to everybody whom a filter finds: seen first, sent once to those who were shown, and told in each one's record."""

import re
from uuid import UUID

import pytest
from sqlalchemy import select

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.desk import bulk, bulk_words
from lawsuit_hub.features.desk.list_types import Bulk, BulkPlan, PassedOver, Wanted
from lawsuit_hub.features.desk.types import AlreadyDecided
from lawsuit_hub.features.invites import service as invites
from lawsuit_hub.features.invites.models import Invite
from lawsuit_hub.features.lawsuits import pausing
from lawsuit_hub.features.letters import service as letters
from lawsuit_hub.features.outbox.models import Message
from lawsuit_hub.features.victims import barring, opening, stopping
from lawsuit_hub.features.victims.types import Channel
from lawsuit_hub.infra.refusals import ReasonMissing
from tests.features.desk.conftest import REASON, Desk
from tests.features.desk.test_regrouping_races import at_once
from tests.features.my.visits import set_room
from tests.people import caseworker_of, make_active, make_group, make_victim
from tests.world import World

OK, CONFLICT, MISSING, REFUSED, SEE_OTHER = 200, 409, 404, 422, 303
FORM = Wanted(channel=Channel.FORM)
PAGE = "/desk/list?channel=form"


def imported(world: World, count: int) -> list[UUID]:
    return [make_victim(world, phone=f"010-0500-{number:04d}", channel=Channel.FORM) for number in range(count)]


def look(world: World, wanted: Wanted, action: Bulk) -> BulkPlan:
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        return bulk.look(work, wanted, action)


def send(world: World, wanted: Wanted, action: Bulk, token: str) -> int:
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        return bulk.carry_out(work, wanted, action, reason=REASON, token=token)


def owed(world: World, kind: str) -> list[UUID | None]:
    with world.as_system() as work:
        return list(work.db.scalars(select(Message.recipient_id).where(Message.kind == kind)))


def deeds(world: World, victim_id: UUID, deed: str) -> list[str | None]:
    with world.as_system() as work:
        return [line.reason for line in audit.about(work, victim_id, deeds=[deed])]


def test_who_is_asked_to_confirm_and_who_not_and_why(world: World) -> None:
    asked, stopped, barred, gone = imported(world, 4)
    web = make_victim(world, phone="010-0510-0001")
    with world.as_system() as work:
        stopping.stop(work, stopped)
        opening.withdraw(work, gone, reason=REASON)
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        barring.bar(work, barred, reason=REASON)
    plan = look(world, Wanted(until=world.clock().date()), Bulk.REMIND)
    assert plan.gets == (asked,) and plan.total == 5
    assert dict(plan.passed) == dict.fromkeys(
        (PassedOver.QUIET, PassedOver.BARRED, PassedOver.GONE, PassedOver.CONFIRMED), 1
    )
    assert send(world, FORM, Bulk.REMIND, look(world, FORM, Bulk.REMIND).token) == 1
    assert owed(world, "confirm_invitation") == [asked]
    assert deeds(world, asked, "desk:reminded") == [REASON]
    assert not any(deeds(world, one, "desk:reminded") for one in (stopped, barred, gone, web))
    assert look(world, FORM, Bulk.REMIND).gets == ()
    world.clock.forward(days=6, hours=23)
    assert dict(look(world, FORM, Bulk.REMIND).passed)[PassedOver.RECENT] == 1
    world.clock.forward(hours=2)
    assert look(world, FORM, Bulk.REMIND).gets == (asked,)


def test_who_is_invited_and_who_not_and_why(world: World) -> None:
    group_id, members = make_group(world, size=5)
    set_room(world, group_id)
    open_one, paused, stopped, invited, other = members
    waiting = make_victim(world, phone="010-0510-0001")
    alone = make_active(world, phone="010-0510-0002", landlord="박다른", landlord_birth="1955-03-03")
    with world.as_member(paused) as work:
        pausing.pause(work)
    with world.as_system() as work:
        stopping.stop(work, stopped)
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        invites.owe(work, [invited])
    everybody = Wanted(channel=Channel.WEB)
    plan = look(world, everybody, Bulk.INVITE)
    assert set(plan.gets) == {open_one, other} and alone not in plan.gets and waiting not in plan.gets
    reasons = (PassedOver.PAUSED, PassedOver.QUIET, PassedOver.INVITED, PassedOver.NOT_ACTIVE, PassedOver.SMALL)
    assert dict(plan.passed) == dict.fromkeys(reasons, 1)
    assert send(world, everybody, Bulk.INVITE, plan.token) == 2
    assert set(owed(world, "invite")) == {open_one, other, invited}
    assert len(deeds(world, open_one, "invite:owed")) == 1
    with pytest.raises(AlreadyDecided):
        send(world, everybody, Bulk.INVITE, plan.token)
    with world.as_system() as work:
        assert len(list(work.db.scalars(select(Invite.id)))) == 3


def test_nobody_is_shown_an_invite_into_a_chat_that_is_full(world: World) -> None:
    group_id, members = make_group(world, size=3)
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        invites.set_room(work, group_id, url="https://open.kakao.com/o/gPyoBon", code="sample0420", capacity=2)
    plan = look(world, Wanted(group="GS-0001"), Bulk.INVITE)
    assert len(plan.gets) == 2 and set(plan.gets) < set(members) and plan.passed == ((PassedOver.NO_CHAT, 1),)
    assert send(world, Wanted(group="GS-0001"), Bulk.INVITE, plan.token) == 2


def test_another_state_an_old_token_and_too_many_send_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    imported(world, 2)
    plan = look(world, FORM, Bulk.REMIND)
    late = make_victim(world, phone="010-0510-0003", channel=Channel.FORM)
    for token in (plan.token, "", "x", look(world, FORM, Bulk.INVITE).token):
        with pytest.raises(AlreadyDecided):
            send(world, FORM, Bulk.REMIND, token)
    with pytest.raises(ReasonMissing), world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        bulk.carry_out(work, FORM, Bulk.REMIND, reason="음", token=look(world, FORM, Bulk.REMIND).token)
    monkeypatch.setattr(bulk, "MOST", 2)
    many = look(world, FORM, Bulk.REMIND)
    assert many.too_many and many.gets == ()
    with pytest.raises(AlreadyDecided):
        send(world, FORM, Bulk.REMIND, many.token)
    assert owed(world, "confirm_invitation") == [] and deeds(world, late, "desk:reminded") == []


def test_of_two_who_press_at_once_one_sends(world: World) -> None:
    people = imported(world, 3)
    token = look(world, FORM, Bulk.REMIND).token
    caseworker_of(world)

    def press() -> int:
        try:
            return send(world, FORM, Bulk.REMIND, token)
        except AlreadyDecided:
            return 0

    assert sorted(map(str, at_once(press, press))) == ["0", "3"]
    assert sorted(owed(world, "confirm_invitation"), key=str) == sorted(people, key=str)


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of the form that sends."""
    form = page.split('action="/desk/list/send"')[1].split("</form>", maxsplit=1)[0]
    return dict(re.findall(r'name="([^"]+)" type="hidden" value="([^"]*)"', form))


@pytest.mark.pages
def test_the_page_says_what_the_carrier_is_given(world: World) -> None:
    settings = world.settings
    text = letters.TEXTS[bulk.MESSAGE].format(site=settings.site_name, url=settings.url_for(members=True))
    assert bulk_words.message(Bulk.REMIND, settings) == text
    said = letters.INVITE.format(
        site=settings.site_name, hours=settings.invite_hours, url=settings.url_for(members=True), token="…"
    )
    assert bulk_words.message(Bulk.INVITE, settings) == said


@pytest.mark.pages
def test_the_preview_writes_nothing_and_pressing_twice_sends_once(world: World, desk: Desk) -> None:
    people = imported(world, 4)
    preview = desk.client.post(
        "/desk/list/preview", data=desk.form(PAGE, "/desk/list/preview") | {"bulk-action": "remind"}
    )
    shown = preview.get_data(as_text=True)
    assert (
        preview.status_code == OK and "4명 가운데 4명이 문자를 받습니다" in shown and "로그인해 확인해 주세요." in shown
    )
    assert len(set(re.findall(r"/desk/people/(P-\w+)", shown))) == 3 and "표본0" not in shown
    assert owed(world, "confirm_invitation") == []
    sent = hidden(shown)
    refused = desk.client.post("/desk/list/send", data=sent | {"bulk-reason": ""})
    assert refused.status_code == REFUSED and owed(world, "confirm_invitation") == []
    sent |= {"bulk-reason": REASON}
    assert desk.client.post("/desk/list/send", data=sent).status_code == SEE_OTHER
    assert "4명에게 전화 확인을 부탁하는 문자를 보냅니다" in desk.read(PAGE)
    again = desk.client.post("/desk/list/send", data=sent)
    assert again.status_code == CONFLICT and "이미 처리된 일입니다" in again.get_data(as_text=True)
    assert sorted(owed(world, "confirm_invitation"), key=str) == sorted(people, key=str)
    assert "이레 안에 같은 문자를 받음" in desk.client.post("/desk/list/preview", data=sent).get_data(as_text=True)


@pytest.mark.pages
def test_an_old_preview_and_a_form_that_asks_nothing_send_nothing(world: World, desk: Desk) -> None:
    imported(world, 1)
    form = desk.form(PAGE, "/desk/list/preview") | {"bulk-action": "remind"}
    shown = desk.client.post("/desk/list/preview", data=form).get_data(as_text=True)
    sent = hidden(shown) | {"bulk-reason": REASON}
    make_victim(world, phone="010-0510-0003", channel=Channel.FORM)
    assert desk.client.post("/desk/list/send", data=sent).status_code == CONFLICT
    for query in ("", "step=", "step=nonsense", "page=2", "&" * 99):
        for action in ("preview", "send"):
            assert desk.client.post(f"/desk/list/{action}", data=sent | {"bulk-query": query}).status_code == REFUSED
    assert desk.client.post("/desk/list/preview", data=sent | {"bulk-action": "erase"}).status_code == MISSING
    assert owed(world, "confirm_invitation") == []
