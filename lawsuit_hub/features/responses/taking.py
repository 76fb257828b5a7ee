"""Takes a batch of answers, one after the other: registers, updates, or lets wait on the desk. Once per person and timestamp.

New people are sealed and stored together before the first answer is looked at, and seated together after the last; what
lies between is decided in the order of the rows. Knows no file.
"""

from collections.abc import Sequence
from datetime import UTC
from uuid import UUID

from sqlalchemy import insert, select

from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.landlords.types import LandlordId
from lawsuit_hub.features.landlords.types import Outcome as Recognised
from lawsuit_hub.features.lawsuits import groups, newcomers
from lawsuit_hub.features.lawsuits import service as lawsuits
from lawsuit_hub.features.lawsuits.newcomers import Newcomer
from lawsuit_hub.features.lawsuits.types import Placement
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.registration import service as registration
from lawsuit_hub.features.responses.models import TakenAnswer
from lawsuit_hub.features.responses.types import Outcome, OutcomeWord, Refusing, Rejected
from lawsuit_hub.features.suggestions import importing as suggestions
from lawsuit_hub.features.suggestions.importing import Written
from lawsuit_hub.features.victims import arriving, comparison, tasks
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.types import Answer, Channel, ConsentGiven, ConsentKind, VictimId
from lawsuit_hub.infra.work import Work
from lawsuit_hub.values.dates import KST

Read = Answer | Rejected | Refusing


def take(work: Work, read: Sequence[Read]) -> list[Outcome]:
    """An outcome for each, in their order. `Refusing` is a row without the required consent that says whose it is."""
    return _Taking(work, read).outcomes()


