"""A member's dates as a calendar: one file, or a secret address that a calendar reads. Its texts say what to open, never what it is about."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

import icalendar
from sqlalchemy import select, update

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.lawsuits import groups, present
from lawsuit_hub.features.lawsuits.types import MemberLine
from lawsuit_hub.features.proceedings import deadlines
from lawsuit_hub.features.proceedings.models import CalendarFeed
from lawsuit_hub.features.proceedings.types import DeadlineView, NoSuchDeadline, NoSuchFeed
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work

SECRET_BYTES = 32
LONGEST_SECRET = 64
_MAC = "calendar_feeds.secret"
# Calendars ask every few minutes to every few hours; whoever tries secrets asks more often.
PER_FEED = "60 per hour"
PER_ADDRESS = "300 per hour"
IN_ALL = "20000 per hour"
HEARING = timedelta(hours=1)  # how long one takes nobody knows before
# Korean on purpose, whatever the language of a page: a calendar shows them to whoever looks over a shoulder.
NAME, SUMMARY = "일정", "확인할 날짜"


def new_address(work: Work) -> str:
    """Her secret, which is stored nowhere; the address before it opens nothing any more."""
    work.require(Permission.OWN_WRITE)
    assert work.actor.id is not None  # noqa: S101 - a member has an id
    work.limits.hit("10 per day", "calendar", str(work.actor.id))
    _end(work, work.actor.id)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    mac = work.keys.mac(_MAC, secret)
    work.db.add(CalendarFeed(id=new_id(), victim_id=work.actor.id, secret_mac=mac, made_at=work.now))
    audit.record(work, "calendar:made", about=work.actor.id)
    work.db.flush()
    return secret


def end(work: Work) -> bool:
    """Her address opens nothing any more. False when there was none."""
    work.require(Permission.OWN_WRITE)
    assert work.actor.id is not None  # noqa: S101 - a member has an id
    ended = _end(work, work.actor.id)
    if ended:
        audit.record(work, "calendar:ended", about=work.actor.id)
    return ended


def _end(work: Work, victim_id: UUID) -> bool:
    open_one = (CalendarFeed.victim_id == victim_id, CalendarFeed.ended_at.is_(None))
    ended = update(CalendarFeed).where(*open_one).values(ended_at=work.now).returning(CalendarFeed.id)
    return bool(work.db.scalars(ended).all())


def since(work: Work, victim_id: UUID) -> datetime | None:
    """When her present address was made."""
    open_one = (CalendarFeed.victim_id == victim_id, CalendarFeed.ended_at.is_(None))
    return work.db.scalar(select(CalendarFeed.made_at).where(*open_one))


def times(work: Work, victim_id: UUID) -> list[tuple[datetime, datetime | None]]:
    """When each of her addresses was made and ended."""
    rows = select(CalendarFeed.made_at, CalendarFeed.ended_at).where(CalendarFeed.victim_id == victim_id)
    return [(made_at, ended_at) for made_at, ended_at in work.db.execute(rows.order_by(CalendarFeed.made_at))]


def read(work: Work, secret: str, *, address: str | None) -> bytes:
    """For whoever knows the address: dates alone. Raises NoSuchFeed, TooMany."""
    if address:
        work.limits.hit(PER_ADDRESS, "calendar-address", work.keys.mac("calendar.address", address).hex())
    work.limits.hit(IN_ALL, "calendar-all")
    mac = work.keys.mac(_MAC, secret[:LONGEST_SECRET].encode("utf-8", "replace"))
    victim_id = work.db.scalar(
        select(CalendarFeed.victim_id).where(CalendarFeed.secret_mac == mac, CalendarFeed.ended_at.is_(None))
    )
    if victim_id is None:
        raise NoSuchFeed
    work.limits.hit(PER_FEED, "calendar-feed", mac.hex())
    return _calendar(work, victim_id, _dates(work, victim_id))


def own(work: Work) -> bytes:
    """Hers as a file, now."""
    work.require(Permission.OWN_READ)
    assert work.actor.id is not None  # noqa: S101 - a member has an id
    return _calendar(work, work.actor.id, _dates(work, work.actor.id))


def own_date(work: Work, deadline_id: UUID) -> bytes:
    """One date of hers as a file. Raises NoSuchDeadline."""
    work.require(Permission.OWN_READ)
    assert work.actor.id is not None  # noqa: S101 - a member has an id
    one = [date for date in _dates(work, work.actor.id) if date.id == deadline_id]
    if not one:
        raise NoSuchDeadline
    return _calendar(work, work.actor.id, one)


def place_of(work: Work, victim_id: UUID) -> MemberLine | None:
    """Her place in a group that she sees: active herself, and not alone."""
    member = groups.membership_of(work, victim_id)
    if member is None or member.active_since is None:
        return None
    return member if present.is_visible(work, member.group_id) else None


def _calendar(work: Work, victim_id: UUID, dates: Iterable[DeadlineView]) -> bytes:
    made = icalendar.Calendar()
    for name, value in (("prodid", "-//hub//dates//KO"), ("version", "2.0"), ("x-wr-calname", NAME)):
        made.add(name, value)
    made.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    for one in dates:
        made.add_component(_event(work, one, victim_id))
    return bytes(made.to_ical())


def _dates(work: Work, victim_id: UUID) -> tuple[DeadlineView, ...]:
    """Those that are open, and days in court that were cancelled. Who paused, or has no group now, has none: the address stays
    good for her return."""
    member = place_of(work, victim_id)
    if member is None or member.paused_at is not None:
        return ()
    called_off = deadlines.called_off(work, member.group_id)
    return (*deadlines.of_member(work, member.group_id, victim_id), *called_off)


def _event(work: Work, one: DeadlineView, victim_id: UUID) -> icalendar.Event:
    """The same date has another name in each person's calendar: two calendars side by side tell nobody that they belong together.

    A day in court has its hour, in UTC; where, and what it is, stands on the page alone.
    """
    event = icalendar.Event()
    event.add("uid", work.keys.mac("calendar.uid", victim_id.bytes + one.id.bytes).hex()[:32])
    event.add("dtstamp", work.now)
    if one.hearing is None:
        event.add("dtstart", one.due_on)
        event.add("dtend", one.due_on + timedelta(days=1))
    else:
        event.add("dtstart", one.hearing.starts_at)
        event.add("duration", HEARING)
        event.add("sequence", one.hearing.sequence)
        event.add("status", "CANCELLED" if one.ended_as else "CONFIRMED")
    event.add("summary", SUMMARY)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    event.add("url", f"{work.settings.url_for(members=True)}/my/case")
    return event
