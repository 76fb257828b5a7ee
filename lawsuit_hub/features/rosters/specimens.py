"""Invented people, for looking at a template before anybody real stands in it."""

from datetime import UTC, date, datetime

from lawsuit_hub.features.identity.types import FirmView
from lawsuit_hub.features.rosters.layouts import Layout, columns_of
from lawsuit_hub.features.rosters.paper import paper_of
from lawsuit_hub.features.rosters.pdf import write_pdf
from lawsuit_hub.features.rosters.served import ASKED, INSTEAD
from lawsuit_hub.features.rosters.types import Purpose, RosterHead, RosterRow

_SURNAMES = "김이박최정강조윤장임한오"
_OFFICE = "서울특별시 서초구 견본로 10 (법무법인 견본)"


def specimen(layout: Layout, purpose: Purpose, *, firm: FirmView, name: str) -> bytes:
    """A PDF of the template with them; it says on every page that it is none of anybody. Raises LettersMissing."""
    people = [_person(number, surname) for number, surname in enumerate(_SURNAMES, start=1)]
    head = RosterHead(
        export_id="X-0000",
        group_code="견본",
        purpose="견본",
        title=layout.title,
        reason="지어낸 사람들입니다. 실제 사람은 없습니다.",
        lawyer_name="견본",
        law_firm=firm.name,
        made_at=datetime(2026, 1, 1, tzinfo=UTC),
        row_count=len(people),
        template=name,
        above=layout.above,
        below=layout.below,
        turned=layout.turned,
    )
    return write_pdf(paper_of(head, columns_of(layout, purpose), people, title=layout.title))


def _person(number: int, surname: str) -> RosterRow:
    protected, deposit = number == len(_SURNAMES) // 2, 100_000_000 + number * 5_000_000
    return RosterRow(
        number=number,
        name=f"{surname}견본",
        phone=f"010-0000-{number:04d}",
        birth_date=date(1980 + number, 1, number),
        email=f"sample{number}@example.com",
        service_address=_OFFICE,
        service_place="변호사 사무소",
        postcode="00000",
        protection=ASKED if protected else None,
        protection_reason="지어낸 이유" if protected else None,
        lease_address=f"{INSTEAD}{_OFFICE}" if protected else f"서울특별시 강서구 견본로 {number}, {100 + number}호",
        deposit=deposit,
        paid_back=10_000_000,
        distributed=0,
        claim=deposit - 10_000_000,
        interest_from=date(2025, 1, 1),
        monthly_rent=0,
        contract_date=date(2022, 1, number),
        lease_start=date(2022, 2, 1),
        lease_end=date(2024, 1, 31),
        move_in_date=date(2022, 2, 1),
        fixed_date=date(2022, 2, 2),
        situation="지어낸 상황",
        landlord_name="나임대",
        landlord_kind="개인",
        landlord_identity="1960-01-01",
        consented_at=datetime(2025, 5, number, tzinfo=UTC),
    )
