"""Who of a group sues through its present lawyer at this moment. The one place that asks about mandates."""

from lawsuit_hub.features.lawsuits.types import GroupId, MemberLine
from lawsuit_hub.features.mandates.service import agents
from lawsuit_hub.features.proceedings import standings
from lawsuit_hub.features.proceedings.reaching import active
from lawsuit_hub.features.proceedings.types import State
from lawsuit_hub.infra.work import Work

__all__ = ["agents", "plaintiffs"]


def plaintiffs(work: Work, group_id: GroupId) -> list[MemberLine]:
    """In the order of their places: who has given the lawyer a mandate and did not withdraw from the suit."""
    represented, stands = agents(work, group_id), standings.newest(work, group_id)
    withdrew = {one for one, own in stands.items() if own.state is State.WITHDREW}
    return [one for one in active(work, group_id) if one.victim_id in represented.keys() - withdrew]
