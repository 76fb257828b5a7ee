"""Whom a mailing looked at is kept for a while after its end; its report stays. Until then it is in each one's own copy."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from lawsuit_hub.features.mailings.models import Mailing, MailingPerson
from lawsuit_hub.infra.work import Work


def retire(work: Work) -> int:
    """The people of mailings that ended `mailing_days` ago; the worker calls it. How many rows went."""
    over = select(Mailing.id).where(Mailing.finished_at <= work.now - timedelta(days=work.settings.mailing_days))
    gone = delete(MailingPerson).where(MailingPerson.mailing_id.in_(over)).returning(MailingPerson.victim_id)
    return len(work.db.execute(gone.execution_options(synchronize_session=False)).all())


def for_copy(work: Work, victim_id: UUID) -> list[dict[str, Any]]:
    """The mailings that looked at her, the oldest first, and what came of it (docs/data-copy.md)."""
    hers = select(MailingPerson, Mailing).join(Mailing, Mailing.id == MailingPerson.mailing_id)
    rows = work.db.execute(hers.where(MailingPerson.victim_id == victim_id).order_by(MailingPerson.at, Mailing.id))
    return [
        {"kind": made.kind, "notice": made.notice, "at": one.at.isoformat(), "outcome": one.word} for one, made in rows
    ]
