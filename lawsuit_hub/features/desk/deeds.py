"""What a caseworker does about one person: opens, settles tasks (the lease: verification.py). Each leaves its reason; none happens twice."""

from uuid import UUID

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.destruction import service as destruction
from lawsuit_hub.features.destruction.types import Ground, NotApproved, Request
from lawsuit_hub.features.invites import service as invites
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.lawsuits import service as lawsuits
from lawsuit_hub.features.mandates import endings as mandates
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.registration import service as registration
from lawsuit_hub.features.telephones import service as telephones
from lawsuit_hub.features.telephones.types import Change
from lawsuit_hub.features.victims import consents, tasks
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.types import (
    Answer,
    ConsentKind,
    NoSuchVictim,
    Profile,
    VictimId,
)
from lawsuit_hub.infra.work import Work
from lawsuit_hub.values.phone import PhoneNumber


def hides_something(reason: str) -> bool:
    """Whether part of a reason is replaced before it is kept. Raises ReasonMissing, ReasonHoldsNumber."""
    return audit.clean_reason(reason) != reason.strip()


def reveal(work: Work, reference: str, *, names: list[str], reason: str, once: str) -> dict[str, str]:
    victim_id = victims.by_reference(work, reference)
    return victims.reveal(work, victim_id, names=names, reason=reason, once=once)


def open_answer(work: Work, reference: str, task_id: UUID, *, reason: str, once: str) -> dict[str, str]:
    _of(work, reference, task_id, tasks.CHANGED_ANSWER)
    return tasks.open_answer(work, task_id, reason=reason, once=once)


def accept_answer(work: Work, reference: str, task_id: UUID, *, reason: str) -> None:
    """The newer answer takes the older one's place; the lease has to be seen again before she is active."""
    work.require(Permission.PERSON_VERIFY)
    _of(work, reference, task_id, tasks.CHANGED_ANSWER)
    landlords.take_turn(work)
    victim_id, answer = tasks.accept_answer(work, task_id, reason=reason)
    victims.amend(work, victim_id, answer)
    _take_back_consents(work, victim_id, answer)
    registration.place(work, victim_id, answer)
    _ends_activity(work, victim_id)
    outbox.queue(work, "answer_accepted", to=victim_id)


def refuse_answer(work: Work, reference: str, task_id: UUID, *, reason: str) -> None:
    victim_id = _of(work, reference, task_id, tasks.CHANGED_ANSWER)
    tasks.close(work, task_id, outcome="refused", reason=reason)
    outbox.queue(work, "answer_refused", to=victim_id)


def carry_out_withdrawal(work: Work, reference: str, task_id: UUID, *, reason: str) -> bool:
    """What she wrote opens nowhere any more; everything of hers ends (features.destruction).

    False where somebody else has to agree: an answer to a form asked for it, which anybody can send in her name, or many
    were erased within the hour. Raises NotApproved where the wish was only taken down at the desk and the privacy officer
    has not approved it, and for whoever noted the answer's wish herself.
    """
    work.require(Permission.PERSON_ERASE)
    landlords.take_turn(work)
    victim_id = _of(work, reference, task_id, tasks.WITHDRAWAL)
    tasks.require_open(work, task_id)
    asked = destruction.request_of(work, victim_id)
    if asked is None:
        destruction.ask(work, victim_id, ground=Ground.ANSWER, reason=reason)
        return False
    if not asked.approved and (asked.ground is Ground.COMMAND or _noted_herself(work, asked)):
        raise NotApproved
    if not destruction.is_enough(work, victim_id.hex, people=1):
        return False
    tasks.close(work, task_id, outcome="withdrawn", reason=reason)
    destruction.destroy(work, victim_id, ground=asked.ground, reason=reason)
    return True


def _noted_herself(work: Work, asked: Request) -> bool:
    """Who wrote down what an answer asked for is not the second who agrees; nor is anybody, where nobody knows who did."""
    return asked.ground is Ground.ANSWER and asked.asked_by in (None, work.actor.id)


def keep_registration(work: Work, reference: str, task_id: UUID, *, reason: str) -> None:
    """She was asked and stays."""
    victim_id = _of(work, reference, task_id, tasks.WITHDRAWAL)
    tasks.close(work, task_id, outcome="stays", reason=reason)
    destruction.cancel(work, victim_id)


def change_number(work: Work, reference: str, phone: PhoneNumber, *, reason: str, checked: str) -> Change:
    """Waits its days; her old number is told at once. Raises what telephones.ask raises."""
    return telephones.ask(work, _present(work, reference), phone, reason=reason, checked=checked)


def stop_number(work: Work, reference: str) -> None:
    """Raises NothingWaits."""
    telephones.stop(work, victims.by_reference(work, reference))


def number_of(work: Work, reference: str) -> tuple[Profile, Change | None, list[Change]]:
    """Who, what waits, and what was asked before, the newest first. Raises NoSuchVictim."""
    work.require(Permission.PERSON_RENUMBER)
    victim_id = _present(work, reference)
    earlier = [one for one in telephones.history(work, victim_id) if one.outcome is not None]
    return victims.profile(work, victim_id), telephones.of_person(work, victim_id), earlier[::-1]


def _take_back_consents(work: Work, victim_id: VictimId, answer: Answer) -> None:
    """A no in an answer that counts is a no; a yes is asked of her herself."""
    if answer.consents.get(ConsentKind.SHARE_CARD.value) is False:
        consents.withdraw(work, victim_id, ConsentKind.SHARE_CARD)
    if answer.consents.get(ConsentKind.FIRM.value) is False:
        for firm_id in victims.profile(work, victim_id).consents.firms:
            consents.withdraw(work, victim_id, ConsentKind.FIRM, firm_id=firm_id)


def _ends_activity(work: Work, victim_id: VictimId) -> None:
    mandates.settle(work, [victim_id])
    invites.revoke(work, victim_id)
    lawsuits.refresh(work, victim_id)


def _of(work: Work, reference: str, task_id: UUID, kind: str) -> VictimId:
    """The person whose task it is. A task of somebody else, or of another kind, does not exist here."""
    victim_id = victims.by_reference(work, reference)
    if tasks.victim_of(work, task_id, kind=kind) != victim_id:
        raise NoSuchVictim
    return victim_id


def _present(work: Work, reference: str) -> VictimId:
    victim_id = victims.by_reference(work, reference)
    if victims.profile(work, victim_id).withdrawn_at is not None:
        raise NoSuchVictim
    return victim_id
