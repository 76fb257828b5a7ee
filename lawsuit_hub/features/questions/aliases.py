"""The alias under which a question's asker appears: of this question alone. Not a group's alias, and nothing of the person."""

from uuid import UUID

# Other words than a group's aliases have (lawsuits/aliases.py): whoever reads both must not take one for the other.
_WHAT = (
    "제비꽃", "민들레", "도라지", "패랭이", "수국", "코스모스", "해바라기", "채송화", "봉숭아", "나팔꽃",
    "참새", "제비", "까치", "두루미", "종달새", "뻐꾸기", "물총새", "고니", "파랑새", "딱새",
)  # fmt: skip
_NUMBERS = 90


def alias_of(question_id: UUID) -> str:
    """Follows from the random id: the same each time, and of two questions of one person nothing in common."""
    which, number = divmod(question_id.int % (len(_WHAT) * _NUMBERS), _NUMBERS)
    return f"{_WHAT[which]} {number + 10}"
