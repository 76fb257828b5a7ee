"""Which export a found file came from: by its hash, by the numbers that stand in it, and by who is in it and in which order.

Numbers can be changed by whoever passes a file on, so the order is always asked too, and what it says differently is said beside. It
looks for people by the blind indexes of names and telephone numbers in the file: it opens nobody, and of one or two people it says nothing.
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

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.rosters import found
from lawsuit_hub.features.rosters.found import Found
from lawsuit_hub.features.rosters.models import Export
from lawsuit_hub.features.rosters.types import called
from lawsuit_hub.features.victims import recognising
from lawsuit_hub.infra.work import Work, Works

FEWEST = 3  # of so many people on the answer goes by them
_MOST_NUMBERS, _MOST_WORDS, _LONGEST_WORD = 500, 20, 60
_WORD = re.compile(r"[^,;|]{2,60}")
_SURE, _NEARLY_ALL = 0.9, 0.8  # neighbours in order; of the most people that any export holds


class How(StrEnum):
    UNTOUCHED = "untouched"
    NUMBER = "number"
    ORDER = "order"
    PEOPLE = "people"


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


@dataclass(frozen=True, slots=True)
class _Fit:
    number: int
    how: How
    times: int = 0
    people: int = 0
    pairs: tuple[int, int] = (0, 0)

    @property
    def in_order(self) -> float:
        return self.pairs[0] / self.pairs[1] if self.pairs[1] else 0.0


def trace(works: Works, actor: Actor, data: bytes, *, password: str | None = None) -> tuple[Traced, ...]:
    """The likeliest export first; several where they fit alike, or where number and order say different things; none where nothing
    fits. Leaves a line before it looks, whatever comes of it. Raises Locked, Unreadable."""
    with works.open(actor) as work:
        work.require(Permission.ROSTER_TRACE)
    file = found.read(data, password)
    with works.open(actor) as work:
        audit.record(work, "roster:trace-asked", sha256=file.hashes[0], rows=len(file.rows))
    with works.open(actor, read_only=True) as work:
        traced = _told(work, _by_hash(work, file) or _by_content(work, file))
    with works.open(actor) as work:
        for one in traced:
            about = groups.by_code(work, one.group)
            audit.record(work, "roster:traced", about=about, kind="group", number=one.number, how=one.how.value)
    return traced


def _by_hash(work: Work, file: Found) -> list[_Fit]:
    """Of the file, or of one that was put into it."""
    numbers = work.db.scalars(select(Export.number).where(Export.sha256.in_(file.hashes)))
    return [_Fit(number, How.UNTOUCHED) for number in numbers]


def _by_content(work: Work, file: Found) -> list[_Fit]:
    """What numbers say, and what the order says otherwise."""
    if file.trouble is not None:
        raise file.trouble
    numbers, order = _by_number(work, file), _by_order(work, file)
    said = {fit.number for fit in numbers}
    return [*numbers, *(fit for fit in order if fit.number not in said and (not said or fit.how is How.ORDER))]


def _by_number(work: Work, file: Found) -> list[_Fit]:
    """What somebody wrote into a cell stands there seldom, ours on every row."""
    common = file.numbers.most_common(_MOST_NUMBERS)
    there = set(work.db.scalars(select(Export.number).where(Export.number.in_([number for number, _ in common]))))
    return [_Fit(number, How.NUMBER, times=times) for number, times in common if number in there]


def _by_order(work: Work, file: Found) -> list[_Fit]:
    """The exports that hold nearly all of the people. Where one of them has them in its order it is that one; where none has (they were
    sorted), it may be each."""
    people = _people(work, file)
    if len(people) < FEWEST:
        return []
    fits = [_fit(number, people, places) for number, places in _lines(work, people).items()]
    most = max((fit.people for fit in fits), default=0)
    held = [fit for fit in fits if fit.people >= max(_NEARLY_ALL * most, FEWEST)]
    in_order = [fit for fit in held if fit.in_order >= _SURE]
    best = max((fit.in_order for fit in in_order), default=0.0)
    sure = [fit for fit in in_order if fit.in_order == best]
    chosen = sure or [_Fit(fit.number, How.PEOPLE, people=fit.people, pairs=fit.pairs) for fit in held]
    return sorted(chosen, key=lambda fit: (-fit.people, fit.number))


def _people(work: Work, file: Found) -> list[UUID]:
    """Who stands in the file, in its order: one for a row, where the row tells of one alone."""
    rows = [_words(row) for row in file.rows]
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


def _fit(number: int, people: list[UUID], places: dict[UUID, int]) -> _Fit:
    held = [places[one] for one in people if one in places]
    in_order = sum(one < other for one, other in itertools.pairwise(held))
    return _Fit(number, How.ORDER, people=len(held), pairs=(in_order, max(len(held) - 1, 0)))


def _told(work: Work, fits: list[_Fit]) -> tuple[Traced, ...]:
    rows = {
        row.number: row
        for row in work.db.scalars(select(Export).where(Export.number.in_([fit.number for fit in fits])))
    }
    firms = {firm.id: firm.name for firm in identity.firms(work)}
    return tuple(
        Traced(
            number=called(fit.number),
            how=fit.how,
            group=groups.get(work, row.group_id).code,
            lawyer=identity.staff(work, row.lawyer_id).login,
            firm=firms.get(row.firm_id, ""),
            made_at=row.made_at,
            format=row.format,
            reason=row.reason,
            times=fit.times,
            people=fit.people,
            pairs=fit.pairs,
        )
        for fit in fits
        if (row := rows.get(fit.number)) is not None
    )
