"""Passkeys where no vault key is: a member comes in at the public tier and a lawyer at hers while the inner tier stands still."""

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.privacy.keyring import KeyKind
from lawsuit_hub.privacy.tiers import Tier
from tests import people
from tests.authenticator import Device
from tests.features.identity.keepers import Keeper
from tests.features.identity.test_passkey_pages import send, signs_in
from tests.features.my.visits import press, visit
from tests.split import Split, split
from tests.world import World

PASSWORD = "sample-words-for-a-test-7"


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
