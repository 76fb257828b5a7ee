"""What a decision leaves behind: the letter under her hint key, until when she may appeal, and a message that says only that there is news."""

import hashlib
from datetime import timedelta

from sqlalchemy import func, select

from lawsuit_hub.features.costs import letter, reading
from lawsuit_hub.features.costs.models import CostApplication, CostLetter
from lawsuit_hub.features.costs.types import NoSuchApplication, State
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import KeyKind, Place

NEWS = "costs_news"
APPROVED, PARTLY, REJECTED = "approved", "partly", "rejected"


def tell(work: Work, row: CostApplication, *, appealed: bool = False) -> None:
    """Of a decision that stands now. `appealed`: after her appeal, against which there is no other here."""
    row.decided_at = work.now
    seen = reading.view(work, row)
    row.appeal_until = None if appealed else work.today + timedelta(days=seen.rules.appeal_days)
    before = select(func.count()).select_from(CostLetter).where(CostLetter.application_id == row.id)
    number = int(work.db.execute(before).scalar_one()) + 1
    outcome = REJECTED if row.state == State.REJECTED.value else PARTLY if row.amount < seen.most else APPROVED
    person = victims.profile(work, row.victim_id)
    pdf = letter.made(
        letter.Facts(
            application=seen,
            outcome=outcome,
            amount=row.amount,
            letter=number,
            reference=person.reference,
            mask=person.hints.name,
            day=work.today,
            appeal_until=row.appeal_until,
            appealed=appealed,
            office=work.settings.operator,
            site=work.settings.site_name,
            phone=work.settings.help_phone,
        )
    )
    made = CostLetter(id=new_id(), application_id=row.id, victim_id=row.victim_id, number=number, outcome=outcome)
    made.pdf = work.keys.seal(pdf, Place("cost_letters.pdf", row.victim_id, made.id), KeyKind.HINT)
    made.sha256, made.made_at = hashlib.sha256(pdf).hexdigest(), work.now
    work.db.add(made)
    news(work, row)


def news(work: Work, row: CostApplication) -> None:
    outbox.queue(work, NEWS, to=row.victim_id)


def pdf_of(work: Work, row: CostApplication, number: int) -> bytes:
    """Raises NoSuchApplication, CannotOpen."""
    wanted = select(CostLetter).where(CostLetter.application_id == row.id, CostLetter.number == number)
    found = work.db.scalar(wanted)
    if found is None:
        raise NoSuchApplication
    return work.keys.open_bytes(found.pdf, Place("cost_letters.pdf", row.victim_id, found.id), KeyKind.HINT)
