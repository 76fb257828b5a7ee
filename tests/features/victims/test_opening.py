"""Opening, checking and ending: each needs the right and a reason, leaves a mark, and happens once."""

import unicodedata
from uuid import UUID

import pytest

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.rights import accesses
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.types import AlreadyVerified, Channel, NoSuchVictim, NothingToOpen, OpenedBefore
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.refusals import ReasonMissing, TooMany
from lawsuit_hub.infra.work import NotAllowed
from tests.people import make_firm, make_staff, make_victim
from tests.world import World

pytestmark = pytest.mark.either

REASON = "계약서 쪽수를 물어보려고"


@pytest.fixture
def caseworker(world: World) -> UUID:
    return make_staff(world, Role.CASEWORKER)


def found(world: World, caseworker: UUID, text: str) -> list[UUID]:
    with world.as_staff(Role.CASEWORKER, caseworker) as work:
        return victims.find(work, text)


@pytest.mark.parametrize(
    "spelling",
    [
        "010-0123-4567",
        "01001234567",
        "+82 10-0123-4567",
        "０１０ ０１２３ ４５６７",
        "010.0123.4567",
        " 010 0123 4567 ",
        "010–0123–4567",
    ],
)
def test_a_telephone_is_found_in_any_spelling(world: World, caseworker: UUID, spelling: str) -> None:
    her = make_victim(world)
    assert found(world, caseworker, spelling) == [her]


def test_a_name_is_found_decomposed_spaced_and_in_any_case(world: World, caseworker: UUID) -> None:
    her, other = make_victim(world), make_victim(world, name="John Smith", phone="010-0123-4568")
    for spelling in ("홍길동", "홍 길동", unicodedata.normalize("NFD", "홍길동"), "\u200b홍길동 "):
        assert found(world, caseworker, spelling) == [her], spelling.encode("unicode_escape")
    assert found(world, caseworker, "JOHN smith") == [other]


def test_a_reference_is_found_in_small_letters_too(world: World, caseworker: UUID) -> None:
    her = make_victim(world)
    with world.as_system() as work:
        reference = victims.profile(work, her).reference
    assert found(world, caseworker, f" {reference.lower()} ") == [her]


@pytest.mark.parametrize(
    "part", ["홍길", "길동", "4567", "010-0123", "0123-4567", "홍%", "%", "*", "P-", "", "   ", "\u200b"]
)
def test_a_part_finds_nobody(world: World, caseworker: UUID, part: str) -> None:
    make_victim(world)
    assert found(world, caseworker, part) == []


def test_namesakes_are_all_found(world: World, caseworker: UUID) -> None:
    both = {make_victim(world), make_victim(world, phone="010-0123-4568")}
    assert set(found(world, caseworker, "홍길동")) == both


def test_only_a_caseworker_searches_and_opens(world: World, caseworker: UUID) -> None:
    her = make_victim(world)
    for role in (Role.LAWYER, Role.ADMIN, Role.PRIVACY_OFFICER):
        account = make_staff(world, role, login=f"{role.value}-x@example.com")
        with world.as_staff(role, account) as work:
            with pytest.raises(NotAllowed):
                victims.find(work, "홍길동")
            with pytest.raises(NotAllowed):
                victims.reveal(work, her, names=["phone"], reason=REASON)
            with pytest.raises(NotAllowed):
                victims.verify_lease(work, her, reason=REASON)
            with pytest.raises(NotAllowed):
                victims.withdraw(work, her, reason=REASON)
    with world.as_member(her) as work, pytest.raises(NotAllowed):
        victims.reveal(work, her, names=["phone"], reason=REASON)


def test_opening_shows_what_was_asked_and_the_person_reads_why(world: World, caseworker: UUID) -> None:
    her = make_victim(world, email="gildong@example.com", free_text="빨리 알려 주세요")
    with world.as_staff(Role.CASEWORKER, caseworker) as work:
        opened = victims.reveal(work, her, names=["free_text", "phone", "email"], reason=REASON)
    assert opened == {"phone": "+821001234567", "email": "gildong@example.com", "free_text": "빨리 알려 주세요"}
    with world.as_member(her) as work:
        looks = accesses.looks(work, limit=5)
    assert [(look.deed, look.reason, look.details["fields"]) for look in looks] == [
        ("person:revealed", REASON, ["phone", "email", "free_text"])
    ]


def test_every_field_that_can_be_opened_opens(world: World, caseworker: UUID) -> None:
    her = make_victim(world, business_number="123-45-67891", landlord="표본주택 주식회사")
    with world.as_staff(Role.CASEWORKER, caseworker) as work:
        opened = victims.reveal(work, her, names=victims.REVEALABLE, reason=REASON)
    assert tuple(opened) == victims.REVEALABLE
    assert opened["landlord_number"] == "1234567891" and opened["address"] == "서울특별시 강서구 표본로 12, 301호"
    assert opened["email"] == "", "what she never said"


def test_a_telephone_in_a_reason_is_replaced_before_it_is_kept(world: World, caseworker: UUID) -> None:
    her = make_victim(world)
    with world.as_staff(Role.CASEWORKER, caseworker) as work:
        victims.reveal(work, her, names=["name"], reason="010-0777-6666 으로 전화하려고")
        (line,) = audit.about(work, her, deeds=["person:revealed"])
    assert line.reason is not None and "0777" not in line.reason and "[전화번호]" in line.reason


