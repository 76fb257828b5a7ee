"""A landlord's name: as written, as the key of equality, and loosened for candidates. Decides no match."""

import re
from dataclasses import dataclass
from typing import Self

from lawsuit_hub.values.refused import BadName
from lawsuit_hub.values.text import ascii_digits, clean

LONGEST_LANDLORD_NAME = 100
_ROLES = "임대인|집주인|주인|건물주|소유자|소유주|임대사업자|법인|개인|대표이사|대표자|대표|사내이사|본인"
_SIGNS = str.maketrans({"[": "(", "]": ")", "{": "(", "}": ")"})
_ROLE_IN_BRACKETS = re.compile(rf"\( ?(?:{_ROLES})(?:(?: ?[:=] ?| )[^()]{{0,40}})? ?\)")
_FORM_IN_BRACKETS = re.compile(r"\( ?(?:주|유|유한|합|합자|합명|자|재|사|農|농|株|有|財|社) ?\)|^(?:주|유)\)")
_FORM = re.compile(
    r"유한책임회사|주식회사|유한회사|합자회사|합명회사|농업회사법인|어업회사법인|영농조합법인|영어조합법인|재단법인|사단법인"
    r"|의료법인|학교법인|종교법인|사회복지법인|특수법인|株式会社|株式會社"
)
_ENGLISH_FORM = re.compile(r"(?<=\S)[ ,]+(?:co\.?[ ,]{0,2}ltd|company limited|corporation|corp|inc|ltd|llc)\.?$")
_REPRESENTATIVE = re.compile(
    r"(?:^|(?<=[ ),/]))(?:공동)?(?:대표이사|대표자|대표|사내이사)(?: ?[:=] ?| )?(?:[가-힣] ?){2,5}(?:씨|님)?$"
)
_LEADING_ROLE = re.compile(
    r"^(?:(?:임대인|집주인|건물주|소유자|소유주|대표이사|대표자)(?: ?[:=] ?| )(?=\S)|(?:대표|사장|주인) (?=[가-힣]{3,4}(?: ?[씨님])?$))"
)
_TRAILING_ROLE = re.compile(rf"(?<=\S)[ ,/·-]{{1,3}}(?:{_ROLES}|씨|님|귀하|선생님?|사장님?|회장님?|대표님)(?:님)?$")
_GLUED_TITLE = re.compile(r"(?<=\S\S)(?:사장님|선생님|회장님|대표님|집주인|임대인)$")
_GLUED_TO_A_NAME = re.compile(r"(?<=^[가-힣]{3})(?:[씨님]|사장|회장|선생|대표)$")
_GLUED_HONORIFIC = re.compile(r"(?<=[가-힣]{3})[씨님]$")

_NOBODY = frozenset(
    [
        "없음",
        "모름",
        "모릅니다",
        "모르겠음",
        "미상",
        "불명",
        "해당없음",
        "임대인",
        "집주인",
        "주인",
        "건물주",
        "씨",
        "님",
        "unknown",
        "none",
    ]
)

_FIRST_SYLLABLE, _LAST_SYLLABLE = "가", "힣"
_MEDIALS, _FINALS = 21, 28
_SILENT, _NIEUN, _RIEUL = 11, 2, 5
_Y_MEDIALS = frozenset({2, 3, 6, 7, 12, 17, 20})  # ㅑ ㅒ ㅕ ㅖ ㅛ ㅠ ㅣ


@dataclass(frozen=True, slots=True, order=True, repr=False)
class LandlordName:
    text: str
    key: str
    loose: str

    def __repr__(self) -> str:
        return "<name>"

    @classmethod
    def parse(cls, text: str) -> Self:
        cleaned = clean(text)
        if len(cleaned) > LONGEST_LANDLORD_NAME:
            raise BadName
        key = _closed(_bare(cleaned))
        if key in _NOBODY or not any(char.isalpha() for char in key):
            raise BadName
        return cls(cleaned, key, sound_law(_GLUED_HONORIFIC.sub("", key)))

    @property
    def words(self) -> str:
        """Without forms, roles and titles, but with its spaces."""
        return _bare(self.text)


def sound_law(name: str) -> str:
    """The initial sound law: 류 and 유, 라 and 나 fall together, wherever in the name they stand."""
    return "".join(map(_initial_law, name))


def _bare(cleaned: str) -> str:
    folded = ascii_digits(cleaned).casefold().translate(_SIGNS)
    bare = _without_representative(_ROLE_IN_BRACKETS.sub(" ", folded).strip())
    bare = _ENGLISH_FORM.sub("", _without_form(bare))
    previous = ""
    while bare != previous:
        previous = bare
        bare = _GLUED_TITLE.sub("", _TRAILING_ROLE.sub("", _LEADING_ROLE.sub("", bare))).strip()
    return bare


def _closed(bare: str) -> str:
    """Nobody is called 맹선정씨: to three syllables such a title only sticks."""
    return _GLUED_TO_A_NAME.sub("", "".join(char for char in bare if char.isalnum()))


def _without_form(name: str) -> str:
    return " ".join(_FORM.sub(" ", _FORM_IN_BRACKETS.sub(" ", name)).split())


def _without_representative(name: str) -> str:
    """Cuts "대표 …" at the end, but not out of a company that is called so: "(주)대표건설"."""
    match = _REPRESENTATIVE.search(name)
    if not match or not any(char.isalnum() for char in _without_form(name[: match.start()])):
        return name
    return name[: match.start()].strip(" ,/")


def _initial_law(char: str) -> str:
    if not _FIRST_SYLLABLE <= char <= _LAST_SYLLABLE:
        return char
    initial, rest = divmod(ord(char) - ord(_FIRST_SYLLABLE), _MEDIALS * _FINALS)
    if initial != _RIEUL:
        return char
    new = _SILENT if rest // _FINALS in _Y_MEDIALS else _NIEUN
    return chr(ord(_FIRST_SYLLABLE) + new * _MEDIALS * _FINALS + rest)
