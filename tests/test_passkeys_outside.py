"""Passkeys where no vault key is: a member comes in at the public tier and a lawyer at hers while the inner tier stands still."""

from dataclasses import replace

import pyotp
import pytest
from sqlalchemy import text

from lawsuit_hub import doctor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.privacy.keyring import KeyKind
from lawsuit_hub.privacy.tiers import Tier
from tests import people
from tests.authenticator import Device
from tests.features.identity.keepers import Keeper
from tests.features.identity.test_own_factors import on
from tests.features.identity.test_passkey_pages import send, signs_in
from tests.features.my.visits import press, visit
from tests.split import Split, split
from tests.world import World

pytestmark = pytest.mark.pages

PASSWORD, NEW = "sample-words-for-a-test-7", "other-words-for-a-lawyer-8"


def outside(parts: Split) -> World:
    return World(parts.world.front, parts.world.clock, parts.world.folder)


def test_a_member_adds_one_and_comes_in_while_nobody_is_recognised(world: World) -> None:
    victim = people.make_victim(world)
    with split(world) as parts:
        app = parts.world.app()
        parts.inner.stop()
        client, device = visit(world, app, victim), Device()
        options = send(client, "/my/passkeys/options", page="/my/consents").get_json()
        told = {"credential": device.create(options), "label": "내 휴대전화"}
        assert send(client, "/my/passkeys", told, page="/my/consents").status_code == 200
        assert "내 휴대전화" in client.get("/my/passkeys").get_data(as_text=True)
        newcomer = app.test_client()
        assert signs_in(newcomer, device).get_json() == {"next": "/my"}
        assert newcomer.get("/my").status_code == 200
        parts.inner.start()


def test_a_lawyer_comes_in_while_no_second_factor_can_be_opened(world: World) -> None:
    accounts = {}
    for role in (Role.LAWYER, Role.CASEWORKER):
        firm = {"firm_name": people.FIRM, "firm_phone": people.FIRM_PHONE} if role is Role.LAWYER else {}
        with world.as_system() as work:
            accounts[role] = identity.add_finished_staff(
                work, login=f"{role.value}@example.org", role=role, password=PASSWORD, **firm
            )[0]
    Keeper.staff(world, accounts[Role.CASEWORKER]).adds()
    with split(world, Tier.COUNSEL) as parts:
        keeper = Keeper.staff(outside(parts), accounts[Role.LAWYER])
        keeper.adds("사무실 보안 키")
        client = parts.world.app().test_client()
        parts.inner.stop()

        def types(role: Role) -> tuple[int, str | None]:
            answer = press(client, "/staff/login", login=f"{role.value}@example.org", password=PASSWORD, totp="")
            return answer.status_code, answer.location

        assert types(Role.CASEWORKER)[0] == 503, "her app's code would be asked inside, her passkey is none of here"
        assert types(Role.LAWYER) == (303, "/staff/login/passkey")
        options = send(client, "/staff/login/passkey/options", page="/staff/login").get_json()
        told = {"credential": keeper.device.get(options)}
        assert send(client, "/staff/login/passkey", told, page="/staff/login").get_json() == {"next": "/counsel"}
        assert client.get("/counsel").status_code == 200
        assert "사무실 보안 키" in client.get("/staff/passkeys").get_data(as_text=True)
        assert not parts.world.front.works.ring.holds(KeyKind.VAULT)
        parts.inner.start()


def test_a_lawyer_sets_a_new_app_where_nothing_can_be_opened_and_it_is_read_inside(world: World) -> None:
    with world.as_system() as work:
        lawyer, old = identity.add_finished_staff(
            work,
            login="lawyer@example.org",
            role=Role.LAWYER,
            password=PASSWORD,
            firm_name=people.FIRM,
            firm_phone="02-0",
        )
    with split(world, Tier.COUNSEL) as parts:
        client = visit(world, parts.world.app(), lawyer, role=Role.LAWYER)
        parts.inner.stop()
        offer = on(press(client, "/staff/app").get_data(as_text=True))
        code = pyotp.TOTP(offer["secret"]).at(world.clock.now)
        assert press(client, "/staff", "/staff/app/confirm", offer=offer["offer"], totp=code).location == "/staff"
        assert press(client, "/staff/password", present=PASSWORD, password=NEW, again=NEW).location == "/staff"
        parts.inner.start()
        world.clock.forward(minutes=1)
        newcomer = parts.world.app().test_client()

        def enters(secret: str) -> int:
            totp = pyotp.TOTP(secret).at(world.clock.now)
            return press(newcomer, "/staff/login", login="lawyer@example.org", password=NEW, totp=totp).status_code

        assert (enters(old), enters(offer["secret"])) == (422, 303)


@pytest.mark.parametrize(
    ("tier", "passkeys", "stranded"), [(Tier.ALL, 3, 2), (Tier.PUBLIC, 1, 0), (Tier.INNER, 1, 1), (Tier.COUNSEL, 1, 1)]
)
def test_passkeys_of_another_host_are_counted_where_they_would_be_shown(
    world: World, tier: Tier, passkeys: int, stranded: int
) -> None:
    Keeper.member(world, people.make_victim(world)).adds()
    for role in (Role.LAWYER, Role.CASEWORKER):
        firm = {"firm_name": people.FIRM, "firm_phone": people.FIRM_PHONE} if role is Role.LAWYER else {}
        with world.as_system() as work:
            made, _ = identity.add_finished_staff(
                work, login=f"{role.value}@example.org", role=role, password=PASSWORD, **firm
            )
        Keeper.staff(world, made).adds()
    settings = replace(world.settings, tier=tier, public_base_url="https://elsewhere.example")
    with world.as_system() as work:
        assert identity.passkeys_elsewhere(work).passkeys == 0
        assert list(doctor._passkeys(settings, identity.passkeys_elsewhere(work))) == []
        moved = replace(work, settings=settings)
        assert identity.passkeys_elsewhere(moved).stranded == 0, "their apps still open"
        (calm,) = doctor._passkeys(settings, identity.passkeys_elsewhere(moved))
        assert calm.good and f"{passkeys} passkeys open nothing" in calm.text
        work.db.execute(text("update staff_accounts set totp_secret = null"))
        found = identity.passkeys_elsewhere(moved)
        assert (found.passkeys, found.stranded) == (passkeys, stranded)
        (said,) = doctor._passkeys(settings, found)
        assert said.good is (stranded == 0) and f"{stranded} staff accounts have nothing else" in said.text
