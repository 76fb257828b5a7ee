"""What a page sends as a signature: points in bounds, enough of them; anything else is none."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawsuit_hub.features.mandates.strokes import HIGH, MOST_BYTES, WIDE, Strokes
from lawsuit_hub.features.mandates.types import NotDrawn

LINE = [[n * 10, n * 3] for n in range(12)]
anything = st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists, max_leaves=30)


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "[[]]", "null", "{}", "7", "[" * 2000, json.dumps([LINE[:5]]), json.dumps([[[5, 5]] * 20]),
        json.dumps([[*LINE, [WIDE + 1, 0]]]), json.dumps([[*LINE, [0, -1]]]), json.dumps([[*LINE, [1.5, 1]]]),
        json.dumps([[*LINE, [True, 1]]]), json.dumps([LINE] * 61), json.dumps([LINE * 200]), " " * (MOST_BYTES + 1),
        json.dumps([[*LINE, ["1", "2"]]]),
    ],
)  # fmt: skip
def test_what_nobody_drew_is_refused(text: str) -> None:
    with pytest.raises(NotDrawn):
        Strokes.parse(text)


@given(anything)
def test_nothing_else_comes_of_any_json(told: object) -> None:
    try:
        Strokes.parse(json.dumps(told))
    except NotDrawn:
        return


def test_a_picture_holds_every_point_and_nothing_of_the_text_around_it() -> None:
    drawn = Strokes.parse(json.dumps([LINE, [[WIDE, HIGH]]]))
    assert drawn.svg().count("<polyline") == 2 and f"{WIDE},{HIGH} {WIDE},{HIGH}" in drawn.svg()
    assert repr(drawn) == "<signature>"
