"""A group whose lawyer has written what its mandate is for, and people who sign it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from lawsuit_hub.features.mandates import standing
from lawsuit_hub.features.mandates.signing import Signature
from lawsuit_hub.features.mandates.types import Facts, MandateView
from tests.features.mandates.made import FACTS, filled, sign, word
from tests.features.proceedings.cases import Case, case
from tests.features.rosters.exports import counsel

__all__ = ["case", "counsel"]


class Signers:
    """`sign(victim_id, name)` signs on the screen; `newest(victim_id)` is what stands of her."""

    def __init__(self, case: Case) -> None:
        self.case, self.world = case, case.world

    def write(self, facts: Facts = FACTS, **more: Any) -> None:
        word(self.world, self.case.counsel.group_id, facts, **more)

    def asked(self, victim_id: UUID, name: str, **more: Any) -> Signature:
        return filled(self.world, victim_id, name, **more)

    def sign(self, victim_id: UUID, name: str, **more: Any) -> MandateView:
        sign(self.world, victim_id, name, **more)
        return self.newest(victim_id)

    def newest(self, victim_id: UUID) -> MandateView:
        with self.world.as_system() as work:
            return standing.newest(work, [victim_id])[victim_id]

    def own(self, victim_id: UUID, deed: Callable[[Any], Any]) -> Any:
        with self.world.as_member(victim_id) as work:
            return deed(work)


@pytest.fixture
def signers(case: Case) -> Signers:
    made = Signers(case)
    made.write()
    return made
