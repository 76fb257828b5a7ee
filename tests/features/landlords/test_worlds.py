"""Whole towns of landlords and namesakes, told in any order: nobody is put with a stranger, and no certain pair is missed."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from lawsuit_hub.features.landlords import matching
from lawsuit_hub.features.landlords.details import facts_of
from lawsuit_hub.features.landlords.types import Evidence
from lawsuit_hub.infra.db import make_engine
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import Keyring
from tests.features.landlords.reports import business, corporation, evidence, landlord_of, make_tables, tell, work_on

NAMES = ("나대로", "유하수", "류하수", "하나임대")
SPELLINGS = ("{}", " {} ", "{} (집주인)", "{}(임대인)", "{} 씨")


@dataclass(frozen=True)
class TrueLandlord:
    number: int
    name: str
    buildings: tuple[str, ...]

    def evidence(self, draw: st.DrawFn) -> Evidence:
        """What one tenant happens to know; sometimes a third of it, sometimes all."""
        serial = self.number + 1
        return evidence(
            draw(st.sampled_from(SPELLINGS)).format(self.name),
            birth=date(1950 + self.number, 5, 17) if draw(st.booleans()) else None,
            number=business(serial) if draw(st.integers(0, 3)) == 0 else None,
            registered=corporation(serial) if draw(st.integers(0, 5)) == 0 else None,
            building=draw(st.sampled_from(self.buildings)) if draw(st.integers(0, 5)) else None,
        )


@st.composite
def worlds(draw: st.DrawFn) -> list[tuple[int, Evidence]]:
    """Landlords with few names among them and buildings of their own, and their tenants in any order."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=5))
    town = [
        TrueLandlord(number, name, tuple(f"{number}-{house}" for house in range(draw(st.integers(1, 3)))))
        for number, name in enumerate(names)
    ]
    tenants = draw(st.lists(st.sampled_from(town), min_size=1, max_size=14))
    return [(landlord.number, landlord.evidence(draw)) for landlord in tenants]


def told(work: Work, world: Sequence[tuple[int, Evidence]]) -> list[UUID | None]:
    victims = [tell(work, said)[0] for _, said in world]
    return [landlord_of(work, victim) for victim in victims]


def chains(work: Work, world: Sequence[tuple[int, Evidence]]) -> list[int]:
    """For each tenant the chain of certain evidence that she belongs to, by an independent reckoning."""
    facts = [facts_of(work.keys, said) for _, said in world]
    chain = list(range(len(world)))
    for one, other in itertools.combinations(range(len(world)), 2):
        if matching.strength(facts[one], facts[other]):
            chain = [chain[one] if number == chain[other] else number for number in chain]
    return chain


@pytest.fixture(scope="module")
def town_hall(ring: Keyring) -> Iterator[Engine]:
    """Tables in memory; each world is rolled back."""
    engine = make_engine("sqlite:///:memory:")
    make_tables(engine, ring)
    yield engine
    engine.dispose()


@given(world=worlds())
def test_nobody_is_put_with_a_stranger_and_no_certain_pair_is_missed(
    town_hall: Engine, ring: Keyring, world: list[tuple[int, Evidence]]
) -> None:
    with work_on(town_hall, ring) as work:
        placed, chain = told(work, world), chains(work, world)
        work.db.rollback()
    for one, other in itertools.combinations(range(len(world)), 2):
        together = placed[one] is not None and placed[one] == placed[other]
        assert not together or world[one][0] == world[other][0], "two landlords' tenants in one group"
        assert together or chain[one] != chain[other], "a certain pair in two groups"
