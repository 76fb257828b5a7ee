"""Questions to a meeting: asked under no name, read by a caseworker before they are shown, voted on once by each member, joined, hidden."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.exc import IntegrityError

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.meetings import rows, showing
from lawsuit_hub.features.meetings.models import MeetingQuestion, MeetingRow, MeetingVote
from lawsuit_hub.features.meetings.types import LONGEST_QUESTION, Audience, Closed, NotThere, Question
from lawsuit_hub.features.questions import keeping
from lawsuit_hub.features.statistics import stepping
from lawsuit_hub.features.statistics.stepping import Shown
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.peer_texts import opened, seal
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import KeyKind
from lawsuit_hub.privacy.scrub import Scrubbed

TEXT = "meeting_questions.text"
# A member, a network without an account, all visitors.
_RATES = {
    "looks": ("20 per day", "40 per day", "400 per day"),
    "questions": ("5 per day", "10 per day", "100 per day"),
}


def preview(work: Work, meeting_id: UUID, text: str, *, network: str) -> Scrubbed:
    """As it would be kept. Raises NotThere, Closed, BadWords, TooMany."""
    _open(work, meeting_id)
    _count(work, "looks", network)
    return keeping.words(work, text, longest=LONGEST_QUESTION)


def ask(work: Work, meeting_id: UUID, text: str, *, once: str, network: str) -> None:
    """Who asks is kept nowhere; a form sent twice asks once. Raises NotThere, Closed, BadWords, TooMany."""
    row = _open(work, meeting_id)
    if work.db.scalar(select(MeetingQuestion.id).where(MeetingQuestion.once == once)) is not None:
        return
    _count(work, "questions", network)
    said = keeping.words(work, text, longest=LONGEST_QUESTION)
    made = MeetingQuestion(id=new_id(), meeting_id=row.id, once=once, shown=False, hidden=False)
    work.keys.new_subject(made.id, KeyKind.PEER)
    made.text = seal(work, said.text, TEXT, made.id, made.id)
    try:
        with work.db.begin_nested():
            work.db.add(made)
            work.db.flush()
    except IntegrityError:  # the same form at the same moment
        work.keys.forget(made.id)


def vote(work: Work, meeting_id: UUID, question_id: UUID) -> bool:
    """One of each member for each question; False where she voted before. Raises NotThere, Closed."""
    work.require(Permission.OWN_WRITE)
    row = _open(work, meeting_id)
    one = _shown(work, row.id, question_id)
    made = MeetingVote(question_id=one.id, voter=_voter(work, row.id))
    try:
        with work.db.begin_nested():
            work.db.add(made)
            work.db.flush()
    except IntegrityError:
        return False
    return True


def take_back(work: Work, meeting_id: UUID, question_id: UUID) -> None:
    """Raises NotThere, Closed."""
    work.require(Permission.OWN_WRITE)
    row = _open(work, meeting_id)
    one = _shown(work, row.id, question_id)
    hers = MeetingVote.question_id == one.id, MeetingVote.voter == _voter(work, row.id)
    work.db.execute(delete(MeetingVote).where(*hers))


def agenda(work: Work, meeting_id: UUID) -> tuple[Question, ...]:
    """What is shown, by the votes that anybody reads, 0 where they are few, and by chance among those with as many. Raises NotThere."""
    row = showing.seen(work, meeting_id)
    told = select(MeetingQuestion.id, MeetingQuestion.votes_shown).where(MeetingQuestion.meeting_id == row.id)
    votes = {question_id: count for question_id, count in work.db.execute(told)}  # noqa: C416 - rows are no pairs to mypy
    found = [one for one in _all(work, row) if one.shown and not one.hidden and one.joined_to is None]
    return tuple(sorted((replace(one, votes=votes[one.id]) for one in found), key=lambda one: (-one.votes, one.id)))


def recount_all(work: Work) -> int:
    """What anybody reads of votes moves once a day, as public numbers do; the worker asks. Returns how many questions."""
    old = or_(MeetingQuestion.counted_on.is_(None), MeetingQuestion.counted_on < work.today)
    wanted = select(MeetingQuestion).join(MeetingRow).where(old, MeetingRow.starts_at > work.now)
    rows_of = list(work.db.scalars(wanted.order_by(MeetingQuestion.id)))
    votes = _votes(work, list(work.db.scalars(select(MeetingQuestion).where(_of_meetings(rows_of))))) if rows_of else {}
    for one in rows_of:
        moved = stepping.of_people(Shown(one.votes_shown), len(votes[one.id]), far=stepping.distance())
        one.votes_shown, one.counted_on = moved.number or 0, work.today
    return len(rows_of)


def _of_meetings(some: list[MeetingQuestion]) -> ColumnElement[bool]:
    return MeetingQuestion.meeting_id.in_({one.meeting_id for one in some})


def at_desk(work: Work, meeting_id: UUID) -> tuple[Question, ...]:
    """What waits for a look first. Raises NotThere."""
    work.require(Permission.MEETING_MANAGE)
    found = _all(work, rows.get(work, meeting_id))
    return tuple(sorted(found, key=lambda one: (one.shown or one.hidden, one.hidden, one.joined_to is not None)))


def show(work: Work, meeting_id: UUID, question_id: UUID) -> None:
    """Raises NotThere."""
    one = _held(work, meeting_id, question_id)
    one.shown, one.hidden = True, False
    audit.record(work, "meeting:question-shown", about=one.id, kind="question")


def hide(work: Work, meeting_id: UUID, question_id: UUID, *, reason: str) -> None:
    """Raises NotThere, ReasonMissing, ReasonHoldsNumber."""
    kept, one = audit.clean_reason(reason), _held(work, meeting_id, question_id)
    one.hidden = True
    audit.record(work, "meeting:question-hidden", about=one.id, kind="question", reason=kept)


def join(work: Work, meeting_id: UUID, question_id: UUID, other_id: UUID) -> None:
    """It counts with another: who voted for both counts once. Raises NotThere."""
    rows.hold(work, meeting_id)  # so that no two are joined to each other
    one, other = _held(work, meeting_id, question_id), _held(work, meeting_id, other_id)
    if one.id == other.id or other.joined_to is not None or other.hidden:
        raise NotThere
    one.joined_to, one.shown = other.id, True
    behind = update(MeetingQuestion).where(MeetingQuestion.joined_to == one.id)
    work.db.execute(behind.values(joined_to=other.id))
    audit.record(work, "meeting:question-joined", about=one.id, kind="question")


def part(work: Work, meeting_id: UUID, question_id: UUID) -> None:
    """It stands alone again, with its own votes. Raises NotThere."""
    one = _held(work, meeting_id, question_id)
    one.joined_to = None
    audit.record(work, "meeting:question-parted", about=one.id, kind="question")


def waiting(work: Work) -> int:
    """How many wait for a look, of meetings that are to come."""
    looked = MeetingQuestion.shown.is_(True) | MeetingQuestion.hidden.is_(True)
    wanted = select(func.count()).select_from(MeetingQuestion).join(MeetingRow).where(~looked)
    return work.db.scalar(wanted.where(MeetingRow.ends_at > work.now, MeetingRow.cancelled_at.is_(None))) or 0


def forget_voter(work: Work, victim_id: UUID, meeting_ids: set[UUID]) -> None:
    """Her votes, as far as there are any."""
    macs = [voter_of(work, meeting_id, victim_id) for meeting_id in meeting_ids]
    if macs:
        work.db.execute(delete(MeetingVote).where(MeetingVote.voter.in_(macs)))


def voter_of(work: Work, meeting_id: UUID, victim_id: UUID) -> bytes:
    return work.keys.mac("meeting_votes.voter", meeting_id.bytes + victim_id.bytes)


def _all(work: Work, row: MeetingRow) -> list[Question]:
    found = list(work.db.scalars(select(MeetingQuestion).where(MeetingQuestion.meeting_id == row.id)))
    work.keys.prefetch([one.id for one in found], KeyKind.PEER)
    votes = _votes(work, found)
    hers = _voter(work, row.id) if work.actor.role is Role.MEMBER and work.actor.id else b""
    made = [
        Question(
            id=one.id,
            text=opened(work, one.text, TEXT, one.id, one.id),
            votes=len(votes[one.id]),
            shown=one.shown,
            hidden=one.hidden,
            joined_to=one.joined_to,
            voted=hers in votes[one.id],
        )
        for one in found
    ]
    return sorted(made, key=lambda one: (-one.votes, one.id))


def _votes(work: Work, some: list[MeetingQuestion]) -> dict[UUID, set[bytes]]:
    """The voters of each, with those of what was joined to it: each once."""
    leads = {one.id: one.joined_to or one.id for one in some}
    votes: dict[UUID, set[bytes]] = {one: set() for one in leads}
    wanted = select(MeetingVote.question_id, MeetingVote.voter).where(MeetingVote.question_id.in_(leads))
    for question_id, voter in work.db.execute(wanted):
        for one in {question_id, leads[question_id]} & votes.keys():
            votes[one].add(bytes(voter))
    return votes


def _voter(work: Work, meeting_id: UUID) -> bytes:
    if work.actor.id is None:
        raise NotThere
    return voter_of(work, meeting_id, work.actor.id)


def _open(work: Work, meeting_id: UUID) -> MeetingRow:
    """Until it begins. Raises NotThere, Closed."""
    work.require(Permission.MEETING_JOIN)
    row = showing.seen(work, meeting_id)
    if row.audience == Audience.ORGANISATIONS.value and not showing.may_reserve(work, row):
        raise Closed
    if row.cancelled_at is not None or row.starts_at <= work.now:
        raise Closed
    return row


def _shown(work: Work, meeting_id: UUID, question_id: UUID) -> MeetingQuestion:
    one = work.db.get(MeetingQuestion, question_id)
    if one is None or one.meeting_id != meeting_id or not one.shown or one.hidden or one.joined_to is not None:
        raise NotThere
    return one


def _held(work: Work, meeting_id: UUID, question_id: UUID) -> MeetingQuestion:
    work.require(Permission.MEETING_MANAGE)
    wanted = select(MeetingQuestion).where(MeetingQuestion.id == question_id, MeetingQuestion.meeting_id == meeting_id)
    one = work.db.scalar(wanted.with_for_update().execution_options(populate_existing=True))
    if one is None:
        raise NotThere
    return one


def _count(work: Work, what: str, network: str) -> None:
    member, visitor, all_visitors = _RATES[what]
    if work.actor.id is not None:
        work.limits.hit(member, f"meeting-{what}", str(work.actor.id))
        return
    work.limits.hit(visitor, f"meeting-{what}", work.keys.mac("meeting-network", network).hex())
    work.limits.hit(all_visitors, f"meeting-visitors-{what}")
