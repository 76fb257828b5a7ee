"""Kinds of days in a case, with the period that counts them and where it is written: one dated table. Not legal advice."""

from dataclasses import dataclass
from datetime import date, timedelta

AS_OF = "2026-11-22"
OWN = "own"
HEARINGS = ("hearing", "mediation", "verdict")  # with a time of day and a room: entered on a page of their own
DEFAULT_DAYS = (14, 7, 3, 1)
MOST_DAYS_BEFORE = 180


@dataclass(frozen=True, slots=True)
class Kind:
    """`days` or `years` after the day it is counted from; neither where a court names the day itself.

    `confidence`: read in a text (V), in a secondary source (V2), well known and not looked up (M+).
    """

    name: str
    source: str
    confidence: str
    days: int = 0
    years: int = 0
    remind: tuple[int, ...] = DEFAULT_DAYS

    @property
    def is_counted(self) -> bool:
        return bool(self.days or self.years)


KINDS: tuple[Kind, ...] = (
    Kind("distribution_claim", "민사집행법 제84조 (배당요구의 종기: 법원이 정함)", "V2", remind=(30, 14, 7, 3, 1)),
    Kind("objection", "전세사기피해자 지원 특별법 (결정에 대한 이의신청: 30일)", "V", days=30),
    Kind("support_application", "전세사기피해자 지원 특별법 (지원 신청: 3년)", "V", years=3, remind=(90, 30, 7, 1)),
    Kind("hearing", "변론기일 (법원이 정함)", "M+", remind=(7, 1)),
    Kind("mediation", "조정기일 (법원이 정함)", "M+", remind=(7, 1)),
    Kind("verdict", "선고기일 (법원이 정함)", "M+", remind=(7, 1)),
    Kind("appeal", "민사소송법 제396조 (판결서가 송달된 날부터 2주)", "M+", days=14, remind=(10, 7, 3, 1)),
    Kind("final_appeal", "민사소송법 제425조 (판결서가 송달된 날부터 2주)", "M+", days=14, remind=(10, 7, 3, 1)),
    Kind("documents", "서류를 낼 날 (변호사나 담당자가 정함)", "", remind=(7, 3, 1)),
    Kind(OWN, "직접 정한 날", "", remind=(7, 1)),
)
BY_NAME = {kind.name: kind for kind in KINDS}


def due(kind: Kind, counted_from: date) -> date:
    """The last day, the first one not counted (민법 §157). A Saturday, Sunday or holiday would move it later (§161): it is
    not moved here, since a reminder that comes early harms nobody."""
    if kind.years:
        try:
            return counted_from.replace(year=counted_from.year + kind.years)
        except ValueError:  # 29 February
            return counted_from.replace(year=counted_from.year + kind.years, day=28)
    return counted_from + timedelta(days=kind.days)
