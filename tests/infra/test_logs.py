"""Logs carry nobody: no token, no number, no name, whoever writes and however it is spelled."""

import io
import json
import logging
import re
import time
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawsuit_hub.infra import logs
from lawsuit_hub.privacy.log_words import clean, without_quotations
from lawsuit_hub.values.phone import PhoneNumber

TOKEN = "ndkTjH0pLyU0D3b2CZdO2b4QSmShnZGuK9LWJs-gjCM"


@pytest.fixture
def quiet() -> Iterator[None]:
    before = logging.getLogRecordFactory()
    logs.install()
    yield
    logging.setLogRecordFactory(before)


@pytest.fixture(scope="module")
def quietly() -> Iterator[None]:
    """As `quiet`, once for many examples."""
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


# Whoever writes, whatever it is, wherever it stands

DIGITS = st.text("0123456789", min_size=4, max_size=4)
SPELL = {
    "plain": "0123456789",
    "wide": "０１２３４５６７８９",
    "arabic": "٠١٢٣٤٥٦٧٨٩",
    "ringed": "⓪①②③④⑤⑥⑦⑧⑨",
    "bold": "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗",
}
BETWEEN = st.sampled_from(
    ["", "-", " ", ".", " - ", "/", "·", "\u200b", "\u2011", ") ", "－", "_", "%2D", "\n", "…", ":"]
)


@st.composite
def numbers(draw: st.DrawFn) -> tuple[str, str]:
    """A telephone or resident number in some spelling, and its digits."""
    a, b = draw(DIGITS), draw(DIGITS)
    parts = draw(
        st.sampled_from(
            [("010", a, b), ("02", a[:3], b), ("+82", "10", a, b), ("900101", "1" + a[:2] + b), ("0082", "10", a, b)]
        )
    )
    digits = "".join(parts).lstrip("+")
    written = draw(BETWEEN).join(parts)
    return "".join(
        draw(st.sampled_from(list(SPELL.values())))[int(one)] if one in SPELL["plain"] else one for one in written
    ), digits


LOCAL = st.text("abcdefghijkmnopqrstuvwxyz0123456789._+-", min_size=2, max_size=12)
EMAILS = st.builds(
    lambda name, at, host: f"qz{name}{at}xv{host}.kr",
    LOCAL,
    st.sampled_from(["@", "＠", " @ ", "(at)", "%40", "[at]"]),
    LOCAL,
)
NAMES = st.text("가나다라마홍길동순신김이박최", min_size=2, max_size=5)
WORDS = st.text("abcdef gh<>[]{}=,;'\"", max_size=12)


def all_said(write: Callable[[logging.Logger], object], name: str = "a.library") -> str:
    """What a process of the service writes to stderr."""
    out = io.StringIO()
    logger = logging.getLogger(name)
    handler = logging.StreamHandler(out)
    handler.setFormatter(logs.formatter(on_screen=False))
    logger.addHandler(handler)
    logger.propagate, before = False, logger.propagate
    logger.setLevel(logging.DEBUG)
    try:
        write(logger)
    finally:
        logger.removeHandler(handler)
        logger.propagate = before
    return out.getvalue()


class Thing:
    def __init__(self, said: str) -> None:
        self.said = said

    def __repr__(self) -> str:
        return self.said


def failing(text: str) -> None:
    local = text  # noqa: F841 - a traceback with values would show it
    raise ValueError(text)


def by_every_way(text: str) -> list[tuple[str, Callable[[logging.Logger], object]]]:
    own = logs.named("trial")

    def traceback_(logger: logging.Logger) -> None:
        try:
            failing(text)
        except ValueError:
            logger.exception(text)

    return [
        ("a.library", lambda logger: logger.warning(text)),
        ("a.library", lambda logger: logger.warning("%s and %r", text, {"a": [text]})),
        ("a.library", lambda logger: logger.warning("%(a)s", {"a": text})),
        ("a.library", lambda logger: logger.warning("%d", text)),
        ("a.library", lambda logger: logger.warning({"event": text})),
        ("a.library", lambda logger: logger.warning(Thing(text))),
        ("a.library", lambda logger: logger.warning("%s", ValueError(text))),
        ("a.library", lambda logger: logger.warning("a", extra={"given": text})),
        ("a.library", traceback_),
        ("lawsuit_hub.trial", lambda _: own.warning(text)),
        ("lawsuit_hub.trial", lambda _: own.warning("a", **{text: text, "b": {"c": (text, Thing(text))}})),
        (
            "lawsuit_hub.trial",
            lambda _: own.bind(kept=text).warning("a", because=ValueError(text), exc_info=ValueError(text)),
        ),
        ("lawsuit_hub.trial", lambda _: own.warning("a %s", text)),
    ]


