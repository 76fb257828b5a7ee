"""The mirror: a published notice gives a task with ready text, one that is corrected or withdrawn another. A person does it and says so.

What the notice's own deed calls is written in its transaction. Without a channel in the settings nothing is written.
"""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.channel.models import MirrorTask
from lawsuit_hub.features.channel.types import (
    Kind,
    Mirror,
    MirrorClosed,
    NoChannel,
    NoSuchMirror,
    Noticed,
    Outcome,
    WrongPost,
)
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work
from lawsuit_hub.values.channel_post import PostText, post_url
from lawsuit_hub.values.refused import BadChannelUrl

DONE_SHOWN = 30
_OPEN = MirrorTask.closed_at.is_(None)


def published(work: Work, notice: Noticed) -> None:
    """At its first publishing and at each correction. What waited of it before is overtaken."""
    if not work.settings.channel_url:
        return
    before = _overtake(work, notice.number)
    _open(work, notice, Kind.CORRECT if before else Kind.POST, before)


def withdrawn(work: Work, number: int, *, erase: bool = False) -> None:
    """A notice that nobody may read any more is to go from the channel too; one that was never posted needs nothing. `erase`: its words
    go from here, whatever was done with them."""
    if erase:
        work.db.execute(update(MirrorTask).where(MirrorTask.notice == number).values(title="", text=""))
    if not work.settings.channel_url:
        return
    last = work.db.scalar(
        select(MirrorTask).where(MirrorTask.notice == number).order_by(MirrorTask.opened_at.desc()).limit(1)
    )
    before = _overtake(work, number)
    if before and last is not None:
        _put(work, number, Kind.DELETE, PostText(last.title, ""), before)


def done(work: Work, mirror_id: UUID, *, url: str = "") -> None:
    """`url`: of the post; of one that was put right the one before, where none is given. Raises NoSuchMirror, MirrorClosed, WrongPost."""
    work.require(Permission.CHANNEL_MANAGE)
    row = _get(work, mirror_id)
    kept = "" if row.kind == Kind.DELETE else _post(work, url or row.before)
    _close(work, row, Outcome.DONE, post_url=kept)
    audit.record(work, "channel:mirrored", about=row.id, kind="mirror", notice=row.notice, task=row.kind)


def not_needed(work: Work, mirror_id: UUID, *, reason: str) -> None:
    """Raises NoSuchMirror, MirrorClosed, ReasonMissing, ReasonHoldsNumber."""
    work.require(Permission.CHANNEL_MANAGE)
    row, kept = _get(work, mirror_id), audit.clean_reason(reason)
    _close(work, row, Outcome.NOT_NEEDED, reason=kept)
    audit.record(work, "channel:not-needed", about=row.id, kind="mirror", reason=kept, notice=row.notice, task=row.kind)


def waiting(work: Work) -> list[Mirror]:
    """The oldest first."""
    work.require(Permission.CHANNEL_READ)
    return [
        _view(row)
        for row in work.db.scalars(select(MirrorTask).where(_OPEN).order_by(MirrorTask.due_at, MirrorTask.id))
    ]


def ended(work: Work) -> list[Mirror]:
    """The last, newest first; what was overtaken is nobody's work."""
    work.require(Permission.CHANNEL_READ)
    over = select(MirrorTask).where(~_OPEN, MirrorTask.outcome != Outcome.OVERTAKEN.value)
    return [
        _view(row)
        for row in work.db.scalars(over.order_by(MirrorTask.closed_at.desc(), MirrorTask.id).limit(DONE_SHOWN))
    ]


def one(work: Work, mirror_id: UUID) -> Mirror:
    """Raises NoSuchMirror."""
    work.require(Permission.CHANNEL_READ)
    return _view(_get(work, mirror_id))


def overdue(work: Work) -> tuple[int, timedelta]:
    """How many wait longer than they may, and how long the oldest of them does."""
    late = (_OPEN, MirrorTask.due_at <= work.now)
    opened = list(work.db.scalars(select(MirrorTask.opened_at).where(*late).order_by(MirrorTask.opened_at)))
    return len(opened), work.now - opened[0] if opened else timedelta()


def _open(work: Work, notice: Noticed, kind: Kind, before: str) -> None:
    letters = {"title_letters": work.settings.channel_title_letters, "text_letters": work.settings.channel_text_letters}
    _put(work, notice.number, kind, PostText.of(notice.title, notice.text, notice.url, **letters), before)


def _put(work: Work, number: int, kind: Kind, post: PostText, before: str) -> None:
    due = work.now + timedelta(hours=work.settings.channel_mirror_hours)
    row = MirrorTask(
        id=new_id(), notice=number, open_of=number, kind=kind.value, title=post.title, text=post.text, before=before,
        opened_at=work.now, due_at=due,
    )  # fmt: skip
    try:
        with work.db.begin_nested():
            work.db.add(row)
            work.db.flush()
    except IntegrityError:  # the same notice came here from two sides at one moment: one task is enough
        return


def _overtake(work: Work, number: int) -> str:
    """Closes what is open of a notice. The address of its post, if it stands in the channel."""
    mine = MirrorTask.notice == number
    gone = {"closed_at": work.now, "open_of": None, "outcome": Outcome.OVERTAKEN.value}
    work.db.execute(update(MirrorTask).where(mine, _OPEN).values(**gone))
    finished = select(MirrorTask.kind, MirrorTask.post_url).where(mine, MirrorTask.outcome == Outcome.DONE.value)
    last = work.db.execute(finished.order_by(MirrorTask.closed_at.desc()).limit(1)).one_or_none()
    return "" if last is None or last[0] == Kind.DELETE else str(last[1])


def _post(work: Work, url: str) -> str:
    if not work.settings.channel_url:
        raise NoChannel
    if not url.strip():
        raise WrongPost("empty")
    try:
        return post_url(url, channel=work.settings.channel_url)
    except BadChannelUrl as bad:
        raise WrongPost(bad.why) from None


def _get(work: Work, mirror_id: UUID) -> MirrorTask:
    row = work.db.get(MirrorTask, mirror_id)
    if row is None:
        raise NoSuchMirror
    return row


def _close(work: Work, row: MirrorTask, outcome: Outcome, *, post_url: str = "", reason: str = "") -> None:
    """Of two who press at once one did it."""
    about = {"closed_at": work.now, "closed_by": work.actor.id, "open_of": None, "outcome": outcome.value}
    mine = update(MirrorTask).where(MirrorTask.id == row.id, _OPEN).values(**about, post_url=post_url, reason=reason)
    if work.db.execute(mine.returning(MirrorTask.id).execution_options(synchronize_session=False)).first() is None:
        raise MirrorClosed
    work.db.expire(row)


def _view(row: MirrorTask) -> Mirror:
    return Mirror(
        row.id, row.notice, Kind(row.kind), row.title, row.text, row.before, row.opened_at, row.due_at, row.closed_at,
        row.closed_by, Outcome(row.outcome) if row.outcome else None, row.post_url, row.reason,
    )  # fmt: skip
