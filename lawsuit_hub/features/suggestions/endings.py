"""How suggestions end: taken back, with their writer, or kept long enough. The key of each goes with it; a topic stays, in a
caseworker's words."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import delete, select

from lawsuit_hub.features.suggestions import counting, persons
from lawsuit_hub.features.suggestions.models import MemberSupport, Suggestion, SuggestionTopic, VisitorSupport
from lawsuit_hub.features.suggestions.types import ENDS
from lawsuit_hub.infra.db import batches
from lawsuit_hub.infra.work import Work


def remove(work: Work, ids: Collection[UUID]) -> None:
    for some in batches(ids):
        for one in some:
            work.keys.forget(one)
        work.db.execute(delete(Suggestion).where(Suggestion.id.in_(some)))
    work.db.flush()


def forget_person(work: Work, victim_id: UUID) -> None:
    """Everything she suggested, imported or sent, and that she joined a topic: her own words may tell who she is."""
    hers = persons.mac_of(work, victim_id)
    remove(work, list(work.db.scalars(select(Suggestion.id).where(Suggestion.person_mac == hers))))
    work.db.execute(delete(MemberSupport).where(MemberSupport.person_mac == hers))


def retire(work: Work) -> int:
    """What nobody gathered for `suggestion_days`, and what lies under a topic that ended so long ago; the worker calls it. The topic's
    numbers stay. Returns how many suggestions went."""
    until = work.today - timedelta(days=work.settings.suggestion_days)
    ended = SuggestionTopic.status.in_([one.value for one in ENDS]), SuggestionTopic.status_on <= until
    rows = list(work.db.scalars(select(SuggestionTopic).where(*ended).with_for_update()))
    gone = _ungathered(work, until)
    for row in rows:
        gone = [*gone, *_kept(work, row)]
    remove(work, gone)
    return len(gone)


def _ungathered(work: Work, until: date) -> Sequence[UUID]:
    old = Suggestion.topic_id.is_(None), Suggestion.received_on <= until
    return work.db.scalars(select(Suggestion.id).where(*old)).all()


def _kept(work: Work, row: SuggestionTopic) -> Sequence[UUID]:
    """Its people become numbers."""
    now = counting.people(work, [row.id])[row.id]
    row.kept_suggestions, row.kept_members, row.kept_visitors = now.suggestions, now.members, now.visitors
    for joined in (MemberSupport, VisitorSupport):
        work.db.execute(delete(joined).where(joined.topic_id == row.id))
    return work.db.scalars(select(Suggestion.id).where(Suggestion.topic_id == row.id)).all()
