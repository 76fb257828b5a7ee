"""A calendar's secret address: dates alone, one address a person, void when renewed, the same 404 for every other."""

from datetime import timedelta

import icalendar
import pytest
from sqlalchemy import select

from lawsuit_hub.features.lawsuits import pausing
from lawsuit_hub.features.proceedings import calendars
from lawsuit_hub.features.proceedings.models import CalendarFeed
from lawsuit_hub.features.proceedings.types import NoSuchFeed
from lawsuit_hub.features.registration import service as registration
from lawsuit_hub.infra.refusals import TooMany
from tests.features.my.visits import press, visit
from tests.features.proceedings.cases import TODAY, Case
from tests.world import World

WORDS = ("임표본", "피해", "사기", "전세", "임대", "소송", "법원", "배당", "GS-0001", "표본로")


def read(world: World, secret: str) -> bytes:
    with world.as_visitor() as work:
        return calendars.read(work, secret, address="192.0.2.1")


def new(world: World, victim_id) -> str:  # type: ignore[no-untyped-def]
    with world.as_member(victim_id) as work:
        return calendars.new_address(work)


def test_a_feed_holds_the_dates_and_says_nothing_else(world: World, case: Case) -> None:
    one, other = case.counsel.people
    case.day("distribution_claim", TODAY + timedelta(days=30), once="a")
    case.day("own", TODAY + timedelta(days=40), title="서류 챙기기", once="b", aliases=(case.alias(other),))
    data = read(world, new(world, one))
    parsed = icalendar.Calendar.from_ical(data.decode())
    events = parsed.walk("VEVENT")
    assert [event["dtstart"].dt for event in events] == [TODAY + timedelta(days=30)]
    assert {str(event["summary"]) for event in events} == {"확인할 날짜"}
    assert not [word for word in (*WORDS, "서류") if word in data.decode()]
    theirs = icalendar.Calendar.from_ical(read(world, new(world, other)).decode()).walk("VEVENT")
    assert len(theirs) == 2 and not {str(one["uid"]) for one in theirs} & {str(one["uid"]) for one in events}


def test_a_renewed_or_ended_address_opens_nothing_and_only_its_hash_is_stored(world: World, case: Case) -> None:
    one = case.counsel.people[0]
    old = new(world, one)
    secret = new(world, one)
    with pytest.raises(NoSuchFeed):
        read(world, old)
    assert read(world, secret)
    with world.as_system() as work:
        assert {row.secret_mac for row in work.db.scalars(select(CalendarFeed))} >= {
            work.keys.mac("calendar_feeds.secret", secret)
        }
    for file in world.folder.parent.rglob("*"):
        assert not file.is_file() or secret.encode() not in file.read_bytes()
    with world.as_member(one) as work:
        assert calendars.end(work) and not calendars.end(work)
    for wrong in (secret, "", "x" * 5000, "토큰", "\x00"):
        with pytest.raises(NoSuchFeed):
            read(world, wrong)


def test_who_paused_or_left_has_an_empty_calendar_and_no_dead_address(world: World, case: Case) -> None:
    one = case.counsel.people[0]
    case.day(day=TODAY + timedelta(days=3))
    secret = new(world, one)
    assert b"VEVENT" in read(world, secret)
    with world.as_member(one) as work:
        pausing.pause(work)
    assert b"VEVENT" not in read(world, secret)
    with world.as_member(one) as work:
        pausing.resume(work)
    assert b"VEVENT" in read(world, secret)
    with world.as_member(one) as work:
        registration.leave_group(work, one)
    assert b"VEVENT" not in read(world, secret)


def test_a_feed_is_asked_sixty_times_an_hour_and_no_more(world: World, case: Case) -> None:
    secret = new(world, case.counsel.people[0])
    for _ in range(60):
        read(world, secret)
    with pytest.raises(TooMany):
        read(world, secret)


@pytest.mark.pages
def test_the_page_shows_the_address_once_and_the_feed_is_kept_by_nobody(world: World, case: Case) -> None:
    case.day(day=TODAY + timedelta(days=3))
    app = world.app()
    client = visit(world, app, case.counsel.people[0])
    shown = press(client, "/my/case", "/my/case/calendar").get_data(as_text=True)
    address = shown.split('id="calendar-address">')[1].split("<")[0]
    assert address not in client.get("/my/case").get_data(as_text=True)
    path = address.removeprefix("http://localhost")
    feed = app.test_client().get(path)
    assert feed.status_code == 200 and feed.mimetype == "text/calendar" and b"VEVENT" in feed.data
    assert feed.headers["Cache-Control"] == "no-store" and feed.headers["X-Robots-Tag"].startswith("noindex")
    unknown = app.test_client().get("/calendar/" + "A" * 43 + ".ics")
    nothing = app.test_client().get("/calendar-there-is-none")
    assert unknown.status_code == nothing.status_code == 404
    file = client.get("/my/case/dates.ics")
    assert file.status_code == 200 and b"VEVENT" in file.data
