"""A group with its lawyer at a stage, for the tests of a case's course."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.lawsuits.types import Stage
from lawsuit_hub.features.proceedings import deadlines, stages, standings
from lawsuit_hub.features.proceedings.deadlines import Entry
from lawsuit_hub.features.proceedings.types import Facts, State
from lawsuit_hub.values.case_number import CaseNumber
from tests.features.rosters.exports import Counsel
from tests.people import caseworker_of
from tests.world import World

FACTS = Facts("seoul-south", CaseNumber.parse("2026가합12345"), date(2026, 3, 1))
TODAY = date(2026, 3, 2)


class Case:
    """`desk(deed)` and `lawyer(deed)` do something in a work of theirs."""

    def __init__(self, world: World, counsel: Counsel) -> None:
        self.world, self.counsel, self.code = world, counsel, counsel.code

    def desk(self, deed: Callable[[Any], Any]) -> Any:
        with self.world.as_staff(Role.CASEWORKER, caseworker_of(self.world)) as work:
            return deed(work)

    def lawyer(self, deed: Callable[[Any], Any]) -> Any:
        with self.world.works.open(self.counsel.actor) as work:
            return deed(work)

    def take(self, to: Stage, seen: Stage, *, by: str = "desk", **more: Any) -> None:
        getattr(self, by)(lambda work: stages.take(work, self.code, to=to, seen=seen, **more))

    def stage(self) -> Stage:
        with self.world.as_system() as work:
            return Stage(groups.get(work, self.counsel.group_id).stage)

    def alias(self, victim_id: UUID) -> str:
        with self.world.as_system() as work:
            return groups.memberships_of(work, [victim_id])[victim_id].alias

    def state(self, victim_id: UUID, state: State, since: date = TODAY, *, by: str = "lawyer") -> int:
        alias = self.alias(victim_id)
        return int(
            getattr(self, by)(lambda work: standings.enter(work, self.code, aliases=[alias], state=state, since=since))
        )

    def day(
        self, kind: str = "hearing", day: date = TODAY, *, once: str = "a", by: str = "lawyer", **more: Any
    ) -> bool:
        entry = Entry(kind, day, **more)
        return bool(getattr(self, by)(lambda work: deadlines.enter(work, self.code, entry, once=once)))


@pytest.fixture
def case(world: World, counsel: Counsel) -> Case:
    return Case(world, counsel)
