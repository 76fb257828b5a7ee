"""Which export a found file came from: by its hash, by the numbers that stand in it, else by who is in it and in which order.

The third way looks for people by the blind indexes of names and telephone numbers in the file. It opens nobody and tells of nobody.
"""

import itertools
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.rosters import found
from lawsuit_hub.features.rosters.found import Found
from lawsuit_hub.features.rosters.models import Export
from lawsuit_hub.features.rosters.types import called
from lawsuit_hub.features.victims import recognising
from lawsuit_hub.infra.work import Work

_MOST_PEOPLE = 2_000
_MOST_WORDS = 20
_LONGEST_WORD = 60
_WORD = re.compile(r"[^,;|]{2,60}")


class How(StrEnum):
    UNTOUCHED = "untouched"
    NUMBER = "number"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Traced:
    """`people`: how many of the file are in that export; `pairs`: how many neighbours stand in its order, of how many."""

    number: str
    how: How
    group: str
    lawyer: str
    firm: str
    made_at: datetime
    format: str
    reason: str
    times: int = 0
    people: int = 0
    pairs: tuple[int, int] = (0, 0)


def trace(work: Work, data: bytes, *, password: str | None = None) -> tuple[Traced, ...]:
    """The likeliest export first; several where they fit alike; none where nothing fits. Raises Locked, Unreadable."""
    work.require(Permission.ROSTER_TRACE)
    whole = work.db.scalar(select(Export).where(Export.sha256 == found.hash_of(data)))
    if whole is not None:
        return _told(work, [(whole, {"how": How.UNTOUCHED})])
    file = found.read(data, password)
    return _by_number(work, file) or _by_order(work, file)


def _by_number(work: Work, file: Found) -> tuple[Traced, ...]:
    """Numbers that stand in it; what somebody wrote into a cell by chance stands there seldom, ours on every row."""
    rows = {
        row.number: row for row in work.db.scalars(select(Export).where(Export.number.in_(list(file.numbers)[:500])))
    }
    known = [(rows[number], times) for number, times in file.numbers.most_common() if number in rows]
    return _told(work, [(row, {"how": How.NUMBER, "times": times}) for row, times in known])


def _by_order(work: Work, file: Found) -> tuple[Traced, ...]:
    people = _people(work, file)
    lines = _lines(work, people)
    fits = {number: _fit(people, places) for number, places in lines.items()}
    if not fits:
        return ()
    best = max(fits.values())
    alike = sorted(number for number, fit in fits.items() if fit == best)
    rows = {row.number: row for row in work.db.scalars(select(Export).where(Export.number.in_(alike[:500])))}
    facts = {"how": How.ORDER, "people": best[0], "pairs": (best[1], max(best[0] - 1, 0))}
    return _told(work, [(rows[number], facts) for number in alike if number in rows])


def _people(work: Work, file: Found) -> list[UUID]:
    """Who stands in the file, in its order: one for a row, where the row tells of one alone."""
    rows = [_words(row) for row in file.rows[:_MOST_PEOPLE]]
    known = recognising.by_words(work, {word for row in rows for word in row})
    one_each = [_of_row(row, known) for row in rows]
    return list(dict.fromkeys(people.pop() for people in one_each if len(people) == 1))


def _of_row(row: list[str], known: dict[str, set[UUID]]) -> set[UUID]:
    """A landlord or a namesake may stand in it too: whom most of its words name."""
    votes = Counter(person for word in row for person in known.get(word, ()))
    most = max(votes.values(), default=0)
    return {person for person, count in votes.items() if count == most}


def _words(row: Iterable[str]) -> list[str]:
    cells = [part.strip() for cell in row for part in _WORD.findall(cell[: 5 * _LONGEST_WORD])]
    return [cell for cell in cells if cell][:_MOST_WORDS]


def _lines(work: Work, people: Iterable[UUID]) -> dict[int, dict[UUID, int]]:
    """Of each export that holds any of them: who stands on which line."""
    exports: dict[int, dict[UUID, int]] = {}
    for person in people:
        for mark in audit.about(work, person, deeds=["roster:exported"], limit=500):
            if (line := mark.details.get("line")) is not None:
                exports.setdefault(int(str(mark.details["number"]).removeprefix("X-")), {})[person] = int(line)
    return exports


def _fit(people: list[UUID], places: dict[UUID, int]) -> tuple[int, int]:
    """How many of them it holds, and how many neighbours stand in its order."""
    held = [places[one] for one in people if one in places]
    return len(held), sum(one < next_one for one, next_one in itertools.pairwise(held))


def _told(work: Work, rows: list[tuple[Export, dict[str, object]]]) -> tuple[Traced, ...]:
    told = []
    for row, facts in rows:
        account = identity.staff(work, row.lawyer_id)
        firms = {firm.id: firm.name for firm in identity.firms(work)}
        number = called(row.number)
        told.append(
            Traced(
                number=number,
                group=groups.get(work, row.group_id).code,
                lawyer=account.login,
                firm=firms.get(row.firm_id, ""),
                made_at=row.made_at,
                format=row.format,
                reason=row.reason,
                **facts,  # type: ignore[arg-type]
            )
        )
        audit.record(work, "roster:traced", about=row.group_id, kind="group", number=number, how=str(facts["how"]))
    return tuple(told)
