"""A member's own claim and her share of the costs, and never what another claims."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.claims import bills, figures, people, plans, shares
from lawsuit_hub.features.claims.types import OwnMoney, Party, Plan
from lawsuit_hub.features.lawsuits import cards
from lawsuit_hub.features.lawsuits.types import OwnGroup
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.refusals import NotYours
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy import masking


def own(work: Work) -> OwnMoney:
    """Works without a group: then it is what she would pay alone."""
    work.require(Permission.OWN_READ)
    person = victims.profile(work, _me(work))
    noted = figures.of(work, [person.id])[person.id]
    if not person.hints.readable or not noted.readable:
        return OwnMoney(None, noted)
    place = cards.own_group(work, person.id)
    plan = plans.newest(work, place.group_id) if place else Plan()
    claim = noted.figures.claim_of(person.hints.deposit)
    money = OwnMoney(person.hints.deposit, noted, claim, people.interest(work, claim, noted.figures, plan), plan=plan)
    if not claim:
        return money
    alone = bills.alone(claim, plan, on=work.today, practice=work.settings.court_practice)
    money = replace(money, alone=alone)
    return _together(work, place, money) if place else money


def note(work: Work, *, paid_back: int, distributed: int, interest_from: date | None, seen: int) -> bool:
    """What she knows best herself; support and agreed parts stay. False where it stands so already.

    `seen`: the turn that her page showed. Raises BadFigures, NotReadable, FiguresMoved.
    """
    work.require(Permission.OWN_WRITE)
    changes = {"paid_back": paid_back, "distributed": distributed, "interest_from": interest_from}
    return figures.note(work, _me(work), **changes, seen=seen)


def _together(work: Work, place: OwnGroup, money: OwnMoney) -> OwnMoney:
    """Her share as it was settled; where it was not, no more than the cards say that she sees."""
    settled = shares.own(work, _me(work), group_id=place.group_id, granted=money.noted.figures.granted)
    if settled is not None:
        return replace(money, settled=settled)
    bounds = [masking.band_bounds(card.band) for card in place.cards]
    if not place.shares or place.without_card or not bounds or None in bounds:
        return money
    ends = bills.between(
        Party(money.claim),
        [one for one in bounds if one is not None],
        money.plan,
        on=work.today,
        practice=work.settings.court_practice,
    )
    return replace(money, between=ends, together=len(bounds) + 1) if ends else money


def _me(work: Work) -> UUID:
    if work.actor.id is None:
        raise NotYours
    me: UUID = work.actor.id
    return me
