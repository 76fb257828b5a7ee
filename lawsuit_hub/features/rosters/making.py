"""From opened people to a locked file, in memory only. Whoever calls this has left the audit line; no plaintext touches a disk."""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from lawsuit_hub.features.rosters.books import Entry
from lawsuit_hub.features.rosters.columns import PURPOSE_WORDS, Column
from lawsuit_hub.features.rosters.csv import write_csv
from lawsuit_hub.features.rosters.scope import Counsel
from lawsuit_hub.features.rosters.types import Purpose, RosterHead, RosterRow, SheetFormat
from lawsuit_hub.features.rosters.xlsx import write_xlsx
from lawsuit_hub.features.victims.types import Identity
from lawsuit_hub.privacy.file_lock import lock_xlsx, zip_entry
from lawsuit_hub.values.phone import PhoneNumber

KIND_WORDS = {"person": "개인", "corporation": "법인"}
_BUSINESS_DIGITS, _CORPORATION_DIGITS = 10, 13


def locked(
    form: SheetFormat, head: RosterHead, columns: Sequence[Column], rows: Iterable[RosterRow], password: str
) -> bytes:
    out = io.BytesIO()
    if form is SheetFormat.CSV:
        with zip_entry(f"{stem(head)}.csv", password, out) as entry:
            write_csv(entry, head, columns, rows)
    else:
        plain = io.BytesIO()
        write_xlsx(plain, head, columns, rows)
        lock_xlsx(plain, password, out)
    return out.getvalue()


def head(who: Counsel, entry: Entry, purpose: Purpose, *, made_at: datetime, rows: int) -> RosterHead:
    return RosterHead(
        export_id=entry.number,
        group_code=who.group_code,
        purpose=PURPOSE_WORDS[purpose],
        reason=entry.reason,
        lawyer_name=who.account.login,
        law_firm=who.firm.name,
        made_at=made_at,
        row_count=rows,
    )


def stem(head: RosterHead) -> str:
    return f"{head.group_code}_{head.export_id}"


def file_name(group_code: str, number: str, form: str) -> str:
    """Fixed by us: codes and numbers, nothing that anybody typed."""
    return f"{group_code}_{number}.{'zip' if form == SheetFormat.CSV else form}"


def rows(people: Iterable[Identity], agreed: Mapping[UUID, datetime]) -> Iterator[RosterRow]:
    for number, one in enumerate(people, start=1):
        yield row_of(one, number, agreed[one.id])


def row_of(person: Identity, number: int, consented_at: datetime) -> RosterRow:
    return RosterRow(
        number=number,
        name=person.name,
        phone=PhoneNumber(person.phone).national,
        birth_date=person.birth_date,
        email=person.email,
        service_address=person.service_address,
        lease_address=person.address,
        deposit=person.deposit,
        monthly_rent=person.monthly_rent,
        contract_date=person.contract_date,
        lease_start=person.start_date,
        lease_end=person.end_date,
        move_in_date=person.move_in_date,
        fixed_date=person.fixed_date,
        situation=person.situation,
        landlord_name=person.landlord_name,
        landlord_kind=KIND_WORDS.get(person.landlord_kind or "", person.landlord_kind),
        landlord_identity=_landlord_identity(person),
        consented_at=consented_at,
    )


def _landlord_identity(person: Identity) -> str | None:
    digits = person.landlord_number or ""
    if len(digits) == _BUSINESS_DIGITS:
        return f"{digits[:3]}-{digits[3:5]}-{digits[5:]}"
    if len(digits) == _CORPORATION_DIGITS:
        return f"{digits[:6]}-{digits[6:]}"
    return digits or person.landlord_birth_date
