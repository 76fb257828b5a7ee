"""What a roster consists of, opened; knows nothing of where it came from or which file it becomes."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class RosterRow:
    """One person as the group's lawyer gets her. Lives only while a file is written; prints as nothing."""

    name: str
    phone: str
    number: int | None = None
    birth_date: date | None = None
    email: str | None = None
    home_address: str | None = None
    service_address: str | None = None
    lease_address: str | None = None
    deposit: int | None = None
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
    """What the file says about itself: which export, for whom, when and why."""

    export_id: str
    group_code: str
    purpose: str
    reason: str
    lawyer_name: str
    law_firm: str
    made_at: datetime
    row_count: int

    def __repr__(self) -> str:
        return f"<roster head {self.export_id}>"


class RowCountDiffers(Exception):
    """The rows that came are not as many as were announced and logged; such a file is not handed out."""
