"""Which questions are like another: enough to be shown before she sends hers."""

import pytest

from lawsuit_hub.features.search import similar

KNOWN = (
    "다음 재판에 저희도 꼭 나가야 하나요?",
    "보증금은 언제쯤 돌려받을 수 있나요?",
    "변호사 비용은 어떻게 나누나요?",
    "이사를 가도 대항력이 남아 있나요?",
)


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        ("재판에 꼭 나가야 하나요", 0), ("보증금 언제 돌려받을 수 있나요?", 1), ("변호사 비용을 어떻게 나누는지 궁금합니다", 2),
        ("이사 가도 대항력이 있나요?", 3), ("보증금은 언제쯤 돌려받나요?", 1),
    ],
)  # fmt: skip
def test_the_nearest_comes_first(asked: str, place: int) -> None:
    assert similar.nearest(asked, KNOWN, str)[0] == KNOWN[place]


@pytest.mark.parametrize("asked", ["", "?", "가", "임대인이 연락을 받지 않습니다", "안녕하세요"])
def test_what_is_beside_the_point_finds_nothing(asked: str) -> None:
    assert similar.nearest(asked, KNOWN, str) == ()
