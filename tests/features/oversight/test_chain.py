"""The chain on the officer's page: its state, a check that she asks for and the worker makes, the file for whoever checks without us."""

import json
from uuid import uuid4

import pytest

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.oversight import chain
from lawsuit_hub.infra.work import NotAllowed
from tests.features.desk.conftest import Desk
from tests.features.oversight.officers import make_officer
from tests.features.rosters.exports import make_finished
from tests.world import World

pytestmark = pytest.mark.pages


def test_the_officer_asks_the_worker_checks_and_signs_once(world: World) -> None:
    desk = Desk(world, world.app(), Role.PRIVACY_OFFICER, make_officer(world))
    assert "아직 확인한 적이 없습니다" in desk.read("/officer/audit")
    assert "접속기록의 사슬" in desk.read("/officer")
    assert not chain.check_where_asked(world.works), "nobody asked"
    for _ in range(2):
        assert desk.send("/officer/audit", page="/officer/audit").status_code == 303
    assert chain.check_where_asked(world.works)
    assert not chain.check_where_asked(world.works), "it was made"
    page = desk.read("/officer/audit")
    assert "모든 기록이 그대로입니다" in page
    taken = desk.send("/officer/audit/checkpoints", page="/officer/audit")
    said = json.loads(taken.data)
    assert len(said["checkpoints"]) == 1 and said["public_key"]
    world.clock.forward(days=3)
    desk.sign_in()
    assert "이틀 넘게 확인하지 못했습니다" in desk.read("/officer/audit")


def test_an_admin_reads_the_state_and_asks_for_nothing(world: World) -> None:
    admin = Desk(world, world.app(), Role.ADMIN, make_finished(world, Role.ADMIN, "admin@example.com"))
    assert "지금 확인하고 서명하기" not in admin.read("/officer/audit")
    for role in (Role.ADMIN, Role.CASEWORKER, Role.MEMBER):
        with world.as_staff(role, uuid4()) as work, pytest.raises(NotAllowed):
            chain.ask_for_check(work)
