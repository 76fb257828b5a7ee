"""Seats of a meeting: never more than there are, whoever comes at whatever moment; the list moves up by itself; the door lets in once."""

from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from sqlalchemy import select

from lawsuit_hub.features.destruction import erasing
from lawsuit_hub.features.destruction.types import Ground
from lawsuit_hub.features.meetings import door, endings, planning, reports, showing, signing_up, tickets
from lawsuit_hub.features.meetings.models import MeetingRow, Seat
from lawsuit_hub.features.meetings.signing_up import Wish
from lawsuit_hub.features.meetings.types import Audience, BadMeeting, Closed, NotComing, NotThere
from lawsuit_hub.infra.refusals import TooMany
from lawsuit_hub.privacy.keyring import CannotOpen
from tests.features.meetings.conftest import LINK, Meetings, at_once
from tests.people import make_active, make_victim


def test_fifty_who_sign_up_at_one_moment_get_the_seats_there_are_and_the_others_wait_in_order(
    meetings: Meetings,
) -> None:
    meeting = meetings.open(capacity=20)
    people = [make_victim(meetings.world, phone=f"010-0410-00{n:02d}", name="김표본") for n in range(5)]
    deeds = [partial(meetings.member, meeting, one) for one in people]
    deeds += [partial(meetings.visitor, meeting) for _one in range(45)]
    made = at_once(deeds)
    assert not [one for one in made if isinstance(one, Exception)]
    seats = meetings.seats(meeting)
    assert len(seats) == 50 and meetings.taken(meeting) == 20 == meetings.row(meeting).taken
    assert [one.waiting for one in seats] == [False] * 20 + [True] * 30, "in the order of the server"
    assert len({one.alias for one in seats}) == 50 == len({one.door_code for one in seats})


def test_seats_that_are_given_back_at_one_moment_go_to_who_waits_longest_and_no_seat_is_given_twice(
    meetings: Meetings,
) -> None:
    meeting = meetings.open(capacity=10)
    codes = [meetings.visitor(meeting) for _one in range(22)]
    before = meetings.seats(meeting)

    def give_back(code: str) -> None:
        with meetings.world.as_visitor() as work:
            signing_up.cancel_by_receipt(work, code, network=uuid4().hex)

    deeds = [partial(give_back, code) for code in [*codes[:8], *codes[:8]]]  # each of them twice
    deeds += [partial(meetings.visitor, meeting) for _one in range(4)]
    made = at_once(deeds)
    refused = [one for one in made if isinstance(one, Exception)]
    assert len(refused) == 8 and all(isinstance(one, NotThere) for one in refused)
    after = meetings.seats(meeting)
    assert meetings.taken(meeting) == 10 == meetings.row(meeting).taken
    stayed = [one.alias for one in before[8:]]
    assert [one.alias for one in after[:14]] == stayed
    assert [one.waiting for one in after] == [False] * 10 + [True] * 8


def test_a_member_who_moves_up_is_told_and_one_who_was_told_no_such_thing_is_not(meetings: Meetings) -> None:
    meeting = meetings.open(capacity=1)
    first, second, third = (make_victim(meetings.world, phone=f"010-0420-000{n}", name="이표본") for n in range(3))
    for one in (first, second, third):
        meetings.member(meeting, one)
    assert [meetings.ticket(meeting, one).before for one in (second, third)] == [0, 1]
    assert meetings.ticket(meeting, second).link == "" and meetings.ticket(meeting, first).link == LINK
    with meetings.world.as_member(first) as work:
        signing_up.cancel(work, meeting)
    assert meetings.told("meeting_seat") == [second]
    assert not meetings.ticket(meeting, second).waiting and meetings.ticket(meeting, third).waiting
    meetings.desk(lambda work: planning.change(work, meeting, meetings.plan(capacity=2), seen=2))
    assert set(meetings.told("meeting_seat")) == {second, third}
    with pytest.raises(BadMeeting):
        meetings.desk(lambda work: planning.change(work, meeting, meetings.plan(capacity=1), seen=3))


