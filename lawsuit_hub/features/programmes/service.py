"""The overview as everybody reads it, sorted by what somebody says of herself; and as the desk sees it."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.programmes import contents
from lawsuit_hub.features.programmes.fitting import Fitting, fitting
from lawsuit_hub.features.programmes.models import ProgrammeRow, ProgrammeVersion
from lawsuit_hub.features.programmes.types import Fit, Item, NoSuchProgramme, Programme, Situation, Version
from lawsuit_hub.infra.db import batches
from lawsuit_hub.infra.work import Work


@dataclass(frozen=True, slots=True)
class Placed:
    """A programme in the overview. `others`: names of those that exclude it, and it them."""

    programme: Programme
    fitting: Fitting
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """Those that may fit, what was wished for first; those of which something has to be asked; those that do not; those that are over.
    `everything` not over, in the order of the page."""

    maybe: tuple[Placed, ...]
    ask: tuple[Placed, ...]
    no: tuple[Placed, ...]
    over: tuple[Placed, ...]
    everything: tuple[Placed, ...]


def overview(work: Work, situation: Situation) -> Overview:
    """Nothing of the situation is kept."""
    found = shown(work)
    placed = [Placed(one, fitting(one.content.rules, situation), _others(one, found)) for one in found]
    open_ones = [one for one in placed if not one.programme.ended]

    def of(fit: Fit) -> tuple[Placed, ...]:
        return tuple(
            sorted((one for one in open_ones if one.fitting.fit is fit), key=lambda one: not one.fitting.wished)
        )

    over = tuple(one for one in placed if one.programme.ended)
    return Overview(of(Fit.MAYBE), of(Fit.ASK), of(Fit.NOT), over, tuple(open_ones))


def shown(work: Work) -> tuple[Programme, ...]:
    """All that people read now, in the order of the page."""
    says = (ProgrammeVersion.programme_id == ProgrammeRow.id) & (ProgrammeVersion.turn == ProgrammeRow.live_turn)
    rows = work.db.execute(
        select(ProgrammeRow, ProgrammeVersion)
        .join(ProgrammeVersion, says)
        .order_by(ProgrammeRow.place, ProgrammeRow.number)
    )
    return tuple(_programme(row, contents.view(said)) for row, said in rows)


def _programme(row: ProgrammeRow, said: Version) -> Programme:
    return Programme(row.number, said.content, said.shown_at or said.at, row.ended)


def _others(one: Programme, among: Iterable[Programme]) -> tuple[str, ...]:
    label = one.content.one_of
    same = [other for other in among if label and other.content.one_of == label and not other.ended]
    return tuple(other.content.name for other in same if other.number != one.number)


def items(work: Work) -> tuple[Item, ...]:
    """For the desk, in the order of the page."""
    work.require(Permission.DESK_READ)
    rows = work.db.scalars(select(ProgrammeRow).order_by(ProgrammeRow.place, ProgrammeRow.number)).all()
    said = versions(work, [row.id for row in rows])
    return tuple(_item(row, said[row.id]) for row in rows)


def item(work: Work, number: int) -> Item:
    """Raises NoSuchProgramme."""
    work.require(Permission.DESK_READ)
    row = work.db.scalar(select(ProgrammeRow).where(ProgrammeRow.number == number))
    if row is None:
        raise NoSuchProgramme
    return _item(row, versions(work, [row.id])[row.id])


def _item(row: ProgrammeRow, said: tuple[Version, ...]) -> Item:
    return Item(row.id, row.number, row.place, said, row.live_turn, row.ended)


def versions(work: Work, programme_ids: Iterable[UUID]) -> dict[UUID, tuple[Version, ...]]:
    """All of each, the oldest first."""
    found: dict[UUID, list[Version]] = {}
    for some in batches(programme_ids):
        rows = select(ProgrammeVersion).where(ProgrammeVersion.programme_id.in_(some)).order_by(ProgrammeVersion.turn)
        for row in work.db.scalars(rows):
            found.setdefault(row.programme_id, []).append(contents.view(row))
    return {programme_id: tuple(some) for programme_id, some in found.items()}
