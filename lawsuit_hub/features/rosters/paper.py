"""A roster as pages: its columns in strips that fit across one, each strip over all people. Knows neither PDF nor HWPX."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from lawsuit_hub.features.rosters.characters import visible
from lawsuit_hub.features.rosters.columns import ALWAYS, Column, Kind, Value, in_seoul
from lawsuit_hub.features.rosters.types import RosterHead, RosterRow, RowCountDiffers, SheetFormat, TooLongForPaper

MOST_ROWS = 1_000
ACROSS, ACROSS_UPRIGHT = 130, 88  # characters of a column's width that fit across A4 turned, and upright
LONGEST_CELL = 1_000
CUT_MARK = " …[잘림]"
NOTICE = "제3자에게 전하지 마세요"
_RIGHT = frozenset({Kind.NUMBER, Kind.WON})


@dataclass(frozen=True, slots=True, repr=False)
class Strip:
    """`widths` as shares; `right`: which columns stand to the right; `rows` of text."""

    titles: tuple[str, ...]
    widths: tuple[int, ...]
    right: tuple[bool, ...]
    rows: tuple[tuple[str, ...], ...]

    def __repr__(self) -> str:
        return "<strip>"


@dataclass(frozen=True, slots=True, repr=False)
class Paper:
    """`mark` stands across every page; `opening` and `closing` are a template's own words before and after the table."""

    title: str
    above: tuple[str, str]
    below: str
    mark: str
    facts: tuple[tuple[str, str], ...]
    strips: tuple[Strip, ...]
    opening: str = ""
    closing: str = ""
    turned: bool = True

    def __repr__(self) -> str:
        return "<paper>"


def require_room(form: SheetFormat, rows: int) -> None:
    """Before anything is begun: pages are made in memory as a whole. Raises TooLongForPaper."""
    if form in {SheetFormat.PDF, SheetFormat.HWPX} and rows > MOST_ROWS:
        raise TooLongForPaper


def paper_of(head: RosterHead, columns: Sequence[Column], rows: Iterable[RosterRow], *, title: str) -> Paper:
    """Raises RowCountDiffers. How many it takes is `require_room`'s."""
    people = list(rows)
    if len(people) != head.row_count:
        raise RowCountDiffers
    made = in_seoul(head.made_at).isoformat(sep=" ", timespec="minutes")
    lawyer = f"{head.law_firm} {head.lawyer_name}"
    return Paper(
        title=title,
        above=(f"내보내기 번호 {head.export_id}", f"모임 {head.group_code} · {made}"),
        below=f"{head.export_id} · {lawyer} · {NOTICE}",
        mark=f"{head.export_id} {head.law_firm}",
        facts=(
            ("모임", head.group_code),
            ("사람 수", f"{head.row_count}명"),
            ("받는 변호사", lawyer),
            ("쓰임", head.purpose),
            ("이유", visible(head.reason)),
            ("양식", head.template),
        ),
        strips=tuple(_strip(part, people) for part in _parts(columns, ACROSS if head.turned else ACROSS_UPRIGHT)),
        opening=head.above,
        closing=head.below,
        turned=head.turned,
    )


def _parts(columns: Sequence[Column], across: int) -> Iterator[list[Column]]:
    """Number and name stand in each."""
    first = [one for one in columns if one.key in ALWAYS]
    part = list(first)
    for one in (one for one in columns if one.key not in ALWAYS):
        if len(part) > len(first) and sum(each.width for each in (*part, one)) > across:
            yield part
            part = list(first)
        part.append(one)
    yield part


def _strip(columns: Sequence[Column], people: Sequence[RosterRow]) -> Strip:
    return Strip(
        titles=tuple(one.header for one in columns),
        widths=tuple(one.width for one in columns),
        right=tuple(one.kind in _RIGHT for one in columns),
        rows=tuple(tuple(cell_text(one.value(row)) for one in columns) for row in people),
    )


def cell_text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return in_seoul(value).isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return f"{value:,}"
    text = visible(value)
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(CUT_MARK)] + CUT_MARK
