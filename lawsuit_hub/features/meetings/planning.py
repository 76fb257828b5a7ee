"""Caseworkers plan a meeting: written, changed, cancelled. What was announced and changes, who has a seat is told of."""

import re
from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.lawsuits.types import NoSuchGroup
from lawsuit_hub.features.meetings import keeping, rows, seating, telling
from lawsuit_hub.features.meetings.models import (
    MeetingGroup,
    MeetingOrganisation,
    MeetingRow,
    OrganisationRow,
)
from lawsuit_hub.features.meetings.types import (
    LONGEST_LINK,
    LONGEST_PLACE,
    LONGEST_PURPOSE,
    LONGEST_TITLE,
    MOST_ROOM,
    Audience,
    BadMeeting,
    Closed,
    Plan,
)
from lawsuit_hub.features.publishing import looking
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import KeyKind

KIND = "meeting"
_LINK = re.compile(r"https://[^\s\"'<>\\^`{|}]{3,}")


def write(work: Work, plan: Plan, *, once: str) -> UUID:
    """A draft that the desk alone sees; the one that this form made before. Raises BadWords, NamesSomebody, BadMeeting."""
    work.require(Permission.MEETING_MANAGE)
    whom = _audience(work, plan)
    texts = _texts(work, plan)
    made = select(MeetingRow.id).where(MeetingRow.once == once)
    before = work.db.scalar(made)
    if before is not None:
        return before
    row = MeetingRow(
        id=new_id(), once=once, turn=1, taken=0, last_place=0, walk_ins=0, last_minutes=0, made_at=work.now
    )
    row.cancelled = ""
    work.keys.new_subject(row.id, KeyKind.PEER)
    _fill(work, row, plan, texts)
    try:
        with work.db.begin_nested():
            work.db.add(row)
            work.db.flush()
    except IntegrityError:  # the same form at the same moment
        work.keys.forget(row.id)
        return work.db.execute(made).scalar_one()
    _write_audience(work, row.id, whom)
    audit.record(work, "meeting:written", about=row.id, kind=KIND)
    return row.id


def change(work: Work, meeting_id: UUID, plan: Plan, *, seen: int) -> None:
    """Raises NotThere, Stale, Closed where it is over or cancelled, BadWords, NamesSomebody, BadMeeting."""
    work.require(Permission.MEETING_MANAGE)
    whom = _audience(work, plan)
    texts = _texts(work, plan)
    row = rows.hold(work, meeting_id, seen=seen)
    if row.cancelled_at is not None or row.ends_at <= work.now:
        raise Closed
    if plan.capacity < row.taken:
        raise BadMeeting("room", "capacity")
    told = row.announced_at is not None
    if told and (plan.audience.value != row.audience or whom != _stands(work, row.id)):
        raise BadMeeting("audience", "audience")  # whom it was shown to, it was
    moved = (row.starts_at, row.ends_at, row.place) != (plan.starts_at, plan.ends_at, texts[2])
    _fill(work, row, plan, texts)
    row.turn += 1
    if not told:
        _write_audience(work, row.id, whom)
    work.db.flush()
    seating.promote(work, row)
    audit.record(work, "meeting:changed", about=row.id, kind=KIND, moved=moved)
    if told and moved:
        telling.tell_seated(work, row.id)


def cancel(work: Work, meeting_id: UUID, *, reason: str, seen: int) -> None:
    """Everybody reads why. Raises NotThere, Stale, Closed, ReasonMissing, ReasonHoldsNumber, ReasonHoldsPersonal."""
    work.require(Permission.MEETING_MANAGE)
    kept = looking.public_reason(work.settings, reason)
    row = rows.hold(work, meeting_id, seen=seen)
    if row.cancelled_at is not None or row.ends_at <= work.now:
        raise Closed
    row.cancelled_at, row.cancelled = work.now, kept
    row.turn += 1
    audit.record(work, "meeting:cancelled", about=row.id, kind=KIND, reason=kept)
    if row.announced_at is not None:
        telling.tell_seated(work, row.id)


def _texts(work: Work, plan: Plan) -> tuple[str, str, str, str]:
    """Title, purpose, place and link, as they are kept."""
    title = keeping.line(plan.title, longest=LONGEST_TITLE, field="title")
    keeping.public(work, title, longest=LONGEST_TITLE, field="title")
    purpose = keeping.public(work, plan.purpose, longest=LONGEST_PURPOSE, field="purpose")
    link = plan.link.strip()
    if link and (len(link) > LONGEST_LINK or not _LINK.fullmatch(link)):
        raise BadMeeting("link", "link")
    if not plan.place.strip() and not link:
        raise BadMeeting("place", "place")
    place = keeping.venue(work, plan.place, longest=LONGEST_PLACE, field="place") if plan.place.strip() else ""
    _times(work, plan)
    return title, purpose, place, link


def _times(work: Work, plan: Plan) -> None:
    if plan.ends_at <= plan.starts_at:
        raise BadMeeting("order", "end_hour")
    if plan.starts_at <= work.now:
        raise BadMeeting("past", "day")
    if plan.signup_until > plan.starts_at:
        raise BadMeeting("late", "until_day")
    if not 1 <= plan.capacity <= MOST_ROOM:
        raise BadMeeting("many", "capacity")


def _fill(work: Work, row: MeetingRow, plan: Plan, texts: tuple[str, str, str, str]) -> None:
    row.title, row.purpose, row.place, link = texts
    rows.seal_link(work, row, link)
    row.starts_at, row.ends_at, row.signup_until = plan.starts_at, plan.ends_at, plan.signup_until
    row.capacity, row.audience = plan.capacity, plan.audience.value


def _audience(work: Work, plan: Plan) -> tuple[frozenset[UUID], frozenset[UUID]]:
    """Its groups and its organisations. Raises BadMeeting."""
    if plan.audience is Audience.GROUPS:
        try:
            chosen = frozenset(groups.by_code(work, code) for code in plan.groups)
        except NoSuchGroup:
            raise BadMeeting("group", "groups") from None
        if not chosen:
            raise BadMeeting("nobody", "groups")
        return chosen, frozenset()
    if plan.audience is Audience.ORGANISATIONS:
        open_ones = OrganisationRow.id.in_(plan.organisations), OrganisationRow.ended_at.is_(None)
        found = frozenset(work.db.scalars(select(OrganisationRow.id).where(*open_ones)))
        if not found:
            raise BadMeeting("nobody", "organisations")
        return frozenset(), found
    return frozenset(), frozenset()


def _stands(work: Work, meeting_id: UUID) -> tuple[frozenset[UUID], frozenset[UUID]]:
    there = rows.groups_of(work, [meeting_id]).get(meeting_id, set())
    return frozenset(there), frozenset(rows.organisations_of(work, meeting_id))


def _write_audience(work: Work, meeting_id: UUID, whom: tuple[Iterable[UUID], Iterable[UUID]]) -> None:
    work.db.execute(delete(MeetingGroup).where(MeetingGroup.meeting_id == meeting_id))
    work.db.execute(delete(MeetingOrganisation).where(MeetingOrganisation.meeting_id == meeting_id))
    work.db.add_all(MeetingGroup(meeting_id=meeting_id, group_id=one) for one in whom[0])
    work.db.add_all(MeetingOrganisation(meeting_id=meeting_id, organisation_id=one) for one in whom[1])
    work.db.flush()
