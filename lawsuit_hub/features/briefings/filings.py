"""Papers filed and served: entered, corrected and withdrawn by the group's caseworker or lawyer; the newest of each counts."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.briefings import checking, papers
from lawsuit_hub.features.briefings.models import FilingRow
from lawsuit_hub.features.briefings.types import (
    LONGEST_NOTE,
    LONGEST_TITLE,
    BadWords,
    Filing,
    NotInFile,
    Paper,
    Side,
    Stale,
)
from lawsuit_hub.features.lawsuits import endings
from lawsuit_hub.features.lawsuits.types import GroupId
from lawsuit_hub.features.proceedings.reaching import reach
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.peer_texts import opened, seal
from lawsuit_hub.infra.work import Work

_TITLE, _NOTE = "case_filings.title", "case_filings.note"


def enter(work: Work, code: str, paper: Paper, *, once: str) -> bool:
    """False when this very form was sent before. Raises NoSuchGroup, BadWords, HoldsPersonal."""
    group_id = reach(work, code)
    row = _row(work, group_id, new_id(), _checked(work, group_id, paper))
    row.turn, row.once = 1, once
    try:
        with work.db.begin_nested():
            work.db.add(row)
            work.db.flush()
    except IntegrityError:
        return False
    audit.record(work, "filing:entered", about=group_id, kind="group", which=paper.kind)
    return True


def correct(work: Work, code: str, paper_id: UUID, paper: Paper, *, seen: int) -> bool:
    """`seen`: the turn that the page showed. False when all stands so. Raises NoSuchGroup, NotInFile, BadWords, HoldsPersonal, Stale."""
    group_id = reach(work, code)
    stands, kept = _standing(work, group_id, paper_id, seen), _checked(work, group_id, paper)
    if _filing(work, stands).paper == kept:
        return False
    _follow(work, stands, _row(work, stands.group_id, paper_id, kept))
    audit.record(work, "filing:corrected", about=group_id, kind="group", which=paper.kind)
    return True


def withdraw(work: Work, code: str, paper_id: UUID, *, reason: str, seen: int) -> None:
    """Members read it no more. Raises NoSuchGroup, NotInFile, Stale, ReasonMissing, ReasonHoldsNumber."""
    group_id, kept = reach(work, code), audit.clean_reason(reason)
    stands = _standing(work, group_id, paper_id, seen)
    row = _row(work, stands.group_id, paper_id, _filing(work, stands).paper)
    row.withdrawn = True
    _follow(work, stands, row)
    audit.record(work, "filing:withdrawn", about=group_id, kind="group", reason=kept, which=row.kind)


def of_group(work: Work, group_id: GroupId) -> tuple[Filing, ...]:
    """The newest of each paper, the last filed first; withdrawn ones too."""
    theirs = FilingRow.group_id.in_(endings.family(work, group_id))
    last = select(FilingRow.paper_id, func.max(FilingRow.turn).label("turn")).where(theirs).group_by(FilingRow.paper_id)
    newest = last.subquery()
    rows = select(FilingRow).join(newest, (FilingRow.paper_id == newest.c.paper_id) & (FilingRow.turn == newest.c.turn))
    ordered = rows.order_by(FilingRow.filed_on.desc(), FilingRow.entered_at.desc(), FilingRow.id)
    return tuple(_filing(work, row) for row in work.db.scalars(ordered))


def shown(work: Work, group_id: GroupId) -> tuple[Filing, ...]:
    """As members read them."""
    return tuple(one for one in of_group(work, group_id) if not one.withdrawn)


def _checked(work: Work, group_id: GroupId, paper: Paper) -> Paper:
    if paper.side not in papers.KINDS.get(paper.kind, frozenset()):
        raise BadWords("side", "kind")
    if paper.filed_on > work.today:
        raise BadWords("past", "filed_on")
    title = checking.cleaned(paper.title, longest=LONGEST_TITLE, field="title") if paper.title.strip() else ""
    if paper.kind == papers.OTHER and not title:
        raise BadWords("empty", "title")
    note = checking.cleaned(paper.note, longest=LONGEST_NOTE, field="note") if paper.note.strip() else ""
    checking.refuse(work, group_id, f"{title}\n{note}", office=True)
    return Paper(paper.filed_on, paper.side, paper.kind, " ".join(title.split()), note)


def _standing(work: Work, group_id: GroupId, paper_id: UUID, seen: int) -> FilingRow:
    theirs = FilingRow.paper_id == paper_id, FilingRow.group_id.in_(endings.family(work, group_id))
    row = work.db.scalar(select(FilingRow).where(*theirs).order_by(FilingRow.turn.desc()).limit(1))
    if row is None:
        raise NotInFile
    if row.turn != seen or row.withdrawn:
        raise Stale
    return row


def _follow(work: Work, stands: FilingRow, row: FilingRow) -> None:
    row.turn = stands.turn + 1
    try:
        with work.db.begin_nested():
            work.db.add(row)
            work.db.flush()
    except IntegrityError:  # another request was first
        raise Stale from None


def _row(work: Work, group_id: UUID, paper_id: UUID, paper: Paper) -> FilingRow:
    assert work.actor.id is not None  # noqa: S101 - staff has an account
    row = FilingRow(
        id=new_id(),
        group_id=group_id,
        paper_id=paper_id,
        filed_on=paper.filed_on,
        side=paper.side.value,
        kind=paper.kind,
        entered_at=work.now,
        entered_by=work.actor.id,
        withdrawn=False,
    )
    row.title = seal(work, paper.title, _TITLE, group_id, row.id)
    row.note = seal(work, paper.note, _NOTE, group_id, row.id)
    return row


def _filing(work: Work, row: FilingRow) -> Filing:
    title = opened(work, row.title, _TITLE, row.group_id, row.id)
    note = opened(work, row.note, _NOTE, row.group_id, row.id)
    paper = Paper(row.filed_on, Side(row.side), row.kind, title, note)
    return Filing(row.paper_id, paper, row.turn, row.entered_at, row.withdrawn)
