"""The second person's pages, and what the lawyer reads meanwhile."""

import pytest

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.rosters import service as rosters
from tests.features.my.visits import visit
from tests.features.rosters.exports import Counsel, counsel
from tests.features.rosters.visits import address, lawyer_client, send
from tests.features.rosters.waiting import AGREES, hidden, second, waiting
from tests.world import World

pytestmark = pytest.mark.pages

__all__ = ["counsel"]


def test_a_large_export_waits_on_her_page_is_agreed_to_at_the_desk_and_can_be_fetched(
    world: World, counsel: Counsel
) -> None:
    object.__setattr__(world.settings, "export_rows_alone", 1)
    app = world.app()
    lawyer = lawyer_client(counsel, app)
    asked = send(lawyer, counsel).get_data(as_text=True)
    assert "담당자가 살펴본 뒤에 만듭니다" in asked and "파일 받기" not in asked
    assert "확인을 기다림" in lawyer.get(address(counsel)).get_data(as_text=True)
    line, account = waiting(counsel)[0], second(counsel).id
    assert account is not None
    desk = visit(world, app, account, role=Role.CASEWORKER)
    assert "살펴볼 명단 내보내기" in desk.get("/desk").get_data(as_text=True)
    assert line.number in desk.get("/desk/exports").get_data(as_text=True)
    page = f"/desk/exports/{line.id}"
    shown, old_tab = (desk.get(page).get_data(as_text=True) for _ in range(2))
    assert "2명" in shown and "김표본" not in shown
    assert desk.post(page, data=hidden(shown) | {"answer": "agree", "reason": "짧음"}).status_code == 422
    assert desk.post(page, data=hidden(shown) | {"answer": "agree", "reason": AGREES}).status_code == 303
    late = desk.post(page, data=hidden(old_tab) | {"answer": "refuse", "reason": AGREES})
    assert late.status_code == 409 and "이번에는 정하지 않았습니다" in late.get_data(as_text=True)
    assert desk.get(page).status_code == 409
    assert rosters.prepare_asked(world.works) == 1
    assert "파일 받기" in lawyer.get(address(counsel)).get_data(as_text=True)
    her = visit(world, app, counsel.people[0]).get("/my/record").get_data(as_text=True)
    assert "내가 들어가는 명단을 내주기로 했습니다" in her and AGREES in her and "second@example.com" not in her