class _Taking:
    def __init__(self, work: Work, read: Sequence[Read]) -> None:
        # Whoever matches landlords takes the turn before locking anything else: two imports never wait for each other.
        landlords.take_turn(work)
        self.work = work
        self.read = [(one, self._index(one)) for one in read]
        self.taken = self._taken_before()
        self.known = arriving.known(work, [one.phone for one in read if not isinstance(one, Rejected)])
        self.new = self._register_new()
        self.noted: dict[bytes, VictimId] = {}
        self.codes: dict[LandlordId, str] = {}
        self.moved: list[VictimId] = []
        self.wrote: list[Written] = []

    def outcomes(self) -> list[Outcome]:
        said = [self._outcome(one, index) for one, index in self.read]
        self._finish()
        still = {one for one in said if isinstance(one, UUID)}
        placements = lawsuits.placements(self.work, still) if still else {}
        return [_said("unchanged", placements[one]) if isinstance(one, UUID) else one for one in said]

    def _index(self, one: Read) -> bytes | None:
        if isinstance(one, Rejected):
            return None
        at = one.at.astimezone(UTC).isoformat() if one.at else ""
        purpose = "responses.answer" if isinstance(one, Answer) else "responses.refusal"
        return self.work.keys.index(purpose, f"{one.phone.e164}|{at}")

    def _taken_before(self) -> dict[bytes, VictimId]:
        sought = [index for _, index in self.read if index is not None]
        rows = select(TakenAnswer.answer_index, TakenAnswer.victim_id).where(TakenAnswer.answer_index.in_(sought))
        return {row.answer_index: row.victim_id for row in self.work.db.execute(rows)}

    def _register_new(self) -> dict[str, VictimId]:
        """By telephone: whoever this batch names for the first time, by the first of her answers."""
        first: dict[str, Answer] = {}
        for one, index in self.read:
            if isinstance(one, Answer) and index not in self.taken and one.phone.e164 not in self.known:
                first.setdefault(one.phone.e164, one)
        given = [(answer, _preferences(answer)) for answer in first.values()]
        made = arriving.register_many(self.work, given, channel=Channel.FORM)
        outbox.queue_many(self.work, "confirm_invitation", to=made)
        return dict(zip(first, made, strict=True))

    def _outcome(self, one: Read, index: bytes | None) -> Outcome | UUID:
        """The person where her answer was taken before: where she stands is asked for all of them at once."""
        if isinstance(one, Rejected) or index is None:
            return Outcome("rejected", one.reason if isinstance(one, Rejected) else "consent")
        if isinstance(one, Refusing):
            self._refuse(one, index)
            return Outcome("rejected", "consent")
        if index in self.taken:
            return self.taken[index]
        known = self.known.get(one.phone.e164)
        if known is None:
            known = self.known[one.phone.e164] = self.new[one.phone.e164]
            self._hear(known, one)
            said = self._place("registered", known, one)
        else:
            said = self._update(known, one)
        self._note(index, known)
        return said

    def _hear(self, victim_id: VictimId, answer: Answer) -> None:
        """What she wrote for everybody to know is a suggestion of hers."""
        if answer.free_text:
            names = (answer.name.text, answer.landlord.words)
            day = answer.at.astimezone(KST).date()
            self.wrote.append(Written(victim_id, answer.free_text, day, names))

    def _note(self, index: bytes, victim_id: VictimId) -> None:
        self.taken[index] = self.noted[index] = victim_id

    def _refuse(self, refusing: Refusing, index: bytes) -> None:
        """From a known person a wish to withdraw, unless she has said yes again since, or it was noted before."""
        known = self.known.get(refusing.phone.e164)
        if known is None or index in self.taken:
            return
        facts = comparison.facts(self.work, known)
        if facts.withdrawn or (refusing.at is not None and refusing.at < facts.answered_at):
            return
        tasks.open_withdrawal(self.work, known)
        self._note(index, known)

    def _update(self, victim_id: VictimId, answer: Answer) -> Outcome:
        """Anybody can type her number into a public form: a confirmed member's data never change by it."""
        work = self.work
        facts = comparison.facts(work, victim_id)
        if facts.withdrawn:
            return self._stays(victim_id)
        self._hear(victim_id, answer)
        if facts.confirmed:
            if registration.changes_her_case(work, victim_id, answer):
                tasks.open_changed_answer(work, victim_id, answer)
                return self._stays(victim_id)
            self.codes.clear()
            return _said("updated", registration.place(work, victim_id, answer))
        if answer.at < facts.answered_at:
            # Older than the answer that stands: what it knows of the same landlord is added, nothing else.
            if comparison.same_landlord_and_house(work, victim_id, answer):
                return self._place("updated", victim_id, answer, joins=victims.joins(work, victim_id))
            return self._stays(victim_id)
        victims.amend(work, victim_id, answer)
        victims.prefer(work, victim_id, _preferences(answer))
        return self._place("updated", victim_id, answer)

    def _stays(self, victim_id: VictimId) -> Outcome:
        return _said("updated", lawsuits.placements(self.work, [victim_id])[victim_id])

    def _place(self, word: OutcomeWord, victim_id: VictimId, answer: Answer, *, joins: bool | None = None) -> Outcome:
        """Nobody placed here has confirmed, so nobody becomes active: a seat can wait for the end of the batch."""
        recognised = lawsuits.recognise(self.work, victim_id, evidence=registration.evidence_of(answer))
        if recognised.merged:
            self.codes.clear()
        arrived = set(self.new.values())
        lawsuits.seat(self.work, [one.victim_id for one in recognised.settled if one.victim_id not in arrived])
        self.moved.append(victim_id)
        return self._recognised(word, recognised, answer.joins if joins is None else joins)

    def _recognised(self, word: OutcomeWord, recognised: Recognised, joins: bool) -> Outcome:
        landlord_id = recognised.landlord_id
        wanted = [*recognised.candidates, *([landlord_id] if landlord_id else [])]
        if unknown := [one for one in wanted if one not in self.codes]:
            self.codes.update(groups.codes_of(self.work, unknown))
        return _said(word, lawsuits.placement(landlord_id, recognised.candidates, self.codes, joins=joins))

    def _finish(self) -> None:
        work = self.work
        answers = {one.phone.e164: one for one, _ in reversed(self.read) if isinstance(one, Answer)}
        arrived = {victim_id: answers[phone] for phone, victim_id in self.new.items()}
        again = [one for one in self.moved if one not in arrived or self.moved.count(one) > 1]
        newcomers.seat(
            work,
            [
                Newcomer(victim_id, arriving.region(answer))
                for victim_id, answer in arrived.items()
                if answer.joins and victim_id not in again
            ],
        )
        lawsuits.seat(work, again)
        suggestions.take(work, self.wrote)
        if self.noted:
            rows = [
                {"answer_index": index, "victim_id": victim_id, "taken_at": work.now}
                for index, victim_id in self.noted.items()
            ]
            work.db.execute(insert(TakenAnswer), rows)


def _said(word: OutcomeWord, placement: Placement) -> Outcome:
    return Outcome(word, None, placement.group, placement.membership, placement.candidates)


def _preferences(answer: Answer) -> list[ConsentGiven]:
    """What a form ticked. Only the required one counts; the others are asked again when she confirms."""
    return [ConsentGiven(kind, answer.consents[kind.value]) for kind in ConsentKind if kind.value in answer.consents]
