"""The order of people in one export, which is no other export's: whoever finds a copy without its number still finds where it is from."""

import hashlib
from datetime import datetime
from uuid import UUID

from lawsuit_hub.features.rosters.columns import in_seoul
from lawsuit_hub.features.rosters.layouts import Order
from lawsuit_hub.infra.work import Work

BLOCK = 8


def arranged(
    work: Work, export_id: UUID, people: dict[UUID, datetime], order: Order = Order.NUMBER
) -> dict[UUID, datetime]:
    """The same people; nobody moves out of her eight neighbours, so that two rosters of a group still look alike.

    What the order of a group's people says is nothing (places are random): within eight they are ties. Where they stand by the day on
    which each agreed (`people` says when), those of one day are.
    """
    seed = work.keys.mac("roster_exports.order", str(export_id))
    ids = list(people)
    if order is Order.CONSENT:
        day = {one: in_seoul(at).date() for one, at in people.items()}
        return {one: people[one] for one in sorted(ids, key=lambda one: (day[one], _rank(seed, one)))}
    blocks = (ids[first : first + BLOCK] for first in range(0, len(ids), BLOCK))
    return {one: people[one] for block in blocks for one in sorted(block, key=lambda one: _rank(seed, one))}


def _rank(seed: bytes, person: UUID) -> bytes:
    return hashlib.sha256(seed + person.bytes).digest()
