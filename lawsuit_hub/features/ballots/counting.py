"""What the worker does for ballots: begins those whose first day has come, reminds, counts those whose last day is over."""

from collections.abc import Callable

from sqlalchemy import ColumnElement, delete, select

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.ballots import keeping, making, receipts, starting
from lawsuit_hub.features.ballots.models import BallotRow, BallotVoter
from lawsuit_hub.features.ballots.types import FEWEST, BallotId, Result
from lawsuit_hub.features.lawsuits import endings, present
from lawsuit_hub.features.lawsuits.types import GroupId
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.outbox.quiet import is_quiet
from lawsuit_hub.features.proceedings.reaching import to_tell
from lawsuit_hub.features.urns import service as urns
from lawsuit_hub.infra.work import Work, Works

ENDED = "ballot_ended"
# Members read these.
GROUP_GONE, GROUP_SMALL = "모임이 없어졌습니다.", "확정된 사람이 다섯 명보다 적어 투표를 시작하지 않았습니다."
_STANDS = (BallotRow.ended_at.is_(None), BallotRow.cancelled_at.is_(None))
_BEGUN = BallotRow.started_at.is_not(None)


def turn(works: Works) -> int:
    """Each ballot in a work of its own. Returns how many were touched."""
    with works.open(SYSTEM, read_only=True) as work:
        begin = _ids(work, ~_BEGUN, BallotRow.from_on <= work.today)
        near = _ids(work, _BEGUN, BallotRow.reminded_at.is_(None), BallotRow.until_on >= work.today)
        over = _ids(work, _BEGUN, BallotRow.until_on < work.today)
        if is_quiet(work.settings, work.now):
            near = []
    deeds: list[tuple[list[BallotId], Callable[[Work, BallotRow, GroupId], bool]]] = [
        (begin, _begin), (near, _remind), (over, _count)
    ]  # fmt: skip
    return sum(_one(works, ballot_id, deed) for ids, deed in deeds for ballot_id in ids)


def _ids(work: Work, *such: ColumnElement[bool]) -> list[BallotId]:
    return list(work.db.scalars(select(BallotRow.id).where(*_STANDS, *such).order_by(BallotRow.from_on)))


def _one(works: Works, ballot_id: BallotId, deed: Callable[[Work, BallotRow, GroupId], bool]) -> bool:
    """Waits for who is voting or counting; what was done meanwhile is not done again. What belongs to a group that nobody is left in is called off."""
    with works.open(SYSTEM) as work:
        wanted = select(BallotRow).where(BallotRow.id == ballot_id, *_STANDS)
        row = work.db.scalar(wanted.with_for_update().execution_options(populate_existing=True))
        if row is None:
            return False
        group_id = endings.stayed(work, row.group_id)
        if group_id is None:
            making.call_off(work, row, reason=GROUP_GONE)
            return True
        return deed(work, row, group_id)


def _begin(work: Work, row: BallotRow, group_id: GroupId) -> bool:
    if row.started_at is not None:
        return False
    if present.count(work, group_id) < FEWEST or row.until_on < work.today:
        making.call_off(work, row, reason=GROUP_SMALL)
        audit.record(work, "ballot:cancelled", about=group_id, kind="group", reason=GROUP_SMALL)
    else:
        starting.start(work, row, group_id)
    return True


def _remind(work: Work, row: BallotRow, group_id: GroupId) -> bool:
    if not starting.is_due(work, row):
        return False
    starting.remind(work, row, group_id)
    return True


def _count(work: Work, row: BallotRow, group_id: GroupId) -> bool:
    """The result stands in the row, the votes are destroyed, and who could vote is known no more. Of fewer than five not even their number
    stays: the one who voted, or did not, is known in so small a group."""
    cast = urns.count(work, row.id)
    if cast >= FEWEST:
        row.cast = cast
        row.result = keeping.seal_result(work, _result(work, row), row)
    row.ended_at = work.now
    urns.destroy(work, row.id)
    work.db.execute(delete(BallotVoter).where(BallotVoter.ballot_id == row.id))
    audit.record(work, "ballot:ended", about=group_id, kind="group")
    outbox.queue_many(work, ENDED, to=to_tell(work, group_id))
    return True


def _result(work: Work, row: BallotRow) -> Result:
    options = len(keeping.asked_of(work, row).options)
    found = urns.opened(work, row.id)
    votes = sorted(vote for slip in found.slips if (vote := receipts.read(slip, options)) is not None)
    counts = tuple(sum(choice == number for _code, choice in votes) for number in range(options))
    return Result(counts, tuple(votes), max(0, found.cast - len(votes)), whole=len(votes) == found.cast)
