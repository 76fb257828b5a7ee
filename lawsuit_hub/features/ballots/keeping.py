"""A ballot's row as a noun: its words and its result under the group's peer key; what was changed in the table reads as nothing."""

import json
from datetime import date
from uuid import UUID

from lawsuit_hub.features.ballots.models import BallotRow
from lawsuit_hub.features.ballots.types import FEWEST, Asked, Ballot, Result, State
from lawsuit_hub.infra.peer_texts import opened, seal
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import Sealed

WORDS, RESULT = "ballots.words", "ballots.result"


def seal_words(work: Work, asked: Asked, group_id: UUID, row_id: UUID) -> Sealed | None:
    said = {"question": asked.question, "explanation": asked.explanation, "options": asked.options}
    return seal(work, json.dumps(said, ensure_ascii=False), WORDS, group_id, row_id)


def seal_result(work: Work, result: Result, row: BallotRow) -> Sealed | None:
    kept = {"counts": result.counts, "listed": result.listed, "lost": result.lost, "whole": result.whole}
    return seal(work, json.dumps(kept), RESULT, row.group_id, row.id)


def state_of(row: BallotRow, today: date) -> State:
    if row.cancelled_at is not None:
        return State.CANCELLED
    if row.ended_at is not None:
        return State.ENDED
    if row.started_at is None:
        return State.PLANNED
    return State.OPEN if today <= row.until_on else State.COUNTING


def asked_of(work: Work, row: BallotRow) -> Asked:
    said = json.loads(opened(work, row.words, WORDS, row.group_id, row.id) or "{}")
    return Asked(
        said.get("question", ""),
        said.get("explanation", ""),
        tuple(said.get("options", ())),
        row.from_on,
        row.until_on,
    )


def ballot_of(work: Work, row: BallotRow) -> Ballot:
    return Ballot(
        id=row.id,
        asked=asked_of(work, row),
        state=state_of(row, work.today),
        made_at=row.made_at,
        voters=row.voters,
        cast=row.cast if row.cast and row.cast >= FEWEST else None,
        ended_at=row.ended_at or row.cancelled_at,
        reason=row.reason,
        result=_result_of(work, row),
    )


def _result_of(work: Work, row: BallotRow) -> Result | None:
    kept = json.loads(opened(work, row.result, RESULT, row.group_id, row.id) or "{}")
    if not kept:
        return None
    listed = tuple((code, choice) for code, choice in kept["listed"])
    return Result(tuple(kept["counts"]), listed, kept["lost"], kept["whole"])
