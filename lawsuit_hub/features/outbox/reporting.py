"""What a carrier reports of a message afterwards: it arrived, or why not. The same report twice is one; AlimTalk's failure owes
an SMS, once.

Opens nothing: the tier that takes reports holds no key that could.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.exc import IntegrityError

from lawsuit_hub.features.outbox.models import Message
from lawsuit_hub.features.outbox.preparing import PLAIN
from lawsuit_hub.features.outbox.quiet import not_at_night
from lawsuit_hub.infra.db import batches, new_id
from lawsuit_hub.infra.solapi_codes import failed_report
from lawsuit_hub.infra.work import Work
from lawsuit_hub.values.message_body import Channel

ON_ITS_WAY = ("2000", "3000")


@dataclass(frozen=True, slots=True)
class Report:
    """`our_id` is what we told the carrier; `carrier_id` what it calls the message; `code` is its own."""

    our_id: UUID | None
    carrier_id: str
    code: str


def take(work: Work, reports: Iterable[Report]) -> int:
    """How many said something new. What is nobody's is passed over."""
    return sum(_take(work, some) for some in batches(reports))


def _take(work: Work, some: list[Report]) -> int:
    ours = [one.our_id for one in some if one.our_id]
    theirs = [one.carrier_id for one in some if one.carrier_id]
    wanted = or_(Message.id.in_(ours), Message.carrier_id.in_(theirs))
    rows = list(work.db.scalars(select(Message).where(wanted).order_by(Message.id).with_for_update()))
    by_id = {row.id: row for row in rows}
    by_name = {row.carrier_id: row for row in rows if row.carrier_id}
    found = ((by_id.get(one.our_id) if one.our_id else by_name.get(one.carrier_id), one) for one in some)
    return sum(_of(work, row, one) for row, one in found if row is not None)


def _of(work: Work, row: Message, report: Report) -> bool:
    """Only of what a carrier was told; the first word that is an end stays. The number is needed no more from here on."""
    if row.asked_at is None or row.reported == report.code or _is_settled(row) or _is_of_another(row, report):
        return False
    row.reported, row.reported_at = report.code[:10], work.now
    row.carrier_id = row.carrier_id or report.carrier_id[:60] or None
    why = failed_report(report.code)
    row.unknown_at, row.leased_until, row.held, row.sealed = None, None, None, None
    if why is None:
        row.sent_at = row.sent_at or work.now
        return True
    row.sent_at, row.failed_at, row.failure = None, work.now, why.reason
    if row.channel == Channel.ALIMTALK:
        _owe_instead(work, row)
    return True


def _is_of_another(row: Message, report: Report) -> bool:
    """A late word about the time before it was sent again: the carrier calls that by another name."""
    return bool(row.carrier_id and report.carrier_id and row.carrier_id != report.carrier_id[:60])


def _is_settled(row: Message) -> bool:
    return row.failed_at is not None or (row.reported is not None and row.reported not in ON_ITS_WAY)


def _owe_instead(work: Work, row: Message) -> None:
    """As an SMS; the constraint lets one message stand instead of another."""
    due = work.now if row.urgent else not_at_night(work.settings, work.now)
    instead = Message(
        id=new_id(),
        kind=row.kind,
        recipient=row.recipient,
        recipient_id=row.recipient_id,
        params={**row.params, PLAIN: True},
        urgent=row.urgent,
        batch_id=row.batch_id,
        queued_at=work.now,
        due_at=due,
        instead_of=row.id,
    )
    try:
        with work.db.begin_nested():
            work.db.add(instead)
            work.db.flush()
    except IntegrityError:
        return
    row.failure = "no_alimtalk"
    work.wake_worker()
