"""Takes one answer of a form: registers, updates, or lets it wait on the desk. Once per person and timestamp."""

from dataclasses import dataclass, field
from datetime import UTC
from typing import Literal
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from lawsuit_hub.features.lawsuits import service as lawsuits
from lawsuit_hub.features.lawsuits.types import Placement
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.registration import service as registration
from lawsuit_hub.features.responses.models import TakenAnswer
from lawsuit_hub.features.responses.types import Rejected
from lawsuit_hub.features.victims import comparison, tasks
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.types import Answer, Channel, ConsentGiven, ConsentKind, VictimId
from lawsuit_hub.infra.work import Work
from lawsuit_hub.values.phone import PhoneNumber

OutcomeWord = Literal["registered", "updated", "unchanged", "rejected"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one row, as SURFACE's `hub responses import --json` says it."""

    outcome: OutcomeWord
    reason: str | None = None
    group: str | None = None
    membership: str | None = None
    candidates: tuple[str, ...] = field(default=())


def take(work: Work, answer: Answer) -> Outcome:
    index = work.keys.index("responses.answer", f"{answer.phone.e164}|{answer.at.astimezone(UTC).isoformat()}")
    taken = work.db.get(TakenAnswer, index)
    if taken is not None:
        return _said("unchanged", lawsuits.placements(work, [taken.victim_id])[taken.victim_id])
    known = victims.find_by_phone(work, answer.phone)
    if known is None:
        known = _register(work, answer)
        said = _said("registered", registration.place(work, known, answer))
    else:
        said = _said("updated", _update(work, known, answer))
    _note(work, index, known)
    return said


def _said(word: OutcomeWord, placement: Placement) -> Outcome:
    return Outcome(word, None, placement.group, placement.membership, placement.candidates)


def _register(work: Work, answer: Answer) -> VictimId:
    victim_id = victims.register(work, answer, channel=Channel.FORM, consents_given=_preferences(answer))
    outbox.queue(work, "confirm_invitation", to=victim_id)
    return victim_id


def _preferences(answer: Answer) -> list[ConsentGiven]:
    """What a form ticked. Only the required one counts; the others are asked again when she confirms."""
    return [ConsentGiven(kind, answer.consents[kind.value]) for kind in ConsentKind if kind.value in answer.consents]


def _update(work: Work, victim_id: VictimId, answer: Answer) -> Placement:
    """Anybody can type her number into a public form: a confirmed member's data never change by it."""
    facts = comparison.facts(work, victim_id)
    if facts.withdrawn:
        return lawsuits.placements(work, [victim_id])[victim_id]
    if facts.confirmed:
        if comparison.says_something_else(work, victim_id, answer):
            tasks.open_changed_answer(work, victim_id, answer)
            return lawsuits.placements(work, [victim_id])[victim_id]
        return registration.place(work, victim_id, answer)
    if answer.at < facts.answered_at:
        return _older(work, victim_id, answer)
    victims.amend(work, victim_id, answer)
    victims.prefer(work, victim_id, _preferences(answer))
    return registration.place(work, victim_id, answer)


def _older(work: Work, victim_id: VictimId, answer: Answer) -> Placement:
    """An answer older than the one that stands: what it knows of the same landlord is added, nothing else."""
    if comparison.same_landlord_and_house(work, victim_id, answer):
        return registration.place(work, victim_id, answer)
    return lawsuits.placements(work, [victim_id])[victim_id]


def _note(work: Work, index: bytes, victim_id: UUID) -> None:
    try:
        with work.db.begin_nested():
            work.db.add(TakenAnswer(answer_index=index, victim_id=victim_id, taken_at=work.now))
            work.db.flush()
    except IntegrityError:
        return  # the same file is being imported twice at once: both did the same


def refuse(work: Work, rejected: Rejected, phone: PhoneNumber | None) -> Outcome:
    """A row that is not stored. Without the required consent, from a known person, it is a wish to withdraw."""
    if rejected.reason == "consent" and phone is not None:
        known = victims.find_by_phone(work, phone)
        if known is not None:
            tasks.open_withdrawal(work, known)
    return Outcome("rejected", rejected.reason)
