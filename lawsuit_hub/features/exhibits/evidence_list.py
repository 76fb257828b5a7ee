"""The list of an archive (증거목록) as a page that any browser opens and prints: what is in it, under which hash, and what is not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import escape

from lawsuit_hub.features.documents.types import DocumentKind
from lawsuit_hub.features.exhibits.archive_types import Gap, Purpose
from lawsuit_hub.features.exhibits.types import Label
from lawsuit_hub.values.dates import KST

# Words for the file, which is Korean whatever the lawyer reads her pages in.
KINDS = {
    DocumentKind.LEASE: "임대차계약서",
    DocumentKind.TRANSFER: "보증금 이체내역",
    DocumentKind.REGISTER: "등기사항전부증명서",
    DocumentKind.RESIDENT: "주민등록초본",
    DocumentKind.FIXED_DATE: "확정일자 부여현황",
    DocumentKind.NOTICE: "해지통지(내용증명)",
    DocumentKind.ORDER: "임차권등기명령 결정문",
    DocumentKind.DECISION: "전세사기피해자 결정문",
    DocumentKind.DISTRIBUTION: "배당표",
    DocumentKind.MESSAGES: "문자·카톡",
    DocumentKind.OTHER: "그 밖의 서류",
}
POWER = "소송위임장"
_PURPOSES = {Purpose.FILING: "법원 제출", Purpose.REVIEW: "사건 검토"}
_GAPS = {
    Gap.MANDATE: "넣지 않음: 지금 위임이 없음",
    Gap.TAKEN_AWAY: "넣지 않음: 서류가 없음",
    Gap.UNCHECKED: "넣지 않음: 확인되지 않음",
    Gap.UNREADABLE: "넣지 못함: 열리지 않음",
}
_STYLE = (
    "@page{size:A4;margin:16mm}body{font-family:'Malgun Gothic','Apple SD Gothic Neo','NanumGothic',sans-serif;"
    "font-size:10pt;color:#111;max-width:190mm;margin:8mm auto;padding:0 4mm}h1{text-align:center;font-size:18pt}"
    "table{border-collapse:collapse;width:100%}th,td{border:1px solid #888;padding:1.4mm 1.8mm;text-align:left;"
    "vertical-align:top}th{background:#eee}thead{display:table-header-group}tr{break-inside:avoid}"
    "td.n{text-align:right}td.h{font-family:monospace;font-size:7.5pt;word-break:break-all;width:52mm}"
    "dl{display:grid;grid-template-columns:28mm 1fr;gap:1mm}dt{color:#555}dd{margin:0}.gap{color:#777}"
)


@dataclass(frozen=True, slots=True, repr=False)
class Entry:
    """An exhibit of the list, or without a label a power of attorney. Of one that is left out no name is known (`gap`).

    `missing`: pages that could not be put in."""

    label: Label | None
    what: str
    plaintiff: int | None = None
    name: str = ""
    pages: int = 0
    missing: int = 0
    sha256: str = ""
    gap: Gap | None = None

    def __repr__(self) -> str:
        return f"<entry {self.label or POWER}>"


@dataclass(frozen=True, slots=True)
class Head:
    number: str
    group_code: str
    firm: str
    purpose: Purpose
    reason: str
    made_at: datetime


def written(head: Head, entries: Sequence[Entry]) -> Iterator[bytes]:
    left_out = sum(one.gap is not None for one in entries)
    packed = len(entries) - left_out
    facts = (
        ("묶음 번호", head.number),
        ("모임", head.group_code),
        ("법률사무소", head.firm),
        ("용도", f"{_PURPOSES[head.purpose]} ({head.reason})"),
        ("만든 때", f"{head.made_at.astimezone(KST):%Y-%m-%d %H:%M}"),
        ("수", f"넣음 {packed}건, 넣지 않음 {left_out}건"),
    )
    lines = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in facts)
    yield (
        '<!doctype html><html lang="ko"><head><meta charset="utf-8"><title>증거목록</title>'
        f"<style>{_STYLE}</style></head><body><h1>증거목록</h1><dl>{lines}</dl>"
        "<table><thead><tr><th>호증</th><th>서류</th><th>원고</th><th>쪽</th><th>SHA-256</th></tr></thead><tbody>"
    ).encode()
    for one in entries:
        yield _row(one).encode()
    yield (
        "</tbody></table><p>넣지 않은 것은 번호를 비워 둔 채 적었습니다. "
        "이 목록과 파일에는 개인정보가 있습니다. 쓰고 나면 지워 주세요.</p></body></html>"
    ).encode()


def _row(one: Entry) -> str:
    label = one.label or ""
    if one.gap is not None:
        gap = f'<td colspan="3">{_GAPS[one.gap]}</td>'
        return f'<tr class="gap"><td>{one.label or ""}</td><td>{escape(one.what)}</td>{gap}</tr>'
    whose = f"원고 {one.plaintiff or ''} {escape(one.name)}" if one.name else "공통"
    missing = f" (열지 못한 쪽 {one.missing})" if one.missing else ""
    return (
        f"<tr><td>{label}</td><td>{escape(one.what)}</td><td>{whose}</td>"
        f'<td class="n">{one.pages or ""}{missing}</td><td class="h">{one.sha256}</td></tr>'
    )
