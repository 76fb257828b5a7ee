"""Rows of applications as others may see them: what stands in them, their pages, letters and appeal. Opens no identity."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import Select, select

from lawsuit_hub.features.costs import budgets, contents
from lawsuit_hub.features.costs.models import (
    CostAppeal,
    CostApplication,
    CostLetter,
    CostPage,
    CostProgramme,
    CostVersion,
)
from lawsuit_hub.features.costs.types import (
    OVER,
    AppealView,
    Application,
    Content,
    Letter,
    NoSuchApplication,
    Page,
    PaperKind,
    Rules,
    State,
)
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.db import batches
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import CannotOpen, KeyKind, Place

Rows = Select[CostApplication]


def row_of(work: Work, number: int, *, lock: bool = False) -> CostApplication:
    """Raises NoSuchApplication."""
    wanted = select(CostApplication).where(CostApplication.number == number)
    wanted = wanted.with_for_update() if lock else wanted
    row = work.db.scalar(wanted.execution_options(populate_existing=True))
    if row is None:
        raise NoSuchApplication
    return row


def held(work: Work, number: int) -> CostApplication:
    """Held, after its person: she does so too, and whoever erases her. What is written of it points at her. Raises NoSuchApplication."""
    victims.hold(work, row_of(work, number).victim_id)
    return row_of(work, number, lock=True)


def row_for_money(work: Work, number: int) -> CostApplication:
    """Held, after its programme's turn and its person. Raises NoSuchApplication."""
    budgets.take_turn(work, row_of(work, number).programme_id)
    return held(work, number)


def views(work: Work, rows: Sequence[CostApplication]) -> tuple[Application, ...]:
    """Of many, in a handful of queries."""
    ids = [one.id for one in rows]
    work.keys.prefetch([one.victim_id for one in rows], KeyKind.HINT)
    programmes = {one.id: one.number for one in work.db.scalars(select(CostProgramme))} if rows else {}
    known: dict[tuple[UUID, int], Rules] = {}
    pages, letters, appeals = pages_of(work, ids), _letters(work, ids), _appeals(work, ids)
    return tuple(
        _view(
            work,
            one,
            programmes[one.programme_id],
            _rules(work, known, one),
            (pages[one.id], letters[one.id], appeals.get(one.id)),
        )
        for one in rows
    )


def open_appeals() -> Select[UUID]:
    """Ids of applications whose appeal is to be decided."""
    return select(CostAppeal.application_id).where(CostAppeal.outcome.is_(None))


def other_open(work: Work, row: CostApplication) -> int | None:
    """The number of another application of hers to the same programme that is not over."""
    rows = select(CostApplication.number).where(
        CostApplication.victim_id == row.victim_id,
        CostApplication.programme_id == row.programme_id,
        CostApplication.id != row.id,
        CostApplication.state.not_in([one.value for one in OVER]),
    )
    return work.db.scalar(rows.limit(1))


def view(work: Work, row: CostApplication) -> Application:
    return views(work, [row])[0]


def pages_of(work: Work, ids: Iterable[UUID]) -> dict[UUID, tuple[Page, ...]]:
    found: defaultdict[UUID, tuple[Page, ...]] = defaultdict(tuple)
    for some in batches(ids):
        rows = select(CostPage).where(CostPage.application_id.in_(some)).order_by(CostPage.upload, CostPage.number)
        for one in work.db.scalars(rows):
            page = Page(one.id, PaperKind(one.kind), one.upload, one.number, one.burnt, one.searched, one.received_at)
            found[one.application_id] += (page,)
    return found


def _letters(work: Work, ids: Iterable[UUID]) -> dict[UUID, tuple[Letter, ...]]:
    found: defaultdict[UUID, tuple[Letter, ...]] = defaultdict(tuple)
    for some in batches(ids):
        rows = select(CostLetter).where(CostLetter.application_id.in_(some)).order_by(CostLetter.number)
        for one in work.db.scalars(rows):
            found[one.application_id] += (Letter(one.number, one.outcome, one.made_at, one.sha256),)
    return found


def _appeals(work: Work, ids: Iterable[UUID]) -> dict[UUID, AppealView]:
    found: dict[UUID, AppealView] = {}
    for some in batches(ids):
        for one in work.db.scalars(select(CostAppeal).where(CostAppeal.application_id.in_(some))):
            said = _words(work, one)
            found[one.application_id] = AppealView(said, one.made_at, one.held, one.decided_at, one.outcome)
    return found


def _words(work: Work, row: CostAppeal) -> str:
    try:
        return work.keys.open(row.words, Place("cost_appeals.words", row.victim_id, row.id), KeyKind.HINT)
    except CannotOpen as error:
        contents.log.error("the appeal %s does not open: %s", row.id, type(error).__name__)
        return ""


def _rules(work: Work, known: dict[tuple[UUID, int], Rules], row: CostApplication) -> Rules:
    key = (row.programme_id, row.version_turn)
    if key not in known:
        wanted = select(CostVersion.rules).where(CostVersion.programme_id == key[0], CostVersion.turn == key[1])
        known[key] = Rules.of(work.db.scalars(wanted).one())
    return known[key]


def _view(
    work: Work,
    row: CostApplication,
    programme_no: int,
    rules: Rules,
    more: tuple[tuple[Page, ...], tuple[Letter, ...], AppealView | None],
) -> Application:
    content = contents.read(work, row)
    pages, letters, appeal = more
    return Application(
        id=row.id,
        number=row.number,
        programme_id=row.programme_id,
        programme_no=programme_no,
        victim_id=row.victim_id,
        state=State(row.state),
        turn=row.turn,
        rules=rules,
        content=content or Content(),
        findings=contents.read_findings(work, row),
        amount=row.amount,
        pages=pages,
        letters=letters,
        appeal=appeal,
        made_at=row.made_at,
        submitted_at=row.submitted_at,
        moved_at=row.moved_at,
        decided_at=row.decided_at,
        appeal_until=row.appeal_until,
        first_by=row.first_by,
        second_by=row.second_by,
        readable=content is not None,
    )
