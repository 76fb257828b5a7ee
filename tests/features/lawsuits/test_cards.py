"""What a member sees of the others: MASKING's audience peer, and nobody who must not."""

import pytest
from sqlalchemy import update

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.lawsuits import cards, groups
from lawsuit_hub.features.lawsuits import service as lawsuits
from lawsuit_hub.features.lawsuits.models import Membership
from lawsuit_hub.features.lawsuits.types import OwnGroup
from lawsuit_hub.features.registration import service as registration
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.types import Channel, ConsentKind, VictimId
from tests.people import caseworker_of, make_active, make_group, make_victim, verify
from tests.world import World

pytestmark = pytest.mark.either


def seen_by(world: World, victim_id: VictimId) -> OwnGroup | None:
    with world.as_member(victim_id) as work:
        return cards.own_group(work, victim_id)


def group_seen_by(world: World, victim_id: VictimId) -> OwnGroup:
    seen = seen_by(world, victim_id)
    assert seen is not None
    return seen


def test_a_card_is_alias_mask_district_and_band(world: World) -> None:
    _, members = make_group(world, size=2)
    third = make_active(
        world, name="남궁민", phone="010-0400-0001", address="경기도 성남시 분당구 표본로 5", deposit="1억 5천"
    )
    seen = group_seen_by(world, members[0])
    with world.as_system() as work:
        line = groups.membership_of(work, third)
    assert line is not None
    (card,) = [card for card in seen.cards if card.alias == line.alias]
    assert (card.name_mask, card.district, card.band) == ("남**", "경기 성남시", "1.5억~2억")


def test_everybody_sees_the_same_order_which_is_not_the_order_of_joining(world: World) -> None:
    _, members = make_group(world, size=12)
    orders = []
    for member in members[:2]:
        seen = group_seen_by(world, member)
        orders.append([card.alias for card in sorted((*seen.cards, seen.mine), key=lambda card: card.place)])
        assert [card.alias for card in seen.cards] == [alias for alias in orders[-1] if alias != seen.mine.alias]
    assert orders[0] == orders[1]
    with world.as_system() as work:
        lines = groups.memberships_of(work, members)
    assert orders[0] != [lines[member].alias for member in members]  # 1 in 479,001,600 would be chance


def test_two_active_members_see_aliases_alone(world: World) -> None:
    _, (one, two) = make_group(world, size=2)
    seen = group_seen_by(world, one)
    assert seen.active == 2 and len(seen.cards) == 1
    assert [(card.name_mask, card.district, card.band) for card in (*seen.cards, seen.mine)] == [("", "", "")] * 2
    assert seen.cards[0].alias == group_seen_by(world, two).mine.alias


def test_a_single_active_member_sees_nothing_however_many_wait(world: World) -> None:
    one = make_active(world)
    assert seen_by(world, one) is None
    for n in range(3):
        make_victim(world, phone=f"010-0401-000{n}")
    assert seen_by(world, one) is None


def test_an_unverified_member_sees_no_card(world: World) -> None:
    make_group(world, size=3)
    assert seen_by(world, make_victim(world, phone="010-0402-0001")) is None


def test_an_unconfirmed_member_sees_no_card_even_with_a_lease_that_was_seen(world: World) -> None:
    make_group(world, size=3)
    imported = make_victim(world, phone="010-0402-0002", channel=Channel.FORM)
    verify(world, imported)
    assert seen_by(world, imported) is None


def test_a_landlord_with_a_true_lease_of_his_own_house_sees_no_card(world: World) -> None:
    """The lease is true and the telephone his own: only the caseworker who compares the names keeps him out."""
    make_group(world, size=3, landlord="임표본")
    landlord = make_victim(world, name="임표본", phone="010-0403-0001", landlord="임표본")
    assert seen_by(world, landlord) is None
    with world.as_system() as work:
        line = groups.membership_of(work, landlord)
    assert line is not None and line.active_since is None


def test_who_declined_to_share_has_no_card_sees_none_and_is_counted(world: World) -> None:
    _, members = make_group(world, size=3)
    silent = make_active(world, phone="010-0404-0001", share_card=False)
    own = group_seen_by(world, silent)
    assert own.cards == () and not own.shares and own.active == 4
    assert (own.mine.name_mask, own.mine.district, own.mine.band) == ("", "", "")
    seen = group_seen_by(world, members[0])
    assert len(seen.cards) == 2 and seen.without_card == 1 and seen.active == 4
    assert own.mine.alias not in [card.alias for card in seen.cards]


def test_a_preference_from_a_form_shows_no_card(world: World) -> None:
    """What somebody ticked in a public form was not asked here."""
    _, members = make_group(world, size=3)
    imported = make_victim(world, phone="010-0405-0001", channel=Channel.FORM, share_card=True)
    with world.as_system() as work:
        victims.confirm(work, imported)
    verify(world, imported)
    assert group_seen_by(world, members[0]).without_card == 1
    assert group_seen_by(world, imported).cards == ()


def test_taking_the_consent_back_takes_the_card_back_at_once(world: World) -> None:
    _, (one, two, *_rest) = make_group(world, size=4)
    with world.as_member(one) as work:
        registration.change_consent(work, one, ConsentKind.SHARE_CARD, text=None, given=False, firm_id=None)
    assert len(group_seen_by(world, two).cards) == 2
    assert group_seen_by(world, one).cards == ()


def test_leaving_removes_the_card_at_once(world: World) -> None:
    _, (one, two, *_rest) = make_group(world, size=4)
    alias = group_seen_by(world, one).mine.alias
    with world.as_member(one) as work:
        registration.leave_group(work, one)
    assert alias not in [card.alias for card in group_seen_by(world, two).cards]
    assert seen_by(world, one) is None


def test_a_lease_that_is_no_longer_accepted_removes_the_card_at_once(world: World) -> None:
    _, (one, two, *_rest) = make_group(world, size=4)
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        victims.unverify_lease(work, one, reason="다른 사람의 계약서였습니다")
        lawsuits.refresh(work, one)
    assert len(group_seen_by(world, two).cards) == 2
    assert seen_by(world, one) is None


def test_a_card_lies_in_the_database_as_ciphertext(world: World) -> None:
    _, members = make_group(world, size=3)
    with world.engine.connect() as db:
        rows = [bytes(row[0]) for row in db.exec_driver_sql("select card from memberships")]
    shown = group_seen_by(world, members[0])
    for row in rows:
        assert row and not any(card.district.encode() in row or card.band.encode() in row for card in shown.cards)


def test_a_card_does_not_open_in_another_place(world: World) -> None:
    """Two cards swapped in the table open for nobody: only the aliases are left, and the group's page stands."""
    _, (one, two, _) = make_group(world, size=3)
    with world.as_system() as work:
        found = groups.memberships_of(work, [one, two])
        sealed = {line.victim_id: work.db.get_one(Membership, line.membership_id).card for line in found.values()}
        for mine, other in ((one, two), (two, one)):
            work.db.execute(update(Membership).where(Membership.victim_id == mine).values(card=sealed[other]))
    group = group_seen_by(world, one)
    assert group.mine.name_mask == ""
    assert sorted(bool(card.name_mask) for card in group.cards) == [False, True]
