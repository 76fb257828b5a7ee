"""A meeting as a file for a calendar. The link is in it for whoever has a seat, and for nobody else."""

from uuid import UUID

import icalendar

from lawsuit_hub.features.meetings import rows, showing, tickets
from lawsuit_hub.features.meetings.models import MeetingRow
from lawsuit_hub.features.meetings.types import Audience
from lawsuit_hub.infra.work import Work

# Korean on purpose, as in proceedings: a calendar shows it to whoever looks over a shoulder. A group's meeting has no other name there.
DISCREET = "간담회"


def public(work: Work, meeting_id: UUID) -> bytes:
    """Raises NotThere."""
    return _calendar(work, showing.seen(work, meeting_id), link="")


def own(work: Work, meeting_id: UUID) -> bytes:
    """With the link. Raises NotThere where she has no seat."""
    ticket = tickets.own(work, meeting_id)
    return _calendar(work, rows.get(work, meeting_id), link=ticket.link)


def _calendar(work: Work, row: MeetingRow, *, link: str) -> bytes:
    made, event = icalendar.Calendar(), icalendar.Event()
    for name, value in (("prodid", "-//hub//meetings//KO"), ("version", "2.0")):
        made.add(name, value)
    event.add("uid", work.keys.mac("calendar.uid", row.id.bytes).hex()[:32])
    event.add("dtstamp", work.now)
    event.add("dtstart", row.starts_at)
    event.add("dtend", row.ends_at)
    event.add("sequence", row.turn)
    event.add("status", "CANCELLED" if row.cancelled_at else "CONFIRMED")
    closed = row.audience == Audience.GROUPS.value
    event.add("summary", DISCREET if closed else row.title)
    event.add("class", "PRIVATE" if closed else "PUBLIC")
    if row.place:
        event.add("location", row.place)
    if link:
        event.add("description", link)
    event.add("url", f"{work.settings.url_for(members=True)}/meetings/{row.id}")
    made.add_component(event)
    return bytes(made.to_ical())
