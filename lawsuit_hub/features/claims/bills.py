"""What one suit of all costs and each plaintiff's share. Pure: no row, no key, no clock."""

from collections.abc import Sequence
from datetime import date

from lawsuit_hub.features.claims.types import Bill, Party, Plan, Share, Sharing
from lawsuit_hub.values import court_fees, shares
from lawsuit_hub.values.court_fees import Practice


def bill(people: Sequence[Party], plan: Plan, *, on: date, practice: Practice) -> Bill:
    """Each claim at least 1 won. Raises ValueError for nobody."""
    claims = [one.claim for one in people]
    cost = court_fees.together(claims, on=on, defendants=plan.defendants, electronic=plan.electronic, practice=practice)
    with_sum, each = _weights(people, plan.sharing)
    parts = zip(
        shares.by_weight(cost.stamp, with_sum),
        shares.by_weight(cost.service, each),
        shares.by_weight(plan.retainer, with_sum),
        (one.granted for one in people),
        strict=True,
    )
    return Bill(cost.claim, cost.stamp, cost.service, plan.retainer, tuple(Share(*part) for part in parts))


def _weights(people: Sequence[Party], sharing: Sharing) -> tuple[list[int], list[int]]:
    """For what goes with the sum claimed, and for what every head costs."""
    claims, heads = [one.claim for one in people], [1] * len(people)
    agreed = [one.weight for one in people]
    return {
        Sharing.USUAL: (claims, heads),
        Sharing.CLAIM: (claims, claims),
        Sharing.EQUAL: (heads, heads),
        Sharing.AGREED: (agreed, agreed),
    }[sharing]


def alone(claim: int, plan: Plan, *, on: date, practice: Practice) -> Share:
    """What she would pay the court if she sued by herself; a lawyer's fee would come on top and is not known."""
    cost = court_fees.together(
        [claim], on=on, defendants=plan.defendants, electronic=plan.electronic, practice=practice
    )
    return Share(cost.stamp, cost.service)


def between(
    mine: Party, others: Sequence[tuple[int, int]], plan: Plan, *, on: date, practice: Practice
) -> tuple[int, int] | None:
    """Between which amounts her total lies when the others claim within these bounds, whole ten thousands around it. None where
    parts were agreed on: nobody's cards tell those."""
    if plan.sharing is Sharing.AGREED:
        return None
    least, most = (sum(one[end] for one in others) for end in (0, 1))
    # Beyond it more deliveries are paid; elsewhere shares only fall, or only rise.
    jump = court_fees.SMALL_CLAIM - mine.claim
    sums = {least, most, *(one for one in (jump, jump + 1) if least < one < most)}
    totals = [_mine(mine, one, len(others), plan, on=on, practice=practice) for one in sums]
    step = 10_000
    return min(totals) // step * step, -(-max(totals) // step) * step


def _mine(mine: Party, others: int, heads: int, plan: Plan, *, on: date, practice: Practice) -> int:
    """Her total where so many others claim so much together: who of them claims what changes nothing of hers."""
    rest = [Party(max(others - heads + 1, 1)), *[Party(1)] * (heads - 1)]
    return bill([mine, *rest], plan, on=on, practice=practice).shares[0].total
