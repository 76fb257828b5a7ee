"""Minutes: written by caseworkers, let through the gate, read by whoever may see the meeting; what was corrected stays to be read."""

import re
import unicodedata
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.briefings.checking import cleaned
from lawsuit_hub.features.meetings import keeping, rows
from lawsuit_hub.features.meetings.models import MeetingRow, MinutesRow
from lawsuit_hub.features.meetings.types import LONGEST_CORRECTION, LONGEST_MINUTES, Closed, Minutes, Stale
from lawsuit_hub.features.publishing import service as publishing
from lawsuit_hub.features.publishing.types import Gate, Held, Holder, Looked, NotReleased
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.markdown import to_plain
from lawsuit_hub.infra.work import Work

KIND = "minutes"
_LINE_END = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")


def holder(meeting_id: UUID) -> Holder:
    return Holder(KIND, meeting_id)


def text_of(said: Minutes, title: str) -> str:
    """Everything that people would read or follow."""
    return "\n\n".join(filter(None, (title, to_plain(said.body, links=True), said.correction)))


def write(work: Work, meeting_id: UUID, body: str, *, correction: str, seen: int) -> None:
    """Another wording; people read the one before until this is published. `seen`: the newest that the page showed. Raises NotThere,
    Stale, Closed before the meeting began, BadWords."""
    work.require(Permission.PUBLISH_PREPARE)
    text = unicodedata.normalize("NFC", _LINE_END.sub("\n", body))
    kept = cleaned(text, longest=LONGEST_MINUTES, field="body")
    why = keeping.line(correction, longest=LONGEST_CORRECTION, field="correction") if correction.strip() else ""
    row = _held(work, meeting_id, seen)
    assert work.actor.id is not None  # noqa: S101 - staff has an account
    row.last_minutes += 1
    made = MinutesRow(id=new_id(), meeting_id=row.id, turn=row.last_minutes, body=kept, correction=why, at=work.now)
    made.by_account = work.actor.id
    work.db.add(made)
    audit.record(work, "minutes:written", about=row.id, kind="meeting", turn=made.turn)
    work.db.flush()


def ask(work: Work, meeting_id: UUID, *, seen: int) -> None:
    """A second person should look. Raises NotThere, Stale, Closed."""
    work.require(Permission.PUBLISH_PREPARE)
    row = _held(work, meeting_id, seen)
    publishing.ask(work, holder(row.id), text_of(_newest(work, row), row.title))


def publish(work: Work, meeting_id: UUID, *, seen: int, mark: str) -> None:
    """The newest wording with its files. Raises NotThere, Stale, Closed, NotReleased."""
    work.require(Permission.PUBLISH_PREPARE)
    row = _held(work, meeting_id, seen)
    said = _newest(work, row)
    text = text_of(said, row.title)
    stands = publishing.state(work, holder(row.id), text)
    if stands.mark != mark:
        raise Stale
    if not stands.is_open:
        raise NotReleased
    made = work.db.scalars(
        select(MinutesRow).where(MinutesRow.meeting_id == row.id, MinutesRow.turn == said.turn)
    ).one()
    made.shown_from = made.shown_from or work.now
    publishing.publish(work, holder(row.id), text)
    audit.record(work, "minutes:published", about=row.id, kind="meeting", turn=said.turn)
    work.db.flush()


def state(work: Work, meeting_id: UUID) -> Gate | None:
    """How the newest wording stands before the gate; None where there is none. Raises NotThere."""
    row = rows.get(work, meeting_id)
    if not row.last_minutes:
        return None
    return publishing.state(work, holder(row.id), text_of(_newest(work, row), row.title))


def attach(work: Work, meeting_id: UUID, looked: Looked) -> None:
    """Raises NotThere, Unfit."""
    work.require(Permission.PUBLISH_PREPARE)
    publishing.attach(work, holder(rows.hold(work, meeting_id).id), looked)


def detach(work: Work, meeting_id: UUID, file_id: UUID) -> None:
    """From the public page too, at once. Raises NotThere, NotAttached."""
    work.require(Permission.PUBLISH_PREPARE)
    publishing.remove(work, holder(rows.hold(work, meeting_id).id), file_id)


def all_of(work: Work, meeting_id: UUID) -> tuple[Minutes, ...]:
    """For the desk: every wording, the newest first."""
    work.require(Permission.PUBLISH_PREPARE)
    return _wordings(work, meeting_id)


def read(work: Work, meeting_id: UUID) -> tuple[Minutes, ...]:
    """What people read, and read before it; whoever asks may see the meeting."""
    return tuple(one for one in _wordings(work, meeting_id) if one.shown_from is not None)


def held(work: Work, meeting_id: UUID) -> Held | None:
    """What the second person reads."""
    row = work.db.get(MeetingRow, meeting_id)
    said = _wordings(work, meeting_id)
    if row is None or not said:
        return None
    return Held(row.title, text_of(said[0], row.title), f"/desk/meetings/{row.id}/minutes", frozenset({said[0].by}))


def _wordings(work: Work, meeting_id: UUID) -> tuple[Minutes, ...]:
    wanted = select(MinutesRow).where(MinutesRow.meeting_id == meeting_id).order_by(MinutesRow.turn.desc())
    return tuple(
        Minutes(one.turn, one.body, one.correction, one.at, one.by_account, one.shown_from)
        for one in work.db.scalars(wanted)
    )


def _newest(work: Work, row: MeetingRow) -> Minutes:
    said = _wordings(work, row.id)
    if not said:
        raise Stale
    return said[0]


def _held(work: Work, meeting_id: UUID, seen: int) -> MeetingRow:
    row = rows.hold(work, meeting_id)
    if row.announced_at is None or row.cancelled_at is not None or row.starts_at > work.now:
        raise Closed
    if row.last_minutes != seen:
        raise Stale
    return row
