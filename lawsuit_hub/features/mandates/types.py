"""The nouns of mandates: what a lawyer is authorised to do, how it was signed, how it stands, when it ended."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from lawsuit_hub.features.lawsuits.types import GroupLine, MemberLine
from lawsuit_hub.infra.refusals import NotYours, Refusal


class Special(StrEnum):
    """What takes a special authorisation: 민사소송법 제90조 제2항 (as of 2026-11), each a tick of its own."""

    COUNTERCLAIM = "counterclaim"
    DISCONTINUE = "discontinue"
    SETTLE = "settle"
    WAIVE = "waive"
    LEAVE = "leave"
    APPEAL = "appeal"
    DROP_APPEAL = "drop_appeal"
    SUBSTITUTE = "substitute"


class Way(StrEnum):
    """How she signed."""

    DRAWN = "drawn"
    PASSKEY = "passkey"
    PAPER = "paper"


class State(StrEnum):
    """`HANDED_IN`: her signed paper waits for somebody to look. `SIGNED`: the lawyer is her agent (대리인)."""

    WAITING = "waiting"
    HANDED_IN = "handed_in"
    SIGNED = "signed"
    REFUSED = "refused"
    ENDED = "ended"


class Ending(StrEnum):
    """`CONSENT`: she let the firm have her data no more. `COUNSEL`: the group has another firm or none. `LEFT`: she left the group.
    `AGAIN`: she answered anew."""

    REVOKED = "revoked"
    CONSENT = "consent"
    COUNSEL = "counsel"
    LEFT = "left"
    RESIGNED = "resigned"
    AGAIN = "again"


class NoCounsel(Refusal):
    """The group has no lawyer, or she has not written what the mandate is for."""


class FormMoved(Refusal):
    """What was signed is not what stands now: the text, the lawyer, or what the form held changed meanwhile."""


class OtherName(Refusal):
    """The name is not the one she registered, as far as its mask tells."""


class NotDrawn(Refusal):
    """No signature, or not one that anybody drew."""


class OnPaperOnly(Refusal):
    """The firm takes mandates on paper alone."""


class ConsentNeeded(Refusal):
    """A mandate stands on her consent that the firm has her data."""


class AlreadySigned(Refusal):
    """A mandate to this firm stands already."""


class SaidNo(Refusal):
    """She said no: only she, or a caseworker who saw her paper, puts a yes in its place."""


class NothingToEnd(Refusal):
    """No mandate stands."""


class NoCopy(Refusal):
    """Her signed paper does not lie ready in this browser."""


class BadFacts(Refusal):
    """`why`: title, court, defendants, attorneys, others, long, letters, specials, future, early."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class NoSuchMandate(NotYours):
    """No such person in this group, or not this lawyer's to know."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a group's mandate is for. `court` is a key of values.courts, or empty; `attorneys` are the firm's, by name; `others`: what
    else is authorised, line by line. `firm`, `phone`: as they were when it was written, so that a version keeps its words."""

    title: str
    court: str = ""
    number: str = ""
    defendants: tuple[str, ...] = ()
    attorneys: tuple[str, ...] = ()
    specials: tuple[Special, ...] = tuple(Special)
    others: tuple[str, ...] = ()
    firm: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class FormView:
    """A version of a group's mandate. `sha256` names its text, word for word."""

    id: UUID
    group_id: UUID
    firm_id: UUID
    version: int
    facts: Facts
    sha256: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Verified:
    """What a file is, byte for byte. `stands`: the firm is still her agent by it."""

    mandate: "MandateView"
    stands: bool


@dataclass(frozen=True, slots=True)
class MandateView:
    """One answer of one person, and what became of it. `number` is what papers call it: M-12."""

    id: UUID
    number: str
    victim_id: UUID
    group_id: UUID
    firm_id: UUID
    version: int
    way: Way | None
    specials: tuple[Special, ...]
    answered_at: datetime
    signed_on: date | None
    stands_since: datetime | None
    ended_at: datetime | None
    ended_as: Ending | None
    sha256: str | None
    has_paper: bool = False

    @property
    def state(self) -> State:
        if self.ended_at is not None:
            return State.ENDED
        if self.way is None:
            return State.REFUSED
        return State.SIGNED if self.stands_since else State.HANDED_IN


@dataclass(frozen=True, slots=True)
class Event:
    """A step of one person's timeline with a firm, consents and answers. `what` is what words.event says."""

    what: str
    at: datetime
    number: str = ""
    firm: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class MemberMandate:
    """A member's mandate for staff: by alias; a mask of the name where this reader may know her (`known`).
    `represented`: the firm is her agent at this moment, whatever her answer says."""

    member: MemberLine
    name_mask: str
    consent_since: datetime | None
    newest: MandateView | None
    timeline: tuple[Event, ...] = ()
    known: bool = True
    represented: bool = False

    @property
    def state(self) -> State:
        return self.newest.state if self.newest else State.WAITING

    def __repr__(self) -> str:
        return "<member mandate>"


@dataclass(frozen=True, slots=True)
class GroupMandates:
    """The mandates of a group for its caseworker and its lawyer. `form` is None until the lawyer wrote one."""

    line: GroupLine
    firm_name: str
    electronic: bool
    form: FormView | None
    members: tuple[MemberMandate, ...]

    def count(self, state: State) -> int:
        return sum(one.known and one.state is state for one in self.members)

    @property
    def unknown(self) -> int:
        return sum(not one.known for one in self.members)


@dataclass(frozen=True, slots=True)
class OwnMandate:
    """A member's own. Without a lawyer `firm_name` is empty. `ended`: the last answer, where it ended, whichever firm it was to.
    `asks_consent`: signing takes her consent to the firm along, in today's words."""

    firm_name: str
    firm_phone: str
    electronic: bool
    form: FormView | None
    newest: MandateView | None
    asks_consent: bool
    copy_here: bool
    timeline: tuple[Event, ...]
    ended: MandateView | None = None

    @property
    def state(self) -> State:
        return self.newest.state if self.newest else State.WAITING
