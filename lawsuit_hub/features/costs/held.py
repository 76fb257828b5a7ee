"""What a copy of one's own data holds of litigation-cost support: her applications with all that she sealed. The caller leaves the line."""

import base64
from typing import Any
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.costs import contents, deciding, papers, reading
from lawsuit_hub.features.costs.models import CostApplication, CostMember
from lawsuit_hub.features.costs.types import Application
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import Place


def for_copy(work: Work, victim_id: UUID) -> list[dict[str, Any]]:
    """The oldest first."""
    work.require(Permission.COPY_MAKE)
    rows = work.db.scalars(
        select(CostApplication).where(CostApplication.victim_id == victim_id).order_by(CostApplication.number)
    ).all()
    pictures = papers.pictures(work, victim_id)
    return [_entry(work, row, one, pictures) for row, one in zip(rows, reading.views(work, rows), strict=True)]


def _entry(work: Work, row: CostApplication, one: Application, pictures: dict[UUID, bytes]) -> dict[str, Any]:
    return {
        "number": one.called,
        "programme": one.rules.name,
        "state": one.state.value,
        "begun_at": one.made_at.isoformat(),
        "submitted_at": one.submitted_at.isoformat() if one.submitted_at else None,
        "decided_at": one.decided_at.isoformat() if one.decided_at else None,
        **_written(one),
        **_sealed(work, row),
        "granted": one.amount,
        "appeal_until": one.appeal_until.isoformat() if one.appeal_until else None,
        "appeal": _appeal(one),
        "papers": [
            {
                "kind": page.kind.value,
                "received_at": page.received_at.isoformat(),
                "jpeg": base64.b64encode(pictures[page.id]).decode(),
            }
            for page in one.pages
        ],
        "letters": [
            {
                "outcome": letter.outcome,
                "made_at": letter.made_at.isoformat(),
                "pdf": base64.b64encode(deciding.pdf_of(work, row, letter.number)).decode(),
            }
            for letter in one.letters
        ],
    }


def _written(one: Application) -> dict[str, Any]:
    content, found = one.content, one.findings
    return {
        "status": content.status.value,
        "status_on": content.status_on.isoformat() if content.status_on else None,
        "nobody_got_another": content.alone,
        "asked": content.asked or None,
        "answered": content.answered or None,
        "reason": found.reason if found else None,
        "items": [
            {
                "kind": item.kind.value,
                "amount": item.amount,
                "spent_on": item.spent_on.isoformat(),
                "note": item.note or None,
                "recognised": found.recognised[at] if found and at < len(found.recognised) else None,
                "because": (found.because[at] or None) if found and at < len(found.because) else None,
            }
            for at, item in enumerate(content.items)
        ],
    }


def _sealed(work: Work, row: CostApplication) -> dict[str, Any]:
    """What her own page does not open."""
    account = contents.open_account(work, row)
    names = work.db.scalars(select(CostMember).where(CostMember.application_id == row.id).order_by(CostMember.id))
    return {
        "account": {"holder": account.holder, "bank": account.bank, "number": account.number} if account else None,
        "household": [work.keys.open(each.name, Place("cost_members.name", each.victim_id, each.id)) for each in names],
    }


def _appeal(one: Application) -> dict[str, Any] | None:
    if one.appeal is None:
        return None
    decided = one.appeal.decided_at.isoformat() if one.appeal.decided_at else None
    return {
        "words": one.appeal.words,
        "made_at": one.appeal.made_at.isoformat(),
        "decided_at": decided,
        "outcome": one.appeal.outcome,
    }
