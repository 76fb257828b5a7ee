"""Who may be in a room: members of the group, as long as they are, and nobody of another."""

from datetime import timedelta
from uuid import uuid4

import pytest

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.destruction import erasing
from lawsuit_hub.features.destruction.types import Ground
from lawsuit_hub.features.invites import service as invites
from lawsuit_hub.features.invites.types import InviteVoid
from lawsuit_hub.features.lawsuits import service as lawsuits
from lawsuit_hub.features.registration import service as registration
from lawsuit_hub.features.rights import collecting
from lawsuit_hub.features.rooms import endings, moderation, places, posting
from lawsuit_hub.features.rooms.types import Kind, Moved, NoRoom, NotInside, Silenced, TakenOut
from tests.features.my.visits import make_invite, set_room
from tests.features.rooms.talks import REASON, enter, make_talk, other_talk
from tests.people import caseworker_of, make_active, make_victim
from tests.world import World


def test_whoever_is_not_active_in_a_visible_group_has_no_room(world: World) -> None:
    alone = make_active(world, phone="010-0777-0001", landlord="조혼자", landlord_birth="1950-01-01")
    waiting = make_victim(world, phone="010-0777-0002")
    for person in (alone, waiting):
        with pytest.raises(NoRoom), world.as_member(person) as work:
            places.enter(work)
        with pytest.raises(NoRoom), world.as_member(person) as work:
            places.look(work)


def test_who_has_not_come_in_sees_the_door_and_reads_nothing(world: World) -> None:
    talk = make_talk(world)
    talk.say(talk.people[0], "안녕하세요")
    newcomer = make_active(world, name="서새로", phone="010-0777-0001")
    with world.as_member(newcomer) as work:
        seen = places.look(work)
        assert (seen.entered, seen.news.entries) == (False, ())
        assert places.unread(work, newcomer).entered is False
    for deed in (lambda work: places.news(work, 0), lambda work: posting.post(work, "글", key=uuid4())):
        with pytest.raises(NotInside), world.as_member(newcomer) as work:
            deed(work)
    enter(world, newcomer)
    assert talk.texts(newcomer) == ["안녕하세요"]


def test_a_room_holds_nothing_of_another_group_s(world: World) -> None:
    talk, other = make_talk(world), other_talk(world)
    talk.say(talk.people[0], "우리 방의 글")
    assert other.texts(other.people[0]) == []
    for deed in (lambda work: places.one(work, 1), lambda work: places.hide(work, 1)):
        with pytest.raises(NoRoom), world.as_member(other.people[0]) as work:
            deed(work)


def test_unread_messages_are_counted_until_they_are_read(world: World) -> None:
    talk = make_talk(world)
    one, other, _ = talk.people
    for text in ("하나", "둘", "셋"):
        talk.say(one, text)
    with world.as_member(other) as work:
        assert places.unread(work, other).count == 3
        places.read_to(work, 2)
        assert places.unread(work, other).count == 1
        places.read_to(work, 99999)
        assert places.unread(work, other).count == 0
        places.read_to(work, 1)
        assert places.unread(work, other).count == 0
    talk.say(one, "넷")
    with world.as_member(other) as work:
        assert places.unread(work, other).count == 1, "a number of the future reads nothing beforehand"
    with world.as_member(one) as work:
        assert places.unread(work, one).count == 0, "her own are read"


def test_hiding_a_neighbour_is_for_oneself_alone_and_can_be_taken_back(world: World) -> None:
    talk = make_talk(world)
    one, other, third = talk.people
    talk.say(one, "보기 싫은 말")
    talk.say(third, "좋은 말")
    with world.as_member(other) as work:
        places.hide(work, 1)
    assert talk.texts(other) == ["좋은 말"]
    assert talk.texts(third) == ["보기 싫은 말", "좋은 말"]
    with world.as_member(other) as work:
        assert places.unread(work, other).count == 1
        assert places.look(work).hidden == 1
        places.show_all(work)
    assert talk.texts(other) == ["보기 싫은 말", "좋은 말"]
    with pytest.raises(NoRoom), world.as_member(one) as work:
        places.hide(work, 1)  # herself


