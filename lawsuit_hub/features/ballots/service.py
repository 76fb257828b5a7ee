"""Ballots of a group for its staff: counts alone, never a receipt; and those that are kept for a group that went into another."""

from dataclasses import dataclass, replace

from sqlalchemy import select

from lawsuit_hub.features.ballots import keeping
from lawsuit_hub.features.ballots.models import BallotRow
from lawsuit_hub.features.ballots.types import FEWEST, Ballot, BallotId, NoSuchBallot
from lawsuit_hub.features.lawsuits import endings, groups, present
from lawsuit_hub.features.lawsuits.types import GroupId, GroupLine
from lawsuit_hub.features.proceedings.reaching import reach
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import CannotOpen, KeyKind, Place


@dataclass(frozen=True, slots=True)
class Shelf:
    """The ballots of one group. `enough`: it has as many active members as a ballot needs."""

    line: GroupLine
    ballots: tuple[Ballot, ...]
    enough: bool


def of_group(work: Work, code: str) -> Shelf:
    """Raises NoSuchGroup."""
    group_id = reach(work, code)
    theirs = BallotRow.group_id.in_(endings.family(work, group_id))
    rows = work.db.scalars(select(BallotRow).where(theirs).order_by(BallotRow.made_at.desc(), BallotRow.id))
    found = tuple(_without_list(keeping.ballot_of(work, row)) for row in rows)
    return Shelf(groups.line(work, group_id), found, enough=present.count(work, group_id) >= FEWEST)


def one(work: Work, code: str, ballot_id: BallotId) -> Ballot:
    """Raises NoSuchGroup, NoSuchBallot."""
    found = next((ballot for ballot in of_group(work, code).ballots if ballot.id == ballot_id), None)
    if found is None:
        raise NoSuchBallot
    return found


def carry_over(work: Work, group_id: GroupId) -> int:
    """Before the key of a group that went into another is destroyed: its ballots are the other's from now on. Returns how many. What was
    damaged before reads as empty there too."""
    stands = endings.stayed(work, group_id)
    if stands is None or stands == group_id:
        return 0
    rows = list(work.db.scalars(select(BallotRow).where(BallotRow.group_id == group_id)))
    for row in rows:
        for name, where in (("words", keeping.WORDS), ("result", keeping.RESULT)):
            try:
                words = work.keys.open(getattr(row, name), Place(where, group_id, row.id), KeyKind.PEER)
            except CannotOpen:
                words = None
            setattr(row, name, work.keys.seal(words, Place(where, stands, row.id), KeyKind.PEER))
        row.group_id = stands
    work.db.flush()
    return len(rows)


def _without_list(ballot: Ballot) -> Ballot:
    """Staff has no use for receipts: one that was shown to somebody would say what she chose."""
    return ballot if ballot.result is None else replace(ballot, result=replace(ballot.result, listed=()))
