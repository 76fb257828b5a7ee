"""The desk and its messages: the board with references instead of people, and the deeds, each of them in the trail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.outbox import board, deeds
from lawsuit_hub.features.outbox.board import Board
from lawsuit_hub.features.outbox.budget import Budget
from lawsuit_hub.features.victims.references import references
from lawsuit_hub.infra.work import Work


@dataclass(frozen=True, slots=True)
class DeskBoard:
    """`references`: of the members that messages on it are for."""

    board: Board
    references: Mapping[UUID, str]


def shown(work: Work) -> DeskBoard:
    work.require(Permission.MESSAGE_MANAGE)
    made = board.board(work)
    lines = [*made.unknown, *made.given_up]
    return DeskBoard(made, references(work, [one.recipient_id for one in lines if one.recipient_id]))


def to_be_told(work: Work) -> tuple[int, Sequence[tuple[str, int]], Budget]:
    """How many outcomes nobody knows, what a carrier holds up and why, the budget."""
    work.require(Permission.MESSAGE_MANAGE)
    return board.to_be_told(work)


def send_again(work: Work, message_id: UUID) -> None:
    """Raises NoSuchMessage, as the others do."""
    work.require(Permission.MESSAGE_MANAGE)
    audit.record(work, "message:sent-again", about=deeds.send_again(work, message_id), message=str(message_id))


def arrived(work: Work, message_id: UUID) -> None:
    work.require(Permission.MESSAGE_MANAGE)
    audit.record(work, "message:arrived", about=deeds.arrived(work, message_id), message=str(message_id))


def retry(work: Work, message_id: UUID) -> None:
    work.require(Permission.MESSAGE_MANAGE)
    audit.record(work, "message:retried", about=deeds.retry(work, message_id), message=str(message_id))
