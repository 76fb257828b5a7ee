"""The pages: hers with its day and its way back, the officer's with lists and register, the lawyer's line to delete."""

import csv
import io
import re
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.destruction import service as destruction
from lawsuit_hub.features.destruction.types import Ground
from lawsuit_hub.features.victims.types import Channel
from tests.features.desk.conftest import Desk
from tests.features.my.visits import press, visit
from tests.features.oversight.officers import make_officer
from tests.features.rosters.exports import make_counsel, make_finished
from tests.people import caseworker_of, make_active, make_victim
from tests.world import World

pytestmark = pytest.mark.pages

PAGE = "/officer/destruction"
REASON = "=본인이 전화로 지워 달라고 함"


@pytest.fixture
def officer(world: World) -> FlaskClient:
    return visit(world, world.app(), make_officer(world), role=Role.PRIVACY_OFFICER)


def read(client: FlaskClient, path: str = PAGE) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def press_on(client: FlaskClient, action: str) -> int:
    """Sends the form of this action with its hidden fields, as the page shows it now."""
    shown = read(client)
    form = re.search(rf'<form[^>]*action="{re.escape(action)}"[^>]*>(.*?)</form>', shown, re.S)
    assert form, action
    fields = {}
    for tag in re.findall(r"<input[^>]*>", form[1]):
        fields[re.search(r'name="([^"]*)"', tag)[1]] = re.search(r'value="([^"]*)"', tag)[1]  # type: ignore[index]
    return client.post(action, data=fields).status_code


def reference(world: World, victim_id: UUID) -> str:
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        request = destruction.request_of(work, victim_id)
    assert request is not None
    return request.reference


def test_she_sees_the_day_and_takes_it_back(world: World) -> None:
    her = make_active(world)
    client = visit(world, world.app(), her)
    assert press(client, "/my/withdraw").status_code == 303
    assert "3월 5일에 등록을 지웁니다" in read(client, "/my")
    assert press(client, "/my/withdraw", "/my/withdraw/back").status_code == 303
    assert "등록을 지웁니다" not in read(client, "/my")
    assert 'id="withdraw"' in read(client, "/my/withdraw")


def test_the_desk_sees_until_when(world: World) -> None:
    her = make_active(world)
    with world.as_member(her) as work:
        destruction.ask(work, her, ground=Ground.OWN_REQUEST)
    desk = Desk(world, world.app(), Role.CASEWORKER, make_finished(world, Role.CASEWORKER, "desk@example.com"))
    assert "3월 5일까지 지웁니다" in desk.read(desk.case(her))


def test_the_officer_approves_a_wish_and_reads_it_in_the_register(world: World, officer: FlaskClient) -> None:
    her = make_active(world)
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        destruction.ask(work, her, ground=Ground.COMMAND, reason=REASON)
    name = reference(world, her)
    assert press_on(officer, f"{PAGE}/people/{name}/approve") == 303
    assert destruction.carry_out(world.works) == 1
    shown = read(officer)
    assert name in shown and "officer@example.com" in shown and "홍길동" not in shown
    taken = officer.post(f"{PAGE}/register/file", data={"csrf_token": re.search(r'csrf_token"[^>]*value="([^"]*)"', shown)[1]})  # type: ignore[index]  # fmt: skip
    rows = list(csv.reader(io.StringIO(taken.get_data().decode("utf-8-sig"))))
    assert len(rows) == 2 and len(rows[0]) == 8 and rows[1][0] == "1"
    assert not [cell for cell in rows[1] if cell.startswith("=")]
    assert officer.post(f"{PAGE}/people/{name}/approve", data={}).status_code in (400, 409)


def test_the_officer_approves_a_list_as_it_was_shown(world: World, officer: FlaskClient) -> None:
    make_victim(world, channel=Channel.FORM)
    assert "지금 기간이 지난 것이 없습니다" in read(officer)
    world.clock.forward(days=world.settings.unconfirmed_days)
    officer = visit(world, world.app(), make_officer(world, "second@example.com"), role=Role.PRIVACY_OFFICER)
    assert "보관 기간 180일" in read(officer)
    assert press_on(officer, f"{PAGE}/due/unconfirmed/approve") == 303
    assert destruction.carry_out(world.works) == 1
    assert "설문으로 들어와 확인하지 않은 사람 P-" in read(officer)


def test_the_lawyer_says_that_the_line_is_gone(world: World, officer: FlaskClient) -> None:
    counsel = make_counsel(world)
    exported = counsel.export()
    with world.as_system() as work:
        destruction.destroy(work, counsel.people[0], ground=Ground.CONSENT, reason="본인이 지워 달라고 함")
    lawyer = visit(world, world.app(), counsel.lawyer_id, role=Role.LAWYER)
    shown = read(lawyer, "/counsel")
    assert f"내보내기 {exported.number} 파일의 순번" in shown and exported.number in read(officer)
    action = re.search(r'action="(/counsel/removals/[^"]*)"', shown)
    assert action is not None
    assert press(lawyer, "/counsel", action[1]).status_code == 303
    assert exported.number not in read(lawyer, "/counsel")
    assert "변호사가 명단에서 아직 지우지 않은 줄" not in read(officer)
