"""Files of form answers for tests: one invented answer, changed where a test says so, written as CSV or XLSX."""

import csv
import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook

from lawsuit_hub.features.responses import importing
from lawsuit_hub.features.responses.types import Line
from tests.world import World

QUESTIONS = {
    "at": "타임스탬프",
    "collect": "개인정보 수집·이용에 동의하십니까? (필수)",
    "firm": "소송대리인(변호사)에게 제공하는 데 동의하십니까?",
    "name": "성명",
    "phone": "휴대전화 번호",
    "email": "이메일 주소",
    "address": "피해주택 주소",
    "kind": "임대인 구분",
    "landlord": "임대인 성명 또는 법인명",
    "number": "임대인 생년월일 또는 사업자등록번호 (아는 경우)",
    "deposit": "임대차 보증금",
    "contract": "임대차 계약일",
    "end": "계약 만료일",
    "joins": "공동소송에 참여하시겠습니까?",
    "free": "하고 싶은 말씀",
}
ANSWER = {
    "at": "2024/01/03 9:41:48 오전 GMT+9",
    "collect": "동의합니다",
    "firm": "동의합니다",
    "name": "홍표본",
    "phone": "010-0123-4567",
    "email": "sample@example.com",
    "address": "서울특별시 강서구 표본로 12, 301호",
    "kind": "개인",
    "landlord": "임표본",
    "number": "1968-01-20",
    "deposit": "235,000,000",
    "contract": "2021. 12. 6",
    "end": "2023. 12. 6",
    "joins": "예, 참여하겠습니다",
    "free": "",
}
LATER = "2024/01/05 2:00:00 오후 GMT+9"
EARLIER = "2024/01/01 2:00:00 오후 GMT+9"


def row(**changes: str) -> list[str]:
    assert changes.keys() <= ANSWER.keys()
    return [{**ANSWER, **changes}[name] for name in QUESTIONS]


def people(count: int, *, first: int = 0, landlords: int = 10) -> list[list[str]]:
    """Different people of a few landlords, each with a birth date."""
    surnames = "김이박최정강조윤장임"
    return [
        row(
            name=f"{surnames[n % 10]}표본",
            phone=f"010-0{n // 10000 % 1000:03d}-{n % 10000:04d}",
            landlord=f"{surnames[n % landlords % 10]}{surnames[n % landlords // 10 % 10]}표본",
            number=f"19{60 + n % landlords % 30}-01-20",
            address=f"서울특별시 강서구 표본로 {n % 500 + 1}, {n % 30 + 1}01호",
        )
        for n in range(first, first + count)
    ]


def as_csv(
    rows: Iterable[Sequence[str]], *, header: Sequence[str] = (*QUESTIONS.values(),), encoding: str = "utf-8"
) -> bytes:
    out = io.StringIO()
    sheet = csv.writer(out)
    sheet.writerow(header)
    sheet.writerows(rows)
    return out.getvalue().encode(encoding)


def as_xlsx(rows: Iterable[Sequence[str]]) -> bytes:
    book = Workbook()
    for cells in (list(QUESTIONS.values()), *rows):
        book.active.append(list(cells))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def taken(world: World, content: bytes | list[list[str]], **options: object) -> list[Line]:
    """Imports a whole file, or these rows as CSV."""
    data = content if isinstance(content, bytes) else as_csv(content)
    return list(importing.run(world.works, io.BytesIO(data), "answers.csv", **options))  # type: ignore[arg-type]
