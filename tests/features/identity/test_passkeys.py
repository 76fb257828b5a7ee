"""Passkeys: made and used by their owner alone, each ceremony once; seen, named, removed, and gone with whoever is erased."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select, text

from lawsuit_hub.access.roles import Role
from lawsuit_hub.cleaning import retire
from lawsuit_hub.features.audit.models import AuditLine
from lawsuit_hub.features.destruction import service as destruction
from lawsuit_hub.features.destruction.types import Ground
from lawsuit_hub.features.identity import passkey_challenges
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.identity.models import Passkey, PasskeyChallenge
from lawsuit_hub.features.identity.passkey_types import (
    BadLabel,
    LastFactor,
    NoSuchPasskey,
    NotOffered,
    Owner,
    OwnerKind,
    PasskeyRefused,
    Purpose,
    TooManyPasskeys,
)
from lawsuit_hub.infra.refusals import TooMany
from lawsuit_hub.privacy.tiers import Tier
from lawsuit_hub.worker import deliver
from tests.authenticator import EDDSA, Device
from tests.features.identity.conftest import Worker
from tests.features.identity.keepers import Keeper
from tests.people import make_victim
from tests.world import World

pytestmark = pytest.mark.either

STAFF = (Role.LAWYER, Role.CASEWORKER)


@pytest.fixture
def member(world: World) -> Keeper:
    return Keeper.member(world, make_victim(world))


@pytest.fixture
def colleague(world: World, worker: Worker) -> Keeper:
    return Keeper.staff(world, worker.id)


def deeds(world: World, prefix: str = "passkey:") -> list[str]:
    with world.as_system() as work:
        lines = work.db.scalars(select(AuditLine.deed).order_by(AuditLine.id))
        return [deed for deed in lines if deed.startswith(prefix)]


def rows(world: World, table: Any) -> int:
    with world.as_system() as work:
        return int(work.db.scalar(select(func.count()).select_from(table)) or 0)


def bodies(world: World) -> list[str]:
    deliver(world.instance)
    file = world.settings.outbox_file
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


@pytest.mark.parametrize(
    "device", [Device(), Device(algorithm=EDDSA), Device(counts=False)], ids=["ES256", "EdDSA", "synced"]
)
def test_a_member_comes_in_by_what_her_device_kept(world: World, device: Device) -> None:
    member = Keeper.member(world, make_victim(world), device=device)
    member.adds()
    assert member.shows() == member.owner
    assert member.shows() == member.owner, "as often as she likes"


def test_she_sees_when_it_was_made_and_used_names_it_and_removes_it(world: World, member: Keeper) -> None:
    made = member.adds("  내   휴대전화 ")
    world.clock.forward(days=1)
    assert member.shows()
    with world.as_member(member.owner.id) as work:
        (one,) = identity.passkeys_of(work, member.owner)
        assert (one.label, one.here) == ("내 휴대전화", True)
        assert one.used_at is not None and one.used_at - one.created_at == timedelta(days=1)
        identity.rename_passkey(work, made, label="오래된 전화")
        assert [it.label for it in identity.passkeys_of(work, member.owner)] == ["오래된 전화"]
        for bad in ("", " \u200b ", "가" * 41):
            with pytest.raises(BadLabel):
                identity.rename_passkey(work, made, label=bad)
    with world.as_member(member.owner.id) as work:
        identity.remove_passkey(work, made, this=None)
    assert member.shows() is None, "a removed one opens nothing"
    assert deeds(world) == ["passkey:added", "passkey:removed"]
    said = "".join(bodies(world))
    assert "더해졌습니다" in said and "지워졌습니다" in said and "오래된 전화" not in said


def test_a_name_lies_sealed(world: World, member: Keeper) -> None:
    member.adds("홍길동의 전화")
    with world.as_system() as work:
        stored = work.db.execute(text("select * from passkeys")).one()
    assert "홍길동".encode() not in repr(tuple(stored)).encode() and "홍길동".encode() not in bytes(stored.label)


def test_what_the_device_is_told_of_her_says_nothing(member: Keeper) -> None:
    options = member.begins_adding().options
    assert options["user"]["name"] == options["user"]["displayName"] == "P-7K3QXM"
    assert str(member.owner.id) not in str(options) and member.owner.id.hex not in str(options)
    first = options["user"]["id"]
    member.adds()
    assert member.begins_adding().options["user"]["id"] != first, "random as long as she has none"
    assert member.begins_adding().options["user"]["id"] == member.device.kept[0].handle
    assert len(member.begins_adding().options["excludeCredentials"]) == 1


def test_a_ceremony_is_over_after_one_answer_right_or_wrong(world: World, member: Keeper) -> None:
    member.adds()
    begun = member.begins()
    answer = member.device.get(begun.options)
    assert member.finishes(begun, answer) == member.owner
    assert member.finishes(begun, answer) is None, "sent again"
    begun = member.begins()
    answer = member.device.get(begun.options)
    assert member.finishes(begun, answer | {"id": "AAAA"}) is None
    assert member.finishes(begun, answer) is None, "a wrong answer ends it too"
    begun = member.begins_adding()
    made = member.device.create(begun.options)
    member.finishes_adding(begun, made)
    with pytest.raises(PasskeyRefused):
        member.finishes_adding(begun, made)
    assert rows(world, Passkey) == 2 and rows(world, PasskeyChallenge) == 0


def test_of_many_answers_at_once_one_enters(world: World, member: Keeper) -> None:
    member.adds()
    begun = member.begins()
    answer = member.device.get(begun.options)
    with ThreadPoolExecutor(6) as pool:
        outcomes = list(pool.map(lambda _: member.finishes(begun, answer), range(6)))
    assert sorted(outcomes, key=str) == sorted([member.owner, *[None] * 5], key=str)


def test_a_ceremony_serves_one_purpose_one_person_and_five_minutes(world: World, member: Keeper) -> None:
    other = Keeper.member(world, make_victim(world, phone="010-0123-4568"))
    other.device = member.device
    member.adds()
    proof = member.begins(Purpose.PROOF)
    assert member.finishes(proof, member.device.get(proof.options)) is None, "a proof signs nobody in"
    begun = member.begins()
    assert member.finishes(begun, member.device.get(begun.options), purpose=Purpose.PROOF) is None
    adding = member.begins_adding()
    assert member.finishes(adding, member.device.get(adding.options)) is None, "making is not using"
    hers = member.begins_adding()
    with pytest.raises(PasskeyRefused):
        other.finishes_adding(hers, member.device.create(hers.options))
    late = member.begins()
    world.clock.forward(minutes=passkey_challenges.MINUTES)
    assert member.finishes(late, member.device.get(late.options)) is None
    for unknown in ("", "nonsense", str(uuid4())):
        with world.as_visitor() as work:
            answer = member.device.get(late.options)
            assert not identity.check_passkey(work, answer, ceremony=unknown, purpose=Purpose.SIGN_IN, owner=None)


def test_another_s_passkey_proves_nothing(world: World, member: Keeper, colleague: Keeper) -> None:
    other = Keeper.member(world, make_victim(world, phone="010-0123-4568"))
    member.adds()
    other.adds()
    colleague.adds()
    begun = member.begins(Purpose.PROOF)
    assert [one["id"] for one in begun.options["allowCredentials"]] == [member.device.id_of(0)]
    assert member.finishes(begun, other.device.get(begun.options), purpose=Purpose.PROOF) is None
    begun = member.begins()
    assert member.finishes(begun, colleague.device.get(begun.options)) is None, "staff comes in by no passkey alone"
    member.device.kept[0].handle = other.device.kept[0].handle
    assert member.shows() is None, "the device says it is somebody else's"


def test_the_same_credential_is_nobody_s_second(world: World, member: Keeper) -> None:
    other = Keeper.member(world, make_victim(world, phone="010-0123-4568"))
    member.adds()
    begun = other.begins_adding()
    with pytest.raises(PasskeyRefused):
        other.finishes_adding(begun, other.device.create(begun.options, credential_id=member.device.kept[0].id))
    assert member.shows() == member.owner


@pytest.mark.parametrize(
    "wrong", [{"origin": "http://localhost:8001"}, {"crossOrigin": True}, {"type": "webauthn.create"}]
)
def test_an_answer_for_another_place_is_refused(member: Keeper, wrong: dict[str, Any]) -> None:
    member.adds()
    assert member.shows(**wrong) is None


def test_without_a_finger_nobody_comes_in_and_nothing_is_added(member: Keeper) -> None:
    member.adds()
    member.device.verified = False
    assert member.shows() is None
    with pytest.raises(PasskeyRefused):
        member.adds()


def test_a_count_that_goes_back_is_refused_and_written_down(world: World, member: Keeper) -> None:
    member.adds()
    assert member.shows() and member.shows()
    member.device.kept[0].count -= 2  # a copy of the key, made before
    assert member.shows() is None
    member.device.kept[0].count = -1
    assert member.shows() is None, "a count that was never counted before"
    assert deeds(world)[1:] == ["passkey:copied"] * 2
    member.device.kept[0].count = 10
    assert member.shows() == member.owner


def test_ten_are_enough(world: World, member: Keeper) -> None:
    for _ in range(9):
        member.adds()
    open_one = member.begins_adding()
    member.adds()
    with pytest.raises(TooManyPasskeys):
        member.begins_adding()
    with pytest.raises(TooManyPasskeys):
        member.finishes_adding(open_one, member.device.create(open_one.options))


def test_an_address_cannot_ask_for_ever(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passkey_challenges, "PER_ADDRESS", "3 per 10 minutes")
    with world.as_visitor() as work:
        for _ in range(3):
            identity.passkey_options(work, None, purpose=Purpose.SIGN_IN, address="203.0.113.7")
        with pytest.raises(TooMany):
            identity.passkey_options(work, None, purpose=Purpose.SIGN_IN, address="203.0.113.7")
        identity.passkey_options(work, None, purpose=Purpose.SIGN_IN, address="203.0.113.8")


def test_ceremonies_that_nobody_answered_go_by_themselves(world: World, member: Keeper) -> None:
    member.begins_adding()
    world.clock.forward(minutes=4)
    late = member.begins_adding()
    world.clock.forward(minutes=2)
    retire(world.works)
    assert rows(world, PasskeyChallenge) == 1
    assert member.finishes_adding(late, member.device.create(late.options))


def test_another_s_passkey_cannot_be_named_or_removed(world: World, member: Keeper) -> None:
    made = member.adds()
    stranger = make_victim(world, phone="010-0123-4568")
    for deed in (
        lambda work: identity.rename_passkey(work, made, label="내 것"),
        lambda work: identity.remove_passkey(work, made, this=None),
    ):
        with world.as_member(stranger) as work, pytest.raises(NoSuchPasskey):
            deed(work)
        with world.as_staff(Role.CASEWORKER, member.owner.id) as work, pytest.raises(NoSuchPasskey):
            deed(work)


def test_whoever_is_erased_leaves_no_passkey(world: World, member: Keeper) -> None:
    member.adds()
    member.begins_adding()
    begun = member.begins()
    with world.as_system() as work:
        destruction.destroy(work, member.owner.id, ground=Ground.COMMAND, reason="본인이 지워 달라고 함")
    assert rows(world, Passkey) == 0 and rows(world, PasskeyChallenge) == 1, "the open one is nobody's"
    assert member.finishes(begun, member.device.get(begun.options)) is None


def test_an_account_that_closes_leaves_none_either(world: World, colleague: Keeper) -> None:
    colleague.adds()
    with world.as_system() as work:
        identity.close_account(work, colleague.owner.id)
    assert rows(world, Passkey) == 0


def test_the_last_factor_of_staff_cannot_be_removed(world: World, colleague: Keeper) -> None:
    first, second = colleague.adds(), colleague.adds()
    with world.as_system() as work:
        work.db.execute(text("update staff_accounts set totp_secret = null"))

    def remove(one: Any) -> bool:
        try:
            with world.as_staff(Role.CASEWORKER, colleague.owner.id) as work:
                identity.remove_passkey(work, one, this=None)
        except LastFactor:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(remove, (first, second))) == [False, True]
    assert rows(world, Passkey) == 1
    assert "관리자에게" in "".join(bodies(world))


def test_under_another_host_name_a_passkey_is_seen_and_opens_nothing(world: World, member: Keeper) -> None:
    member.adds()
    with world.as_system() as work:
        work.db.execute(text("update passkeys set rp_id = 'old.example.org'"))
    with world.as_member(member.owner.id) as work:
        assert [one.here for one in identity.passkeys_of(work, member.owner)] == [False]
        with pytest.raises(NotOffered):
            identity.passkey_options(work, member.owner, purpose=Purpose.PROOF)
    assert member.shows() is None


def test_where_browsers_offer_none_none_are_offered(make_world: Callable[..., World]) -> None:
    world = make_world(public_base_url="http://127.0.0.1:8000")
    owner = Owner(OwnerKind.MEMBER, make_victim(world))
    with world.as_member(owner.id) as work:
        assert identity.passkey_site(work, owner) is None
        with pytest.raises(NotOffered):
            identity.passkey_offer(work, owner, name="P")
        with pytest.raises(NotOffered):
            identity.passkey_options(work, None, purpose=Purpose.SIGN_IN)


def test_each_listener_makes_passkeys_for_those_who_work_there(world: World) -> None:
    lawyer, desk = (Worker(world.works, world.clock, login=f"{role}@example.org", role=role) for role in STAFF)
    for tier, offered in ((Tier.ALL, (True, True)), (Tier.INNER, (False, True)), (Tier.COUNSEL, (True, False))):
        with world.as_system() as work:
            work.settings = replace(work.settings, tier=tier)
            sites = [identity.passkey_site(work, Owner(OwnerKind.STAFF, one.id)) for one in (lawyer, desk)]
        assert tuple(site is not None for site in sites) == offered, tier
