"""Looks through the newest lines of the trail for what is unusual, keeps what it finds, and takes the officer's word about it."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import func, select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import reading
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.audit.reading import TrailLine
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.oversight.models import Find, Scan
from lawsuit_hub.features.oversight.rules import ASSIGNED, DAY, LINKED, REVEALED, RULES, WATCHED, Known, Lines
from lawsuit_hub.features.oversight.trail import own_account, told, who
from lawsuit_hub.features.oversight.types import AlreadyDecided, FindLine, Finds, NoSuchFind, Told
from lawsuit_hub.features.victims import tasks
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.i18n import SEOUL
from lawsuit_hub.infra.work import Work

AT_ONCE = 20_000  # lines of one pass; the next pass goes on where this one stopped
SHOWN, KEPT_LINES, _TOGETHER = 100, 200, 500


def scan(work: Work) -> int:
    """Looks at the lines since the last pass, from the beginning of their day on; returns how many patterns are new."""
    work.require(Permission.OVERSIGHT_SCAN)
    mark = work.db.get(Scan, 1, with_for_update=True)
    if mark is None:
        mark = Scan(id=1, upto=0, at=work.now)
        work.db.add(mark)
    newest = reading.newest(work)
    lines = _lines(work, mark.upto, newest)
    full = len(lines) == AT_ONCE
    links = _links(work, lines)
    found = [
        one
        for (account, day), some in _by_day(lines).items()
        for one in _finds(work, account, day, some, [link for link in links if link.about_id == account])
    ]
    mark.upto, mark.at = (lines[-1].number if full else newest), work.now
    work.db.flush()
    return sum(found)


def _lines(work: Work, upto: int, newest: int) -> list[TrailLine]:
    """With what came before on the same day: windows must not be cut by a pass."""
    at = reading.moment_of(work, upto + 1)
    if at is None:
        return []
    midnight = datetime.combine(at.astimezone(SEOUL).date(), time(), SEOUL)
    after = reading.number_before(work, midnight)
    lines = reading.lines(work, after=after, upto=newest, deeds=WATCHED, limit=AT_ONCE)
    if len(lines) == AT_ONCE and lines[-1].number <= upto:  # a day too long for one pass
        return reading.lines(work, after=upto, upto=newest, deeds=WATCHED, limit=AT_ONCE)
    return lines


def _by_day(lines: Lines) -> dict[tuple[UUID, date], list[TrailLine]]:
    """By account and day in Seoul. A sign-in is its account's; a group that is given is the lawyer's who gets it."""
    by: dict[tuple[UUID, date], list[TrailLine]] = {}
    for line in lines:
        account = line.about_id if line.about_kind == "staff" else line.actor_id
        if line.deed == ASSIGNED:
            account = UUID(str(lawyer)) if (lawyer := line.details.get("lawyer")) else None
        if account is not None:
            by.setdefault((account, line.at.astimezone(SEOUL).date()), []).append(line)
    return by


def _links(work: Work, lines: Lines) -> list[TrailLine]:
    """Links to accounts, from the days before too: whoever makes one and waits for midnight is not lost."""
    if not lines:
        return []
    back = max(timedelta(hours=work.settings.enrolment_hours), DAY)
    after = reading.number_before(work, lines[0].at - back)
    return reading.lines(work, after=after, upto=lines[-1].number, deeds=LINKED, limit=AT_ONCE)


def _finds(work: Work, account: UUID, day: date, lines: Lines, links: Lines) -> Iterable[bool]:
    known = _known(work, {one.about_id for one in lines if one.deed == REVEALED and one.about_id}, links)
    for rule in RULES:
        unusual = sorted(rule.find(lines, rule.threshold, known), key=lambda one: one.number)
        if unusual:
            yield _keep(work, rule.name, account, f"{rule.name}|{account}|{day}", unusual)


def _known(work: Work, people: set[UUID], links: Lines) -> Known:
    if not people:
        return Known(links=links)
    wanted = sorted(people)
    places = {
        victim_id: line
        for first in range(0, len(wanted), _TOGETHER)
        for victim_id, line in groups.memberships_of(work, wanted[first : first + _TOGETHER]).items()
    }
    return Known(
        links=links,
        group_of={one: line.group_id for one, line in places.items()},
        settled_since={
            one: line.active_since
            for one, line in places.items()
            if line.active_since is not None and not tasks.of_victim(work, one)
        },
    )


def _keep(work: Work, rule: str, account: UUID, key: str, lines: Sequence[TrailLine]) -> bool:
    """True for a new row. What is undecided grows; what was decided stays, and what came after it is another row."""
    last = work.db.scalar(
        select(Find).where(Find.key.startswith(key, autoescape=True)).order_by(Find.last_line.desc()).limit(1)
    )
    if last is not None and last.decided_at is not None:
        lines = [one for one in lines if one.number > last.last_line]
        if not lines:
            return False
        key = f"{key}|{lines[0].number}"
    if last is None or last.decided_at is not None:
        last = Find(id=new_id(), rule=rule, key=key, account_id=account, found_at=work.now)
        work.db.add(last)
        new = True
    else:
        new = False
    last.lines = [one.number for one in lines][-KEPT_LINES:]
    last.count, last.last_line = len(lines), lines[-1].number
    last.from_at, last.to_at = lines[0].at, lines[-1].at
    work.db.flush()
    return new


def finds(work: Work) -> Finds:
    """What nobody has judged yet, newest first, and what was."""
    work.require(Permission.OVERSIGHT_READ)
    waiting = Find.decided_at.is_(None)
    newest = select(Find).order_by(Find.last_line.desc()).limit(SHOWN)
    mark = work.db.get(Scan, 1)
    return Finds(
        open=_find_lines(work, list(work.db.scalars(newest.where(waiting)))),
        open_count=open_count(work),
        decided=_find_lines(work, list(work.db.scalars(newest.where(~waiting)))),
        scanned_at=mark.at if mark else None,
    )


def open_count(work: Work) -> int:
    counted = select(func.count()).select_from(Find).where(Find.decided_at.is_(None))
    return int(work.db.execute(counted).scalar_one())


def open_between(work: Work, after: int, last: int) -> list[tuple[str, int]]:
    """Rule and last line of each undecided pattern whose end lies in a span of the trail."""
    inside = (Find.decided_at.is_(None), Find.last_line > after, Find.last_line <= last)
    rows = work.db.execute(select(Find.rule, Find.last_line).where(*inside).order_by(Find.last_line))
    return [(row.rule, row.last_line) for row in rows]


def _find_lines(work: Work, rows: Sequence[Find]) -> tuple[FindLine, ...]:
    staff = identity.staff_many(work, [one for row in rows for one in (row.account_id, row.decided_by) if one])
    return tuple(
        FindLine(
            id=row.id,
            rule=row.rule,
            who=who(row.account_id, None, staff),
            count=row.count,
            from_at=row.from_at,
            to_at=row.to_at,
            decided_at=row.decided_at,
            decided_by=who(row.decided_by, None, staff),
            note=row.note or "",
            breach_id=row.breach_id,
        )
        for row in rows
    )


def find(work: Work, find_id: UUID) -> tuple[FindLine, tuple[Told, ...]]:
    """One pattern with its lines. Raises NoSuchFind."""
    work.require(Permission.OVERSIGHT_READ)
    row = _row(work, find_id)
    wanted = set(row.lines)
    span = reading.lines(work, after=row.lines[0] - 1, upto=row.last_line, deeds=WATCHED) if row.lines else []
    return _find_lines(work, [row])[0], tuple(told(work, [one for one in span if one.number in wanted]))


def decide(work: Work, find_id: UUID, *, note: str, breach_id: UUID | None = None) -> None:
    """The officer's word about a pattern, or the breach that it became.

    Raises NoSuchFind, AlreadyDecided, ReasonMissing, ReasonHoldsNumber.
    """
    work.require(Permission.OVERSIGHT_SIGN)
    kept = audit.clean_reason(note)
    row = _row(work, find_id, lock=True)
    if row.decided_at is not None:
        raise AlreadyDecided
    row.decided_at, row.decided_by, row.note, row.breach_id = work.now, own_account(work), kept, breach_id
    audit.record(
        work, "pattern:decided", about=row.id, kind="pattern", reason=kept, rule=row.rule, breach=breach_id is not None
    )
    work.db.flush()


def _row(work: Work, find_id: UUID, *, lock: bool = False) -> Find:
    row = work.db.get(Find, find_id, with_for_update=lock, populate_existing=lock)
    if row is None:
        raise NoSuchFind
    return row
