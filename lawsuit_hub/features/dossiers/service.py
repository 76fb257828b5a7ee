"""The door to dossiers for the features above: what is late, what was stopped, and how many went out and were answered."""

from sqlalchemy import func, select

from lawsuit_hub.features.dossiers.models import Dossier, DossierTopic
from lawsuit_hub.features.dossiers.reading import overdue, stopped
from lawsuit_hub.features.dossiers.types import Figures
from lawsuit_hub.infra.work import Work

__all__ = ["figures", "overdue", "stopped"]


def figures(work: Work) -> Figures:
    """A topic that went to several recipients is one."""
    sent = work.db.scalar(select(func.count()).where(Dossier.sent_on.is_not(None))) or 0
    answered = work.db.scalar(select(func.count()).where(Dossier.answered_on.is_not(None))) or 0
    topics = select(func.count(DossierTopic.topic_id.distinct())).join(Dossier, Dossier.id == DossierTopic.dossier_id)
    went = work.db.scalar(topics.where(Dossier.sent_on.is_not(None))) or 0
    back = work.db.scalar(topics.where(Dossier.answered_on.is_not(None))) or 0
    return Figures(sent, answered, went, back)
