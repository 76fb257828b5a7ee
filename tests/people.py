"""Makes people through the services, as the service itself would. All invented; numbers begin with 010-0."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.documents import declarations
from lawsuit_hub.features.documents.types import Relation
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.identity.types import NoSuchStaff
from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.lawsuits import service as lawsuits
from lawsuit_hub.features.registration import service as registration
from lawsuit_hub.features.victims import consents
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.types import Answer, Channel, ConsentGiven, ConsentKind
from lawsuit_hub.values.address import Address
from lawsuit_hub.values.building_keys import building_keys
from lawsuit_hub.values.dates import parse_birth_date
from lawsuit_hub.values.email import Email
from lawsuit_hub.values.landlord_name import LandlordName
from lawsuit_hub.values.person_name import PersonName
from lawsuit_hub.values.phone import PhoneNumber
from lawsuit_hub.values.registration_numbers import BusinessNumber
from lawsuit_hub.values.won import Won
from tests.world import World

OTHER_LANDLORD: dict[str, object] = {
    "landlord": "다른표본",
    "landlord_birth": "1950-01-01",
    "address": "부산광역시 수영구 표본로 7",
}
CANARY_PHONE = "010-0999-1234"
CANARY_NAME = "카나리아"
CANARY_ADDRESS = "서울특별시 강서구 표본로 909, 909호"
CANARY_EMAIL = "canary.sample@example.com"

FIRM, FIRM_PHONE = "법무법인 표본", "02-0000-1111"


def make_answer(
    world: World,
    *,
    name: str = "홍길동",
    phone: str = "010-0123-4567",
    address: str = "서울특별시 강서구 표본로 12, 301호",
    deposit: str = "235000000",
    landlord: str = "임표본",
    landlord_birth: str | None = "1968-01-20",
    business_number: str | None = None,
    email: str | None = None,
    joins: bool = True,
    free_text: str = "",
) -> Answer:
    parsed = Address.parse(address)
    return Answer(
        at=world.clock.now,
        consents={"collect": True},
        name=PersonName.parse(name),
        phone=PhoneNumber.parse_mobile(phone),
        email=Email.parse(email) if email else None,
        birth_date=date(1991, 3, 7),
        address=parsed,
        building=parsed.building(world.settings.home_province),
        building_also=building_keys(parsed, world.settings.home_province),
        landlord=LandlordName.parse(landlord),
        landlord_kind="corporation" if business_number else "person",
        landlord_birth=parse_birth_date(landlord_birth) if landlord_birth and not business_number else None,
        business_number=BusinessNumber.parse(business_number) if business_number else None,
        deposit=Won.parse(deposit),
        contract_date=date(2021, 12, 6),
        end_date=date(2023, 12, 6),
        move_in_date=date(2021, 12, 7),
        fixed_date=date(2021, 12, 7),
        situation=("보증금 미반환",),
        joins=joins,
        free_text=free_text,
    )


def make_firm(world: World, name: str = FIRM) -> UUID:
    """A firm, by way of its first lawyer."""
    make_staff(world, Role.LAWYER, login=f"first-{abs(hash(name))}@example.com", firm=name)
    with world.as_system() as work:
        return next(firm.id for firm in identity.firms(work) if firm.name == name)


def make_staff(world: World, role: Role, *, login: str | None = None, firm: str | None = None) -> UUID:
    with world.as_system() as work:
        made = identity.add_staff(
            work,
            login=login or f"{role.value}@example.com",
            role=role,
            firm_name=(firm or FIRM) if role is Role.LAWYER else None,
            firm_phone=FIRM_PHONE if role is Role.LAWYER else None,
        )
        return made.account_id


def make_victim(
    world: World,
    answer: Answer | None = None,
    *,
    share_card: bool = True,
    firm_id: UUID | None = None,
    channel: Channel = Channel.WEB,
    **about: object,
) -> UUID:
    """Registered (by the web: telephone confirmed) and placed with her landlord's group; the lease is not verified."""
    answer = answer or make_answer(world, **about)  # type: ignore[arg-type]
    given = [ConsentGiven(ConsentKind.COLLECT, True), ConsentGiven(ConsentKind.SHARE_CARD, share_card)]
    with world.as_visitor() as work:
        if firm_id is not None:
            text = consents.shown_of_firm(work, firm_id, locale="ko")
            consents.keep_texts(work, [text])
            given.append(ConsentGiven(ConsentKind.FIRM, True, text.sha256, firm_id))
        victim_id = victims.register(work, answer, channel=channel, consents_given=given)
        registration.place(work, victim_id, answer)
    return victim_id


def verify(world: World, victim_id: UUID, caseworker: UUID | None = None) -> None:
    """A caseworker sees her lease; she has said that she is nothing to the landlord's side."""
    caseworker = caseworker or caseworker_of(world)
    with world.as_member(victim_id) as work:
        declarations.declare(work, Relation.NONE, "")
    with world.as_staff(Role.CASEWORKER, caseworker) as work:
        victims.verify_lease(work, victim_id, reason="계약서 원본을 보았습니다")
        lawsuits.refresh(work, victim_id)


def caseworker_of(world: World) -> UUID:
    try:
        with world.as_system() as work:
            return identity.staff_by_login(work, "caseworker@example.com").id
    except NoSuchStaff:
        return make_staff(world, Role.CASEWORKER)


def make_active(world: World, **about: object) -> UUID:
    """A member who sees her group: registered, placed, verified."""
    victim_id = make_victim(world, **about)  # type: ignore[arg-type]
    verify(world, victim_id)
    return victim_id


def make_group(world: World, *, size: int = 3, first_number: int = 1000, **about: object) -> tuple[UUID, list[UUID]]:
    """A group of active members of one landlord; returns its id and theirs."""
    members = [
        make_active(
            world,
            name=f"{surname}표본{i % 10}",
            phone=f"010-0{(first_number + i) // 10000:03d}-{(first_number + i) % 10000:04d}",
            **about,
        )
        for i, surname in zip(range(size), "김이박최정강조윤장임한오서신권황안송류홍" * 50, strict=False)
    ]
    with world.as_system() as work:
        line = groups.membership_of(work, members[0])
    assert line is not None
    return line.group_id, members


def make_other_group(world: World) -> tuple[UUID, list[UUID]]:
    """Two active members of a landlord that nobody else wrote down."""
    return make_group(world, size=2, first_number=7000, **OTHER_LANDLORD)


def canary(world: World, **more: object) -> Answer:
    """The person who must be found nowhere (`MAY_SHOW` lists where she may)."""
    base = make_answer(world, name=CANARY_NAME, phone=CANARY_PHONE, address=CANARY_ADDRESS, email=CANARY_EMAIL)
    return replace(base, **more)  # type: ignore[arg-type]
