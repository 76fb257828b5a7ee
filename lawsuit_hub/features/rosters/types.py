"""What a roster consists of, opened, and what exporting one answers and refuses; knows nothing of file formats."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from lawsuit_hub.infra.refusals import NotYours, Refusal
from lawsuit_hub.values.label_sheets import LabelSheet


def called(number: int) -> str:
    """How people name an export, in files, records and on the telephone: X-0007."""
    return f"X-{number:04d}"


class SheetFormat(StrEnum):
    """XLSX and PDF are encrypted themselves; CSV and HWPX travel in an encrypted ZIP."""

    XLSX = "xlsx"
    CSV = "csv"
    PDF = "pdf"
    HWPX = "hwpx"

    def suffix(self, *, by_key: bool = False) -> str:
        """Of the file that leaves. Locked with a key, every format is an age file around the bare one."""
        if by_key:
            return f"{self.value}.age"
        return "zip" if self in {SheetFormat.CSV, SheetFormat.HWPX} else self.value


class Purpose(StrEnum):
    """What a roster is for decides which columns are offered first (rosters.columns)."""

    MANDATE = "mandate"
    COMPLAINT = "complaint"
    CLAIMS = "claims"
    ADDRESSES = "addresses"
    LABELS = "labels"
    CASE = "case"


@dataclass(slots=True, kw_only=True, repr=False)
class RosterRow:
    """One person as the group's lawyer gets her. Lives only while a file is written; prints as nothing."""

    name: str
    phone: str
    number: int | None = None
    birth_date: date | None = None
    email: str | None = None
    home_address: str | None = None
    service_address: str | None = None
    service_place: str | None = None
    postcode: str | None = None
    protection: str | None = None
    protection_reason: str | None = None
    lease_address: str | None = None
    deposit: int | None = None
    paid_back: int | None = None
    distributed: int | None = None
    claim: int | None = None
    interest_from: date | None = None
    monthly_rent: int | None = None
    contract_date: date | None = None
    lease_start: date | None = None
    lease_end: date | None = None
    move_in_date: date | None = None
    fixed_date: date | None = None
    situation: str | None = None
    landlord_name: str | None = None
    landlord_kind: str | None = None
    landlord_identity: str | None = None
    victim_decision: str | None = None
    consented_at: datetime | None = None
    remark: str | None = None

    def __repr__(self) -> str:
        return "<roster row>"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class RosterHead:
    """What the file says about itself: which export, for whom, when, why, by which template.

    `above` and `below`: what the template writes around the table. `turned`: the pages lie on their side. `sheet`: labels are set on it.
    """

    export_id: str
    group_code: str
    purpose: str
    title: str
    reason: str
    lawyer_name: str
    law_firm: str
    made_at: datetime
    row_count: int
    template: str = "기본 양식"
    above: str = ""
    below: str = ""
    turned: bool = True
    sheet: LabelSheet | None = None

    def __repr__(self) -> str:
        return f"<roster head {self.export_id}>"


class RowCountDiffers(Exception):
    """The rows that came are not as many as were announced and logged; such a file is not handed out."""


@dataclass(frozen=True, slots=True)
class Exported:
    """The locked file. `password` is there only when the server made it: shown once, kept nowhere."""

    id: UUID
    number: str
    file_name: str
    rows: int
    columns: tuple[str, ...]
    sha256: str
    size: int
    password: str | None = field(repr=False)
    data: bytes = field(repr=False)
    expires_at: datetime | None = None
    waits: bool = False  # for a second person; there is no file yet
    by_key: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    file_name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Preview:
    """Whom an export would hold now, in counts: of the active members, and why the others are left out."""

    firm: str
    active: int
    consenting: int
    declined: int
    unanswered: int
    waiting: int
    second: bool = False  # so many take a second person
    protected: int = 0  # of the consenting, who asked that their address be kept from the landlord


class FileState(StrEnum):
    """What became of an export's file."""

    UNFINISHED = "unfinished"
    ASKED = "asked"  # the worker makes it
    CANCELLED = "cancelled"
    SECOND = "second"  # it waits for a second person
    REFUSED = "refused"  # she did not agree
    DAMAGED = "damaged"  # what was asked for does not open any more
    WAITING = "waiting"
    FETCHED = "fetched"
    EXPIRED = "expired"
    HANDED = "handed"  # written by the command line, never kept here


@dataclass(frozen=True, slots=True)
class ExportLine:
    id: UUID
    number: str
    at: datetime
    reason: str
    format: str
    rows: int
    columns: int
    state: FileState
    refused_because: str = ""
    purpose: str | None = None
    template: int | None = None  # the firm's own, by its number; None: the house's
    rows_done: int = 0  # while the worker makes it


class NoSuchExport(NotYours):
    """No such export, or somebody else's."""


class UnknownSheet(Refusal):
    """No sheet of labels has this name."""


class TooLongForPaper(Refusal):
    """More people than a paper is made of: XLSX and CSV hold any number."""


class NobodyConsented(Refusal):
    """No active member of the group has a standing consent that names this firm."""


class WeakFilePassword(Refusal):
    """The password would not hold: 12 to 128 ASCII characters of two kinds, no runs, repetitions or well-known words."""

    def __init__(self, why: str) -> None:
        super().__init__(f"the password is refused: {why}")
        self.why = why


class AlreadyExported(Refusal):
    """This very form was sent before: one press, one export."""


class RosterBusy(Refusal):
    """Too many exports begin at this moment; the next attempt finds a number."""


class RosterChanged(Refusal):
    """Somebody in the roster took back her consent or left meanwhile: it is not handed out; a new export leaves her out."""


class Cancelled(Refusal):
    """Whoever asked for the file called it off while it was made: there is none."""


class ExportGone(Refusal):
    """The file was fetched before, or its time is over."""


class AccountClosed(Refusal):
    """The lawyer's account is closed or belongs to no firm."""
