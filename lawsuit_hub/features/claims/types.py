"""The nouns of claims: what is known of one person's money, how a suit is planned, what it costs and whom."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from lawsuit_hub.features.lawsuits.types import GroupLine, MemberLine
from lawsuit_hub.infra.refusals import NotYours, Refusal
from lawsuit_hub.values.interest import Span

MOST_WON = 10**11


class Sharing(StrEnum):
    """How costs are shared. Usual: what goes with the sum by claim, the service fee equally, as courts tax costs."""

    USUAL = "usual"
    CLAIM = "claim"
    EQUAL = "equal"
    AGREED = "agreed"


MOST_WEIGHT, MOST_DEFENDANTS = 10_000, 100


class BadFigures(Refusal):
    """`why`: more (came back than was deposited), large, weight, future, defendants. `field`: which of them."""

    def __init__(self, why: str, field: str) -> None:
        super().__init__(why)
        self.why, self.field = why, field


class FiguresMoved(Refusal):
    """Somebody noted other figures since the page was read."""


class NoSuchMember(NotYours):
    """Nobody in the group has this alias, or it is not this lawyer's to know."""


class NotReadable(Refusal):
    """What is known of somebody does not open: nothing is written over it, and nothing is counted with it."""


@dataclass(frozen=True, slots=True, repr=False)
class Figures:
    """Won, but for `weight`: her part where they agreed on parts. `granted`: litigation-cost support that was decided for her."""

    paid_back: int = 0
    distributed: int = 0
    interest_from: date | None = None
    granted: int = 0
    weight: int = 1

    @property
    def came_back(self) -> int:
        return self.paid_back + self.distributed

    def claim_of(self, deposit: int) -> int:
        """What is still owed of it, in won."""
        return max(deposit - self.came_back, 0)

    def __repr__(self) -> str:
        return "<figures>"


@dataclass(frozen=True, slots=True)
class Noted:
    """`by`: the role of whoever wrote them last; None where nobody did. `readable`: False where they do not open."""

    figures: Figures = field(default_factory=Figures)
    at: datetime | None = None
    by: str | None = None
    readable: bool = True
    turn: int = 0
    """How often anything was noted of her."""


@dataclass(frozen=True, slots=True)
class Plan:
    """`retainer`: what the lawyer takes for all of them, in won."""

    defendants: int = 1
    electronic: bool = True
    sharing: Sharing = Sharing.USUAL
    retainer: int = 0
    served_on: date | None = None
    set_at: datetime | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Party:
    """One plaintiff as the costs are shared among all."""

    claim: int
    weight: int = 1
    granted: int = 0


@dataclass(frozen=True, slots=True)
class Share:
    """Won. What she pays is never less than nothing: support that is larger stays unused here."""

    stamp: int
    service: int
    retainer: int = 0
    granted: int = 0

    @property
    def total(self) -> int:
        return self.stamp + self.service + self.retainer

    @property
    def pays(self) -> int:
        return max(self.total - self.granted, 0)


@dataclass(frozen=True, slots=True)
class Bill:
    """Of all plaintiffs together; `shares` in their order, adding up to the won."""

    claim: int
    stamp: int
    service: int
    retainer: int
    shares: tuple[Share, ...]

    @property
    def court(self) -> int:
        return self.stamp + self.service

    @property
    def total(self) -> int:
        return self.court + self.retainer


@dataclass(frozen=True, slots=True, repr=False)
class Settled:
    """One plaintiff's share and what all of them claim and pay, of one moment."""

    share: Share
    plaintiffs: int
    claim: int
    total: int
    at: datetime

    def __repr__(self) -> str:
        return "<settled>"


@dataclass(frozen=True, slots=True, repr=False)
class MemberMoney:
    """One active member for her lawyer or a caseworker. No figure of whom the lawyer may not know; no share of who is no plaintiff."""

    member: MemberLine
    name_mask: str
    known: bool
    deposit: int = 0
    noted: Noted = field(default_factory=Noted)
    readable: bool = True
    claim: int = 0
    interest: int = 0
    share: Share | None = None
    withdrew: bool = False
    agrees: bool = False

    def __repr__(self) -> str:
        return "<member money>"


@dataclass(frozen=True, slots=True)
class GroupMoney:
    """`apart`: what all of them would pay the court if each sued alone."""

    line: GroupLine
    plan: Plan
    members: tuple[MemberMoney, ...]
    bill: Bill | None
    apart: int = 0


@dataclass(frozen=True, slots=True, repr=False)
class OwnMoney:
    """A member's own. `deposit` is None where it does not open.

    `settled`: her share as it was worked out when the suit was planned last, for five plaintiffs or more. For fewer her exact share
    would tell what the others claim: there is `between`, which follows from the cards that she sees, or nothing.
    """

    deposit: int | None
    noted: Noted
    claim: int = 0
    interest: tuple[Span, ...] = ()
    alone: Share | None = None
    plan: Plan = field(default_factory=Plan)
    settled: Settled | None = None
    between: tuple[int, int] | None = None
    together: int | None = None
    """How many pay where `between` stands: everybody whose card she sees, and she."""

    def __repr__(self) -> str:
        return "<own money>"
