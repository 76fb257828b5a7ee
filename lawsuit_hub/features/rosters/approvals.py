"""A second person's word about large rosters: what waits, who may say it, how far it goes. Opens nobody, knows no file.

Her word is for so many people as she saw, for one file and for a bounded time. It counts only while she may give it.
"""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select, update

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import may
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.lawsuits import assignments, groups
from lawsuit_hub.features.lawsuits.types import NoSuchGroup
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.rosters import asked as requests
from lawsuit_hub.features.rosters.approval_types import (
    AlreadyAnswered,
    NobodyWaits,
    NoSuchApproval,
    NotAnotherPerson,
    RowsDiffer,
    SecondMissing,
    WaitingExport,
)
from lawsuit_hub.features.rosters.models import Approval, Export, RosterRequest
from lawsuit_hub.features.rosters.scope import scope
from lawsuit_hub.features.rosters.types import called
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work

APPROVED, REFUSED, OUTGROWN, OVER = "approved", "refused", "outgrown", "over"
ON_THE_COMMAND_LINE = "명령줄에서 함께 내보냄"


def is_needed(work: Work, rows: int) -> bool:
    """Whether one person alone may not take so many."""
    return rows > work.settings.export_rows_alone


def has_to_wait(work: Work, rows: int, *, second: UUID | None, keep: bool) -> bool:
    """`second`: who agrees at once; `keep`: whether it can wait for anybody. Raises SecondMissing, NotAnotherPerson."""
    if second is not None:
        assert work.actor.id is not None  # noqa: S101 - she has a group
        require_another(work, second, asked_by=work.actor.id)
        return False
    needed = is_needed(work, rows)
    if needed and not keep:
        raise SecondMissing
    return needed


def ask(work: Work, export_id: UUID, *, people: Sequence[UUID]) -> None:
    """The export waits from now; everybody who would be in it can read that it was asked for."""
    export = work.db.get_one(Export, export_id)
    export.rows = len(people)
    work.db.add(Approval(id=new_id(), export_id=export_id, rows=len(people), asked_at=work.now))
    _mark(work, "roster:second-asked", export, people, reason=export.reason)


def ask_again(work: Work, export_id: UUID, *, people: Sequence[UUID]) -> None:
    """What was agreed to is not what it would be now: more people, or whoever agreed may do so no more."""
    said = update(Approval).where(Approval.export_id == export_id, Approval.outcome == APPROVED)
    work.db.execute(said.values(outcome=OUTGROWN))
    ask(work, export_id, people=people)
    requests.wait(work, export_id)


def allowed(work: Work, export_id: UUID) -> int | None:
    """For how many people somebody's word stands who may still give it; None where nobody was asked."""
    rows = list(work.db.scalars(select(Approval).where(Approval.export_id == export_id)))
    stands = [
        one.rows for one in rows if one.outcome == APPROVED and one.decided_by and _may_agree(work, one.decided_by)
    ]
    return max(stands, default=0) if rows else None


def _may_agree(work: Work, account_id: UUID) -> bool:
    account = identity.staff_many(work, [account_id]).get(account_id)
    stands = account is not None and account.stands and account.is_enrolled
    return account is not None and stands and may(Actor(account.role, account.id), Permission.ROSTER_APPROVE)


def waiting(work: Work) -> list[WaitingExport]:
    """What waits for a second person, the oldest first."""
    work.require(Permission.ROSTER_APPROVE)
    rows = work.db.execute(
        select(Approval, Export, RosterRequest)
        .join(Export, Export.id == Approval.export_id)
        .join(RosterRequest, RosterRequest.id == Approval.export_id)
        .where(Approval.outcome.is_(None), RosterRequest.waits, RosterRequest.kept_until > work.now)
        .order_by(Approval.asked_at, Approval.id)
    )
    lines = [_line(work, *row) for row in rows]
    return [one for one in lines if one is not None]


def one(work: Work, approval_id: UUID) -> WaitingExport:
    """Raises NoSuchApproval, AlreadyAnswered."""
    work.require(Permission.ROSTER_APPROVE)
    row = work.db.get(Approval, approval_id)
    if row is None:
        raise NoSuchApproval
    request = work.db.get(RosterRequest, row.export_id)
    if row.outcome is not None or request is None or not requests.is_waiting(work, row.export_id):
        raise AlreadyAnswered
    line = _line(work, row, work.db.get_one(Export, row.export_id), request)
    if line is None:
        raise AlreadyAnswered
    return line


