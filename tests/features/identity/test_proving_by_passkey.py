"""A passkey as a fresh proof: where the page asks for one, and where a script meets the question in the middle of its own deed."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.identity.passkey_types import Purpose
from lawsuit_hub.infra.work import Works
from tests.authenticator import Device
from tests.clock import Clock
from tests.features.identity.conftest import Visitor, Worker
from tests.features.identity.keepers import Keeper
from tests.features.my.visits import csrf, visit
from tests.people import make_victim
from tests.world import World

pytestmark = pytest.mark.pages


def send(client: FlaskClient, path: str, body: Any = None) -> TestResponse:
    token = csrf(client.get("/staff").get_data(as_text=True))
    return client.post(path, json=body if body is not None else {}, headers={"X-CSRFToken": token})


def proves(client: FlaskClient, device: Device) -> TestResponse:
    return send(
        client,
        "/staff/proof/passkey",
        {"credential": device.get(send(client, "/staff/proof/passkey/options").get_json())},
    )


@pytest.fixture
def keeper(world: World, worker: Worker) -> Keeper:
    """The worker's passkey, beside her app."""
    made = Keeper.staff(world, worker.id)
    made.adds()
    return made


@pytest.fixture
def stale(worker: Worker, keeper: Keeper, visitor: Visitor, clock: Clock, works: Works) -> Visitor:
    visitor.signs_in(worker)
    clock.forward(minutes=works.settings.proof_minutes)
    return visitor


def makes_codes(visitor: Visitor) -> TestResponse:
    return visitor.post("/staff/recovery-codes", page="/staff")


def test_a_passkey_opens_what_waited_for_a_proof(stale: Visitor, keeper: Keeper) -> None:
    asked = makes_codes(stale)
    assert (asked.status_code, 'data-then="deed"' in asked.get_data(as_text=True)) == (401, True)
    assert proves(stale.client, keeper.device).get_json() == {}
    assert makes_codes(stale).status_code == 200


def test_who_has_no_passkey_is_not_asked_for_one(worker: Worker, visitor: Visitor, clock: Clock, works: Works) -> None:
    visitor.signs_in(worker)
    clock.forward(minutes=works.settings.proof_minutes)
    assert "data-passkey" not in makes_codes(visitor).get_data(as_text=True)
    assert send(visitor.client, "/staff/proof/passkey/options").status_code == 422


def test_a_proof_is_for_her_own_session_and_once(stale: Visitor, keeper: Keeper) -> None:
    heard = {"credential": keeper.device.get(send(stale.client, "/staff/proof/passkey/options").get_json())}
    with stale.client.session_transaction() as before:
        old = before["_user_id"]
    assert send(stale.client, "/staff/proof/passkey", heard).status_code == 200
    with stale.client.session_transaction() as after:
        assert after["_user_id"] != old, "a proof gives the session a new id"
    assert send(stale.client, "/staff/proof/passkey", heard).status_code == 422


def test_a_ceremony_of_another_kind_and_another_person_s_passkey_prove_nothing(
    world: World, stale: Visitor, keeper: Keeper, works: Works, clock: Clock
) -> None:
    signing_in = keeper.begins(Purpose.SECOND_STEP)
    assert (
        send(stale.client, "/staff/proof/passkey", {"credential": keeper.device.get(signing_in.options)}).status_code
        == 422
    )
    other = Keeper.staff(world, Worker(works, clock, login="other@example.com").id)
    other.adds()
    options = send(stale.client, "/staff/proof/passkey/options").get_json()
    options["allowCredentials"] = []
    assert send(stale.client, "/staff/proof/passkey", {"credential": other.device.get(options)}).status_code == 422
    assert makes_codes(stale).status_code == 401


def test_wrong_passkeys_lock_as_wrong_codes_do(stale: Visitor, keeper: Keeper, works: Works) -> None:
    for _ in range(works.settings.staff_lock_failures):
        send(stale.client, "/staff/proof/passkey/options")
        assert send(stale.client, "/staff/proof/passkey", {"credential": {"id": "x"}}).status_code == 422
    assert proves(stale.client, keeper.device).status_code == 422


def test_a_script_in_its_own_deed_is_told_and_led_over_a_form(stale: Visitor, keeper: Keeper) -> None:
    answer = send(stale.client, "/staff/passkeys/options")
    assert (answer.status_code, answer.get_json()) == (401, {"error": "proof_needed"})
    assert "data-passkey-ready" in stale.get("/staff/passkeys").get_data(as_text=True)
    assert stale.post("/staff/passkeys/ready", page="/staff/passkeys").status_code == 401
    proves(stale.client, keeper.device)
    assert stale.post("/staff/passkeys/ready", page="/staff/passkeys").headers["Location"] == "/staff/passkeys"
    assert send(stale.client, "/staff/passkeys/options").status_code == 200


def test_a_member_is_led_to_prove_again_and_another_member_s_passkey_is_no_proof(world: World, clock: Clock) -> None:
    hers, another = (
        Keeper.member(world, make_victim(world, phone=phone)) for phone in ("010-0888-0011", "010-0888-0012")
    )
    hers.adds()
    another.adds()
    client = visit(world, world.app(), hers.owner.id, role=Role.MEMBER)
    clock.forward(minutes=world.settings.proof_minutes)
    token = csrf(client.get("/my/passkeys").get_data(as_text=True))
    asked = client.post("/my/passkeys/ready", data={"csrf_token": token})
    assert (asked.status_code, "again=yes" in asked.get_data(as_text=True)) == (401, True)
    headers = {"X-CSRFToken": token}
    for device, status in ((another.device, 422), (hers.device, 200)):
        options = client.post("/login/passkey/options", json={}, headers=headers).get_json()
        assert (
            client.post("/login/passkey", json={"credential": device.get(options)}, headers=headers).status_code
            == status
        )
