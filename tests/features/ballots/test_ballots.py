"""A group asks itself something: one secret vote each, counted at the end, checked by whoever kept her receipt."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select, text, update

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.ballots import counting, making, receipts, service, voting
from lawsuit_hub.features.ballots.models import BallotRow, BallotVoter
from lawsuit_hub.features.ballots.types import (
    BadChoice,
    BadDays,
    BadOptions,
    HasVoted,
    NoSuchBallot,
    NotInElectorate,
    NotOpen,
    Over,
    State,
    TooFewMembers,
)
from lawsuit_hub.features.briefings.types import BadWords, HoldsPersonal
from lawsuit_hub.features.lawsuits import changes, pausing, splitting, undoing
from lawsuit_hub.features.lawsuits import service as lawsuits
from lawsuit_hub.features.lawsuits.types import NoSuchGroup
from lawsuit_hub.features.outbox.models import Message
from lawsuit_hub.features.urns.models import Urn, UrnBatch
from lawsuit_hub.infra.refusals import NotYours, ReasonMissing
from lawsuit_hub.infra.work import NotAllowed
from lawsuit_hub.privacy.keyring import Sealed
from lawsuit_hub.worker import deliver
from tests.features.ballots.halls import OPTIONS, QUESTION, REASON, Hall
from tests.features.destruction.test_erasing import erase
from tests.people import make_active, make_other_group
from tests.world import World


def test_from_the_question_to_the_list_of_receipts(hall: Hall) -> None:
    ballot = hall.make()
    choices = [0, 0, 1, 0, 2]
    codes = {hall.vote(who, ballot, choice): choice for who, choice in zip(hall.people, choices, strict=False)}
    assert hall.own(hall.people[0], ballot).has_voted and hall.own(hall.people[5], ballot).waits
    assert hall.seen(ballot).cast is None, "no number before the end"
    assert hall.later(8) == 1
    told = hall.own(hall.people[5], ballot).ballot
    assert (told.state, told.voters, told.cast) == (State.ENDED, 6, 5)
    assert told.result and told.result.counts == (3, 1, 1) and told.result.whole and not told.result.lost
    assert dict(told.result.listed) == codes
    assert list(told.result.listed) == sorted(told.result.listed), "in the order of the receipts, not of the votes"
    seen = hall.seen(ballot).result
    assert seen and seen.counts == (3, 1, 1) and seen.listed == (), "staff has no receipts to compare"
    with hall.world.as_system() as work:
        left = [work.db.scalar(select(func.count()).select_from(one)) for one in (Urn, UrnBatch, BallotVoter)]
    assert left == [0, 0, 0]
    assert hall.later(1) == 0


@pytest.mark.either
def test_four_votes_are_read_by_nobody(hall: Hall) -> None:
    ballot = hall.make()
    for who in hall.people[:4]:
        hall.vote(who, ballot)
    hall.later(8)
    told = hall.own(hall.people[0], ballot).ballot
    assert (told.state, told.cast, told.result) == (State.ENDED, None, None), "nor how many they were"
    with hall.world.as_system() as work:
        assert work.db.get_one(BallotRow, ballot).cast is None
        assert not work.db.scalar(select(func.count()).select_from(UrnBatch))


def test_a_hundred_votes_of_one_person_at_once_are_one(hall: Hall) -> None:
    ballot = hall.make()

    def press(_which: int) -> str | None:
        with suppress(HasVoted):
            return hall.vote(hall.people[0], ballot)
        return None

    with ThreadPoolExecutor(20) as pool:
        codes = [one for one in pool.map(press, range(100)) if one]
    assert len(codes) == 1
    for who in hall.people[1:]:
        hall.vote(who, ballot, 1)
    hall.later(8)
    told = hall.own(hall.people[0], ballot).ballot
    assert told.result and told.result.counts == (1, 5, 0) and codes[0] in dict(told.result.listed)


def test_who_votes_while_it_is_counted_is_in_it_or_is_told(hall: Hall) -> None:
    """The worker's clock is past the last day; the members' requests were begun before it."""
    ballot = hall.make()
    for who in hall.people[:5]:
        hall.vote(who, ballot)
    hall.world.clock.forward(days=8)

    def press(which: int) -> str | int:
        if which == 1:
            return counting.turn(hall.world.works)
        try:
            return hall.vote(hall.people[5], ballot)
        except NotOpen:
            return "refused"

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(press, range(4)))
    told = hall.own(hall.people[0], ballot).ballot
    assert told.cast == 5 and answers.count("refused") == 3


@pytest.mark.either
def test_who_may_vote_is_settled_at_the_start(hall: Hall) -> None:
    ballot = hall.make()
    late = make_active(hall.world, name="서늦음", phone="010-0777-0001")
    with pytest.raises(NotInElectorate):
        hall.vote(late, ballot)
    assert not hall.own(late, ballot).waits and hall.own(late, ballot).ballot.asked.question == QUESTION
    hall.member(hall.people[0], pausing.pause)
    assert hall.vote(hall.people[0], ballot), "who pauses wants no messages; her vote is hers"


@pytest.mark.either
def test_who_leaves_loses_the_vote_she_did_not_cast(hall: Hall) -> None:
    ballot = hall.make()
    hall.vote(hall.people[0], ballot)
    for who in hall.people[:2]:
        hall.member(who, lambda work, who=who: lawsuits.leave(work, who))
    with pytest.raises(NotYours):
        hall.vote(hall.people[1], ballot)
    for who in hall.people[2:]:
        hall.vote(who, ballot, 1)
    hall.later(8)
    told = hall.seen(ballot)
    assert told.voters == 6 and told.cast == 5 and told.result and told.result.counts == (1, 4, 0)


@pytest.mark.either
def test_another_group_s_ballot_does_not_exist(hall: Hall) -> None:
    ballot = hall.make()
    _, strangers = make_other_group(hall.world)
    for deed in (lambda work: voting.vote(work, ballot, 0), lambda work: voting.own_one(work, ballot)):
        with pytest.raises(NoSuchBallot):
            hall.member(strangers[0], deed)
    with pytest.raises(NoSuchBallot):
        hall.vote(hall.people[0], uuid4())


@pytest.mark.either
def test_a_choice_that_is_none_and_a_day_that_is_over_are_refused(hall: Hall) -> None:
    ballot = hall.make(starts=1)
    with pytest.raises(NotOpen):
        hall.vote(hall.people[0], ballot)
    hall.later(1)
    for choice in (-1, 3, 99):
        with pytest.raises(BadChoice):
            hall.vote(hall.people[0], ballot, choice)
    hall.world.clock.forward(days=8)  # no worker came yet
    assert hall.own(hall.people[0], ballot).ballot.state is State.COUNTING
    with pytest.raises(NotOpen):
        hall.vote(hall.people[0], ballot)


@pytest.mark.either
def test_who_has_not_voted_is_reminded_once_and_nobody_else(hall: Hall) -> None:
    ballot = hall.make()
    assert set(hall.owed("ballot_open")) == set(hall.people)
    for who in hall.people[:3]:
        hall.vote(who, ballot)
    assert hall.later(5) == 0
    assert hall.later(1) == 1
    assert hall.later(0) == 0
    assert set(hall.owed("ballot_reminder")) == set(hall.people[3:])
    hall.vote(hall.people[3], ballot)  # between the writing and the sending
    deliver(hall.world.instance)
    with hall.world.as_system() as work:
        rows = work.db.query(Message).filter_by(kind="ballot_reminder").all()
        why = {one.recipient_id: one.failure for one in rows}
    assert why[hall.people[3]] == "she has voted, or cannot any more" and list(why.values()).count(None) == 2


@pytest.mark.either
def test_a_cancelled_ballot_is_read_by_nobody_and_says_why(hall: Hall) -> None:
    ballot = hall.make()
    for who in hall.people:
        hall.vote(who, ballot)
    with pytest.raises(ReasonMissing):
        hall.desk(lambda work: making.cancel(work, hall.code, ballot, reason=" "))
    hall.desk(lambda work: making.cancel(work, hall.code, ballot, reason=REASON))
    told = hall.own(hall.people[0], ballot).ballot
    assert (told.state, told.reason, told.result, told.cast) == (State.CANCELLED, REASON, None, None)
    with pytest.raises(NotOpen):
        hall.vote(hall.people[0], ballot)
    with pytest.raises(Over):
        hall.desk(lambda work: making.cancel(work, hall.code, ballot, reason=REASON))
    assert hall.later(8) == 0 and set(hall.owed("ballot_cancelled")) == set(hall.people)


BAD = {
    "one option": ({"options": ("하나", " ")}, BadOptions),
    "the same twice": ({"options": ("찬성", " 찬성")}, BadOptions),
    "nine options": ({"options": tuple("가나다라마바사아자")}, BadOptions),
    "a long option": ({"options": ("가" * 81, "나")}, BadOptions),
    "no question": ({"question": " "}, BadWords),
    "a resident number": ({"explanation": "900101-1234567 입니다"}, BadWords),
    "a mobile number": ({"explanation": "010-0123-4567로 물어보세요"}, HoldsPersonal),
    "a member's name": ({"question": "김표본 씨에게 맡길까요?"}, HoldsPersonal),
    "yesterday": ({"starts": -1}, BadDays),
    "one day": ({"days": 0}, BadDays),
    "two months": ({"days": 62}, BadDays),
    "next year": ({"starts": 300}, BadDays),
}


@pytest.mark.either
def test_words_and_days_that_are_wrong_are_refused(hall: Hall) -> None:
    for name, (asked, refusal) in BAD.items():
        with pytest.raises(refusal):
            hall.make(**asked)
            pytest.fail(name)
    hall.make(explanation="사무실 02-0000-1234", office=True)


@pytest.mark.either
def test_a_caseworker_makes_them_and_nobody_else(hall: Hall) -> None:
    asked = hall.asked()
    for role in (Role.LAWYER, Role.PRIVACY_OFFICER, Role.ADMIN, Role.MEMBER):
        with hall.world.works.open(Actor(role, hall.people[0])) as work, pytest.raises(NotAllowed):
            making.make(work, hall.code, asked, once="b", office=False)
    with hall.world.works.open(hall.counsel.actor) as work:
        assert service.of_group(work, hall.code).enough
    with hall.world.works.open(Actor(Role.LAWYER, hall.people[0])) as work, pytest.raises(NoSuchGroup):
        service.of_group(work, hall.code)
    assert hall.make() == hall.make(), "one form sent twice"


@pytest.mark.either
def test_a_group_of_four_has_no_ballot(world: World) -> None:
    hall = Hall(world, size=4)
    with pytest.raises(TooFewMembers):
        hall.make()


@pytest.mark.either
def test_a_group_that_shrank_before_the_first_day_starts_none(world: World) -> None:
    hall = Hall(world, size=5)
    ballot = hall.make(starts=2)
    hall.member(hall.people[0], lambda work: lawsuits.leave(work, hall.people[0]))
    hall.later(2)
    told = hall.seen(ballot)
    assert told.state is State.CANCELLED and told.reason == counting.GROUP_SMALL


@pytest.mark.either
def test_who_was_moved_to_another_group_votes_there_and_not_here(hall: Hall) -> None:
    ballot = hall.make()
    moved = hall.people[:1]
    hall.desk(
        lambda work: splitting.split(
            work, hall.group_id, victim_ids=moved, into=None, reason="등기부를 보니 다른 분입니다"
        )
    )
    with pytest.raises(NotYours):
        hall.vote(moved[0], ballot)
    hall.desk(
        lambda work: undoing.undo(work, changes.listed(work, offset=0, limit=1)[0].id, reason="다시 보니 같은 분입니다")
    )
    assert hall.vote(moved[0], ballot)


@pytest.mark.either
def test_an_erased_voter_leaves_nothing_but_her_slip(hall: Hall) -> None:
    ballot = hall.make()
    for who in hall.people:
        hall.vote(who, ballot)
    erase(hall.world, hall.people[0])
    with hall.world.as_system() as work:
        assert work.db.scalar(select(func.count()).select_from(BallotVoter)) == 5
    hall.later(8)
    told = hall.seen(ballot)
    assert told.cast == 6 and told.result and told.result.whole


@pytest.mark.either
def test_voting_leaves_no_line_no_limit_and_no_moment(hall: Hall) -> None:
    ballot = hall.make()
    before = lines(hall)
    hits = limits(hall)
    for who in hall.people:
        hall.vote(who, ballot)
    assert lines(hall) == before and limits(hall) == hits
    assert {one.name for one in BallotVoter.__table__.columns} == {"ballot_id", "victim_id"}


def lines(hall: Hall) -> int:
    with hall.world.as_system() as work:
        return int(work.db.scalar(text("select count(*) from audit_lines")) or 0)


def limits(hall: Hall) -> list[tuple[object, ...]]:
    with sqlite3.connect(hall.world.folder / "limits.db") as db:
        return db.execute("select key, hits from limit_counters order by key").fetchall()


@pytest.mark.either
def test_a_copy_of_her_data_says_whether_she_voted_and_never_what(hall: Hall) -> None:
    ballot = hall.make()
    hall.vote(hall.people[0], ballot)
    until = (hall.today + timedelta(days=7)).isoformat()
    for who, voted in ((hall.people[0], True), (hall.people[1], False)):
        kept = hall.member(who, lambda work, who=who: voting.kept_of(work, who))
        assert kept == [{"question": QUESTION, "until": until, "voted": voted}]


@pytest.mark.either
def test_votes_that_somebody_changed_are_told(hall: Hall) -> None:
    ballot = hall.make()
    for who in hall.people:
        hall.vote(who, ballot)
    with hall.world.as_system() as work:
        (data,) = work.db.scalars(select(UrnBatch.slips))
        changed = bytearray(data.data)
        changed[300] ^= 1
        work.db.execute(update(UrnBatch).values(slips=Sealed(bytes(changed))))
    hall.later(8)
    told = hall.seen(ballot).result
    assert told and (sum(told.counts), told.lost, told.whole) == (5, 1, False)


@pytest.mark.either
def test_words_that_somebody_changed_read_as_nothing_and_take_no_vote(hall: Hall) -> None:
    ballot = hall.make()
    with hall.world.as_system() as work:
        work.db.execute(update(BallotRow).values(words=Sealed(b"\x01" + bytes(60))))
    assert hall.own(hall.people[0], ballot).ballot.asked.options == ()
    with pytest.raises(BadChoice):
        hall.vote(hall.people[0], ballot)


def test_receipts_have_no_two_signs_that_look_alike() -> None:
    codes = {receipts.new() for _ in range(2000)}
    assert len(codes) == 2000
    assert not set("".join(codes)) & set("0O1IL2Z5S6G8BUV")
    assert receipts.read(receipts.slip("A-B", 1), 2) == ("A-B", 1)
    for bad in ("", "{}", "[]", '["a"]', '["a", 2]', '["a", true]', "[1, 1]", '["a", -1]', "null"):
        assert receipts.read(bad, 2) is None, bad


def test_options_and_question_are_what_was_asked(hall: Hall) -> None:
    asked = hall.seen(hall.make(options=(*OPTIONS, "", "  둘   다  "))).asked
    assert asked.options == (*OPTIONS, "둘 다")
