"""A caseworker makes a ballot and cancels one. Its words cannot be changed: who has voted has voted about them.

Not the group's lawyer: what a group asks itself may be whether she is to be its lawyer, or whether to take what she advises.
"""

from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.ballots import keeping, starting
from lawsuit_hub.features.ballots.models import BallotRow, BallotVoter
from lawsuit_hub.features.ballots.types import (
    AHEAD_DAYS,
    FEWEST,
    FEWEST_OPTIONS,
    LONGEST_DAYS,
    LONGEST_EXPLANATION,
    LONGEST_OPTION,
    LONGEST_QUESTION,
    MOST_OPTIONS,
    Asked,
    BadDays,
    BadOptions,
    BallotId,
    NoSuchBallot,
    Over,
    State,
    TooFewMembers,
)
from lawsuit_hub.features.briefings import checking
from lawsuit_hub.features.briefings.types import BadWords
from lawsuit_hub.features.lawsuits import endings, present
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.proceedings.reaching import reach, to_tell
from lawsuit_hub.features.urns import service as urns
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work

A_DAY = "30 per day"
CANCELLED = "ballot_cancelled"


def make(work: Work, code: str, asked: Asked, *, once: str, office: bool) -> BallotId:
    """One that begins today is open at once. `office`: what was found in its words is an office's, she says. The one this form made
    before, where it is sent again.

    Raises NoSuchGroup, BadWords, BadOptions, BadDays, HoldsPersonal, TooFewMembers, TooMany.
    """
    work.require(Permission.BALLOT_MAKE)
    group_id = reach(work, code)
    kept = _cleaned(work, asked)
    if present.count(work, group_id) < FEWEST:
        raise TooFewMembers
    checking.refuse(work, group_id, "\n\n".join((kept.question, kept.explanation, *kept.options)), office=office)
    assert work.actor.id is not None  # noqa: S101 - staff has an account
    work.limits.hit(A_DAY, "ballots", str(work.actor.id))
    row = BallotRow(
        id=new_id(),
        group_id=group_id,
        from_on=kept.from_on,
        until_on=kept.until_on,
        made_at=work.now,
        made_by=work.actor.id,
        once=once,
    )
    row.words = keeping.seal_words(work, kept, group_id, row.id)
    try:
        with work.db.begin_nested():
            work.db.add(row)
            work.db.flush()
    except IntegrityError:
        return _made_before(work, once)
    audit.record(work, "ballot:made", about=group_id, kind="group")
    if row.from_on <= work.today:
        starting.start(work, row, group_id)
    return row.id


def cancel(work: Work, code: str, ballot_id: BallotId, *, reason: str) -> None:
    """Before its end; what was voted is destroyed unread. Members read the reason.

    Raises NoSuchGroup, NoSuchBallot, Over, ReasonMissing, ReasonHoldsNumber, HoldsPersonal, TooMany.
    """
    work.require(Permission.BALLOT_MAKE)
    group_id, kept = reach(work, code), audit.clean_reason(reason)
    row = held(work, group_id, ballot_id)
    if keeping.state_of(row, work.today) in (State.ENDED, State.CANCELLED):
        raise Over
    checking.refuse(work, group_id, kept, office=True)
    call_off(work, row, reason=kept)
    audit.record(work, "ballot:cancelled", about=group_id, kind="group", reason=kept)
    if row.started_at is not None:
        outbox.queue_many(work, CANCELLED, to=to_tell(work, group_id))


def call_off(work: Work, row: BallotRow, *, reason: str) -> None:
    row.cancelled_at, row.reason = work.now, reason
    urns.destroy(work, row.id)
    work.db.execute(delete(BallotVoter).where(BallotVoter.ballot_id == row.id))
    work.db.flush()


def held(work: Work, group_id: UUID, ballot_id: BallotId) -> BallotRow:
    """Of the group or of one that went into it; nobody else writes in it until this transaction ends. Raises NoSuchBallot."""
    theirs = BallotRow.id == ballot_id, BallotRow.group_id.in_(endings.family(work, group_id))
    row = work.db.scalar(select(BallotRow).where(*theirs).with_for_update().execution_options(populate_existing=True))
    if row is None:
        raise NoSuchBallot
    return row


def _made_before(work: Work, once: str) -> BallotId:
    made = work.db.scalar(select(BallotRow.id).where(BallotRow.once == once, BallotRow.made_by == work.actor.id))
    if made is None:
        raise NoSuchBallot
    return made


def _cleaned(work: Work, asked: Asked) -> Asked:
    question = checking.cleaned(asked.question, longest=LONGEST_QUESTION, field="question")
    said = asked.explanation.strip()
    explanation = checking.cleaned(said, longest=LONGEST_EXPLANATION, field="explanation") if said else ""
    options = tuple(_option(one) for one in asked.options if one.strip())
    if not FEWEST_OPTIONS <= len(options) <= MOST_OPTIONS:
        raise BadOptions("few" if len(options) < FEWEST_OPTIONS else "many")
    if len({one.casefold() for one in options}) < len(options):
        raise BadOptions("twice")
    if asked.from_on < work.today:
        raise BadDays("past")
    if asked.until_on <= asked.from_on:
        raise BadDays("order")
    if (asked.until_on - asked.from_on).days > LONGEST_DAYS:
        raise BadDays("long")
    if (asked.from_on - work.today).days > AHEAD_DAYS:
        raise BadDays("far")
    return Asked(question, explanation, options, asked.from_on, asked.until_on)


def _option(text: str) -> str:
    try:
        return " ".join(checking.cleaned(text, longest=LONGEST_OPTION, field="options").split())
    except BadWords as refusal:
        if refusal.why == "long":
            raise BadOptions("long") from None
        raise
