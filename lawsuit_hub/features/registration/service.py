"""Brings a person in: registers, places her with her landlord's group, confirms. Shared by the web and imported forms."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.invites import service as invites
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.landlords.types import Evidence, LandlordKind
from lawsuit_hub.features.lawsuits import service as lawsuits
from lawsuit_hub.features.lawsuits.types import Placement
from lawsuit_hub.features.mandates import endings as mandates
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.victims import comparison, consents, tasks
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.consents import Shown
from lawsuit_hub.features.victims.types import (
    AlreadyRegistered,
    Answer,
    Channel,
    ConsentGiven,
    ConsentKind,
    ConsentMissing,
    VictimId,
)
from lawsuit_hub.infra.work import Work
from lawsuit_hub.values.phone import PhoneNumber


def evidence_of(answer: Answer) -> Evidence:
    """What an answer says of its landlord."""
    numbered = answer.business_number or answer.corporation_number
    kind = answer.landlord_kind or ("corporation" if numbered else "person")
    return Evidence(
        name=answer.landlord,
        kind=LandlordKind(kind),
        birth=answer.landlord_birth,
        business=answer.business_number,
        corporation=answer.corporation_number,
        building=answer.building,
        also_known=answer.building_also,
        broker=answer.broker,
        broker_number=answer.broker_number,
        proxy=answer.proxy,
        owner=answer.owner,
        contract_date=answer.contract_date,
    )


def given_of(texts: Iterable[Shown], agreed: Mapping[str, bool]) -> list[ConsentGiven]:
    """Every box that was shown, as it was answered; `agreed` by the text's hash."""
    return [ConsentGiven(text.kind, agreed.get(text.sha256, False), text.sha256, text.firm_id) for text in texts]


def register(work: Work, answer: Answer, *, texts: list[Shown], agreed: Mapping[str, bool]) -> tuple[VictimId, bool]:
    """A web registration whose telephone was proved by code. Returns her id and whether she is new.

    Whoever is known already is signed in, and what she typed waits on the desk when it differs (a member who is
    confirmed), or takes the place of her imported answer. Raises ConsentMissing.
    """
    given = given_of(texts, agreed)
    if not any(one.kind is ConsentKind.COLLECT and one.given for one in given):
        raise ConsentMissing
    work.keys.prefetch_indexes([*victims.recognised_by(answer), *landlords.recognised_by(evidence_of(answer))])
    # Whoever matches landlords takes the turn before locking anything else: two registrations never wait for each other.
    landlords.take_turn(work)
    consents.keep_texts(work, texts)
    known = victims.find_by_phone(work, answer.phone)
    if known is None:
        try:
            return _register_new(work, answer, given), True
        except AlreadyRegistered:  # another request was faster by a moment
            known = victims.find_by_phone(work, answer.phone)
    if known is None:
        raise AlreadyRegistered
    _answer_again(work, known, answer, given)
    return known, False


def _answer_again(work: Work, known: VictimId, answer: Answer, given: list[ConsentGiven]) -> None:
    victims.hold(work, known)
    if victims.profile(work, known).confirmed_at is None:
        victims.amend(work, known, answer)
        confirm(work, known, given=given, joins=answer.joins)
        place(work, known, answer)
    elif changes_her_case(work, known, answer):
        tasks.open_changed_answer(work, known, answer)
    else:
        place(work, known, answer)


def changes_her_case(work: Work, victim_id: VictimId, answer: Answer) -> bool:
    """Whether an answer of a confirmed person waits for a caseworker: it says something else, or would put her with another
    landlord. A lease that was seen was seen for the landlord she had."""
    return comparison.says_something_else(work, victim_id, answer) or landlords.would_move(
        work, victim_id, evidence_of(answer)
    )


def _register_new(work: Work, answer: Answer, given: list[ConsentGiven]) -> VictimId:
    victim_id = victims.register(work, answer, channel=Channel.WEB, consents_given=given)
    place(work, victim_id, answer)
    outbox.queue(work, "welcome", to=victim_id)
    return victim_id


def confirmed(work: Work, phone: PhoneNumber) -> VictimId | None:
    """Who is registered and confirmed under a number; for whoever has just proved it, and nobody else."""
    known = victims.find_by_phone(work, phone)
    return known if known is not None and victims.profile(work, known).confirmed_at is not None else None


def place(work: Work, victim_id: VictimId, answer: Answer) -> Placement:
    return lawsuits.place(work, victim_id, evidence=evidence_of(answer))


def confirm(work: Work, victim_id: VictimId, *, given: Iterable[ConsentGiven], joins: bool) -> None:
    """An imported person proved her telephone and answered the consents herself. Raises ConsentMissing."""
    landlords.take_turn(work)  # a file that is imported meanwhile sees her confirmed, or is done with her
    answers = list(given)
    if not any(one.kind is ConsentKind.COLLECT and one.given for one in answers):
        raise ConsentMissing
    consents.answer(work, victim_id, answers, channel=Channel.WEB)
    victims.confirm(work, victim_id)
    victims.choose_joining(work, victim_id, joins=joins)
    lawsuits.refresh(work, victim_id)


def confirm_herself(
    work: Work, victim_id: VictimId, *, texts: list[Shown], agreed: Mapping[str, bool], joins: bool
) -> None:
    """`confirm` with the boxes as they were shown and ticked. Raises ConsentMissing."""
    landlords.take_turn(work)
    consents.keep_texts(work, texts)
    confirm(work, victim_id, given=given_of(texts, agreed), joins=joins)


def change_consent(
    work: Work, victim_id: VictimId, kind: ConsentKind, *, text: Shown | None, given: bool, firm_id: UUID | None
) -> None:
    """A member gives or takes back one optional consent. Taking back the required one opens a withdrawal on the desk."""
    landlords.take_turn(work)
    if kind is ConsentKind.COLLECT and not given:
        _take_back_everything(work, victim_id)
        return
    if text is not None:
        consents.keep_texts(work, [text])
    answer = ConsentGiven(kind, given, text.sha256 if text else None, firm_id)
    consents.answer(work, victim_id, [answer], channel=Channel.WEB)
    audit.record(work, "consent:changed", about=victim_id, consent=kind.value, given=given)
    mandates.settle(work, [victim_id])
    lawsuits.refresh(work, victim_id)


def _take_back_everything(work: Work, victim_id: VictimId) -> None:
    """Nothing is shown or passed on from now; her data are destroyed when a caseworker carries the wish out."""
    tasks.open_withdrawal(work, victim_id)
    consents.withdraw(work, victim_id, ConsentKind.SHARE_CARD)
    for firm_id in consents.states(work, [victim_id])[victim_id].firms:
        consents.withdraw(work, victim_id, ConsentKind.FIRM, firm_id=firm_id)
    mandates.settle(work, [victim_id])
    invites.revoke(work, victim_id)
    lawsuits.refresh(work, victim_id)


def leave_group(work: Work, victim_id: VictimId) -> None:
    landlords.take_turn(work)
    invites.revoke(work, victim_id)
    lawsuits.leave(work, victim_id)
    mandates.settle(work, [victim_id])
