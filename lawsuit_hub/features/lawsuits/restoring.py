"""After a restore of older data with newer keys: groups whose key was destroyed since, when the last of them was erased. In the
older data others are still in them, so each gets a new key and new cards; its room is lost and has to be set again."""

from collections.abc import Iterable

from sqlalchemy import select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.lawsuits import cards
from lawsuit_hub.features.lawsuits.models import Group, Membership
from lawsuit_hub.features.lawsuits.types import GroupId
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.keystore import without_key
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import KeyKind


def key_again(work: Work) -> list[GroupId]:
    """Returns those that had lost theirs; of one whose last person the register lists, `endings.close_empty` makes an end again."""
    work.require(Permission.DESTRUCTION_CARRY_OUT)
    lost = select(Group).where(Group.emptied_at.is_(None), Group.merged_into.is_(None), without_key(Group.id))
    groups = work.db.scalars(lost).all()
    for group in groups:
        _with_new_key(work, group)
    work.db.flush()
    return [group.id for group in groups]


def standing(work: Work, group_ids: Iterable[GroupId]) -> int:
    """How many of them have not come to an end."""
    return sum(work.db.get_one(Group, one).emptied_at is None for one in group_ids)


def _with_new_key(work: Work, group: Group) -> None:
    group.room_url = group.room_code = None
    work.keys.new_subject(group.id, KeyKind.PEER)
    rows = work.db.scalars(select(Membership).where(Membership.group_id == group.id)).all()
    people = victims.profiles(work, [row.victim_id for row in rows])
    for row in rows:
        person = people[row.victim_id]
        deal = cards.is_shown(row, person) and person.hints.readable  # not of whoever was erased since
        row.card = cards.seal_card(work, group, row, person) if deal else None
    audit.record(work, "group:keyed-again", about=group.id, kind="group")
