"""A group whose lawyer has written what its mandate is for, and people who sign it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.mandates import own, signing, standing, wording
from lawsuit_hub.features.mandates.signing import Signature
from lawsuit_hub.features.mandates.strokes import Strokes
from lawsuit_hub.features.mandates.types import Facts, MandateView, Special, Way
from lawsuit_hub.features.victims import consents
from tests.features.proceedings.cases import Case
from tests.features.proceedings.cases import case as case
from tests.features.rosters.exports import counsel as counsel

FACTS = Facts("임대차보증금반환 청구의 소", "seoul-south", "2026가합12345", ("임표본",), ("변호사 표본",))
DRAWN = Strokes.parse("[[[20,120],[60,60],[100,150],[140,40],[200,140]],[[220,60],[260,150],[320,60]]]")
SECRET = "s" * 43


class Signers:
    """`sign(victim_id, name)` signs on the screen; `newest(victim_id)` is what stands of her."""

    def __init__(self, case: Case) -> None:
        self.case, self.world = case, case.world

    def write(self, facts: Facts = FACTS, *, seen: int = 0, electronic: bool = True) -> None:
        self.case.lawyer(lambda work: wording.write(work, self.case.code, facts, seen=seen))
        with self.world.as_system() as work:
            identity.take_electronic_mandates(work, self.case.counsel.firm_id, on=electronic)

    def asked(self, victim_id: UUID, name: str, **more: Any) -> Signature:
        with self.world.as_member(victim_id) as work:
            text = consents.shown_of_firm(work, self.case.counsel.firm_id, locale="ko")
            said = {"seen": own.form(work).sha256, "agreed": text.sha256, "strokes": DRAWN, **more}
        specials = said.pop("specials", frozenset({Special.SETTLE, Special.APPEAL}))
        return Signature(name, said.pop("address", "서울특별시 강서구 표본로 12, 301호"), specials, **said)

    def sign(self, victim_id: UUID, name: str, **more: Any) -> MandateView:
        asked, way = self.asked(victim_id, name, **more), Way.PASSKEY if "strokes" in more else Way.DRAWN
        with self.world.as_member(victim_id) as work:
            at = work.now - timedelta(minutes=2)
            signing.sign(work, asked, way, identified_at=at, secret=SECRET, locale="ko")
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
