"""Before something goes public: what holds a find waits for a second person, who releases or refuses exactly this text with exactly
these files. Anything changed makes another mark, and her word is not for that.

    gate.state(work, holder, text)          how it stands, for the page where it is written
    gate.ask(work, holder, text)            somebody else should look
    gate.release / gate.refuse              her word, with a reason
    gate.publish(work, holder, text)        it is public from now on, or NotReleased
    gate.withdraw(work, holder)             its files are public no more
    gate.forget(work, holder)               the holder is gone, with all its files
"""

import hashlib
import json
from uuid import UUID

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.exc import IntegrityError

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.publishing import files, looking
from lawsuit_hub.features.publishing.models import Release
from lawsuit_hub.features.publishing.types import (
    Attachment,
    Finding,
    Gate,
    Holder,
    NothingWaits,
    NotReleased,
    OwnRequest,
    Stale,
    Standing,
    Waiting,
)
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work

RELEASED, REFUSED, OVER = "released", "refused", "over"


def mark(text: str, attached: tuple[Attachment, ...], findings: tuple[Finding, ...]) -> str:
    """Names exactly this: the text, each file by its name and bytes, and what was found."""
    told = {
        "text": text,
        "files": [[one.name, one.sha256] for one in attached],
        "findings": [one.kept() for one in findings],
    }
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def state(work: Work, holder: Holder, text: str) -> Gate:
    """Raises HoldsResidentNumber: such a text is not to be kept at all."""
    attached = files.of(work, holder)
    found = looking.scan_text(work.settings, text)
    findings = found + tuple(finding for one in attached for finding in one.findings)
    marked = mark(text, attached, findings)
    if not findings:
        return Gate(Standing.CLEAN, marked, ())
    row = work.db.scalar(select(Release).where(*_of(holder), Release.mark == marked))
    return _gate(work, marked, findings, row)


def _gate(work: Work, marked: str, findings: tuple[Finding, ...], row: Release | None) -> Gate:
    if row is None:
        return Gate(Standing.FOUND, marked, findings)
    standing = {None: Standing.WAITING, RELEASED: Standing.RELEASED, REFUSED: Standing.REFUSED}.get(row.outcome)
    if standing is None:
        return Gate(Standing.FOUND, marked, findings)
    return Gate(
        standing,
        marked,
        findings,
        request_id=row.id,
        mine=row.asked_by == work.actor.id,
        asked_at=row.asked_at,
        decided_at=row.decided_at,
        reason=row.reason,
    )


def may_publish(work: Work, holder: Holder, text: str) -> bool:
    """Nothing was found, or a second person released exactly this. Raises HoldsResidentNumber."""
    return state(work, holder, text).is_open


def ask(work: Work, holder: Holder, text: str) -> Gate:
    """Waits for a second person from now on; what waited of it before waits no more. Asked already, or open, it stands as it does.

    Raises HoldsResidentNumber.
    """
    work.require(Permission.PUBLISH_PREPARE)
    now = state(work, holder, text)
    if now.standing is not Standing.FOUND:
        return now
    assert work.actor.id is not None  # noqa: S101 - staff has an account
    _close(work, holder)
    asked = {"findings": [one.kept() for one in now.findings], "asked_at": work.now, "asked_by": work.actor.id}
    again = update(Release).where(*_of(holder), Release.mark == now.mark, Release.outcome == OVER)
    if not work.db.execute(again.values(outcome=None, decided_at=None, **asked)).rowcount:  # type: ignore[attr-defined]
        row = Release(id=new_id(), holder_kind=holder.kind, holder_id=holder.id, mark=now.mark, reason="", **asked)
        try:
            with work.db.begin_nested():
                work.db.add(row)
                work.db.flush()
        except IntegrityError:  # somebody asked at this very moment
            return state(work, holder, text)
    audit.record(work, "release:asked", about=holder.id, kind=holder.kind, found=len(now.findings))
    return state(work, holder, text)


