"""What a civil suit for money costs at the court when it is filed, by dated tables, and each plaintiff's part. Not legal advice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar

from lawsuit_hub.values import shares

AS_OF = "2026-11-22"
LEAST_STAMP, STEP = 1_000, 100
# Nine tenths for electronic filings: 민사소송 등 인지법 제16조, since 2011-07-18 (secondary source), which is the first day we answer for.
SMALL_CLAIM = 30_000_000  # 소액사건심판규칙 제1조의2, since 2017-01-01; secondary source


class NoTable(Exception):
    """No table of this project covers the day."""


class Procedure(StrEnum):
    SMALL = "small"
    FIRST = "first"
    APPEAL = "appeal"
    FINAL_APPEAL = "final_appeal"
    PAYMENT_ORDER = "payment_order"
    MEDIATION = "mediation"


class Dated(Protocol):
    @property
    def since(self) -> date: ...


T = TypeVar("T", bound=Dated)


@dataclass(frozen=True, slots=True)
class Band:
    """Claims below `below` won (None: all others): so many ten-thousandths of the claim, and `plus` won."""

    below: int | None
    rate: int
    plus: int


@dataclass(frozen=True, slots=True)
class StampTable:
    since: date
    bands: tuple[Band, ...]
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class ServiceUnit:
    """Won for one delivery to one party."""

    since: date
    won: int
    source: str
    confidence: str


# `since` of the first row of each: the earliest day this project answers for, not the day the rule began.
STAMPS = (
    StampTable(
        date(2011, 7, 18),
        (Band(10_000_000, 50, 0), Band(100_000_000, 45, 5_000), Band(1_000_000_000, 40, 55_000), Band(None, 35, 555_000)),
        "민사소송 등 인지법 제2조 제1항",
        "V2",
    ),
)  # fmt: skip
SERVICE_UNITS = (
    ServiceUnit(date(2021, 9, 1), 5_200, "송달료규칙의 시행에 따른 업무처리요령 (우편요금 2021-09-01)", "V2"),
    ServiceUnit(date(2025, 6, 1), 5_500, "대법원 공지 (우편요금 2025-06-01)", "V2"),
)
# Deliveries to each party that are paid in advance: 송달료규칙의 시행에 따른 업무처리요령 별표 (secondary source).
DELIVERIES = {
    Procedure.SMALL: 10,
    Procedure.FIRST: 15,
    Procedure.APPEAL: 12,
    Procedure.FINAL_APPEAL: 8,
    Procedure.PAYMENT_ORDER: 6,
    Procedure.MEDIATION: 5,
}
# Tenths of the stamp of a complaint: 민사소송 등 인지법 제3조, 제7조 제2항, 민사조정규칙 제3조 (secondary source).
TENTHS = dict.fromkeys(Procedure, 10) | {
    Procedure.APPEAL: 15,
    Procedure.FINAL_APPEAL: 20,
    Procedure.PAYMENT_ORDER: 1,
    Procedure.MEDIATION: 1,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """What differs between courts or is not confirmed; an office sets it (docs/settings.md).

    `electronic_least`: the smallest stamp of an electronic filing in won. `rounds_once`: nine tenths of the exact amount are
    rounded down, not of the rounded one. `agent_counts_once`: plaintiffs with one agent are one party for deliveries.
    """

    electronic_least: int = 900
    rounds_once: bool = False
    agent_counts_once: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    claim: int
    stamp: int
    service: int

    @property
    def total(self) -> int:
        return self.stamp + self.service


@dataclass(frozen=True, slots=True)
class Cost:
    """Won, to be paid with the filing; `plaintiffs` in the order of the claims. The parts add up to the whole."""

    claim: int
    stamp: int
    service: int
    procedure: Procedure
    plaintiffs: tuple[Part, ...]

    @property
    def total(self) -> int:
        return self.stamp + self.service


def _in_force(tables: Iterable[T], on: date) -> T:
    since = [table for table in tables if table.since <= on]
    if not since:
        raise NoTable
    return max(since, key=lambda table: table.since)


def procedure_of(claim: int) -> Procedure:
    """Of a complaint in the first instance."""
    return Procedure.SMALL if claim <= SMALL_CLAIM else Procedure.FIRST


def stamp(
    claim: int,
    *,
    on: date,
    procedure: Procedure = Procedure.FIRST,
    electronic: bool = False,
    practice: Practice | None = None,
) -> int:
    """Stamp duty (인지액) in won for a claim of at least 1 won. Raises NoTable, ValueError."""
    if claim < 1:
        raise ValueError("a claim is at least 1 won")
    practice = practice or Practice()
    band = next(one for one in _in_force(STAMPS, on).bands if one.below is None or claim < one.below)
    exact = claim * band.rate + band.plus * 10_000  # ten-thousandths of a won
    paper = _rounded(_rounded(exact, 10_000, LEAST_STAMP) * TENTHS[procedure], 10, LEAST_STAMP)
    if not electronic:
        return paper
    tenths = exact * TENTHS[procedure] if practice.rounds_once else paper * 100_000
    return _rounded(tenths * 9, 1_000_000, practice.electronic_least)


def _rounded(amount: int, scale: int, least: int) -> int:
    """Down to the 100 won (민사소송 등 인지법 제2조 제2항), at least `least`."""
    return max(amount // scale // STEP * STEP, least)


def service(
    plaintiffs: int, defendants: int, *, on: date, procedure: Procedure, practice: Practice | None = None
) -> int:
    """Service fee (송달료) in won that is paid in advance; what is not used comes back at the end. Raises NoTable."""
    parties = (1 if practice and practice.agent_counts_once else plaintiffs) + defendants
    return _in_force(SERVICE_UNITS, on).won * parties * DELIVERIES[procedure]


def together(
    claims: Sequence[int],
    *,
    on: date,
    defendants: int = 1,
    electronic: bool = False,
    procedure: Procedure | None = None,
    practice: Practice | None = None,
) -> Cost:
    """One suit of all: claims are summed (민사소송법 제27조 제1항), the stamp is shared by claim, the service fee equally.

    Claims in won, at least 1 each; `procedure` None: of the first instance, by the sum. Raises NoTable, ValueError.
    """
    if not claims or min(claims) < 1 or defendants < 1:
        raise ValueError("at least one claim of at least 1 won, and at least one defendant")
    claim = sum(claims)
    way = procedure or procedure_of(claim)
    duty = stamp(claim, on=on, procedure=way, electronic=electronic, practice=practice)
    fee = service(len(claims), defendants, on=on, procedure=way, practice=practice)
    parts = zip(claims, shares.by_weight(duty, claims), shares.equally(fee, len(claims)), strict=True)
    return Cost(claim, duty, fee, way, tuple(Part(*part) for part in parts))
