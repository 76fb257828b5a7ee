"""Registering, amending, confirming, and what each audience reads of a person afterwards."""

from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import literal, select, text

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.victims import agreeing, comparison, consents, opening, records
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.models import Victim
from lawsuit_hub.features.victims.types import (
    AlreadyRegistered,
    Channel,
    ConsentGiven,
    ConsentKind,
    ConsentMissing,
    Identity,
    NoSuchVictim,
)
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import CannotOpen
from lawsuit_hub.values.phone import PhoneNumber
from tests.people import (
    CANARY_ADDRESS,
    CANARY_EMAIL,
    CANARY_NAME,
    CANARY_PHONE,
    canary,
    make_answer,
    make_firm,
    make_victim,
)
from tests.world import World

AGREED = [ConsentGiven(ConsentKind.COLLECT, True)]


def test_a_web_registration_has_proved_its_telephone_and_an_imported_one_has_not(world: World) -> None:
    web, form = make_victim(world), make_victim(world, phone="010-0123-4568", channel=Channel.FORM)
    with world.as_system() as work:
        assert victims.profile(work, web).confirmed_at == world.clock.now
        assert victims.profile(work, form).confirmed_at is None
        assert victims.confirm(work, form) and not victims.confirm(work, form)


def test_nobody_is_registered_without_the_required_consent(world: World) -> None:
    for given in ([], [ConsentGiven(ConsentKind.COLLECT, False)], [ConsentGiven(ConsentKind.SHARE_CARD, True)]):
        with world.as_visitor() as work, pytest.raises(ConsentMissing):
            victims.register(work, make_answer(world), channel=Channel.WEB, consents_given=given)
    with world.as_system() as work:
        assert victims.find_by_phone(work, PhoneNumber.parse("010-0123-4567")) is None


def test_one_telephone_is_one_person(world: World) -> None:
    make_victim(world)
    with world.as_visitor() as work, pytest.raises(AlreadyRegistered):
        victims.register(work, make_answer(world, name="다른이"), channel=Channel.WEB, consents_given=AGREED)


def test_nothing_of_the_person_lies_readable_in_the_database(world: World) -> None:
    make_victim(world, canary(world, free_text="비밀스러운 이야기"))
    wanted = [
        CANARY_NAME,
        CANARY_PHONE,
        "01009991234",
        "1009991234",
        "표본로 909",
        CANARY_ADDRESS,
        CANARY_EMAIL,
        "비밀스러운",
        "임표본",
    ]
    with world.as_system() as work:
        tables = work.db.get_bind().dialect.get_table_names(work.db.connection())
        rows = [
            repr(row) for table in tables for row in work.db.execute(text(f'select * from "{table}"'))
        ]  # names of our own tables
    for value in wanted:
        for spelling in (value, repr(value.encode())[2:-1]):
            assert not any(spelling in row for row in rows), f"a spelling of {len(value)} characters"


def test_who_is_not_staff_seals_and_cannot_open(world: World) -> None:
    her = make_victim(world)
    with world.as_member(her) as work:
        assert not work.keys.can_open()
        assert victims.profile(work, her).hints.name == "홍*동", "hints are hers to see"
        with pytest.raises(CannotOpen):
            records.read_field(work, *opening.rows(work, her), "name")


def test_staff_lists_and_peers_see_masks_of_one_rule(world: World) -> None:
    her = make_victim(world, email="gildong@example.com")
    with world.as_system() as work:
        hints = victims.profile(work, her).hints
    assert (hints.name, hints.phone, hints.email) == ("홍*동", "010-****-4567", "gi***@example.com")
    assert (hints.address, hints.birth_date, hints.deposit) == (
        "서울특별시 강서구 표본로 ***",
        "1991-**-**",
        235_000_000,
    )
    assert (hints.peer_name, hints.region, hints.band) == ("홍**", "서울 강서구", "2억~2.5억")


def test_nothing_prints_a_person(world: World) -> None:
    answer = canary(world)
    her = make_victim(world, answer)
    with world.as_system() as work:
        person = victims.profile(work, her)
        printed = f"{answer!r} {person!r} {person.hints!r} {opening.rows(work, her)!r}"
    assert not any(value in printed for value in (CANARY_NAME, "카", "0999", "표본로", "canary"))


def test_a_newer_answer_takes_the_place_of_all_fields_and_the_lease_is_unseen_again(world: World) -> None:
    her = make_victim(world, email="gildong@example.com", free_text="처음 이야기")
    newer = replace(
        make_answer(world, name="홍길순", deposit="180000000", address="서울특별시 강서구 다른로 3, 101호"), email=None
    )
    with world.as_system() as work:
        victims.amend(work, her, newer)
        person = victims.profile(work, her)
        victim, lease = opening.rows(work, her)
        opened = _opened(work, her)
    assert (person.hints.name, person.hints.deposit, person.hints.email) == ("홍*순", 180_000_000, "")
    assert (opened.name, opened.email, opened.deposit, person.verified_at) == ("홍길순", None, 180_000_000, None)
    assert victim.free_text is None, "what a newer answer leaves out is left out"


