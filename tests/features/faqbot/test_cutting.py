"""Texts are cut at a number of characters, and no character is cut."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawsuit_hub.features.faqbot.cutting import clusters, cut, units

FAMILY, FLAG, SKIN = "👨‍👩‍👧‍👦", "🇰🇷", "👍🏽"


@pytest.mark.parametrize("one", [FAMILY, FLAG, SKIN, "1️⃣", "e\u0301", unicodedata.normalize("NFD", "각")])
def test_what_one_reads_as_one_character_stays_whole(one: str) -> None:
    assert clusters(one * 3) == [one] * 3


def test_an_emoji_at_the_edge_goes_as_a_whole() -> None:
    assert cut("가나다" + FAMILY, 10) == "가나다…"
    assert cut("가나다" + FLAG + FLAG, 8) == "가나다" + FLAG + "…"


def test_a_decomposed_text_is_composed_first() -> None:
    assert cut(unicodedata.normalize("NFD", "초대 링크"), 5) == "초대 링크"


@given(st.text(max_size=80), st.integers(2, 40))
def test_it_is_never_longer_and_never_half(text: str, most: int) -> None:
    short = cut(text, most)
    assert units(short) <= most and len(short) <= most
    assert not any("\ud800" <= char <= "\udfff" for char in short)
    if short.endswith("…"):
        assert not unicodedata.category(short[-1]).startswith("M")