def said_of(text: str) -> str:
    return "\n".join(all_said(write, name) for name, write in by_every_way(text))


def digits_of(said: str) -> list[str]:
    return re.findall(r"[0-9]{9,}", re.sub(r"[^0-9A-Za-z]", "", re.sub(r'"timestamp": ?"[^"]*"', "", said)))


@given(WORDS, numbers(), WORDS)
@settings(max_examples=25)
def test_a_number_in_any_spelling_at_any_place_never_comes_out(
    quietly: None, before: str, number: tuple[str, str], after: str
) -> None:
    written, digits = number
    said = said_of(f"{before} {written} {after}")
    assert written not in said and digits not in "".join(digits_of(said)), said
    assert said.count("\n") >= len(by_every_way("")), "a line for each"


@given(WORDS, EMAILS | NAMES, WORDS)
@settings(max_examples=25)
def test_an_address_or_a_korean_name_never_comes_out(quietly: None, before: str, word: str, after: str) -> None:
    for form in ("NFC", "NFD"):
        spelled = unicodedata.normalize(form, word)
        said = said_of(f"{before} {spelled} {after}")
        assert spelled not in said and word not in said
        assert not re.search(r"qz.*xv", re.sub(r"\s", "", said)), said


@pytest.mark.parametrize(
    "secret",
    [10_1234_5678, 9001011234567, 1012345678.0, b"\xed\x99\x8d", date(1990, 1, 1), PhoneNumber("+821009991234")],
)
def test_a_value_that_is_no_plain_one_prints_as_its_type(quietly: None, secret: object) -> None:
    said = all_said(lambda _: logs.named("trial").warning("a", number=secret), "lawsuit_hub.trial")
    assert json.loads(said)["number"] in ("…", f"<{type(secret).__name__}>")


def test_ids_counts_and_places_stay_readable(quietly: None) -> None:
    row = uuid4()
    line = json.loads(
        all_said(
            lambda _: logs.named("trial").error("gave up", upload=row, rows=400, ms=1.5, exc_info=KeyError("a")),
            "lawsuit_hub.trial",
        )
    )
    assert (line["upload"], line["rows"], line["ms"], line["level"], line["event"]) == (
        str(row),
        400,
        1.5,
        "error",
        "gave up",
    )
    assert line["error"].startswith("KeyError")


def test_a_line_says_where_in_our_own_code_and_no_folder_of_the_machine(quietly: None) -> None:
    try:
        without_quotations(None)  # type: ignore[arg-type]
    except TypeError as error:
        told = logs.told(error)
    assert "lawsuit_hub/privacy/log_words.py:" in told and str(Path(__file__).parents[2]) not in told


def test_a_line_costs_less_than_a_page_notices(quietly: None) -> None:
    """The bound only catches a regular expression that runs away; docs/web.md has the figure."""
    own = logs.named("trial")
    began = time.perf_counter()
    all_said(
        lambda _: [
            own.info("request", method="GET", route="/desk/people/<code>", status=200, ms=12.3, role="caseworker")
            for _ in range(200)
        ],
        "lawsuit_hub.trial",
    )
    each = (time.perf_counter() - began) / 200
    assert each < 0.01


@pytest.mark.parametrize(
    "text",
    [
        "a" * 10**6,
        "1 " * 10**5,
        "@" * 10**5,
        "k." * 10**5,
        "a:" * 10**5,
        "%2" * 10**5,
        "가 " * 10**5,
        "/i/" * 10**5,
        "a@" * 10**5,
    ],
)
def test_a_long_line_is_cut_and_takes_no_time(text: str) -> None:
    began = time.perf_counter()
    assert len(clean(text)) <= 2000
    assert time.perf_counter() - began < 1
