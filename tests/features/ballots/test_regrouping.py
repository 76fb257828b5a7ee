"""Two groups become one while one of them votes: who could vote still can, the others read, and nothing is lost with the old key."""

from datetime import timedelta

import pytest

from lawsuit_hub.access.roles import Role
from lawsuit_hub.cleaning import carry_over
from lawsuit_hub.features.ballots import counting, making, voting
from lawsuit_hub.features.ballots.types import Asked, NotInElectorate, State
from lawsuit_hub.features.lawsuits import changes, groups
from tests.features.ballots.halls import OPTIONS, QUESTION
from tests.features.lawsuits.test_merging import connect, decide, two_groups
from tests.people import caseworker_of
from tests.world import World


@pytest.mark.either
def test_a_ballot_goes_on_in_the_group_that_stands(world: World) -> None:
    first, second = two_groups(world, size=5, active=True)
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        place = groups.membership_of(work, second[0])
        assert place is not None
        code = groups.get(work, place.group_id).code
        asked = Asked(QUESTION, "", OPTIONS, work.today, work.today + timedelta(days=7))
        ballot = making.make(work, code, asked, once="a", office=False)
    connect(world)
    decide(world, join=True)
    for who in second:
        with world.as_member(who) as work:
            voting.vote(work, ballot, 1)
    with world.as_member(first[0]) as work, pytest.raises(NotInElectorate):
        voting.vote(work, ballot, 0)
    world.clock.forward(days=8)
    assert counting.turn(world.works) == 1
    world.clock.forward(days=world.settings.undo_days + 1)
    with world.as_system() as work:
        changes.retire(work, carry_over=carry_over)
    for who in (first[0], second[0]):
        with world.as_member(who) as work:
            told = voting.own_one(work, ballot).ballot
        assert (told.asked.question, told.state, told.cast) == (QUESTION, State.ENDED, 5)
        assert told.result and told.result.counts == (0, 5, 0) and len(told.result.listed) == 5
