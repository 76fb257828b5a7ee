"""The desk edits programmes: a version at a time, through the gate before people read it; over and back; their order."""

from uuid import UUID

from sqlalchemy import delete, func, select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.programmes import contents
from lawsuit_hub.features.programmes.models import ProgrammeRow, ProgrammeVersion
from lawsuit_hub.features.programmes.types import Content, NoSuchProgramme, Stale, Version
from lawsuit_hub.features.publishing import service as publishing
from lawsuit_hub.features.publishing.types import Gate, Held, Holder, NotReleased
from lawsuit_hub.features.search import service as search
from lawsuit_hub.features.search.types import Kind
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.numbers import add_numbered
from lawsuit_hub.infra.refusals import TooMany
from lawsuit_hub.infra.work import Work

KIND = "programme"


def write(work: Work, content: Content, *, once: str) -> int:
    """The number of a programme that the desk alone sees; of the one that this form made before. Raises BadWords."""
    work.require(Permission.PUBLISH_PREPARE)
    kept = contents.cleaned(content)
    before = work.db.scalar(select(ProgrammeRow.number).where(ProgrammeRow.once == once))
    if before is not None:
        return before
    last = work.db.scalar(select(func.max(ProgrammeRow.place))) or 0
    row = add_numbered(
        work.db, ProgrammeRow.number, lambda number: ProgrammeRow(id=new_id(), number=number, once=once, place=last + 1)
    )
    if row is None:
        raise TooMany
    _add(work, row, kept)
    audit.record(work, "programme:written", about=row.id, kind="programme", number=row.number)
    return row.number


def revise(work: Work, number: int, content: Content, *, seen: int) -> None:
    """Another version; people read the one before until it is published. Raises NoSuchProgramme, BadWords, Stale."""
    work.require(Permission.PUBLISH_PREPARE)
    kept, row = contents.cleaned(content), _held(work, number)
    _unchanged(row, seen)
    _add(work, row, kept)
    audit.record(work, "programme:revised", about=row.id, kind="programme", number=number, turn=row.last_turn)


def gate(work: Work, programme_id: UUID, said: Version) -> Gate:
    return publishing.state(work, Holder(KIND, programme_id), contents.as_text(said.content))


def ask(work: Work, number: int, *, seen: int) -> None:
    """A second person should look. Raises NoSuchProgramme, Stale."""
    work.require(Permission.PUBLISH_PREPARE)
    row = _held(work, number)
    _unchanged(row, seen)
    publishing.ask(work, Holder(KIND, row.id), contents.as_text(contents.view(_newest(work, row)).content))


def publish(work: Work, number: int, *, seen: int, mark: str) -> None:
    """People read the newest version from now on. Raises NoSuchProgramme, Stale, NotReleased."""
    work.require(Permission.PUBLISH_PREPARE)
    row = _held(work, number)
    _unchanged(row, seen)
    said = _newest(work, row)
    stands = gate(work, row.id, contents.view(said))
    if stands.mark != mark:
        raise Stale
    if not stands.is_open:
        raise NotReleased
    if row.live_turn == said.turn:
        return
    row.live_turn, said.shown_at = said.turn, work.now
    _drop_unread(work, row)
    _find(work, row, said)
    audit.record(work, "programme:published", about=row.id, kind="programme", number=number, turn=said.turn)


def end(work: Work, number: int, *, reason: str) -> None:
    """It is over: the overview says so and why. Raises NoSuchProgramme, Stale, ReasonMissing, ReasonHoldsNumber,
    ReasonHoldsPersonal."""
    work.require(Permission.PUBLISH_PREPARE)
    kept, row = publishing.public_reason(work.settings, reason), _held(work, number)
    if row.live_turn is None:
        raise Stale
    if not row.ended:
        row.ended = kept
        search.drop(work, Kind.PROGRAMME, row.id)
        audit.record(work, "programme:ended", about=row.id, kind="programme", reason=kept, number=number)