def _line(work: Work, row: Approval, export: Export, request: RosterRequest) -> WaitingExport | None:
    """None where the lawyer has the group no more: there is nothing to agree to."""
    assert request.kept_until is not None  # noqa: S101 - whatever waits has an end
    try:
        assignments.require(work, export.group_id, lawyer_id=export.lawyer_id)
        group = groups.line(work, export.group_id)
    except NoSuchGroup:
        return None
    account = identity.staff(work, export.lawyer_id)
    return WaitingExport(
        id=row.id,
        number=called(export.number),
        group_code=group.code,
        firm=identity.firm(work, export.firm_id).name,
        login=account.login,
        purpose=request.purpose,
        columns=tuple(export.columns),
        form=export.format,
        rows=len(scope(work, export.group_id, export.firm_id).agreed),
        active=group.members,
        reason=export.reason,
        asked_at=row.asked_at,
        until=request.kept_until,
        again=_waited_before(work, row),
    )


def _waited_before(work: Work, row: Approval) -> bool:
    before = select(Approval.id).where(Approval.export_id == row.export_id, Approval.id != row.id).limit(1)
    return work.db.scalar(before) is not None


def decide(work: Work, approval_id: UUID, *, agree: bool, reason: str, seen: int) -> None:
    """A second person's word, once. `seen`: how many people her page showed.

    Raises NoSuchApproval, ReasonMissing, ReasonHoldsNumber, AlreadyAnswered, NotAnotherPerson, RowsDiffer.
    """
    work.require(Permission.ROSTER_APPROVE)
    kept = audit.clean_reason(reason)
    row = work.db.get(Approval, approval_id, with_for_update=True, populate_existing=True)
    line = one(work, approval_id)
    assert row is not None and work.actor.id is not None  # noqa: S101 - `one` found it, staff have ids
    export = work.db.get_one(Export, row.export_id)
    require_another(work, work.actor.id, asked_by=export.lawyer_id)
    people = list(scope(work, export.group_id, export.firm_id).agreed)
    if agree and not people:
        raise NobodyWaits
    if agree and line.rows != seen:
        raise RowsDiffer
    row.rows, row.outcome = len(people), APPROVED if agree else REFUSED
    row.decided_at, row.decided_by, row.reason = work.now, work.actor.id, kept
    _mark(work, "roster:second-agreed" if agree else "roster:second-refused", export, people, reason=kept)
    if agree:
        requests.release(work, export.id, until=work.now + timedelta(hours=work.settings.export_approval_hours))
    else:
        requests.drop(work, export.id)
    outbox.queue(work, "roster_answered", to=export.lawyer_id, recipient="staff")
    work.db.flush()


def close(work: Work, export_id: UUID) -> None:
    """What waited for a second person was called off."""
    open_one = update(Approval).where(Approval.export_id == export_id, Approval.outcome.is_(None))
    work.db.execute(open_one.values(outcome=OVER, decided_at=work.now))


def require_another(work: Work, account_id: UUID, *, asked_by: UUID) -> None:
    """Raises NotAnotherPerson for whoever asked, and for whoever may not agree at this moment."""
    if account_id == asked_by or not _may_agree(work, account_id):
        raise NotAnotherPerson


def note_second(work: Work, export_id: UUID, *, second: UUID, people: Sequence[UUID]) -> None:
    """Agreed on the command line, in the name of an account that was given there; the lines name who ran it."""
    export = work.db.get_one(Export, export_id)
    work.db.add(
        Approval(
            id=new_id(),
            export_id=export_id,
            rows=len(people),
            asked_at=work.now,
            decided_at=work.now,
            decided_by=second,
            outcome=APPROVED,
            reason=ON_THE_COMMAND_LINE,
        )
    )
    named = work.acting_as(Actor(Role.CASEWORKER, second, system_user=work.actor.system_user))
    _mark(named, "roster:second-agreed", export, people, reason=ON_THE_COMMAND_LINE)


def refusals(work: Work, export_ids: Sequence[UUID]) -> dict[UUID, str]:
    """Why a second person did not agree."""
    rows = select(Approval.export_id, Approval.reason).where(
        Approval.export_id.in_(export_ids), Approval.outcome == REFUSED
    )
    return {export_id: reason or "" for export_id, reason in work.db.execute(rows)}


def _mark(work: Work, deed: str, export: Export, people: Sequence[UUID], *, reason: str) -> None:
    """A line about the group and one for each person in it."""
    number = called(export.number)
    audit.record(work, deed, about=export.group_id, kind="group", reason=reason, number=number, rows=len(people))
    audit.record_many(work, deed, about=people, reason=reason, number=number)
    work.db.flush()
