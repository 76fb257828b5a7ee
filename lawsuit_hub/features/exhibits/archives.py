"""Leaves to take a group's exhibits as one locked file: asked with a reason, for many people agreed to by a second person, for a time."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.exhibits import plans
from lawsuit_hub.features.exhibits.archive_types import (
    ArchiveView,
    LeaveOver,
    NotAnotherPerson,
    NothingToPack,
    Purpose,
    SecondAwaited,
)
from lawsuit_hub.features.exhibits.models import Archive
from lawsuit_hub.features.exhibits.reaching import reach
from lawsuit_hub.features.exhibits.types import ListMoved, NoSuchPaper
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.lawsuits import assignments
from lawsuit_hub.features.lawsuits.types import GroupId
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.numbers import add_numbered
from lawsuit_hub.infra.work import NotAllowed, Work

RATE = "30 per hour"
WAITS = timedelta(days=3)  # for a second person


def ask(work: Work, code: str, *, purpose: Purpose, reason: str) -> ArchiveView:
    """Raises NoSuchGroup, NothingToPack, ReasonMissing, ReasonHoldsNumber, TooMany."""
    work.require(Permission.EXHIBIT_PACK)
    group_id = reach(work, code)
    kept = audit.clean_reason(reason)
    assert work.actor.id is not None  # noqa: S101 - staff has an account
    firm = identity.staff(work, work.actor.id).firm
    if firm is None:
        raise NotAllowed
    work.limits.hit(RATE, "exhibits", str(work.actor.id))
    there, powers = plans.present(work, group_id), plans.powers(work, group_id)
    if not there and not powers:
        raise NothingToPack
    people = len(plans.people(there, powers))
    many = is_large(work, people)
    row = Archive(id=new_id(), group_id=group_id, lawyer_id=work.actor.id, firm_id=firm.id, purpose=purpose.value)
    row.reason, row.people, row.exhibits, row.asked_at, row.needs_second = kept, people, len(there), work.now, many
    row.until, row.answer = work.now + (WAITS if many else _hours(work)), ""
    _number(work, row)
    asked = {"number": _view(work, row).name, "exhibits": row.exhibits, "people": people, "second": many}
    audit.record(work, "exhibits:asked", about=group_id, kind="group", reason=kept, purpose=purpose.value, **asked)
    work.db.flush()
    return _view(work, row)


def is_large(work: Work, people: int) -> bool:
    """Whether one person alone may not take so many."""
    return people > work.settings.export_rows_alone


def decide(work: Work, code: str, archive_id: UUID, *, agree: bool, reason: str) -> None:
    """A caseworker's word, once; the lawyer is told. Raises NoSuchGroup, NoSuchPaper, LeaveOver, NotAnotherPerson, ReasonMissing,
    ReasonHoldsNumber."""
    work.require(Permission.EXHIBIT_APPROVE)
    group_id, kept = reach(work, code), audit.clean_reason(reason)
    row = work.db.get(Archive, archive_id, with_for_update=True, populate_existing=True)
    if row is None or row.group_id != group_id:
        raise NoSuchPaper
    if not _view(work, row).awaits:
        raise LeaveOver
    if row.lawyer_id == work.actor.id:
        raise NotAnotherPerson
    row.agreed, row.answer, row.decided_at, row.decided_by = agree, kept, work.now, work.actor.id
    row.until = work.now + _hours(work)
    deed = "exhibits:second-agreed" if agree else "exhibits:second-refused"
    audit.record(work, deed, about=group_id, kind="group", reason=kept, number=_view(work, row).name, people=row.people)
    outbox.queue(work, "archive_answered", to=row.lawyer_id, recipient="staff")
    work.db.flush()


def of_group(work: Work, group_id: GroupId, *, most: int = 10) -> tuple[ArchiveView, ...]:
    """The newest first; a lawyer sees her own."""
    rows = select(Archive).where(Archive.group_id == group_id).order_by(Archive.number.desc()).limit(most)
    if work.actor.role is Role.LAWYER:
        rows = rows.where(Archive.lawyer_id == work.actor.id)
    return tuple(_view(work, row) for row in work.db.scalars(rows))


def one(work: Work, archive_id: UUID) -> ArchiveView:
    """A lawyer's own, while the group is hers and her account stands. Raises NoSuchGroup, NoSuchPaper."""
    work.require(Permission.EXHIBIT_PACK)
    row = work.db.get(Archive, archive_id)
    if row is None or row.lawyer_id != work.actor.id or not identity.staff(work, row.lawyer_id).stands:
        raise NoSuchPaper
    assignments.require(work, row.group_id, lawyer_id=row.lawyer_id)
    return _view(work, row)


def begin(work: Work, archive_id: UUID, *, people: int) -> ArchiveView:
    """Whoever takes it now is on the group's record; `people`: of how many it would be. Raises what `one` raises, SecondAwaited, LeaveOver."""
    leave, row = one(work, archive_id), work.db.get_one(Archive, archive_id)
    if leave.over or leave.agreed is False:
        raise LeaveOver
    if leave.awaits or (is_large(work, people) and people > leave.people):
        raise SecondAwaited
    if (
        row.decided_by is not None and not identity.staff(work, row.decided_by).stands
    ):  # her word counts while she may give it
        raise SecondAwaited
    row.begun_at = work.now
    facts = {"number": leave.name, "people": people}
    audit.record(work, "exhibits:pack-begun", about=leave.group_id, kind="group", reason=leave.reason, **facts)
    work.db.flush()
    return leave


def finish(work: Work, archive_id: UUID, *, packed: int, left_out: int, sha256: str) -> None:
    row = work.db.get_one(Archive, archive_id)
    row.finished_at, row.packed, row.left_out, row.sha256 = work.now, packed, left_out, sha256
    facts = {"number": _view(work, row).name, "exhibits": packed, "left_out": left_out, "sha256": sha256}
    audit.record(work, "exhibits:packed", about=row.group_id, kind="group", reason=row.reason, **facts)


def _hours(work: Work) -> timedelta:
    return timedelta(hours=work.settings.export_approval_hours)


def _number(work: Work, row: Archive) -> None:
    """The next one; two that ask at once get different ones."""

    def numbered(number: int) -> Archive:
        row.number = number
        return row

    if add_numbered(work.db, Archive.number, numbered) is None:
        raise ListMoved


def _view(work: Work, row: Archive) -> ArchiveView:
    return ArchiveView(
        id=row.id,
        group_id=row.group_id,
        number=row.number,
        lawyer_id=row.lawyer_id,
        purpose=Purpose(row.purpose),
        reason=row.reason,
        people=row.people,
        exhibits=row.exhibits,
        asked_at=row.asked_at,
        until=row.until,
        needs_second=row.needs_second,
        agreed=row.agreed,
        answer=row.answer,
        begun_at=row.begun_at,
        finished_at=row.finished_at,
        packed=row.packed,
        left_out=row.left_out,
        over=row.finished_at is not None or row.until <= work.now,
    )
