"""Each member stands for herself: entered by her lawyer or a caseworker, read by her alone, counted for the others from three on."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.lawsuits import pausing
from lawsuit_hub.features.proceedings import service, standings
from lawsuit_hub.features.proceedings.models import SuitState
from lawsuit_hub.features.proceedings.types import BadDeadline, State
from lawsuit_hub.features.registration import service as registration
from lawsuit_hub.infra.refusals import NotYours
from tests.features.proceedings.cases import TODAY, Case
from tests.people import OTHER_LANDLORD, make_active
from tests.world import World


def test_a_member_sees_her_own_states_and_of_the_others_counts_from_three_on(world: World, case: Case) -> None:
    people = [
        *case.counsel.people,
        *(case.counsel.add(f"{one}새로", f"010-0300-000{n}") for n, one in enumerate("송류홍전")),
    ]
    for one in people[:4]:
        assert case.state(one, State.RETAINED) == 1
    world.clock.forward(seconds=1)
    assert case.state(people[0], State.FILED) == 1 and case.state(people[0], State.FILED) == 0
    with world.as_member(people[0]) as work:
        own = service.own_course(work)
    assert [one.state for one in own.mine] == [State.RETAINED, State.FILED]
    assert {one.state: one.count for one in own.counts} == {
        State.INTERESTED: None,
        State.RETAINED: 3,
        State.FILED: None,
    }
    world.clock.forward(seconds=1)
    for one in people[1:5]:
        case.state(one, State.FILED)
    with world.as_member(people[5]) as work:
        other = service.own_course(work)
    assert other.mine == ()
    assert {one.state: one.count for one in other.counts} == {State.INTERESTED: None, State.FILED: None}, (
        "one would tell the other"
    )
    with world.as_system() as work:
        assert audit.count(work, people[0], deeds=["suit:state"]) == 2
        assert work.db.scalar(select(func.count()).select_from(SuitState).where(SuitState.victim_id == people[0])) == 2


def test_an_alias_of_another_group_is_nobody_and_tomorrow_is_refused(world: World, case: Case) -> None:
    other = make_active(
        world,
        name="한다른",
        phone="010-0310-0001",
        **OTHER_LANDLORD,
    )
    assert case.state(other, State.RETAINED) == 0
    with pytest.raises(BadDeadline):
        case.state(case.counsel.people[0], State.RETAINED, TODAY + timedelta(days=1))


def test_who_has_no_group_yet_has_no_course(world: World) -> None:
    alone = make_active(world)
    with world.as_member(alone) as work, pytest.raises(NotYours):
        service.own_course(work)


def test_who_left_is_counted_no_more_and_who_paused_still_is(world: World, case: Case) -> None:
    people = [
        *case.counsel.people,
        case.counsel.add("송새로", "010-0300-0001"),
        case.counsel.add("류새로", "010-0300-0002"),
    ]
    for one in people:
        case.state(one, State.RETAINED)
    with world.as_member(people[0]) as work:
        registration.leave_group(work, people[0])
    with world.as_member(people[1]) as work:
        pausing.pause(work)
    with world.as_system() as work:
        assert [(one.state, one.count) for one in standings.counts(work, case.counsel.group_id)] == [
            (State.RETAINED, 3)
        ]


def test_a_lawyer_reads_a_mask_only_of_who_agreed_to_her_firm(world: World, case: Case) -> None:
    case.counsel.add("송비밀", "010-0300-0001", agrees=False)
    masks = {
        one.member.alias: one.name_mask for one in case.lawyer(lambda work: service.course(work, case.code)).members
    }
    assert sorted(bool(mask) for mask in masks.values()) == [False, True, True]
    assert all(one.name_mask for one in case.desk(lambda work: service.course(work, case.code)).members)
