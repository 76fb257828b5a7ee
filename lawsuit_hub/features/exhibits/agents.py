"""Who of a group sues through its present lawyer at this moment. The one place that asks about mandates."""

from datetime import datetime
from uuid import UUID

from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.lawsuits import assignments
from lawsuit_hub.features.lawsuits.types import GroupId, MemberLine
from lawsuit_hub.features.proceedings import standings
from lawsuit_hub.features.proceedings.reaching import active
from lawsuit_hub.features.proceedings.types import State
from lawsuit_hub.features.victims import consents, stopping
from lawsuit_hub.infra.work import Work


def agents(work: Work, group_id: GroupId) -> dict[UUID, datetime]:
    """The members whose agent the group's lawyer is, since when."""
    assigned = assignments.standing(work, group_id)
    firm = identity.staff(work, assigned.lawyer_id).firm if assigned else None
    if firm is None:
        return {}
    return consents.since(work, [one.victim_id for one in active(work, group_id)], firm_id=firm.id)


def plaintiffs(work: Work, group_id: GroupId) -> list[MemberLine]:
    """In the order of their places: who has given the lawyer a mandate, did not withdraw and did not ask to be left alone."""
    represented = agents(work, group_id)
    members = [one for one in active(work, group_id) if one.victim_id in represented]
    stands = standings.newest(work, group_id)
    silent = stopping.stopped(work, [one.victim_id for one in members])
    gone = {one for one, own in stands.items() if own.state is State.WITHDREW}
    return [one for one in members if one.victim_id not in silent | gone]
