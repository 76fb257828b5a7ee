"""Everything a person ever answered to a consent, with the very texts she was shown. Reads only."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.features.victims.models import Consent, ConsentText
from lawsuit_hub.features.victims.types import VictimId
from lawsuit_hub.infra.work import Work


@dataclass(frozen=True, slots=True)
class Answered:
    """`text` is empty where an imported form asked in words of its own."""

    kind: str
    firm_id: UUID | None
    given: bool
    channel: str
    at: datetime
    withdrawn_at: datetime | None
    text_sha256: str | None
    text: str


def history(work: Work, victim_id: VictimId) -> list[Answered]:
    """The oldest first."""
    both = (
        select(Consent, ConsentText.body)
        .outerjoin(ConsentText, ConsentText.sha256 == Consent.text_sha256)
        .where(Consent.victim_id == victim_id)
        .order_by(Consent.at, Consent.kind, Consent.id)
    )
    return [
        Answered(one.kind, one.firm_id, one.given, one.channel, one.at, one.withdrawn_at, one.text_sha256, body or "")
        for one, body in work.db.execute(both)
    ]