def resume(work: Work, number: int) -> None:
    """Raises NoSuchProgramme."""
    work.require(Permission.PUBLISH_PREPARE)
    row = _held(work, number)
    if row.ended:
        row.ended = ""
        _find(work, row, _of_turn(work, row, row.live_turn or row.last_turn))
        audit.record(work, "programme:resumed", about=row.id, kind="programme", number=number)


def discard(work: Work, number: int, *, seen: int) -> None:
    """One that nobody ever read. Raises NoSuchProgramme, Stale."""
    work.require(Permission.PUBLISH_PREPARE)
    row = _held(work, number)
    _unchanged(row, seen)
    if row.live_turn is not None:
        raise Stale
    audit.record(work, "programme:discarded", about=row.id, kind="programme", number=number)
    publishing.forget(work, Holder(KIND, row.id))
    work.db.execute(delete(ProgrammeVersion).where(ProgrammeVersion.programme_id == row.id))
    work.db.execute(delete(ProgrammeRow).where(ProgrammeRow.id == row.id))


def move_up(work: Work, number: int) -> None:
    """By one in the order of the page. Raises NoSuchProgramme."""
    work.require(Permission.PUBLISH_PREPARE)
    ordered = select(ProgrammeRow).order_by(ProgrammeRow.place, ProgrammeRow.number).with_for_update()
    rows = list(work.db.scalars(ordered.execution_options(populate_existing=True)))
    at = next((place for place, row in enumerate(rows) if row.number == number), None)
    if at is None:
        raise NoSuchProgramme
    if at:
        rows[at - 1], rows[at] = rows[at], rows[at - 1]
    for place, row in enumerate(rows, 1):
        row.place = place
    audit.record(work, "programme:moved", about=rows[max(at - 1, 0)].id, kind="programme", number=number)


def held(work: Work, programme_id: UUID) -> Held | None:
    """What the second person reads; None where it is gone."""
    row = work.db.get(ProgrammeRow, programme_id)
    if row is None:
        return None
    newest = _newest(work, row)
    said = contents.view(newest).content
    return Held(
        said.name,
        contents.as_text(said),
        f"/desk/programmes/{row.number}",
        frozenset(filter(None, [newest.by_account])),
    )


def _add(work: Work, row: ProgrammeRow, content: Content) -> None:
    row.last_turn += 1
    made = ProgrammeVersion(
        id=new_id(),
        programme_id=row.id,
        turn=row.last_turn,
        name=content.name,
        facts=contents.facts_kept(content),
        rules=content.rules.kept(),
        one_of=content.one_of,
        at=work.now,
        by_account=work.actor.id,
    )
    work.db.add(made)
    work.db.flush()


def _find(work: Work, row: ProgrammeRow, said: ProgrammeVersion) -> None:
    if not row.ended:
        content = contents.view(said).content
        text = contents.as_text(content)
        search.put(work, Kind.PROGRAMME, row.id, title=content.name, text=text, at=said.shown_at or work.now)


def _drop_unread(work: Work, row: ProgrammeRow) -> None:
    unread = ProgrammeVersion.shown_at.is_(None), ProgrammeVersion.turn < (row.live_turn or 0)
    work.db.execute(delete(ProgrammeVersion).where(ProgrammeVersion.programme_id == row.id, *unread))


def _newest(work: Work, row: ProgrammeRow) -> ProgrammeVersion:
    return _of_turn(work, row, row.last_turn)


def _of_turn(work: Work, row: ProgrammeRow, turn: int) -> ProgrammeVersion:
    wanted = select(ProgrammeVersion).where(ProgrammeVersion.programme_id == row.id, ProgrammeVersion.turn == turn)
    return work.db.scalars(wanted).one()


def _held(work: Work, number: int) -> ProgrammeRow:
    found = select(ProgrammeRow).where(ProgrammeRow.number == number).with_for_update()
    row = work.db.scalar(found.execution_options(populate_existing=True))
    if row is None:
        raise NoSuchProgramme
    return row


def _unchanged(row: ProgrammeRow, seen: int) -> None:
    if row.last_turn != seen:
        raise Stale