def test_who_leaves_the_room_or_the_group_reads_no_more_and_her_alias_goes(world: World) -> None:
    talk = make_talk(world, size=4)
    one, other, third, fourth = talk.people
    talk.say(one, "남는 글")
    talk.say(other, "이것도")
    with world.as_member(one) as work:
        registration.leave_group(work, one)
    with world.as_member(other) as work:
        places.leave(work)
    with pytest.raises(NoRoom):
        talk.read(one)
    with pytest.raises(NotInside):
        talk.read(other)
    left, stays = talk.read(third).entries
    assert (left.text, left.who) == ("남는 글", "")
    assert stays.who, "still a neighbour in the group"
    enter(world, other)
    assert talk.texts(other) == ["남는 글", "이것도"]
    with world.as_member(one) as work:
        lawsuits.rejoin(work, one)
    assert talk.texts(fourth) == ["남는 글", "이것도"]


def test_whom_a_caseworker_takes_out_comes_in_again_only_when_let(world: World) -> None:
    talk = make_talk(world)
    one = talk.people[0]
    talk.take_out(one)
    for deed in (places.enter, places.look, lambda work: places.news(work, 0)):
        with pytest.raises(TakenOut), world.as_member(one) as work:
            deed(work)
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        moderation.let_in(work, talk.code, talk.membership(one), reason=REASON)
    with pytest.raises(NotInside):
        talk.read(one)
    enter(world, one)
    talk.say(one, "다시 왔어요")


def test_a_pause_lasts_its_hours_and_ends_by_itself(world: World) -> None:
    talk = make_talk(world)
    one = talk.people[0]
    seq = talk.say(one, "거친 말").seq
    account = talk.opened()
    with world.as_staff(Role.CASEWORKER, account) as work:
        moderation.pause(work, talk.code, seq, hours=24, reason=REASON)
    with pytest.raises(Silenced):
        talk.say(one, "더 거친 말")
    assert talk.texts(one) == ["거친 말"], "she reads"
    world.clock.now += timedelta(hours=24, seconds=1)
    talk.say(one, "이제 괜찮아요")


def test_an_open_chat_closes_the_built_in_room_to_new_words_and_keeps_the_old_readable(world: World) -> None:
    talk = make_talk(world)
    talk.say(talk.people[0], "카카오톡으로 가요")
    set_room(world, talk.group_id)
    with pytest.raises(Moved):
        talk.say(talk.people[0], "아직 여기?")
    assert talk.texts(talk.people[1]) == ["카카오톡으로 가요"]
    late = make_active(world, name="서새로", phone="010-0777-0001")
    with pytest.raises(Moved):
        enter(world, late)


def test_an_invite_leads_into_the_built_in_room_and_is_void_once_an_open_chat_is_set(world: World) -> None:
    talk = make_talk(world)
    one, other, _ = talk.people
    with world.as_member(one) as work:
        entered = invites.enter(work, make_invite(world, one))
        assert (entered.url, entered.code) == ("", "") and entered.alias
    token = make_invite(world, other)
    set_room(world, talk.group_id)
    with pytest.raises(InviteVoid), world.as_member(other) as work:
        invites.enter(work, token)


def test_of_who_is_erased_no_message_stays_and_open_pages_are_told(world: World) -> None:
    talk = make_talk(world)
    one, other, _ = talk.people
    talk.say(one, "지워질 글")
    talk.say(other, "남을 글")
    with world.as_member(other) as work:
        places.hide(work, 1)
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        erasing.destroy(work, one, ground=Ground.COMMAND, reason="본인이 전화로 청했습니다")
    read = talk.read(other).entries
    assert [(entry.kind, entry.text, entry.about) for entry in read] == [
        (Kind.MESSAGE, "남을 글", None),
        (Kind.REMOVED, "", 1),
    ]
    with world.as_system() as work:
        held = endings.kept_of(work, one)
    assert held == {"stays": [], "written": [], "reported": []}


def test_messages_age_out_and_numbers_are_not_given_again(world: World) -> None:
    talk = make_talk(world)
    talk.say(talk.people[0], "오래된 글")
    world.clock.now += timedelta(days=world.settings.room_days, seconds=-5)
    talk.say(talk.people[0], "새 글")
    world.clock.now += timedelta(seconds=10)
    with world.as_system() as work:
        assert endings.retire(work) == 1
    assert [(entry.seq, entry.text) for entry in talk.read(talk.people[1]).entries] == [(2, "새 글")]
    assert talk.say(talk.people[1], "다음").seq == 3


def test_her_copy_holds_what_she_wrote_and_nothing_of_the_others(world: World) -> None:
    talk = make_talk(world)
    one, other, _ = talk.people
    talk.say(one, "제 전화는 010-0123-9999")
    talk.say(other, "남의 글")
    with world.as_system() as work:
        room = collecting.content(work, one)["room"]
    assert [entry["text"] for entry in room["written"]] == ["제 전화는 [전화번호]"]
    assert len(room["stays"]) == 1
