"""Tells members that there is an answer to what they suggested: those who asked for it. Whose a suggestion is, the vault alone knows."""

import logging
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.suggestions.models import Suggestion
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import CannotOpen, Place, Sealed

log = logging.getLogger("lawsuit_hub.suggestions")

MESSAGE = "question_answered"  # as of any answer: a list of messages does not tell who suggested something
AUTHOR = "suggestions.author"


def seal_author(work: Work, suggestion_id: UUID, victim_id: UUID) -> Sealed:
    work.keys.new_subject(suggestion_id)
    return work.keys.seal(victim_id.hex, Place(AUTHOR, suggestion_id, suggestion_id))


def answered(work: Work, topic_id: UUID) -> None:
    """Once each, however much she wrote under it."""
    such = Suggestion.topic_id == topic_id, Suggestion.author.is_not(None)
    rows = list(work.db.execute(select(Suggestion.id, Suggestion.author).where(*such)))
    work.keys.prefetch([one for one, _ in rows])
    hers = {victim for one, author in rows if (victim := _author(work, one, author)) is not None}
    outbox.queue_many(work, MESSAGE, to=sorted(hers))


def _author(work: Work, suggestion_id: UUID, author: Sealed | None) -> UUID | None:
    try:
        told = work.keys.open(author, Place(AUTHOR, suggestion_id, suggestion_id))
    except CannotOpen as error:
        log.error("%s is told nothing: %s", suggestion_id, type(error).__name__)
        return None
    return UUID(told) if told else None
