"""How far a mailing is and what became of it: counts by reason."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import func, select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.mailings.making import get
from lawsuit_hub.features.mailings.models import Mailing, MailingPerson
from lawsuit_hub.features.mailings.types import Kind, MailingLine, Report, State, Wanted
from lawsuit_hub.features.outbox import batches
from lawsuit_hub.features.victims import audience
from lawsuit_hub.infra.work import Work
from lawsuit_hub.values.tariffs import won

LISTED = 50
ERASED = "erased"


def lines(work: Work) -> list[MailingLine]:
    """The newest first."""
    work.require(Permission.MAILING_PREPARE)
    return [
        _line(work, row)
        for row in work.db.scalars(select(Mailing).order_by(Mailing.made_at.desc(), Mailing.id).limit(LISTED))
    ]


def line(work: Work, mailing_id: UUID) -> MailingLine:
    """Raises NoSuchMailing."""
    work.require(Permission.MAILING_PREPARE)
    return _line(work, get(work, mailing_id))


def waiting(work: Work) -> int:
    """How many wait for a second person."""
    waits = (
        Mailing.second,
        Mailing.approved_at.is_(None),
        Mailing.stopped_at.is_(None),
        Mailing.confirmed_at.is_not(None),
    )
    return int(work.db.scalar(select(func.count()).select_from(Mailing).where(*waits)) or 0)


def state_of(work: Work, row: Mailing) -> State:
    if row.confirmed_at is None:
        return State.DRAFT
    if row.stopped_at is not None:
        return State.STOPPED
    if row.finished_at is not None:
        return State.DONE
    if row.starts_at is None:
        return State.SECOND
    if row.paused_at is not None:
        return State.PAUSED
    return State.UNDO if row.starts_at > work.now else State.SENDING


def now(work: Work, row: Mailing) -> Report:
    """Who was looked at and has no row any more was erased since."""
    if row.finished_at is not None:
        return Report(**row.report)
    if row.batch_id is None:
        return Report()
    words = dict(_words(work, row.id))
    gone = row.picked - sum(words.values())
    owed = words.pop(audience.GETS, 0)
    progress = batches.progress(work, [row.batch_id])[row.batch_id]
    return Report(
        picked=row.picked,
        owed=owed,
        sent=progress.sent,
        withdrawn=progress.stopped,
        unknown=progress.unknown,
        waiting=progress.waiting,
        cost=won(progress.cost),
        skipped=words | ({ERASED: gone} if gone else {}),
        failed=batches.failures(work, row.batch_id),
    )


def _words(work: Work, mailing_id: UUID) -> Iterable[tuple[str, int]]:
    asked = select(MailingPerson.word, func.count()).where(MailingPerson.mailing_id == mailing_id)
    return [(row[0], int(row[1])) for row in work.db.execute(asked.group_by(MailingPerson.word))]


def _line(work: Work, row: Mailing) -> MailingLine:
    return MailingLine(
        row.id, Kind(row.kind), row.notice, Wanted.kept(row.wanted), state_of(work, row), row.made_at, row.made_by,
        row.confirmed_at, row.confirmed_by, row.starts_at, row.total, row.gets, row.cost, now(work, row),
    )  # fmt: skip
