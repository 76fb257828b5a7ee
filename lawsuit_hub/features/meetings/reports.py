"""Who came, in numbers: never a name, and no organisation of fewer than five, nor what would tell of it by subtraction."""

import csv
import io
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.meetings import organisations, rows
from lawsuit_hub.features.meetings.models import MeetingCount, MeetingRow, Seat
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy import small_cells

Counted = dict[UUID | None, tuple[int, int]]  # by organisation, None for those who came for themselves: signed up, came


@dataclass(frozen=True, slots=True)
class Numbers:
    """Of one meeting, without a name. None is hidden: fewer than five, or what would give those away. `few`: in all so few came."""

    signed_up: int | None
    waiting: int | None
    came: int | None
    walk_ins: int | None
    all: int | None
    few: bool
    by_organisation: tuple[tuple[str, int | None, int | None], ...]
    frozen: bool


def numbers(work: Work, meeting_id: UUID) -> Numbers:
    """Raises NotThere."""
    work.require(Permission.MEETING_MANAGE)
    row = rows.get(work, meeting_id)
    counted, waiting = (frozen(work, row), 0) if row.cleaned_at else live(work, row)
    signed, came = (sum(one[which] for one in counted.values()) for which in (0, 1))
    theirs = (_told(came), _told(row.walk_ins))
    return Numbers(
        signed_up=_told(signed),
        waiting=_told(waiting),
        came=theirs[0],
        walk_ins=theirs[1],
        # Beside a number that is told the sum would tell the other.
        all=None if None in theirs else came + row.walk_ins,
        few=0 < came + row.walk_ins < small_cells.FEWEST,
        by_organisation=_by_organisation(work, counted),
        frozen=row.cleaned_at is not None,
    )


def _told(count: int) -> int | None:
    return None if 0 < count < small_cells.FEWEST else count


def live(work: Work, row: MeetingRow) -> tuple[Counted, int]:
    """Of the seats as they are; and how many wait."""
    counted, waiting = Counted(), 0
    for seat in work.db.scalars(select(Seat).where(Seat.meeting_id == row.id)):
        if seat.waiting:
            waiting += seat.seats
            continue
        signed, came = counted.get(seat.organisation_id, (0, 0))
        counted[seat.organisation_id] = signed + seat.seats, came + seat.came
    return counted, waiting


def frozen(work: Work, row: MeetingRow) -> Counted:
    """As it was counted before the seats were deleted."""
    counted: Counted = {
        one.organisation_id: (one.signed_up, one.came)
        for one in work.db.scalars(select(MeetingCount).where(MeetingCount.meeting_id == row.id))
    }
    theirs = [sum(one[which] for one in counted.values()) for which in (0, 1)]
    counted[None] = (row.signed_up or 0) - theirs[0], (row.came or 0) - theirs[1]
    return counted


def _by_organisation(work: Work, counted: Counted) -> tuple[tuple[str, int | None, int | None], ...]:
    """Organisations by name, and those who came for themselves last, with an empty name. Each column is hidden by itself."""
    named = organisations.names(work, counted)
    order: list[UUID | None] = [*sorted(named, key=lambda one: (named[one], one)), None]
    whole = [counted.get(one, (0, 0)) for one in order]
    signed = small_cells.shown([one[0] for one in whole])
    came = small_cells.shown([one[1] for one in whole])
    # Where nobody came at all the total says so, and each line may.
    hidden = {place for place, one in enumerate(signed) if one is None and any(came)}
    came = [None if place in hidden else one for place, one in enumerate(came)]
    return tuple((named.get(one, "") if one else "", signed[place], came[place]) for place, one in enumerate(order))


def as_csv(work: Work, meeting_id: UUID, *, columns: tuple[str, ...], themselves: str, hidden: str) -> bytes:
    """The same as a file. `hidden`: what stands in a cell that is not told. Raises NotThere."""
    told = numbers(work, meeting_id)
    target = io.StringIO()
    lines = csv.writer(target)
    lines.writerow(columns)
    for name, signed, came in told.by_organisation:
        cells = [hidden if one is None else one for one in (signed, came)]
        lines.writerow([_text(name or themselves), *cells])
    return ("\ufeff" + target.getvalue()).encode()


def _text(name: str) -> str:
    """No cell is a formula."""
    return f"'{name}" if name[:1] in "=+-@\t" else name
