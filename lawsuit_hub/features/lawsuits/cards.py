"""Masked cards: sealed under the group's key when made, read by fellow members only as MASKING.md allows."""

import json
import logging
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.features.lawsuits.groups import get, stage_dates
from lawsuit_hub.features.lawsuits.models import FormerAlias, Group, Membership
from lawsuit_hub.features.lawsuits.types import (
    CARDS_FROM,
    VISIBLE_FROM,
    MemberCard,
    OwnGroup,
    OwnPlace,
    Stage,
    StageDate,
)
from lawsuit_hub.features.victims.types import Hints, Profile
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import CannotOpen, KeyKind, Place, Sealed

log = logging.getLogger("lawsuit_hub.lawsuits")


def hints_of(person: Profile) -> Hints:
    """What cards and areas are made from. Raises CannotOpen: a card that is there is not lost to a row that is damaged."""
    if not person.hints.readable:
        raise CannotOpen("the hints of this person do not open")
    return person.hints


def is_shown(row: Membership, person: Profile) -> bool:
    """Of the active, who agreed to it and did not ask to be left alone."""
    return row.active_since is not None and person.consents.share_card and person.stopped_at is None


def seal_card(work: Work, group: Group, row: Membership, person: Profile) -> Sealed:
    hints = hints_of(person)
    content = {"name": hints.peer_name, "region": hints.region, "band": hints.band}
    return work.keys.seal(json.dumps(content, ensure_ascii=False), _place(group.id, row.id), KeyKind.PEER)


def _place(group_id: UUID, membership_id: UUID) -> Place:
    return Place("memberships.card", group_id, membership_id)


def own_group(work: Work, victim_id: UUID) -> OwnGroup | None:
    """The group of an active member, or None when there is nothing for her to see yet.

    Who declined to share has no card and sees none; under three active members a card is the alias alone.
    """
    mine = work.db.scalar(
        select(Membership).where(Membership.victim_id == victim_id, Membership.active_since.is_not(None))
    )
    if mine is None:
        return None
    rows = list(
        work.db.scalars(select(Membership).where(Membership.group_id == mine.group_id, Membership.left_at.is_(None)))
    )
    active = [row for row in rows if row.active_since is not None]
    if len(active) < VISIBLE_FROM:
        return None
    group = get(work, mine.group_id)
    shown = sorted((row for row in active if row.card is not None and row.id != mine.id), key=lambda row: row.place)
    shares, bare = mine.card is not None, len(active) < CARDS_FROM
    dates = stage_dates(work, group.id)
    return OwnGroup(
        group_id=group.id,
        code=group.code,
        area=group.area,
        stage=Stage(group.stage),
        stages=tuple(StageDate(stage, dates.get(stage.value)) for stage in Stage),
        membership_id=mine.id,
        active=len(active),
        waiting=len(rows) - len(active),
        mine=_card(work, group.id, mine, bare=bare),
        shares=shares,
        cards=tuple(_card(work, group.id, row, bare=bare) for row in shown) if shares else (),
        without_card=len(active) - len(shown) - (1 if shares else 0),
        has_room=group.room_url is not None,
        entered=sum(row.entered_room_at is not None for row in active),
        entered_room_at=mine.entered_room_at,
    )


def former_aliases(work: Work, victim_id: UUID) -> list[str]:
    """Under which names she was known in groups that she was moved out of, for her alone."""
    return sorted(work.db.scalars(select(FormerAlias.alias).where(FormerAlias.victim_id == victim_id)))


def own_place(work: Work, victim_id: UUID) -> OwnPlace | None:
    """Her place in a group and her card as it is sealed, also after she left; of the group itself nothing."""
    row = work.db.scalar(select(Membership).where(Membership.victim_id == victim_id))
    if row is None:
        return None
    opened = work.keys.open(row.card, _place(row.group_id, row.id), KeyKind.PEER)
    return OwnPlace(
        membership_id=row.id,
        alias=row.alias,
        joined_at=row.joined_at,
        active_since=row.active_since,
        moved_at=row.moved_at,
        left_at=row.left_at,
        entered_room_at=row.entered_room_at,
        card=json.loads(opened) if opened else None,
        paused_at=row.paused_at,
    )


def _card(work: Work, group_id: UUID, row: Membership, *, bare: bool) -> MemberCard:
    try:
        opened = None if bare else work.keys.open(row.card, _place(group_id, row.id), KeyKind.PEER)
    except CannotOpen as error:  # changed in the table: the others' cards stand, this one is the alias alone
        log.error("the card %s does not open: %s", row.id, type(error).__name__)
        opened = None
    if opened is None:
        return MemberCard(row.id, row.alias, row.place)
    content = json.loads(opened)
    return MemberCard(row.id, row.alias, row.place, content["name"], content["region"], content["band"])
