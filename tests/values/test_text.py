"""Cleaning of typed text."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from lawsuit_hub.values.text import ascii_digits, clean, plain_dashes


def test_a_name_typed_on_a_mac_is_composed() -> None:
    assert clean(unicodedata.normalize("NFD", "카나리아")) == "카나리아"


def test_what_nobody_sees_is_dropped_and_spaces_are_folded() -> None:
    assert clean("\ufeff 카\u200b나\u202e리\x00아\u3164 \t\n (표본용)\u2800 ") == "카나리아 (표본용)"


def test_a_lone_surrogate_is_dropped() -> None:
    assert clean("카\ud800나") == "카나"


def test_full_width_digits_become_ascii() -> None:
    assert ascii_digits("０１０－０１２３　Ａｂ") == "010-0123 Ab"


def test_every_dash_is_one_dash() -> None:
    assert plain_dashes("‐‑‒–—―−﹘－-") == "-" * 10


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert ascii_digits(ascii_digits(text)) == ascii_digits(text)
    assert clean(text).isprintable() or any(unicodedata.category(char) in {"Cn", "Co"} for char in clean(text))
