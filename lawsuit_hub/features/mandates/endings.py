"""How a mandate ends: she revokes it, her lawyer resigns, or what it stood on is gone. At once, with the reason in her timeline."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.lawsuits import assignments, groups
from lawsuit_hub.features.lawsuits import endings as group_endings
from lawsuit_hub.features.lawsuits.types import GroupId
from lawsuit_hub.features.mandates import standing
from lawsuit_hub.features.mandates.models import Mandate
from lawsuit_hub.features.mandates.types import Ending, NothingToEnd
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.proceedings.reaching import to_tell
from lawsuit_hub.features.victims import consents
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.refusals import NotYours, TooMany
from lawsuit_hub.infra.work import Work

_LOOKED_BACK, _ONCE = timedelta(days=7), "1 per 30 days"


def revoke(work: Work) -> UUID:
    """Her own deed; her consent stays. Returns the firm. Raises NothingToEnd."""
    work.require(Permission.OWN_WRITE)
    if work.actor.id is None:
        raise NotYours
    victims.hold(work, work.actor.id)
    row = standing.open_row(work.db, work.actor.id)
    if row is None or row.way is None:
        raise NothingToEnd
    close(work, row, Ending.REVOKED)
    return row.firm_id


def settle(work: Work, victim_ids: Iterable[UUID] | None = None) -> int:
    """Writes down what ended by itself: her consent, her place in the group or the firm's time with it is over.

    Of these people, or of everybody; returns how many ended. Access asks for all three at each look, whatever is written.
    """
    rows = select(Mandate).where(Mandate.ended_at.is_(None), Mandate.way.is_not(None))
    if victim_ids is not None:
        rows = rows.where(Mandate.victim_id.in_(list(victim_ids)))
    found = list(work.db.scalars(rows))
    ended = [(row, why) for row, why in zip(found, _why(work, found), strict=True) if why is not None]
    for row, why in ended:
        close(work, row, why)
    return len(ended)


def counsel_changed(work: Work, group_id: GroupId) -> None:
    """Another lawyer has the group, or none: mandates to a former firm end, and who does not let the new firm have her data is asked."""
    family = group_endings.family(work, group_id)
    stood = select(Mandate.victim_id).where(Mandate.ended_at.is_(None), Mandate.group_id.in_(family))
    ended, firm_id = settle(work, work.db.scalars(stood)), standing.firm_of(work, group_id)
    if firm_id is None:
        return
    before = next((one for one in assignments.history(work, group_id) if one.ended_at is not None), None)
    if ended and before is not None:  # still attorney of record: the court wants to hear of it
        outbox.queue(work, "mandate_ended", to=before.lawyer_id, recipient="staff")
    people = victims.profiles(work, to_tell(work, group_id))
    asked = (one for one, person in people.items() if not person.consents_to_firm(firm_id))
    outbox.queue_many(work, "counsel_asks", to=asked)


def ask_of_begun(work: Work) -> None:
    """Assignments that were made beforehand and have begun since: who is asked, and what ends, as if it were done now. Once each."""
    for one in assignments.begun_later(work, since=work.now - _LOOKED_BACK):
        try:
            work.limits.hit(_ONCE, "counsel-begun", str(one.id))
        except TooMany:
            continue
        counsel_changed(work, one.group_id)


def _why(work: Work, rows: list[Mandate]) -> list[Ending | None]:
    people = [row.victim_id for row in rows]
    places, states = groups.memberships_of(work, people), consents.states(work, people)
    known: dict[UUID, tuple[UUID | None, UUID | None]] = {}
    for group_id in {row.group_id for row in rows}:
        stays = group_endings.stayed(work, group_id)
        known[group_id] = (stays, standing.firm_of(work, stays) if stays else None)
    return [_why_one(row, places.get(row.victim_id), states[row.victim_id].firms, known[row.group_id]) for row in rows]


def _why_one(
    row: Mandate, place: object, firms: tuple[UUID, ...], now: tuple[UUID | None, UUID | None]
) -> Ending | None:
    group_id, firm_id = now
    if group_id is None or getattr(place, "group_id", None) != group_id:
        return Ending.LEFT
    if firm_id is not None and firm_id != row.firm_id:  # between two lawyers it rests: nobody is her agent meanwhile
        return Ending.COUNSEL
    return Ending.CONSENT if row.stands_since is not None and row.firm_id not in firms else None


def close(work: Work, row: Mandate, why: Ending, *, reason: str | None = None) -> None:
    """The lawyer who has the group is told where the end is not her own doing: a court wants to hear of it (민사소송법 제97조, 제63조)."""
    stood = row.stands_since is not None
    row.ended_at, row.ended_as = work.now, why.value
    row.copy = row.copy_finder = row.copy_until = None
    audit.record(
        work,
        "mandate:ended",
        about=row.victim_id,
        reason=reason,
        number=standing.called(row.number),
        ended=why.value,
    )
    stays = group_endings.stayed(work, row.group_id)
    assigned = assignments.standing(work, stays) if stays else None
    if stood and assigned is not None and why in {Ending.REVOKED, Ending.CONSENT, Ending.LEFT}:
        outbox.queue(work, "mandate_ended", to=assigned.lawyer_id, recipient="staff")
    if why in {Ending.COUNSEL, Ending.RESIGNED}:
        outbox.queue(work, "mandate_changed", to=row.victim_id)
    work.db.flush()
