"""Dates, won and counts as people write them; Korean when in doubt."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from flask import session
from flask_babel import get_locale

from lawsuit_hub.infra import i18n
from lawsuit_hub.infra.web import HubApp
from tests.world import World

pytestmark = pytest.mark.pages


@pytest.fixture
def app(world: World) -> HubApp:
    return world.app()


@pytest.fixture
def korean(app: HubApp) -> Iterator[None]:
    with app.test_request_context("/", base_url="http://localhost", headers={"Accept-Language": "ko"}):
        yield


@pytest.fixture
def english(app: HubApp) -> Iterator[None]:
    with app.test_request_context("/", base_url="http://localhost", headers={"Accept-Language": "en"}):
        yield


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (235_000_000, "2억 3,500만 원"), (120_000_000, "1억 2,000만 원"), (100_000_000, "1억 원"), (90_000_000, "9,000만 원"),
        (1_234_567, "123만 4,567 원"), (1_000_000_000_000, "10,000억 원"), (0, "0 원"), (None, ""),
    ],
)  # fmt: skip
def test_won(korean: None, amount: int | None, written: str) -> None:
    assert i18n.won(amount) == written


def test_a_day_and_a_moment_are_those_of_seoul(korean: None) -> None:
    late = datetime(2026, 12, 4, 20, 3, tzinfo=UTC)
    assert i18n.day(late) == "2026년 12월 5일"
    assert i18n.moment(late) == "2026.12.05 05:03"
    assert i18n.day(date(2026, 12, 5)) == "2026년 12월 5일"
    assert (i18n.day(None), i18n.moment(None)) == ("", "")


def test_english(english: None) -> None:
    assert i18n.day(date(2026, 12, 5)) == "5 Dec 2026"
    assert i18n.won(235_000_000) == "235,000,000 won"
    assert [i18n.band(one) for one in ("2억~2.5억", "0.5억 미만", "5억 이상", "***")] == [
        "200–250 million won", "under 50 million won", "500 million won or more", "***",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("accepts", "chosen"),
    [
        ("", "ko"),
        ("ko-KR,ko;q=0.9,en;q=0.8", "ko"),
        ("en-US,en;q=0.9,ko;q=0.5", "en"),
        ("fr-FR,de;q=0.8", "ko"),
        ("*", "ko"),
        ("x" * 2000, "ko"),
    ],
)
def test_the_browser_s_language_is_taken_and_korean_when_in_doubt(app: HubApp, accepts: str, chosen: str) -> None:
    with app.test_request_context("/", base_url="http://localhost", headers={"Accept-Language": accepts}):
        assert str(get_locale()) == chosen


def test_the_visitor_s_own_choice_counts_more_and_only_if_we_speak_it(app: HubApp) -> None:
    with app.test_request_context("/", base_url="http://localhost", headers={"Accept-Language": "ko"}):
        session["language"] = "en"
        assert i18n.chosen_locale() == "en"
        session["language"] = "../../etc"
        assert i18n.chosen_locale() == "ko"