def test_an_organisation_that_wants_more_than_is_left_waits_and_lets_one_pass(meetings: Meetings) -> None:
    organisation = meetings.organisation()
    meeting = meetings.open(capacity=5)
    speaker = make_victim(meetings.world)
    meetings.speaks_for(speaker, organisation)
    codes = [meetings.visitor(meeting) for _one in range(3)]
    meetings.member(meeting, speaker, seats=4, organisation_id=organisation)
    meetings.visitor(meeting)
    assert [one.waiting for one in meetings.seats(meeting)] == [False, False, False, True, False]
    for code in codes[:2]:
        with meetings.world.as_visitor() as work:
            signing_up.cancel_by_receipt(work, code, network="a")
    assert meetings.ticket(meeting, speaker).waiting, "four do not fit where three are left"
    with meetings.world.as_visitor() as work:
        signing_up.cancel_by_receipt(work, codes[2], network="a")
    assert not meetings.ticket(meeting, speaker).waiting and meetings.taken(meeting) == 5
    other = make_victim(meetings.world, phone="010-0430-0001")
    with pytest.raises(NotThere):
        meetings.member(meeting, other, seats=2, organisation_id=organisation)
    meetings.member(meeting, other, seats=9)
    assert meetings.ticket(meeting, other).seats == 1, "several seats are an organisation's"


@pytest.mark.either
def test_signing_up_twice_is_once_and_a_receipt_comes_again_with_its_form(meetings: Meetings) -> None:
    meeting = meetings.open()
    her = make_victim(meetings.world)
    meetings.member(meeting, her)
    meetings.member(meeting, her)
    form = uuid4().hex
    codes = {meetings.visitor(meeting, once=form) for _one in range(3)}
    assert len(meetings.seats(meeting)) == 2 and len(codes) == 1
    with pytest.raises(NotThere):
        meetings.visitor(meeting, once="a")  # nothing that somebody else would think of too


def test_one_form_that_is_sent_many_times_at_once_takes_one_seat(meetings: Meetings) -> None:
    meeting, her, form = meetings.open(), make_victim(meetings.world), uuid4().hex
    made = at_once([partial(meetings.visitor, meeting, once=form)] * 6 + [partial(meetings.member, meeting, her)] * 6)
    assert len(set(made[:6])) == 1 and made[6:] == [None] * 6 and len(meetings.seats(meeting)) == 2


@pytest.mark.either
def test_a_ticket_is_hers_alone_and_a_receipt_opens_nobody_else_s(meetings: Meetings) -> None:
    meeting, her, another = (
        meetings.open(),
        make_victim(meetings.world),
        make_active(meetings.world, phone="010-0440-0001"),
    )
    meetings.member(meeting, her)
    code = meetings.visitor(meeting)
    with pytest.raises(NotThere):
        meetings.ticket(meeting, another)
    for wrong in ("", "AAAA-AAAA-AAAA-AAAA", code[:-1] + ("2" if code[-1] != "2" else "3"), "\x00" * 16, "가" * 5000):
        with pytest.raises(NotThere):
            meetings.receipt(wrong)
    assert meetings.receipt(code.lower().replace("-", " ")).alias == meetings.seats(meeting)[1].alias
    with meetings.world.as_visitor() as work, pytest.raises(TooMany):
        for _try in range(30):
            try:
                tickets.by_receipt(work, "AAAA", network="one")
            except NotThere:
                continue


@pytest.mark.either
def test_nothing_of_a_person_is_in_the_picture_and_the_list_and_nobody_is_told_whose_alias_it_is(
    meetings: Meetings,
) -> None:
    meeting, her = meetings.open(), make_victim(meetings.world, name="서늘봄")
    meetings.member(meeting, her)
    ticket = meetings.ticket(meeting, her)
    told = repr(meetings.seats(meeting)) + repr(ticket)
    assert str(her) not in told and "서늘봄" not in told and len(ticket.token) == 22
    with meetings.world.as_system() as work:
        seat = work.db.scalars(select(Seat)).one()
        assert ticket.token.encode() not in seat.ticket.data + seat.ticket_mac


