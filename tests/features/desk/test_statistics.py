"""Counts on the desk and as a file, and houses found by their whole address."""

import csv
import io

import pytest

from tests.features.desk.conftest import Desk
from tests.features.statistics.test_statistics import GANGSEO, MAPO, count, register
from tests.people import CANARY_NAME, make_victim
from tests.world import World

pytestmark = pytest.mark.pages


def test_the_page_and_the_file_say_the_same_and_hide_the_same(world: World, desk: Desk) -> None:
    assert "아직 세지 않았습니다" in desk.read("/desk/statistics")
    assert desk.get("/desk/statistics.csv").status_code == 404
    register(world, 9, GANGSEO)
    make_victim(world, name=CANARY_NAME, address=MAPO.format(77))
    count(world)
    page = desk.read("/desk/statistics")
    assert "서울 강서구" in page and "가림" in page and CANARY_NAME not in page
    answer = desk.get("/desk/statistics.csv")
    rows = list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
    assert rows[0] == ["기준일", "무엇으로", "칸", "사람 수"]
    assert [row[1:] for row in rows if "구" in row[2]] == [
        ["집이 있는 곳", "서울 강서구", "가림"],
        ["집이 있는 곳", "서울 마포구", "가림"],
    ]


def test_a_house_is_found_by_its_whole_address_however_it_is_written(world: World, desk: Desk) -> None:
    make_victim(world, name="한표본", address="서울특별시 강서구 표본로 12, 301호")
    found = {
        typed: "한*본" in desk.send("/desk/people", page="/desk/people", wanted=typed).get_data(as_text=True)
        for typed in (
            "서울특별시 강서구 표본로 12, 301호",
            "서울 강서구 표본로12 301호",
            "강서구 표본로 12 301호",
            "서울 강서구 표본로 12 302호",
            "서울 강서구 표본로 12",
            "표본로",
        )
    }
    assert list(found.values()) == [True, True, True, False, False, False], found
