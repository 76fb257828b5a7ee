"""The register of rights: every account and every group given to a lawyer, by whom, why, and when it ended."""

import csv
import io
from datetime import datetime, time, timedelta
from uuid import UUID

import pytest

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.identity import standing
from lawsuit_hub.features.identity.types import Terms
from lawsuit_hub.features.oversight import grants
from lawsuit_hub.features.oversight.types import Grant
from lawsuit_hub.infra.i18n import SEOUL
from lawsuit_hub.values.networks import Networks
from tests.features.desk.conftest import Desk
from tests.features.oversight.officers import make_officer
from tests.features.rosters.exports import make_counsel, make_finished
from tests.people import FIRM
from tests.world import World

pytestmark = pytest.mark.pages

WHY, WHY_NOT = "새로 온 담당자입니다", "다른 부서로 옮겼습니다"


def register(world: World, officer: UUID) -> dict[tuple[str, str], Grant]:
    with world.as_staff(Role.PRIVACY_OFFICER, officer) as work:
        return {(one.login, one.what): one for one in grants.register(work)}


def test_an_account_is_in_the_register_from_its_making_to_its_end(world: World) -> None:
    officer = make_officer(world)
    with world.works.open(Actor(Role.SYSTEM, system_user="root")) as work:
        made = identity.add_staff(work, login="new@example.com", role=Role.CASEWORKER, reason=WHY)
    given = register(world, officer)["new@example.com", "caseworker"]
    assert (given.given_by, given.why, given.taken_at) == ("root", WHY, None)
    world.clock.forward(days=3)
    with world.works.open(Actor(Role.SYSTEM, system_user="root")) as work:
        identity.close_account(work, made.account_id, reason=WHY_NOT)
    ended = register(world, officer)["new@example.com", "caseworker"]
    assert (ended.taken_at, ended.taken_by, ended.taken_why) == (world.clock.now, "root", WHY_NOT)
    assert ended.given_at == given.given_at


def test_a_group_given_to_a_lawyer_ends_with_the_next_lawyer_or_the_account(world: World) -> None:
    counsel, officer = make_counsel(world), make_officer(world)
    given = register(world, officer)["lawyer@example.com", counsel.code]
    assert (given.given_by, given.firm, given.taken_at) == ("caseworker@example.com", FIRM, None)
    second = make_finished(world, Role.LAWYER, "second-lawyer@example.com")
    counsel.assign(second)
    rights = register(world, officer)
    assert rights["lawyer@example.com", counsel.code].taken_by == "caseworker@example.com"
    assert rights["second-lawyer@example.com", counsel.code].taken_at is None
    with world.as_system() as work:
        identity.close_account(work, second)
    assert register(world, officer)["second-lawyer@example.com", counsel.code].taken_at == world.clock.now


def test_the_register_is_a_page_and_a_file_without_formulas(world: World) -> None:
    officer = make_officer(world)
    with world.as_system() as work:
        identity.add_staff(
            work, login="=cmd@example.com", role=Role.LAWYER, firm_name="=1+1", firm_phone="02-0000-0000"
        )
    desk = Desk(world, world.app(), Role.PRIVACY_OFFICER, officer)
    assert "=cmd@example.com" in desk.read("/officer/grants")
    answer = desk.send("/officer/grants/file", page="/officer/grants")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert rows[0][0] == "계정"
    assert any(row[0] == "'=cmd@example.com" and row[2] == "'=1+1" for row in rows)
    with world.as_staff(Role.PRIVACY_OFFICER, officer) as work:
        assert grants.register(work), "reading changes nothing"


def test_an_admin_reads_the_register_and_nothing_else(world: World) -> None:
    admin = Desk(world, world.app(), Role.ADMIN, make_finished(world, Role.ADMIN, "admin@example.com"))
    assert "/officer/grants" in admin.read("/staff")
    admin.read("/officer/grants")
    for path in ("/officer", "/officer/reviews", "/officer/accesses"):
        assert admin.get(path).status_code == 403, path


def test_a_change_of_terms_ends_one_right_and_begins_another(world: World) -> None:
    officer = make_officer(world)
    with world.works.open(Actor(Role.SYSTEM, system_user="root")) as work:
        made = identity.add_staff(work, login="new@example.com", role=Role.CASEWORKER, reason=WHY)
    last = standing.today(world.clock.now) + timedelta(days=2)
    office = Networks.parse("192.0.2.0/24")
    for terms in (Terms(Role.PRIVACY_OFFICER), Terms(Role.PRIVACY_OFFICER, ends_on=last, networks=office)):
        world.clock.forward(hours=1)
        with world.works.open(Actor(Role.SYSTEM, system_user="root")) as work:
            identity.change_staff(work, made.account_id, terms, reason=WHY_NOT)
    with world.as_system() as work:
        identity.invite_again(work, made.account_id)
        identity.end_sessions(work, made.account_id)
    mine = [one for one in rows(world, officer) if one.login == "new@example.com"]
    assert [(one.right, one.what) for one in mine if one.right == "account"] == [
        ("account", "privacy_officer"),
        ("account", "privacy_officer"),
        ("account", "caseworker"),
    ]
    assert {one.right for one in mine} == {"account", "invited", "sessions"}
    now = next(one for one in mine if one.right == "account")
    assert (now.until, now.networks, now.why, now.taken_at) == (last, "192.0.2.0/24", WHY_NOT, None)
    world.clock.forward(days=4)
    over = next(one for one in rows(world, officer) if one.login == "new@example.com" and one.right == "account")
    assert over.taken_at == datetime.combine(last + timedelta(days=1), time(), SEOUL)
    assert over.taken_by == "", "it ended by itself"


def rows(world: World, officer: UUID) -> list[Grant]:
    with world.as_staff(Role.PRIVACY_OFFICER, officer) as work:
        return grants.register(work)
