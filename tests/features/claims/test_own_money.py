"""A member's own claim and share: exact for herself, and never what another claims."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from lawsuit_hub.features.claims import bills, own, plans, service
from lawsuit_hub.features.claims.types import BadFigures, Figures, FiguresMoved, OwnMoney, Party, Plan, Sharing
from lawsuit_hub.features.proceedings.types import State
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.work import NotAllowed, Work
from lawsuit_hub.values.court_fees import Practice
from tests.features.proceedings.cases import TODAY, Case
from tests.people import make_victim
from tests.world import World

pytestmark = pytest.mark.either

DEPOSIT = 235_000_000


def mine(world: World, person: UUID) -> OwnMoney:
    with world.as_member(person) as work:
        return own.own(work)


def five(case: Case) -> list[UUID]:
    deposits = ("120000000", "95000000", "250000000")
    more = [
        case.counsel.add(f"{name}새로", f"010-0300-000{n}", deposit=won)
        for n, (name, won) in enumerate(zip("송류홍", deposits, strict=True))
    ]
    return [*case.counsel.people, *more]


def plan(case: Case, **how: Any) -> None:
    case.lawyer(lambda work: plans.enter(work, case.code, Plan(**how)))


def test_from_five_plaintiffs_on_her_share_is_exact(world: World, case: Case) -> None:
    people = five(case)
    assert mine(world, people[2]).settled is None, "until somebody planned the suit"
    plan(case, retainer=5_000_000)
    money = mine(world, people[2])
    assert money.settled is not None and money.between is None
    assert (money.settled.plaintiffs, money.claim, money.settled.claim) == (5, 120_000_000, 935_000_000)
    staff = case.lawyer(lambda work: service.of_group(work, case.code))
    assert money.settled.share == next(one.share for one in staff.members if one.member.alias == case.alias(people[2]))
    assert (
        sum(one.settled.share.total for one in (mine(world, each) for each in people) if one.settled)
        == money.settled.total
    )


def test_what_others_note_and_who_leaves_moves_nothing_on_her_page_until_the_suit_is_planned_anew(
    world: World, case: Case
) -> None:
    """Else the difference of two looks would be one person's claim to the won."""
    people = five(case)
    plan(case)
    before = mine(world, people[2])
    case.desk(lambda work: service.note(work, case.code, case.alias(people[3]), paid_back=30_000_000))
    case.state(people[4], State.WITHDREW)
    case.counsel.add("한새로", "010-0300-0008", deposit="77000000")
    assert mine(world, people[2]) == before
    plan(case)
    after = mine(world, people[2])
    assert after.settled is not None and after.settled.plaintiffs == 5 and after != before
    case.state(people[3], State.WITHDREW)
    plan(case)
    assert mine(world, people[2]).settled is None, "four: an exact share would tell"


def test_her_page_opens_nobody_else_s_hints(world: World, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    people = five(case)
    plan(case)
    asked: list[set[UUID]] = []
    profiles = victims.profiles

    def heard(work: Work, ids: Iterable[UUID]) -> Any:
        asked.append(set(ids))
        return profiles(work, asked[-1])

    monkeypatch.setattr(victims, "profiles", heard)
    assert mine(world, people[2]).settled is not None
    assert asked == [{people[2]}]


def test_below_five_no_number_tells_what_the_others_claim(world: World, case: Case) -> None:
    """The exact share would: of a claim and its part of the stamp follows the sum, and of two the other's deposit."""
    third = case.counsel.add("송새로", "010-0300-0001", deposit="120000000")
    person = case.counsel.people[0]
    plan(case)
    before = mine(world, person)
    assert before.settled is None
    assert before.between is not None and before.together == 3
    exact = bills.bill(
        [Party(DEPOSIT), Party(DEPOSIT), Party(120_000_000)], Plan(), on=TODAY, practice=Practice()
    ).shares[0]
    assert before.between[0] <= exact.total <= before.between[1] and before.between[0] % 10_000 == 0
    case.desk(lambda work: service.note(work, case.code, case.alias(third), paid_back=90_000_000, weight=7))
    assert mine(world, person) == before, "what came back to another changes nothing on her page"


def test_the_bounds_follow_from_the_cards_alone(world: World, case: Case) -> None:
    case.counsel.add("송새로", "010-0300-0001", deposit="120000000")
    one = mine(world, case.counsel.people[0])
    case.counsel.add("류새로", "010-0300-0002", deposit="149999999", agrees=False)
    four = mine(world, case.counsel.people[0])
    assert one.between != four.between and four.together == 4, "whose consent the lawyer has is nobody's business"


def test_who_cannot_see_all_cards_gets_no_bounds(world: World, case: Case) -> None:
    assert mine(world, case.counsel.people[0]).between is None, "under three, cards are aliases"
    case.counsel.add("송새로", "010-0300-0001")
    case.counsel.add("류새로", "010-0300-0002", share_card=False)
    assert mine(world, case.counsel.people[0]).between is None
    plan(case, sharing=Sharing.AGREED)
    assert mine(world, case.counsel.people[0]).between is None


def test_who_did_not_agree_to_the_firm_has_no_share(world: World, case: Case) -> None:
    five(case)
    silent = case.counsel.add("한새로", "010-0300-0009", agrees=False)
    plan(case)
    money = mine(world, silent)
    assert money.settled is None and money.alone is not None


def test_without_a_group_it_is_what_she_would_pay_alone(world: World) -> None:
    person = make_victim(world)
    money = mine(world, person)
    assert (money.claim, money.settled, money.between) == (DEPOSIT, None, None)
    assert money.alone is not None and (money.alone.stamp, money.alone.service) == (895_500, 165_000)


def write(world: World, person: UUID, *, seen: int, **known: Any) -> bool:
    with world.as_member(person) as work:
        return own.note(work, **({"paid_back": 0, "distributed": 0, "interest_from": None} | known), seen=seen)


def test_she_writes_what_came_back_and_nothing_of_support_or_parts(world: World, case: Case) -> None:
    person = case.counsel.people[0]
    case.desk(lambda work: service.note(work, case.code, case.alias(person), granted=500_000, weight=3))
    assert write(world, person, seen=1, paid_back=200_000_000, interest_from=date(2026, 1, 1))
    money = mine(world, person)
    assert money.noted.figures == Figures(200_000_000, 0, date(2026, 1, 1), 500_000, 3) and money.noted.by == "member"
    assert money.claim == 35_000_000 and [one.percent for one in money.interest] == [5]
    with pytest.raises(BadFigures):
        write(world, person, seen=2, paid_back=DEPOSIT + 1)
    write(world, person, seen=2, paid_back=DEPOSIT)
    done = mine(world, person)
    assert (done.claim, done.alone, done.settled, done.between) == (0, None, None, None)


def test_an_old_tab_writes_over_nobody_and_what_stood_before_stays(world: World, case: Case) -> None:
    person = case.counsel.people[0]
    assert write(world, person, seen=0, paid_back=1_000_000)
    case.lawyer(lambda work: service.note(work, case.code, case.alias(person), distributed=80_000_000))
    with pytest.raises(FiguresMoved):
        write(world, person, seen=1, paid_back=1_000_000, interest_from=date(2026, 1, 1))
    assert mine(world, person).noted.figures.distributed == 80_000_000
    with world.engine.connect() as db:
        assert db.scalar(text("select count(*) from claim_figures")) == 2


def test_staff_reads_no_member_s_page(world: World, case: Case) -> None:
    with pytest.raises(NotAllowed):
        case.lawyer(own.own)
