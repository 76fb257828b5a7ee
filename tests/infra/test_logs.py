"""Tokens in addresses reach no log."""

import logging
from collections.abc import Iterator

import pytest

from lawsuit_hub.infra import logs
from lawsuit_hub.privacy.log_words import clean

TOKEN = "ndkTjH0pLyU0D3b2CZdO2b4QSmShnZGuK9LWJs-gjCM"


@pytest.fixture
def quiet() -> Iterator[None]:
    before = logging.getLogRecordFactory()
    logs.install()
    yield
    logging.setLogRecordFactory(before)


@pytest.mark.parametrize(
    "line",
    [
        f'127.0.0.1 - - [01/Dec/2026] "GET /i/{TOKEN} HTTP/1.1" 200 -',
        f'"POST /staff/enrol/{TOKEN}?a=b HTTP/1.1" 303',
        f'"GET /language/en?next=/staff/enrol/{TOKEN} HTTP/1.1"',
        f'"GET /language/en?next=%2Fi%2F{TOKEN}&x=1 HTTP/1.1"',
        f"https://hub.example.org/i/{TOKEN}",
        f"something else said {TOKEN}, and went on",
        '"GET /i/short HTTP/1.1"'.replace("short", TOKEN[:9]),
    ],
)
def test_a_token_in_a_line_is_cut(line: str) -> None:
    said = clean(line)
    assert TOKEN[:9] not in said
    assert "…" in said


@pytest.mark.parametrize(
    "line", ['"GET /desk HTTP/1.1" 200', "GET /static/img/favicon.svg", "/staff/enrol/", "GET /my/i"]
)
def test_other_lines_stay_as_they_are(line: str) -> None:
    assert clean(line) == line


@pytest.mark.parametrize("name", ["werkzeug", "gunicorn.access", "lawsuit_hub.web", "any.other"])
def test_every_logger_is_quiet(quiet: None, caplog: pytest.LogCaptureFixture, name: str) -> None:
    caplog.set_level("INFO")
    logging.getLogger(name).info('%(h)s "%(r)s"', {"h": "127.0.0.1", "r": f"GET /i/{TOKEN} HTTP/1.1"})
    logging.getLogger(name).info("%s %s", "GET", f"/staff/enrol/{TOKEN}")
    assert TOKEN not in caplog.text
    assert caplog.text.count("…") == 2