def test_a_picture_that_is_scanned_twice_or_at_once_brings_in_one(meetings: Meetings) -> None:
    meeting, her = meetings.open(), make_victim(meetings.world)
    meetings.member(meeting, her)
    token = meetings.ticket(meeting, her).token
    made = at_once([partial(meetings.desk, lambda work: door.let_in(work, token))] * 5)
    assert sorted(made) == [False, False, False, False, True]
    (seat,) = meetings.seats(meeting)
    assert seat.came == 1 and meetings.ticket(meeting, her).came
    arriving = meetings.desk(lambda work: door.scanned(work, token))
    assert arriving.came_before and arriving.seat.came_at == meetings.world.clock.now
    assert meetings.desk(lambda work: door.let_in_by_code(work, meeting, seat.door_code.lower())) is False
    with meetings.world.as_member(her) as work, pytest.raises(Closed):
        signing_up.cancel(work, meeting)
    for wrong in (token[:-1], token + "A", "", "가" * 900):
        with pytest.raises(NotThere):
            meetings.desk(lambda work, wrong=wrong: door.let_in(work, wrong))


@pytest.mark.either
def test_who_waits_is_not_let_in_and_a_code_of_one_meeting_opens_no_other(meetings: Meetings) -> None:
    meeting, other = meetings.open(capacity=1), meetings.open()
    for _one in range(2):
        meetings.visitor(meeting)
    here, waits = meetings.seats(meeting)
    with pytest.raises(NotComing):
        meetings.desk(lambda work: door.let_in_by_code(work, meeting, waits.door_code))
    with pytest.raises(NotThere):
        meetings.desk(lambda work: door.let_in_by_code(work, other, here.door_code))
    meetings.desk(lambda work: door.count_walk_ins(work, meeting, 7))
    assert meetings.row(meeting).walk_ins == 7


@pytest.mark.either
def test_nobody_signs_up_after_the_last_day_to_a_draft_or_to_what_was_cancelled(meetings: Meetings) -> None:
    draft, meeting, cancelled = meetings.draft(), meetings.open(), meetings.open()
    meetings.desk(lambda work: planning.cancel(work, cancelled, reason="강당을 쓸 수 없습니다", seen=2))
    with pytest.raises(NotThere):
        meetings.visitor(draft)
    with pytest.raises(Closed):
        meetings.visitor(cancelled)
    meetings.world.clock.forward(days=9)
    with pytest.raises(Closed):
        meetings.visitor(meeting)


@pytest.mark.either
def test_what_she_needs_is_opened_for_a_reason_and_she_reads_that_it_was(meetings: Meetings) -> None:
    meeting, her = meetings.open(), make_victim(meetings.world)
    meetings.member(meeting, her, needs="휠체어 자리와 수어 통역")
    assert "휠체어" not in repr(meetings.seats(meeting))
    with meetings.world.as_member(her) as work:
        seat = work.db.scalars(select(Seat)).one()
        with pytest.raises(CannotOpen):
            tickets.needs_of(work, seat)
    ((line, said),) = meetings.desk(lambda work: door.open_needs(work, meeting, reason="자리를 준비합니다"))
    assert said == "휠체어 자리와 수어 통역" and line.needs
    assert meetings.row(meeting).title not in said


def test_who_is_erased_frees_her_seat_and_leaves_a_number_where_it_is_over(meetings: Meetings) -> None:
    coming, over = meetings.open(capacity=1), meetings.open()
    her, next_one = make_victim(meetings.world), make_victim(meetings.world, phone="010-0450-0001")
    meetings.member(coming, her, needs="통역")
    meetings.member(coming, next_one)
    meetings.member(over, her, needs="통역")
    with meetings.world.as_system() as work:
        row = work.db.get_one(MeetingRow, over)
        row.starts_at, row.ends_at = row.starts_at - timedelta(days=11), row.ends_at - timedelta(days=11)
    with meetings.world.as_system() as work:
        erasing.destroy(work, her, ground=Ground.OWN_REQUEST, reason="본인이 원했습니다")
    assert not meetings.ticket(coming, next_one).waiting and meetings.taken(coming) == 1
    with meetings.world.as_system() as work:
        (seat,) = work.db.scalars(select(Seat).where(Seat.meeting_id == over))
        assert seat.victim_id is None and seat.needs is None
    assert meetings.desk(lambda work: reports.numbers(work, over)).signed_up is None, "one: neither nobody nor told"


