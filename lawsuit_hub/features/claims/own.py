"""A member's own claim and her share of the costs, and never what another claims."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.claims import bills, figures, people, plans
from lawsuit_hub.features.claims.types import OwnMoney, Party, Plan
from lawsuit_hub.features.lawsuits import cards
from lawsuit_hub.features.lawsuits.types import OwnGroup
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.refusals import NotYours
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy import masking, small_cells


def own(work: Work) -> OwnMoney:
    """Works without a group: then it is what she would pay alone."""
    work.require(Permission.OWN_READ)
    person = victims.profile(work, _me(work))
    noted = figures.of(work, [person.id])[person.id]
    if not person.hints.readable:
        return OwnMoney(None, noted)
    place = cards.own_group(work, person.id)
    plan = plans.newest(work, place.group_id) if place else Plan()
    claim = max(person.hints.deposit - noted.figures.came_back, 0)
    money = OwnMoney(person.hints.deposit, noted, claim, people.interest(work, claim, noted.figures, plan), plan=plan)
    if not claim:
        return money
    alone = bills.alone(claim, plan, on=people.today(work), practice=work.settings.court_practice)
    money = replace(money, alone=alone)
    return _together(work, place, money) if place else money


def note(work: Work, *, paid_back: int, distributed: int, interest_from: date | None) -> bool:
    """What she knows best herself; support and agreed parts stay. False where it stands so already. Raises BadFigures, NotReadable."""
    work.require(Permission.OWN_WRITE)
    return figures.note(work, _me(work), paid_back=paid_back, distributed=distributed, interest_from=interest_from)


def _together(work: Work, place: OwnGroup, money: OwnMoney) -> OwnMoney:
    """Exact from as many plaintiffs on as small cells are shown; below it no more than the cards say that she sees."""
    suing = [one for one in people.known(work, place.group_id) if one.sues]
    if len(suing) >= small_cells.FEWEST:
        whole = people.bill(work, suing, money.plan)
        assert whole is not None  # noqa: S101 - somebody sues
        mine = [share for one, share in zip(suing, whole.shares, strict=True) if one.person.id == work.actor.id]
        return replace(money, bill=whole, plaintiffs=len(suing), share=mine[0] if mine else None)
    bounds = [masking.band_bounds(card.band) for card in place.cards]
    if not place.shares or place.without_card or not bounds or None in bounds:
        return money
    ends = bills.between(
        Party(money.claim),
        [one for one in bounds if one is not None],
        money.plan,
        on=people.today(work),
        practice=work.settings.court_practice,
    )
    return replace(money, between=ends, together=len(bounds) + 1) if ends else money


def _me(work: Work) -> UUID:
    if work.actor.id is None:
        raise NotYours
    me: UUID = work.actor.id
    return me
