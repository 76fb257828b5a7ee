"""Mandates through the services: what a group's says, and somebody who signs it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.lawsuits import assignments, groups
from lawsuit_hub.features.mandates import own, signing, wording
from lawsuit_hub.features.mandates.signing import Signature
from lawsuit_hub.features.mandates.strokes import Strokes
from lawsuit_hub.features.mandates.types import Facts, Special, Way
from lawsuit_hub.features.victims import consents
from tests.world import World

FACTS = Facts("임대차보증금반환 청구의 소", "seoul-south", "2026가합12345", ("임표본",), ("변호사 표본",))
DRAWING = "[[[20,120],[60,60],[100,150],[140,40],[200,140]],[[220,60],[260,150],[320,60]]]"
SECRET = "s" * 43
HOME = "서울특별시 강서구 표본로 12, 301호"


def word(world: World, group_id: UUID, facts: Facts = FACTS, *, seen: int = 0, electronic: bool = True) -> None:
    """By the group's lawyer, whose firm takes signatures on the screen, or paper alone."""
    with world.as_system() as work:
        lawyer = assignments.standing(work, group_id).lawyer_id
        code, firm_id = groups.get(work, group_id).code, identity.staff(work, lawyer).firm.id
        identity.take_electronic_mandates(work, firm_id, on=electronic)
    with world.works.open(Actor(Role.LAWYER, lawyer, address="127.0.0.1")) as work:
        wording.write(work, code, facts, seen=seen)


def filled(world: World, victim_id: UUID, name: str, **more: Any) -> Signature:
    """Her form as the page would send it, every box ticked that is asked."""
    with world.as_member(victim_id) as work:
        form = own.form(work)
        text = consents.shown_of_firm(work, form.firm_id, locale="ko")
    said = {"seen": form.sha256, "agreed": text.sha256, "strokes": Strokes.parse(DRAWING), "address": HOME}
    said |= {"specials": frozenset({Special.SETTLE, Special.APPEAL}), **more}
    return Signature(name, **said)


def sign(world: World, victim_id: UUID, name: str, **more: Any) -> None:
    asked = filled(world, victim_id, name, **more)
    way = Way.DRAWN if asked.strokes else Way.PASSKEY
    with world.as_member(victim_id) as work:
        at = work.now - timedelta(minutes=2)
        signing.sign(work, asked, way, identified_at=at, secret=SECRET, locale="ko")
