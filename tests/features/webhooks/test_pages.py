"""The admin's pages: a receiver is added and its secret shown once, tested, changed, switched off and removed."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from werkzeug.test import TestResponse

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.webhooks import service as webhooks
from lawsuit_hub.features.webhooks.types import MOST_ENDPOINTS, TooManyEndpoints
from lawsuit_hub.infra.work import NotAllowed
from tests.features.accounts.admins import Admin, typed
from tests.features.desk.conftest import Desk
from tests.features.rosters.exports import make_finished
from tests.features.webhooks.conftest import ALL, Office, add
from tests.world import World

pytestmark = pytest.mark.pages

LIST = "/admin/webhooks"
SECRET = re.compile(r"whsec_[A-Za-z0-9+/=]{44}")
WHY = "받는 업체가 바뀌었습니다"


@pytest.fixture
def admin(office: Office) -> Admin:
    return Admin(office.world, office.world.app())


def press(admin: Admin, url: str, **fields: str) -> TestResponse:
    return admin.client.post(url, data={"csrf_token": typed(admin.read(f"{LIST}/new"))["csrf_token"], **fields})


def test_a_receiver_is_added_and_its_secret_shown_once(office: Office, admin: Admin) -> None:
    sent = {"name": "구청 홈페이지", "url": "https://hooks.example.com/in", "topics": ["notices"]}
    answer = admin.client.post(f"{LIST}/new", data=typed(admin.read(f"{LIST}/new")) | sent)
    assert answer.status_code == 200 and answer.headers["Cache-Control"] == "no-store"
    (secret,) = SECRET.findall(answer.get_data(as_text=True))
    with office.world.works.open(admin.actor) as work:
        line = next(one for one in webhooks.lines(work) if one.name == "구청 홈페이지")
    shown = admin.read(LIST) + admin.read(f"{LIST}/{line.id}") + admin.read(f"{LIST}/{line.id}/change")
    assert "hooks.example.com/in" in shown and secret not in shown and "whsec_" not in shown
    with office.world.as_system() as work:
        assert [(one.deed, dict(one.details)) for one in audit.about(work, line.id)] == [
            ("webhook:added", {"topics": "notices"})
        ]


WRONG = [
    ({"url": "http://hooks.example.com/"}, "https://로 시작해야"),
    ({"url": "https://10.0.0.1/"}, "안쪽 네트워크"),
    ({"url": "https://hooks.example.com:22/"}, "8443 포트만"),
    ({"url": "아무 말"}, "주소로 읽을 수 없습니다"),
    ({"url": ""}, "주소를 적어 주세요"),
    ({"url": "https://hooks.example.com/" + "a" * 600}, "500자까지"),
    ({"name": ""}, "어느 시스템인지"),
    ({"name": "가" * 61}, "60자까지"),
    ({"name": "900101-1234567"}, "주민등록번호는"),
    ({"topics": []}, "하나는 골라"),
    ({"topics": ["people"]}, ""),
]


@pytest.mark.parametrize(("field", "said"), WRONG, ids=[str(one) for one in range(len(WRONG))])
def test_what_cannot_be_taken_is_said_beside_its_field(
    office: Office, admin: Admin, field: dict[str, object], said: str
) -> None:
    sent: dict[str, object] = {"name": "구청", "url": "https://hooks.example.com/", "topics": ["notices"]}
    answer = admin.client.post(f"{LIST}/new", data=typed(admin.read(f"{LIST}/new")) | sent | field)
    assert answer.status_code == 422 and said in answer.get_data(as_text=True)
    with office.world.works.open(admin.actor) as work:
        assert len(webhooks.lines(work)) == 1


def test_a_test_is_pressed_and_its_outcome_stands_below(office: Office, admin: Admin) -> None:
    url = f"{LIST}/{office.endpoint}"
    press(admin, f"{url}/off")
    assert press(admin, f"{url}/ping").status_code == 303
    office.tell()
    assert office.receiver.kinds == ["ping"], "also while it is off"
    office.receiver.answers.append(500)
    press(admin, f"{url}/ping")
    office.tell()
    page = admin.read(url)
    assert "HTTP 500" in page and "HTTP 200" in page and "다시 보낼 것" in page and "받음" in page


def test_it_is_changed_switched_and_removed_with_its_marks(office: Office, admin: Admin) -> None:
    url = f"{LIST}/{office.endpoint}"
    changed = typed(admin.read(f"{url}/change")) | {"topics": ["group_stages"], "name": "새 이름"}
    assert admin.client.post(f"{url}/change", data=changed).status_code == 303
    assert press(admin, f"{url}/off").status_code == 303 and "꺼 둠" in admin.read(url)
    assert press(admin, f"{url}/on").status_code == 303 and "켜 둠" in admin.read(url)
    assert press(admin, f"{url}/secret", reason="").status_code == 422
    renewed = press(admin, f"{url}/secret", reason=WHY)
    assert SECRET.findall(renewed.get_data(as_text=True)) != [office.secret]
    assert press(admin, f"{url}/remove", reason=WHY).status_code == 303
    assert admin.client.get(url).status_code == 404 and press(admin, f"{url}/remove", reason=WHY).status_code == 404
    with office.world.as_system() as work:
        deeds = [(one.deed, one.reason) for one in audit.about(work, office.endpoint)]
    assert sorted(deeds, key=str) == sorted(
        [
            ("webhook:added", None), ("webhook:changed", None), ("webhook:switched_off", None), ("webhook:switched_on", None),
            ("webhook:secret", WHY), ("webhook:removed", WHY),
        ],
        key=str,
    )  # fmt: skip


def test_pings_have_a_bound(office: Office, admin: Admin) -> None:
    url = f"{LIST}/{office.endpoint}/ping"
    assert [press(admin, url).status_code for _ in range(8)] == [303] * 6 + [429] * 2


def test_nobody_else_reads_or_adds_one(office: Office) -> None:
    for role in (Role.CASEWORKER, Role.PRIVACY_OFFICER):
        desk = Desk(
            office.world, office.world.app(), role, make_finished(office.world, role, f"{role.value}@example.com")
        )
        assert desk.client.get(LIST).status_code == 403
        with pytest.raises(NotAllowed), office.world.as_staff(role, desk.account_id) as work:
            webhooks.lines(work)


def test_there_are_not_more_than_twenty(office: Office) -> None:
    world: World = office.world
    for number in range(MOST_ENDPOINTS - 1):
        add(world, office.admin, f"https://hooks.example.com/{number}", ALL)
    with pytest.raises(TooManyEndpoints):
        add(world, office.admin, "https://hooks.example.com/more", ALL)


def test_two_secrets_at_once_and_the_one_that_stands_signs(office: Office) -> None:
    def renew(_: int) -> object:
        return office.as_admin(lambda work: webhooks.renew(work, office.endpoint, reason=WHY))

    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(renew, range(2)))
    assert len({*made, office.secret}) == 3
    office.owe()
    assert office.tell() == 1 and office.row().status == 200
