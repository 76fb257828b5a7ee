"""A programme in force with money, and three caseworkers: two decide, a third hears appeals."""

import pytest

from lawsuit_hub.access.roles import Role
from tests.features.costs.made import Costs
from tests.people import caseworker_of, make_staff
from tests.world import World


@pytest.fixture
def costs(world: World) -> Costs:
    second = make_staff(world, Role.CASEWORKER, login="second@example.com")
    third = make_staff(world, Role.CASEWORKER, login="third@example.com")
    made = Costs(world, caseworker_of(world), second, third)
    made.begin_programme()
    return made