def _opened(work: Work, her: UUID) -> Identity:
    return next(iter(victims.identities(work.acting_as(Actor(Role.LAWYER, her)), [her])))


def test_fields_of_two_answers_never_mix_unseen(world: World) -> None:
    her = make_victim(world)
    with world.as_system() as work:
        _, lease = opening.rows(work, her)
        before = lease.deposit
        victims.amend(work, her, make_answer(world, deposit="90000000"))
        victim, lease = opening.rows(work, her)
        lease.deposit = before
        work.db.flush()
        with pytest.raises(CannotOpen):
            _opened(work, her)
        work.db.rollback()


def test_references_are_told_apart_on_the_telephone(world: World) -> None:
    her = make_victim(world)
    with world.as_system() as work:
        reference = victims.profile(work, her).reference
        assert victims.by_reference(work, reference) == her
        with pytest.raises(NoSuchVictim):
            victims.by_reference(work, "P-000000")
    assert reference.startswith("P-") and len(reference) == 8 and not set("01OIL") & set(reference[2:])


def test_profiles_of_somebody_missing_are_refused(world: World) -> None:
    her = make_victim(world)
    with world.as_system() as work, pytest.raises(NoSuchVictim):
        victims.profiles(work, [her, new_id()])


@pytest.mark.parametrize(
    ("change", "differs"),
    [
        ({}, False),
        ({"name": "홍 길동"}, False),
        ({"deposit": "200000000"}, False),
        ({"landlord": "임 표본(집주인)"}, False),
        ({"address": "서울 강서구 표본로 12 301호"}, False),
        ({"address": "서울특별시 강서구 표본로 12, 302호"}, True),
        ({"name": "홍길순"}, True),
        ({"landlord": "박다른"}, True),
        ({"address": "서울특별시 강서구 표본로 13, 301호"}, True),
    ],
)
def test_another_name_house_or_landlord_is_another_answer(world: World, change: dict[str, str], differs: bool) -> None:
    her = make_victim(world)
    with world.as_system() as work:
        assert comparison.says_something_else(work, her, make_answer(world, **change)) is differs


def test_a_consent_answered_otherwise_is_another_answer(world: World) -> None:
    her = make_victim(world)
    said = replace(make_answer(world), consents={"collect": True, "share_card": False})
    with world.as_system() as work:
        assert comparison.says_something_else(work, her, said)


def test_a_preference_of_a_form_is_no_consent_to_share_or_pass_on(world: World) -> None:
    firm = make_firm(world)
    her = make_victim(world, firm_id=firm, channel=Channel.FORM)
    with world.as_system() as work:
        state = consents.states(work, [her])[her]
        assert state.collect and not state.share_card and state.firms == () and not state.asked
        consents.answer(work, her, [ConsentGiven(ConsentKind.SHARE_CARD, True)], channel=Channel.WEB)
        assert consents.states(work, [her])[her].share_card


def test_a_firm_is_agreed_to_by_name_and_taken_back_alone(world: World) -> None:
    one, other = make_firm(world, "법무법인 하나"), make_firm(world, "법무법인 둘")
    her = make_victim(world, firm_id=one)
    with world.as_system() as work:
        assert consents.states(work, [her])[her].firms == (one,)
        consents.answer(work, her, [ConsentGiven(ConsentKind.FIRM, True, None, other)], channel=Channel.WEB)
        consents.withdraw(work, her, ConsentKind.FIRM, firm_id=one)
        assert consents.states(work, [her])[her].firms == (other,)
        assert set(
            agreeing.since(work, select(Victim.id.label("victim_id"), literal(1).label("place")), firm_id=other)
        ) == {her}
        assert agreeing.since(work, select(Victim.id.label("victim_id"), literal(1).label("place")), firm_id=one) == {}


def test_the_latest_word_counts(world: World) -> None:
    her = make_victim(world)
    for given in (False, True, False):
        world.clock.forward(minutes=1)
        with world.as_system() as work:
            consents.answer(work, her, [ConsentGiven(ConsentKind.SHARE_CARD, given)], channel=Channel.WEB)
            assert consents.states(work, [her])[her].share_card is given


def test_facts_know_when_she_answered(world: World) -> None:
    her = make_victim(world)
    with world.as_system() as work:
        facts = comparison.facts(work, her)
        assert (facts.answered_at, facts.confirmed, facts.withdrawn) == (world.clock.now, True, False)
        with pytest.raises(NoSuchVictim):
            comparison.facts(work, new_id())


def test_an_answer_without_a_readable_address_is_taken(world: World) -> None:
    nowhere = replace(make_answer(world), address=None, building=None)
    her = make_victim(world, nowhere)
    with world.as_system() as work:
        assert victims.profile(work, her).hints.address == ""
        assert not comparison.says_something_else(work, her, nowhere)
        assert comparison.says_something_else(work, her, make_answer(world))