def release(
    work: Work, holder: Holder, text: str, *, seen: str, reason: str, authors: frozenset[UUID] = frozenset()
) -> None:
    """It may go public as it was seen. `authors`: who wrote the text. Raises OwnRequest, Stale, NothingWaits, ReasonMissing, ReasonHoldsNumber."""
    if is_own(work, holder, authors):
        raise OwnRequest
    kept = _decide(work, holder, text, seen=seen, reason=reason, outcome=RELEASED)
    files.unlock(work, holder)
    audit.record(work, "release:given", about=holder.id, kind=holder.kind, reason=kept)


def refuse(work: Work, holder: Holder, text: str, *, seen: str, reason: str) -> None:
    """It may not, as it is. Raises OwnRequest, Stale, NothingWaits, ReasonMissing, ReasonHoldsNumber."""
    kept = _decide(work, holder, text, seen=seen, reason=reason, outcome=REFUSED)
    audit.record(work, "release:refused", about=holder.id, kind=holder.kind, reason=kept)


def is_own(work: Work, holder: Holder, authors: frozenset[UUID]) -> bool:
    """The actor wrote it, or added a file that holds a find and is not public yet."""
    return work.actor.id in authors | files.added_by(work, holder)


def _decide(work: Work, holder: Holder, text: str, *, seen: str, reason: str, outcome: str) -> str:
    work.require(Permission.PUBLISH_RELEASE)
    kept = audit.clean_reason(reason)
    now = state(work, holder, text)
    if now.mark != seen:
        raise Stale
    if now.standing is not Standing.WAITING:
        raise NothingWaits
    if now.mine:
        raise OwnRequest
    open_one = Release.id == now.request_id, Release.outcome.is_(None), Release.asked_by != work.actor.id
    said = {"outcome": outcome, "reason": kept, "decided_at": work.now, "decided_by": work.actor.id}
    if not work.db.execute(update(Release).where(*open_one).values(**said)).rowcount:  # type: ignore[attr-defined]
        raise NothingWaits  # another was faster
    return kept


def publish(work: Work, holder: Holder, text: str) -> None:
    """Its files may be fetched by anybody from now on: those that the gate saw. Raises NotReleased, HoldsResidentNumber."""
    work.require(Permission.PUBLISH_PREPARE)
    if not may_publish(work, holder, text):
        raise NotReleased
    files.show(work, [one.id for one in files.of(work, holder)])


def withdraw(work: Work, holder: Holder) -> None:
    work.require(Permission.PUBLISH_PREPARE)
    files.hide(work, holder)


def forget(work: Work, holder: Holder) -> None:
    """The holder is gone: its files too, and what waited waits no more."""
    files.remove_all(work, holder)
    _close(work, holder)


def waiting(work: Work) -> tuple[Waiting, ...]:
    """What waits for a second person, the oldest first."""
    work.require(Permission.PUBLISH_RELEASE)
    rows = work.db.scalars(select(Release).where(Release.outcome.is_(None)).order_by(Release.asked_at, Release.id))
    return tuple(_waiting(work, row) for row in rows)


def waiting_one(work: Work, request_id: UUID) -> Waiting:
    """Raises NothingWaits."""
    work.require(Permission.PUBLISH_RELEASE)
    row = work.db.get(Release, request_id)
    if row is None or row.outcome is not None:
        raise NothingWaits
    return _waiting(work, row)


def _waiting(work: Work, row: Release) -> Waiting:
    return Waiting(
        id=row.id,
        holder=Holder(row.holder_kind, row.holder_id),
        mark=row.mark,
        asked_at=row.asked_at,
        mine=row.asked_by == work.actor.id,
        findings=tuple(Finding.of(one) for one in row.findings),
    )


def _close(work: Work, holder: Holder) -> None:
    left = update(Release).where(*_of(holder), Release.outcome.is_(None))
    work.db.execute(left.values(outcome=OVER, decided_at=work.now))
    work.db.flush()


def _of(holder: Holder) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return Release.holder_kind == holder.kind, Release.holder_id == holder.id
