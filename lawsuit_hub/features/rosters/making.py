"""From opened people to a locked file, in memory only. Whoever calls this has left the audit line; no plaintext touches a disk."""

import io
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lawsuit_hub.features.addresses import service as addresses
from lawsuit_hub.features.claims import figures
from lawsuit_hub.features.claims.types import Figures
from lawsuit_hub.features.identity.types import FirmView
from lawsuit_hub.features.lawsuits import ids
from lawsuit_hub.features.rosters import served
from lawsuit_hub.features.rosters.books import Entry
from lawsuit_hub.features.rosters.columns import MONEY, PURPOSE_WORDS, Column
from lawsuit_hub.features.rosters.csv import write_csv
from lawsuit_hub.features.rosters.locks import Lock
from lawsuit_hub.features.rosters.looks import Look
from lawsuit_hub.features.rosters.paper import paper_of
from lawsuit_hub.features.rosters.scope import Counsel
from lawsuit_hub.features.rosters.types import RosterHead, RosterRow, SheetFormat
from lawsuit_hub.features.rosters.xlsx import write_xlsx
from lawsuit_hub.features.victims import agreeing
from lawsuit_hub.features.victims.types import Identity
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import CannotOpen
from lawsuit_hub.values.phone import PhoneNumber

KIND_WORDS = {"person": "개인", "corporation": "법인"}
_AT_ONCE = 500
_BUSINESS_DIGITS, _CORPORATION_DIGITS = 10, 13


def locked(
    form: SheetFormat, head: RosterHead, columns: Sequence[Column], rows: Iterable[RosterRow], lock: Lock
) -> bytes:
    """Raises RowCountDiffers."""
    out = io.BytesIO()
    with lock.opened(form, stem(head), out) as file:
        if form is SheetFormat.CSV:
            write_csv(file, head, columns, rows)
        elif form is SheetFormat.XLSX:
            write_xlsx(file, head, columns, rows)
        else:
            file.write(_paper(form, head, columns, rows))
    return out.getvalue()


def _paper(form: SheetFormat, head: RosterHead, columns: Sequence[Column], rows: Iterable[RosterRow]) -> bytes:
    """The typesetter and the other library are large: a process that makes workbooks does without them."""
    if form is SheetFormat.PDF and head.sheet is not None:
        from lawsuit_hub.features.rosters.labels import write_labels  # noqa: PLC0415

        return write_labels(head, head.sheet, rows)
    paper = paper_of(head, columns, rows, title=head.title)
    if form is SheetFormat.PDF:
        from lawsuit_hub.features.rosters.pdf import write_pdf  # noqa: PLC0415

        return write_pdf(paper)
    from lawsuit_hub.features.rosters.hwpx import write_hwpx  # noqa: PLC0415

    return write_hwpx(paper)


def head(who: Counsel, entry: Entry, look: Look, *, made_at: datetime, rows: int) -> RosterHead:
    return RosterHead(
        export_id=entry.number,
        group_code=who.group_code,
        purpose=PURPOSE_WORDS[look.purpose],
        title=look.layout.title,
        reason=entry.reason,
        lawyer_name=who.account.login,
        law_firm=who.firm.name,
        made_at=made_at,
        row_count=rows,
        template=look.name,
        above=look.layout.above,
        below=look.layout.below,
        turned=look.layout.turned,
        sheet=look.sheet,
    )


def stem(head: RosterHead) -> str:
    return f"{head.group_code}_{head.export_id}"


def file_name(group_code: str, number: str, form: SheetFormat, *, by_key: bool) -> str:
    """Fixed by us: codes and numbers, nothing that anybody typed."""
    return f"{group_code}_{number}.{form.suffix(by_key=by_key)}"


def rows(
    work: Work,
    people: Iterable[Identity],
    agreed: Mapping[UUID, datetime],
    look: Look,
    *,
    firm: FirmView,
    group_id: UUID,
) -> Iterator[RosterRow]:
    """As they come. What came back only of those whose consent names it; where each is reached, as she chose. Raises CannotOpen."""
    numbered = enumerate(people, start=1)
    beside = _beside(work, look, agreed, firm_id=firm.id, group_id=group_id)
    if beside is None:
        for number, one in numbered:
            yield row_of(one, number, agreed[one.id])
        return
    nothing = Figures()
    while some := list(itertools.islice(numbered, _AT_ONCE)):
        noted = _noted(work, [one.id for _number, one in some if one.id in beside.noted])
        chosen = served.of(work, [one.id for _number, one in some if one.id in beside.chose])
        for number, one in some:
            known = None if one.id in beside.not_told else noted.get(one.id, nothing)
            row = row_of(one, number, agreed[one.id], known)
            if one.id in chosen:
                served.reach(row, chosen[one.id], firm, look)
            yield row


@dataclass(frozen=True, slots=True)
class _Beside:
    """Of the whole group at once: of whose money nothing is told, who of the others noted any, who chose where she is reached."""

    not_told: Set[UUID]
    noted: Set[UUID]
    chose: Set[UUID]


def _beside(
    work: Work, look: Look, agreed: Mapping[UUID, datetime], *, firm_id: UUID, group_id: UUID
) -> _Beside | None:
    """None where the file holds nothing of either."""
    with_money, with_choices = any(column.key in MONEY for column in look.columns), served.asked_for(look.columns)
    if not with_money and not with_choices:
        return None
    everybody = ids.active(group_id)
    chose = addresses.who_chose(work, everybody) if with_choices else set()
    if not with_money:
        return _Beside(agreed.keys(), set(), chose)
    not_told = agreeing.not_told_of_money(work, everybody, firm_id=firm_id)
    return _Beside(not_told, figures.noted_among(work, everybody) - not_told, chose)


def _noted(work: Work, people: list[UUID]) -> dict[UUID, Figures]:
    found = figures.of(work, people)
    if not all(noted.readable for noted in found.values()):
        raise CannotOpen("figures of somebody in it do not open")
    return {one: noted.figures for one, noted in found.items()}


def row_of(person: Identity, number: int, consented_at: datetime, known: Figures | None = None) -> RosterRow:
    """`known`: what came back, where the firm may know."""
    row = RosterRow(
        number=number,
        name=person.name,
        phone=PhoneNumber(person.phone).national,
        birth_date=person.birth_date,
        email=person.email,
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
    if known is not None:
        row.paid_back, row.distributed, row.interest_from = known.paid_back, known.distributed, known.interest_from
        row.claim = None if row.deposit is None else known.claim_of(row.deposit)
    return row


def _landlord_identity(person: Identity) -> str | None:
    digits = person.landlord_number or ""
    if len(digits) == _BUSINESS_DIGITS:
        return f"{digits[:3]}-{digits[3:5]}-{digits[5:]}"
    if len(digits) == _CORPORATION_DIGITS:
        return f"{digits[:6]}-{digits[6:]}"
    return digits or person.landlord_birth_date
