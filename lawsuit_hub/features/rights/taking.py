"""Writes down what a person asked by telephone, on paper or at the counter, and how it was seen that it is she who asks."""

from uuid import UUID

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.destruction import service as destruction
from lawsuit_hub.features.destruction.types import Ground
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.lawsuits import service as lawsuits
from lawsuit_hub.features.rights import requests
from lawsuit_hub.features.rights.types import Kind, Way
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims import stopping
from lawsuit_hub.features.victims.types import NoSuchVictim
from lawsuit_hub.infra.work import Work


def known(work: Work, reference: str) -> str:
    """The reference, of somebody who is still here. Raises NoSuchVictim."""
    work.require(Permission.REQUEST_TAKE)
    profile = victims.profile(work, victims.by_reference(work, reference))
    if profile.withdrawn_at is not None:
        raise NoSuchVictim
    return profile.reference


def take(work: Work, reference: str, kind: Kind, *, checked: str, words: str) -> UUID:
    """Raises NoSuchVictim, ReasonMissing, ReasonHoldsNumber. A stop takes effect at once. An erasure opens its task and waits for
    the privacy officer: that she wished it, one caseworker alone says."""
    work.require(Permission.REQUEST_TAKE)
    how, said = audit.clean_reason(checked), audit.clean_reason(words)
    landlords.take_turn(work)
    victim_id = victims.by_reference(work, known(work, reference))
    made = requests.ask(work, victim_id, kind, words=said, way=Way.DESK, checked=how)
    if kind is Kind.STOP and stopping.stop(work, victim_id):
        lawsuits.refresh(work, victim_id)
    if kind is Kind.ERASE:
        destruction.ask(work, victim_id, ground=Ground.COMMAND, reason=how)
    return made
