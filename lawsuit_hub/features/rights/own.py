"""What a member does about her own data: stops its use and lifts that, asks to be erased, objects to an answer."""

from datetime import datetime
from uuid import UUID

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.destruction import service as destruction
from lawsuit_hub.features.destruction.types import Ground
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.lawsuits import service as lawsuits
from lawsuit_hub.features.rights import requests
from lawsuit_hub.features.rights.types import Kind, NoSuchRequest
from lawsuit_hub.features.victims import stopping
from lawsuit_hub.features.victims.types import VictimId
from lawsuit_hub.infra.refusals import NotYours
from lawsuit_hub.infra.work import Work

OBJECTIONS = "10 per day"


def me(work: Work) -> VictimId:
    if work.actor.id is None:
        raise NotYours
    own: VictimId = work.actor.id
    return own


def stop(work: Work) -> None:
    """At once: no card, no roster, no news. Somebody answers the wish within the law's days; she may lift it before."""
    work.require(Permission.OWN_WRITE)
    landlords.take_turn(work)
    requests.ask(work, me(work), Kind.STOP)
    if stopping.stop(work, me(work)):
        lawsuits.refresh(work, me(work))


def resume(work: Work) -> None:
    work.require(Permission.OWN_WRITE)
    landlords.take_turn(work)
    requests.take_back(work, me(work), Kind.STOP)
    if stopping.resume(work, me(work)):
        lawsuits.refresh(work, me(work))


def ask_erasure(work: Work) -> datetime:
    """Nothing is shown or passed on from now; returns when her data are destroyed. Raises AlreadyErased."""
    work.require(Permission.OWN_WRITE)
    landlords.take_turn(work)
    requests.ask(work, me(work), Kind.ERASE)
    return destruction.ask(work, me(work), ground=Ground.CONSENT).due_at


def keep_registration(work: Work) -> bool:
    """She thought again. False when it was too late, or nothing waited."""
    work.require(Permission.OWN_WRITE)
    landlords.take_turn(work)
    requests.take_back(work, me(work), Kind.ERASE)
    return destruction.cancel(work, me(work))


def note_consent_withdrawn(work: Work) -> None:
    """She took a consent back on her page: carried out as she pressed."""
    requests.note_done(work, me(work), Kind.WITHDRAW)


def object_to(work: Work, request_id: UUID | None, *, words: str) -> None:
    """To an answer of hers, or to anything. Raises NoSuchRequest, ReasonMissing, ReasonHoldsNumber, TooMany."""
    work.require(Permission.OWN_WRITE)
    if request_id is not None and requests.own(work, request_id).is_open:
        raise NoSuchRequest
    work.limits.hit(OBJECTIONS, "objection", str(me(work)))
    requests.ask(work, me(work), Kind.OBJECTION, words=words, about=request_id)
