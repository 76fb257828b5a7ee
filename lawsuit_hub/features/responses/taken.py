"""When answers of a person were taken from imported files. Reads only."""

from datetime import datetime

from sqlalchemy import select

from lawsuit_hub.features.responses.models import TakenAnswer
from lawsuit_hub.features.victims.types import VictimId
from lawsuit_hub.infra.work import Work


def taken_at(work: Work, victim_id: VictimId) -> list[datetime]:
    times = select(TakenAnswer.taken_at).where(TakenAnswer.victim_id == victim_id).order_by(TakenAnswer.taken_at)
    return list(work.db.scalars(times))