@pytest.mark.parametrize("reason", ["", "    ", "확인", "1234", "    네글자야   "])
def test_a_reason_under_five_characters_opens_nothing(world: World, caseworker: UUID, reason: str) -> None:
    her = make_victim(world)
    with world.as_staff(Role.CASEWORKER, caseworker) as work:
        with pytest.raises(ReasonMissing):
            victims.reveal(work, her, names=["name"], reason=reason)
        with pytest.raises(ReasonMissing):
            victims.verify_lease(work, her, reason=reason)
        assert audit.count(work, her, deeds=victims.LOOKS) == 0


@pytest.mark.parametrize("names", [[], ["hints"], ["phone", "phone_index"], ["row_mac"]])
def test_nothing_and_unknown_fields_are_refused_without_a_mark(
    world: World, caseworker: UUID, names: list[str]
) -> None:
    her = make_victim(world)
    with world.as_staff(Role.CASEWORKER, caseworker) as work:
        with pytest.raises(NothingToOpen):
            victims.reveal(work, her, names=names, reason=REASON)
        assert audit.count(work, her, deeds=victims.LOOKS) == 0


def test_the_same_form_opens_once(world: World, caseworker: UUID) -> None:
    her = make_victim(world)
    with world.as_staff(Role.CASEWORKER, caseworker) as work:
        victims.reveal(work, her, names=["name"], reason=REASON, once="a-form")
    with world.as_staff(Role.CASEWORKER, caseworker) as work:
        with pytest.raises(OpenedBefore):
            victims.reveal(work, her, names=["name"], reason=REASON, once="a-form")
        assert audit.count(work, her, deeds=victims.LOOKS) == 1
        assert victims.reveal(work, her, names=["name"], reason=REASON, once="another") == {"name": "홍길동"}


def test_opening_many_people_is_slowed_down(world: World, caseworker: UUID) -> None:
    her = make_victim(world)
    with world.as_staff(Role.CASEWORKER, caseworker) as work:
        for _ in range(60):
            victims.reveal(work, her, names=["name"], reason=REASON)
        with pytest.raises(TooMany):
            victims.reveal(work, her, names=["name"], reason=REASON)


def test_an_unknown_person_has_nothing(world: World, caseworker: UUID) -> None:
    with world.as_staff(Role.CASEWORKER, caseworker) as work:
        for deed in (victims.verify_lease, victims.unverify_lease, victims.withdraw):
            with pytest.raises(NoSuchVictim):
                deed(work, new_id(), reason=REASON)
        with pytest.raises(NoSuchVictim):
            victims.reveal(work, new_id(), names=["name"], reason=REASON)


def test_a_lease_is_seen_once_and_the_check_can_be_taken_back(world: World, caseworker: UUID) -> None:
    her = make_victim(world)
    with world.as_staff(Role.CASEWORKER, caseworker) as work:
        victims.verify_lease(work, her, reason=REASON)
        with pytest.raises(AlreadyVerified):
            victims.verify_lease(work, her, reason=REASON)
        assert victims.profile(work, her).ready
        assert victims.unverify_lease(work, her, reason=REASON)
        assert not victims.unverify_lease(work, her, reason=REASON), "there is no check any more"
        assert not victims.profile(work, her).ready
        assert audit.count(work, her, deeds=["lease:unverified"]) == 1


@pytest.mark.parametrize(
    ("own", "landlord", "same"),
    [
        ("임표본", "임표본", True),
        ("임 표본", "임표본", True),
        ("림표본", "임표본", True),
        ("임표본", "임표본(집주인)", True),
        ("홍길동", "임표본", False),
    ],
)
def test_who_bears_the_landlords_name_is_noticed_and_nothing_opened(
    world: World, own: str, landlord: str, same: bool
) -> None:
    her = make_victim(world, name=own, landlord=landlord)
    with world.as_member(her) as work:  # with keys that open no identity
        blind = work.keys.index_sealed(victims.profile(work, her).hints.name_blind)
        assert landlords.bears_name(work, her, blind) is same


def test_who_withdraws_gets_no_message_and_no_consent_stands(world: World, caseworker: UUID) -> None:
    firm = make_firm(world)
    her = make_victim(world, firm_id=firm)
    with world.as_staff(Role.CASEWORKER, caseworker) as work:
        assert victims.withdraw(work, her, reason=REASON)
        assert not victims.withdraw(work, her, reason=REASON), "twice is once"
        person = victims.profile(work, her)
        assert audit.count(work, her, deeds=["victim:withdrawn"]) == 1
    assert person.withdrawn_at is not None and not person.ready and not person.joins
    assert not person.consents.collect and not person.consents.share_card and person.consents.firms == ()
    with world.as_system() as work:
        assert victims.phone_for_delivery(work, her) is None


def test_an_imported_person_is_not_ready_by_her_lease_alone(world: World, caseworker: UUID) -> None:
    her = make_victim(world, channel=Channel.FORM)
    with world.as_staff(Role.CASEWORKER, caseworker) as work:
        victims.verify_lease(work, her, reason=REASON)
        assert not victims.profile(work, her).ready
