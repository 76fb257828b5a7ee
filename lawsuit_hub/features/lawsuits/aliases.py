"""Random names for members: nothing of the person, nothing of the order of joining."""

import secrets
from collections.abc import Collection

_HOW = (
    "푸른", "맑은", "고요한", "느린", "반듯한", "잔잔한", "환한", "너른", "깊은", "높은",
    "둥근", "단단한", "부드러운", "따뜻한", "시원한", "새로운", "오래된", "작은", "넓은", "밝은",
    "고운", "든든한", "조용한", "편안한", "가벼운", "차분한", "포근한", "산뜻한", "듬직한", "곧은",
)  # fmt: skip
_WHAT = (
    "소나무", "강", "구름", "바위", "길", "들", "창", "산", "바다", "숲",
    "별", "달", "나무", "언덕", "호수", "시내", "샘", "다리", "마루", "뜰",
    "등대", "항구", "섬", "들판", "고개", "바람", "햇살", "노을", "이슬", "눈꽃",
    "단풍", "버드나무", "느티나무", "은행나무", "대나무", "매화", "동백", "국화", "연꽃", "해돋이",
)  # fmt: skip
_NUMBERS = 99


def new_alias(taken: Collection[str]) -> str:
    """푸른 소나무 7: one of 118,800, none of `taken`."""
    while True:
        alias = f"{secrets.choice(_HOW)} {secrets.choice(_WHAT)} {secrets.randbelow(_NUMBERS) + 1}"
        if alias not in taken:
            return alias


def new_place() -> int:
    """A random place in the line-up, kept for good."""
    return secrets.randbelow(2**31)
