"""Gathering: a dossier for a recipient, its words, its topics in their order, the words of each. Until it is sent; then it stays."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import delete, func, select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.dossiers import cleaning, recipients
from lawsuit_hub.features.dossiers.models import Dossier, DossierTopic, DossierVersion
from lawsuit_hub.features.dossiers.types import (
    LONGEST_COVER,
    LONGEST_DOCUMENT,
    LONGEST_PROSE,
    LONGEST_TITLE,
    MOST_QUOTES,
    MOST_TOPICS,
    BadDossier,
    Draft,
    NoSuchDossier,
    Stale,
    Words,
)
from lawsuit_hub.features.publishing import service as publishing
from lawsuit_hub.features.publishing.types import Holder
from lawsuit_hub.features.suggestions import service as suggestions
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.numbers import add_numbered
from lawsuit_hub.infra.refusals import TooMany
from lawsuit_hub.infra.work import Work

KIND = "dossier"


def get(work: Work, number: int) -> Dossier:
    """Raises NoSuchDossier."""
    row = work.db.scalar(select(Dossier).where(Dossier.number == number))
    if row is None:
        raise NoSuchDossier
    return row


def hold(work: Work, number: int) -> Dossier:
    """To the end of this work. Raises NoSuchDossier."""
    found = select(Dossier).where(Dossier.number == number).with_for_update()
    row = work.db.scalar(found.execution_options(populate_existing=True))
    if row is None:
        raise NoSuchDossier
    return row


def hold_draft(work: Work, number: int, *, seen: int) -> Dossier:
    """Raises NoSuchDossier; Stale where it is not as it was `seen`, or went out."""
    row = hold(work, number)
    if row.turn != seen or row.sent_on is not None:
        raise Stale
    return row


def make(work: Work, draft: Draft, topic_ids: Collection[UUID], *, once: str) -> int:
    """Its number; of the one that this form made before. Raises BadDossier, NoSuchDossier."""
    work.require(Permission.SUGGESTION_HANDLE)
    kept = cleaned(work, draft)
    before = select(Dossier.number).where(Dossier.once == once)
    made = work.db.scalar(before)
    if made is not None:
        return made
    chosen = _chosen(work, topic_ids)
    row = add_numbered(work.db, Dossier.number, lambda number: _new(work, number, kept, once))
    if row is None:  # its form came twice at one moment
        made = work.db.scalar(before)
        if made is None:
            raise TooMany
        return made
    _put_topics(work, row, chosen)
    audit.record(work, "dossier:made", about=row.id, kind=KIND, number=row.number)
    return row.number


def _new(work: Work, number: int, draft: Draft, once: str) -> Dossier:
    return Dossier(
        id=new_id(),
        number=number,
        once=once,
        recipient_id=draft.recipient_id,
        title=draft.title,
        opening=draft.opening,
        cover=draft.cover,
        document=draft.document,
        day=draft.day,
        made_at=work.now,
        worded_by=work.actor.id,
    )


def reword(work: Work, number: int, draft: Draft, topic_ids: Collection[UUID], *, seen: int) -> None:
    """With these topics and no others, in this order; what was written of those that stay is kept.

    Raises NoSuchDossier, Stale, BadDossier.
    """
    work.require(Permission.SUGGESTION_HANDLE)
    kept, chosen = cleaned(work, draft), _chosen(work, topic_ids)
    row = hold_draft(work, number, seen=seen)
    row.recipient_id, row.title, row.opening, row.cover = kept.recipient_id, kept.title, kept.opening, kept.cover
    row.document, row.day = kept.document, kept.day
    _put_topics(work, row, chosen)
    _turned(work, row)


def word(work: Work, number: int, topic_id: UUID, words: Words, *, seen: int) -> None:
    """What is said of one topic. Raises NoSuchDossier, Stale, BadDossier."""
    work.require(Permission.SUGGESTION_HANDLE)
    summary = cleaning.prose(work, words.summary, longest=LONGEST_PROSE, field="summary")
    request = cleaning.prose(work, words.request, longest=LONGEST_PROSE, field="request", empty=True)
    row = hold_draft(work, number, seen=seen)
    topic = work.db.get(DossierTopic, (row.id, topic_id))
    if topic is None:
        raise NoSuchDossier
    topic.summary, topic.request = summary, request
    topic.quotes = min(max(words.quotes, 0), MOST_QUOTES)
    _turned(work, row)


def discard(work: Work, number: int, *, seen: int) -> None:
    """One of which nothing was frozen. Raises NoSuchDossier, Stale."""
    work.require(Permission.SUGGESTION_HANDLE)
    row = hold_draft(work, number, seen=seen)
    if work.db.scalar(select(func.count()).where(DossierVersion.dossier_id == row.id)):
        raise Stale
    audit.record(work, "dossier:discarded", about=row.id, kind=KIND, number=number)
    publishing.forget(work, Holder(KIND, row.id))
    work.db.execute(delete(DossierTopic).where(DossierTopic.dossier_id == row.id))
    work.db.execute(delete(Dossier).where(Dossier.id == row.id))


def cleaned(work: Work, draft: Draft) -> Draft:
    """Raises BadDossier, NoSuchDossier."""
    recipients.get(work, draft.recipient_id)
    return Draft(
        draft.recipient_id,
        cleaning.line(work, draft.title, longest=LONGEST_TITLE, field="title"),
        cleaning.prose(work, draft.opening, longest=LONGEST_PROSE, field="opening"),
        cleaning.prose(work, draft.cover, longest=LONGEST_COVER, field="cover"),
        cleaning.line(work, draft.document, longest=LONGEST_DOCUMENT, field="document", empty=True),
        draft.day,
    )


def _chosen(work: Work, topic_ids: Collection[UUID]) -> dict[UUID, str]:
    """With the words that the topic has: the caseworker begins from them. Raises BadDossier."""
    wanted = list(dict.fromkeys(topic_ids))
    if not wanted:
        raise BadDossier("choose", "topics")
    if len(wanted) > MOST_TOPICS:
        raise BadDossier("many", "topics")
    found = suggestions.topics_of(work, wanted)
    if len(found) != len(wanted):
        raise BadDossier("choose", "topics")
    return {one: found[one].summary for one in wanted}


def _put_topics(work: Work, row: Dossier, chosen: dict[UUID, str]) -> None:
    there = {
        one.topic_id: one for one in work.db.scalars(select(DossierTopic).where(DossierTopic.dossier_id == row.id))
    }
    for topic_id in there.keys() - chosen.keys():
        work.db.delete(there[topic_id])
    for place, (topic_id, summary) in enumerate(chosen.items(), start=1):
        if topic_id in there:
            there[topic_id].place = place
        else:
            work.db.add(DossierTopic(dossier_id=row.id, topic_id=topic_id, place=place, summary=summary))
    work.db.flush()


def _turned(work: Work, row: Dossier) -> None:
    row.turn += 1
    row.worded_by = work.actor.id
    work.db.flush()
    audit.record(work, "dossier:worded", about=row.id, kind=KIND, number=row.number)
