"""The words of a power of attorney (소송위임장), as a court reads them. A changed word is a new text: its hash names it.

민사소송법 제89조 (in writing), 제90조 (scope and special authorisations); 규칙 제2조 (what a paper to the court says). As of 2026-11.
"""

import hashlib
from dataclasses import dataclass

from lawsuit_hub.features.mandates.types import Facts, Special
from lawsuit_hub.values.courts import BY_CODE

TITLE = "소송위임장"
SINCE = "2026-11"
_ATTORNEY = "변호사"
USUAL = "임대차보증금반환 청구의 소"
GENERAL = (
    "위 사건에 관하여 위 수임인을 소송대리인으로 선임하고 민사소송법 제90조 제1항에 따른 반소·참가·강제집행·가압류·가처분에 관한 "
    "소송행위 등 일체의 소송행위와 변제의 영수를 위임합니다."
)
SPECIAL = "민사소송법 제90조 제2항에 따라 다음 가운데 표시(■)한 것을 특별히 위임합니다."
ON_PAPER = "아래 표시한 것의 네모 안에 표시해 주세요. 표시하지 않은 것은 위임하지 않습니다."
SPECIALS: dict[Special, str] = {
    Special.COUNTERCLAIM: "반소의 제기",
    Special.DISCONTINUE: "소의 취하",
    Special.SETTLE: "화해",
    Special.WAIVE: "청구의 포기·인낙",
    Special.LEAVE: "민사소송법 제80조에 따른 탈퇴",
    Special.APPEAL: "상소의 제기",
    Special.DROP_APPEAL: "상소의 취하",
    Special.SUBSTITUTE: "대리인(복대리인)의 선임",
}
ALSO = "그 밖에 다음 일을 위임합니다."
APPOINTMENT = "선정서"
APPOINTING = "위 사건에 관하여 민사소송법 제53조 제1항에 따라 아래 사람을 선정자 모두를 위한 당사자로 선정합니다."


@dataclass(frozen=True, slots=True)
class Body:
    """`rows`: what the paper names, each with its title; `others`: what else is authorised."""

    title: str
    rows: tuple[tuple[str, str], ...]
    general: str
    special: str
    specials: tuple[tuple[str, str], ...]
    others: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        rows = "\n".join(f"{name}: {value}" for name, value in (*self.rows, *self.specials))
        said = (SINCE, self.title, rows, self.general, self.special, *self.others)
        return hashlib.sha256("\n".join(said).encode()).hexdigest()


def body(facts: Facts) -> Body:
    attorneys = ", ".join(one.removeprefix(_ATTORNEY).strip() for one in facts.attorneys)
    return Body(
        title=TITLE,
        rows=(
            *case_rows(facts),
            ("피고", "\n".join(facts.defendants)),
            ("수임인", "\n".join([facts.firm, f"담당변호사 {attorneys}", f"전화 {facts.phone}"])),
        ),
        general=GENERAL,
        special=SPECIAL,
        specials=tuple((one.value, SPECIALS[one]) for one in Special if one in facts.specials),
        others=facts.others,
    )


def case_rows(facts: Facts) -> tuple[tuple[str, str], ...]:
    """A suit that is not filed yet has no number, and perhaps no court."""
    rows = [("사건", facts.title)]
    if facts.court:
        rows.append(("법원", BY_CODE[facts.court].name))
    if facts.number:
        rows.append(("사건번호", facts.number))
    return tuple(rows)