def test_some_days_after_the_end_seats_are_gone_and_numbers_stay(meetings: Meetings) -> None:
    organisation, small = meetings.organisation(), meetings.organisation("작은 모임 대책위")
    meeting = meetings.open(capacity=60)
    for one, seats in ((organisation, 12), (small, 2)):
        meetings.desk(
            lambda work, one=one, seats=seats: signing_up.reserve(work, meeting, one, seats, once=uuid4().hex)
        )
    for _one in range(9):
        meetings.visitor(meeting)
    for line in meetings.seats(meeting):
        meetings.desk(lambda work, line=line: door.let_in_by_code(work, meeting, line.door_code, count=line.seats))
    before = meetings.desk(lambda work: reports.numbers(work, meeting))
    assert (before.signed_up, before.came) == (23, 23)
    told = {name: (signed, came) for name, signed, came in before.by_organisation}
    assert told["작은 모임 대책위"] == (None, None)
    assert [signed for signed, _came in told.values()].count(None) == 2, "one hidden alone is known by subtraction"
    meetings.world.clock.forward(days=41)
    with meetings.world.as_system() as work:
        assert endings.retire(work) == 1 and endings.retire(work) == 0
    assert meetings.seats(meeting) == () and meetings.row(meeting).taken == 0
    after = meetings.desk(lambda work: reports.numbers(work, meeting))
    assert after.frozen and after.by_organisation == before.by_organisation
    assert (after.signed_up, after.came, after.walk_ins) == (23, 23, 0)


@pytest.mark.either
def test_a_meeting_for_organisations_is_signed_up_to_by_who_speaks_for_one(meetings: Meetings) -> None:
    organisation, other = meetings.organisation(), meetings.organisation("다른 단체")
    meeting = meetings.open(audience=Audience.ORGANISATIONS, organisations=(organisation,))
    her, elsewhere = make_victim(meetings.world), make_victim(meetings.world, phone="010-0460-0001")
    meetings.speaks_for(her, organisation)
    meetings.speaks_for(elsewhere, other)
    for refused in (partial(meetings.visitor, meeting), partial(meetings.member, meeting, elsewhere)):
        with pytest.raises(Closed):
            refused()
    meetings.member(meeting, her, seats=3, organisation_id=organisation)
    assert meetings.ticket(meeting, her).seats == 3
    with pytest.raises(NotThere):
        meetings.desk(lambda work: signing_up.reserve(work, meeting, other, 2, once=uuid4().hex))


@pytest.mark.either
def test_of_one_meeting_a_network_without_an_account_gets_three_seats_and_learns_no_number(meetings: Meetings) -> None:
    """Taking seats until none is free would count the others."""
    meeting, once = meetings.open(capacity=20), uuid4().hex
    for _one in range(12):
        meetings.visitor(meeting)
    codes = [meetings.visitor(meeting, once=once, network="a"), *(meetings.visitor(meeting, network="a") for _ in "bc")]
    with meetings.world.as_visitor() as work:
        assert showing.one(work, meeting).free, "five or more came before her: that is all she knows"
        signing_up.cancel_by_receipt(work, codes[2], network="a")
    with pytest.raises(BadMeeting) as refused:
        meetings.visitor(meeting, network="a")
    assert (refused.value.why, meetings.taken(meeting)) == ("network", 14)
    assert meetings.visitor(meeting, once=once, network="a") == codes[0], "the same form twice is no other seat"
    meetings.member(meeting, make_victim(meetings.world))
    meetings.visitor(meeting, network="b")
    meetings.visitor(meetings.open(), network="a")


@pytest.mark.either
def test_a_visitor_takes_few_seats_a_day_from_one_network(meetings: Meetings) -> None:
    for meeting in [meetings.open() for _one in range(6)]:
        for _seat in range(3):
            meetings.visitor(meeting, network="a")
    more = meetings.open()
    for _seat in range(2):
        meetings.visitor(more, network="a")
    with pytest.raises(TooMany):
        meetings.visitor(more, network="a")
    assert Wish().seats == 1
