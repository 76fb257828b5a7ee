"""A member's own mandate: what she is asked, what she answered, the copy of what she signed."""

from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.lawsuits.types import GroupId
from lawsuit_hub.features.mandates import papers, signing, standing, texts, timeline, wording
from lawsuit_hub.features.mandates.models import Mandate
from lawsuit_hub.features.mandates.types import FormView, NoCopy, OwnMandate, State
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import CannotOpen, Place, open_bytes_with


def own(work: Work, secret: str | None) -> OwnMandate:
    """`secret`: what her browser carries. Raises NotYours for who has no group yet."""
    work.require(Permission.OWN_READ)
    victim_id, group_id = signing.place_of(work)
    firm_id, person = standing.firm_of(work, group_id), victims.profile(work, victim_id)
    firm = identity.firm(work, firm_id) if firm_id else None
    last = standing.newest(work, [victim_id])
    answers = standing.here(work, group_id, firm_id, last) if firm_id else last
    newest = last.get(victim_id)
    return OwnMandate(
        firm_name=firm.name if firm else "",
        firm_phone=firm.phone if firm else "",
        electronic=firm is not None and firm.electronic_mandates,
        form=wording.of_group(work, group_id),
        newest=answers.get(victim_id),
        asks_consent=firm_id is not None and signing.asks_consent(work, person, firm_id),
        copy_here=_copy(work, secret) is not None,
        timeline=timeline.of_people(work, [victim_id]).get(victim_id, ()),
        ended=newest if newest is not None and newest.state is State.ENDED else None,
    )


def waits(work: Work, victim_id: UUID, group_id: GroupId) -> bool:
    """Whether there is something to sign that she has not answered, or whose answer is over."""
    asked = wording.of_group(work, group_id)
    if asked is None:
        return False
    newest = standing.here(work, group_id, asked.firm_id, standing.newest(work, [victim_id])).get(victim_id)
    return newest is None or newest.state is State.ENDED


def agent_of(work: Work, victim_id: UUID) -> UUID | None:
    """The firm that she signed a mandate to, while it stands."""
    newest = standing.newest(work, [victim_id]).get(victim_id)
    return newest.firm_id if newest is not None and newest.state is State.SIGNED else None


def form(work: Work) -> FormView:
    """What she is asked to sign. Raises NotYours, NoCounsel."""
    work.require(Permission.OWN_READ)
    _victim_id, group_id = signing.place_of(work)
    return wording.require(work, group_id)


def blank(work: Work) -> bytes:
    """The paper to print and sign by hand. Raises NotYours, NoCounsel, LettersMissing."""
    asked = form(work)
    return papers.blank(texts.body(asked.facts), foot=f"{asked.version}판")


def fetch(work: Work, secret: str | None) -> tuple[str, bytes]:
    """Her signed PDF and its number, in the browser that signed, while the copy lies there. Raises NoCopy."""
    work.require(Permission.OWN_WRITE)
    row = _copy(work, secret)
    if row is None or row.copy is None or secret is None:
        raise NoCopy
    try:
        data = open_bytes_with(secret.encode(), row.copy, Place("mandates.copy", row.victim_id, row.id))
    except CannotOpen:
        raise NoCopy from None
    audit.record(work, "mandate:fetched", about=row.victim_id, number=standing.called(row.number))
    return standing.called(row.number), data


def _copy(work: Work, secret: str | None) -> Mandate | None:
    if secret is None:
        return None
    mine = select(Mandate).where(Mandate.victim_id == work.actor.id, Mandate.copy_finder == signing.finder(secret))
    return work.db.scalar(mine.where(Mandate.copy_until > work.now))
