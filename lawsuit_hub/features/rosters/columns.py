"""The columns a roster may have, one table for every file format; knows nothing of formats."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from operator import attrgetter

from lawsuit_hub.features.rosters.types import Purpose, RosterHead, RosterRow
from lawsuit_hub.infra.refusals import Refusal
from lawsuit_hub.values.dates import KST

EXPORT_ID_HEADER = "내보내기 번호"
UNCHOSEN = "고르지 않음"
Value = str | int | date | datetime | None


class Kind(Enum):
    TEXT = "text"
    NUMBER = "number"
    WON = "won"
    DATE = "date"
    DATETIME = "datetime"


class UnknownColumn(Refusal):
    """A roster has only the columns of the table."""


@dataclass(frozen=True, slots=True)
class Column:
    """Header in Korean, for the file; width in characters of a spreadsheet."""

    key: str
    header: str
    kind: Kind
    width: int
    value: Callable[[RosterRow], Value]


def _column(key: str, header: str, kind: Kind, width: int) -> Column:
    return Column(key, header, kind, width, attrgetter(key))


COLUMNS = (
    _column("number", "순번", Kind.NUMBER, 6),
    _column("name", "성명", Kind.TEXT, 12),
    _column("birth_date", "생년월일", Kind.DATE, 12),
    _column("phone", "연락처", Kind.TEXT, 16),
    _column("email", "이메일", Kind.TEXT, 26),
    _column("home_address", "주민등록상 주소", Kind.TEXT, 40),
    _column("postcode", "우편번호", Kind.TEXT, 9),
    _column("service_address", "송달장소", Kind.TEXT, 40),
    Column("service_place", "송달장소 구분", Kind.TEXT, 14, lambda row: row.service_place or UNCHOSEN),
    _column("protection", "주소 보호", Kind.TEXT, 11),
    _column("protection_reason", "보호를 청한 이유", Kind.TEXT, 40),
    _column("lease_address", "목적물 주소", Kind.TEXT, 46),
    _column("deposit", "보증금(원)", Kind.WON, 16),
    _column("paid_back", "기지급액(원)", Kind.WON, 16),
    _column("distributed", "배당액(원)", Kind.WON, 16),
    _column("claim", "청구액(원)", Kind.WON, 16),
    _column("interest_from", "지연손해금 기산일", Kind.DATE, 16),
    _column("monthly_rent", "월차임(원)", Kind.WON, 14),
    _column("contract_date", "계약일", Kind.DATE, 12),
    _column("lease_start", "임대차 시작일", Kind.DATE, 13),
    _column("lease_end", "임대차 종료일", Kind.DATE, 13),
    _column("move_in_date", "전입일", Kind.DATE, 12),
    _column("fixed_date", "확정일자", Kind.DATE, 12),
    _column("situation", "현재 상황", Kind.TEXT, 30),
    _column("landlord_name", "임대인(신고 내용)", Kind.TEXT, 22),
    _column("landlord_kind", "임대인 구분", Kind.TEXT, 12),
    _column("landlord_identity", "임대인 생년월일·등록번호", Kind.TEXT, 24),
    _column("victim_decision", "피해자 결정 상태", Kind.TEXT, 18),
    _column("consented_at", "제공 동의 일시", Kind.DATETIME, 18),
    _column("remark", "비고", Kind.TEXT, 40),
)
COLUMN_BY_KEY = {column.key: column for column in COLUMNS}
# Words for the file, which is Korean whatever the lawyer reads her pages in.
PURPOSE_WORDS = {
    Purpose.MANDATE: "위임 서류 준비",
    Purpose.COMPLAINT: "소장 별지: 원고 명단",
    Purpose.CLAIMS: "소장 별지: 청구금액표",
    Purpose.ADDRESSES: "송달장소 목록",
    Purpose.LABELS: "우편 라벨",
    Purpose.CASE: "사건 검토",
}
# What stands above a paper: annexes are called as the complaint calls them.
TITLES = {
    Purpose.MANDATE: "위임 서류 준비 명단",
    Purpose.COMPLAINT: "별지 원고 목록",
    Purpose.CLAIMS: "별지 청구금액표",
    Purpose.ADDRESSES: "송달장소 목록",
    Purpose.LABELS: "우편 라벨",
    Purpose.CASE: "명단",
}
ALWAYS = ("number", "name")
# What nobody was asked yet, or (the remark) what a person wrote freely: it was not given for passing on.
NOT_KNOWN = frozenset({"home_address", "victim_decision", "remark"})
# From features/claims, which asks another table; and from features/addresses.
MONEY = ("paid_back", "distributed", "claim", "interest_from")
ADDRESSING = ("service_address", "service_place", "protection")
_APART = frozenset({"postcode", "protection_reason"})  # for one purpose alone, not for looking through the case
KNOWN = tuple(column.key for column in COLUMNS if column.key not in NOT_KNOWN | _APART)
# What stands in a file of the house's own template.
NEEDED: dict[Purpose, tuple[str, ...]] = {
    Purpose.MANDATE: (*ALWAYS, "phone", "lease_address", "deposit", "contract_date", "lease_start", "lease_end",
                      "move_in_date", "fixed_date"),
    Purpose.COMPLAINT: (*ALWAYS, "deposit", "contract_date", "landlord_name"),
    Purpose.CLAIMS: (*ALWAYS, "lease_address", "contract_date", "lease_start", "lease_end", "deposit", *MONEY),
    Purpose.ADDRESSES: (*ALWAYS, "postcode", *ADDRESSING),
    Purpose.LABELS: (*ALWAYS, "postcode", "service_address"),
    Purpose.CASE: KNOWN,
}  # fmt: skip
# What a file of the purpose may hold at all, whatever is ticked and whatever a template says.
ALLOWED: dict[Purpose, frozenset[str]] = {
    Purpose.MANDATE: frozenset({*NEEDED[Purpose.MANDATE], *ADDRESSING, "birth_date", "email", "monthly_rent", "consented_at"}),
    Purpose.COMPLAINT: frozenset({*NEEDED[Purpose.COMPLAINT], "birth_date", "service_address", "lease_address"}),
    Purpose.CLAIMS: frozenset({*NEEDED[Purpose.CLAIMS], "monthly_rent", "move_in_date", "fixed_date"}),
    Purpose.ADDRESSES: frozenset({*NEEDED[Purpose.ADDRESSES], "protection_reason", "lease_address"}),
    Purpose.LABELS: frozenset(NEEDED[Purpose.LABELS]),
    Purpose.CASE: frozenset(KNOWN),
}  # fmt: skip


def offered(keys: Collection[str] | None, purpose: Purpose) -> tuple[Column, ...]:
    """The columns of an export: those asked for, or what its purpose needs; number and name always. Raises UnknownColumn for what the
    purpose does not allow."""
    wanted = NEEDED[purpose] if keys is None else (*ALWAYS, *keys)
    if not set(wanted) <= ALLOWED[purpose]:
        raise UnknownColumn
    return chosen(wanted)


def chosen(keys: Collection[str]) -> tuple[Column, ...]:
    """The columns of these keys, in the order of the table."""
    if not set(keys) <= COLUMN_BY_KEY.keys():
        raise UnknownColumn
    return tuple(column for column in COLUMNS if column.key in keys)


def with_export_id(columns: Collection[Column], head: RosterHead) -> tuple[Column, ...]:
    """Every row also names its export: it stays findable when rows are sorted, cut or copied elsewhere."""
    return (*columns, Column("export_id", EXPORT_ID_HEADER, Kind.TEXT, 16, lambda _row: head.export_id))


def with_marks(columns: Collection[Column], head: RosterHead) -> tuple[Column, ...]:
    """For a file without a second sheet: every row names its export, its lawyer, its time and its template."""
    lawyer, made_at = f"{head.law_firm} {head.lawyer_name}", head.made_at
    return (
        *with_export_id(columns, head),
        Column("exported_by", "내보낸 변호사", Kind.TEXT, 24, lambda _row: lawyer),
        Column("exported_at", "내보낸 때", Kind.DATETIME, 20, lambda _row: made_at),
        Column("template", "양식", Kind.TEXT, 16, lambda _row: head.template),
    )


def in_seoul(moment: datetime) -> datetime:
    """Wall-clock time of Korea without a zone, as spreadsheets know time; whole seconds."""
    return moment.astimezone(KST).replace(tzinfo=None, microsecond=0)
