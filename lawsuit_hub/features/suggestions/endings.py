"""How suggestions end: taken back, with their writer, or kept long enough. The key of each goes with it; a topic stays, in a
caseworker's words."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import delete, select

from lawsuit_hub.features.suggestions import carried, counting, persons
from lawsuit_hub.features.suggestions.models import MemberSupport, Suggestion, SuggestionTopic, VisitorSupport
from lawsuit_hub.features.suggestions.types import ENDS
from lawsuit_hub.infra.db import batches
from lawsuit_hub.infra.work import Work


def remove(work: Work, ids: Collection[UUID]) -> None:
    """In one order, as whoever sends words out holds them (carried.hold_words)."""
    for some in batches(sorted(ids)):
        work.db.execute(
            select(Suggestion.id).where(Suggestion.id.in_(some)).order_by(Suggestion.id).with_for_update()
        ).all()
        for one in some:
            work.keys.forget(one)
        work.db.execute(delete(Suggestion).where(Suggestion.id.in_(some)))
    work.db.flush()


def forget_person(work: Work, victim_id: UUID) -> None:
    """Everything she suggested, imported or sent, and that she joined a topic: her own words may tell who she is."""
    hers = persons.mac_of(work, victim_id)
    remove(work, list(work.db.scalars(select(Suggestion.id).where(Suggestion.person_mac == hers))))
    work.db.execute(delete(MemberSupport).where(MemberSupport.person_mac == hers))


def retire(work: Work) -> tuple[int, frozenset[bytes]]:
    """What nobody gathered for `suggestion_days`, and what lies under a topic that ended so long ago. The topic's numbers stay. Returns
    how many suggestions went, and which words of theirs could be quoted to the end and are nobody else's now, who could still take them
    back: papers ask (features/dossiers/quoting)."""
    until = work.today - timedelta(days=work.settings.suggestion_days)
    ended = SuggestionTopic.status.in_([one.value for one in ENDS]), SuggestionTopic.status_on <= until
    held = select(SuggestionTopic).where(*ended).order_by(SuggestionTopic.number).with_for_update()
    rows = list(work.db.scalars(held))
    gone = _ungathered(work, until)
    for row in rows:
        gone = [*gone, *_kept(work, row)]
    words = carried.quotable(work) & _words(work, gone)
    remove(work, gone)
    return len(gone), words - carried.quotable(work)


def _words(work: Work, ids: Collection[UUID]) -> set[bytes]:
    found = (work.db.scalars(select(Suggestion.text_mac).where(Suggestion.id.in_(some))) for some in batches(ids))
    return {mac for macs in found for mac in macs}


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
