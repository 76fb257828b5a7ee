"""A member votes. What she chose goes into the urn with a receipt that she alone is shown, once; no other trace is left.

Nothing here writes a line of the trail, counts a limit by person or keeps a moment: each would stand beside her vote.
"""

from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.ballots import keeping, receipts
from lawsuit_hub.features.ballots.models import BallotRow, BallotVoter
from lawsuit_hub.features.ballots.types import (
    BadChoice,
    BallotId,
    HasVoted,
    NoSuchBallot,
    NotInElectorate,
    NotOpen,
    OwnBallot,
    State,
)
from lawsuit_hub.features.briefings import reaching
from lawsuit_hub.features.lawsuits import endings
from lawsuit_hub.features.urns import service as urns
from lawsuit_hub.features.urns.types import HasCast
from lawsuit_hub.infra.work import Work


def vote(work: Work, ballot_id: BallotId, choice: int) -> str:
    """Returns the receipt. Raises NotYours, NoSuchBallot, NotOpen, NotInElectorate, BadChoice, HasVoted."""
    work.require(Permission.OWN_WRITE)
    member = reaching.seat(work)
    theirs = BallotRow.id == ballot_id, BallotRow.group_id.in_(endings.family(work, member.group_id))
    # Read and held: the count waits for whoever is voting, and who votes waits for a count that began.
    held = select(BallotRow).where(*theirs).with_for_update(read=True).execution_options(populate_existing=True)
    row = work.db.scalar(held)
    if row is None:
        raise NoSuchBallot
    state = keeping.state_of(row, work.today)
    if state is not State.OPEN:
        raise NotOpen(state)
    if not _is_elector(work, ballot_id, member.victim_id):
        raise NotInElectorate
    if not 0 <= choice < len(keeping.asked_of(work, row).options):
        raise BadChoice
    code = receipts.new()
    try:
        urns.cast(work, ballot_id, who=member.victim_id, slip=receipts.slip(code, choice))
    except HasCast:
        raise HasVoted from None
    return code


def own(work: Work) -> tuple[OwnBallot, ...]:
    """All of her group, the newest first, but for what has not begun. Raises NotYours."""
    member = reaching.seat(work)
    theirs = BallotRow.group_id.in_(endings.family(work, member.group_id)), BallotRow.started_at.is_not(None)
    rows = work.db.scalars(select(BallotRow).where(*theirs).order_by(BallotRow.made_at.desc(), BallotRow.id))
    return tuple(_own(work, row, member.victim_id) for row in rows)


def own_one(work: Work, ballot_id: BallotId) -> OwnBallot:
    """Raises NotYours, NoSuchBallot."""
    found = next((one for one in own(work) if one.ballot.id == ballot_id), None)
    if found is None:
        raise NoSuchBallot
    return found


def kept_of(work: Work, victim_id: UUID) -> list[dict[str, str | bool]]:
    """For her own copy (docs/data-copy.md): the ballots that are open to her. What she chose nobody can tell, nor who voted in one that
    ended."""
    hers = select(BallotVoter.ballot_id).where(BallotVoter.victim_id == victim_id)
    rows = work.db.scalars(select(BallotRow).where(BallotRow.id.in_(hers)).order_by(BallotRow.made_at, BallotRow.id))
    return [
        {
            "question": keeping.asked_of(work, row).question,
            "until": row.until_on.isoformat(),
            "voted": urns.has_cast(work, row.id, victim_id),
        }
        for row in rows
    ]


def _own(work: Work, row: BallotRow, victim_id: UUID) -> OwnBallot:
    ballot = keeping.ballot_of(work, row)
    if ballot.state is not State.OPEN:
        return OwnBallot(ballot, in_electorate=False, has_voted=False)
    inside = _is_elector(work, row.id, victim_id)
    return OwnBallot(ballot, inside, has_voted=inside and urns.has_cast(work, row.id, victim_id))


def _is_elector(work: Work, ballot_id: BallotId, victim_id: UUID) -> bool:
    hers = BallotVoter.ballot_id == ballot_id, BallotVoter.victim_id == victim_id
    return work.db.scalar(select(BallotVoter.victim_id).where(*hers)) is not None
