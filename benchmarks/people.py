"""An instance in a temporary folder and invented people in any number."""

import csv
import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lawsuit_hub.instance import Instance, make_instance

SETTINGS = (
    'production = false\nallow_file_carrier = true\npublic_base_url = "http://localhost:8000"\n'
    'trusted_hosts = ["localhost"]\nexport_rows_alone = 1000000\n'
)
HEADER = [
    "타임스탬프", "개인정보 수집·이용에 동의하십니까?", "성명", "휴대전화 번호", "이메일 주소", "피해주택 주소", "임대인 구분",
    "임대인 성명 또는 법인명", "임대인 생년월일 또는 사업자등록번호", "임대차 보증금", "임대차 계약일", "계약 만료일", "전입신고일",
    "확정일자", "현재 상황", "공동소송에 참여하시겠습니까?", "하고 싶은 말씀",
]  # fmt: skip
_SURNAMES, _NAMES = (
    "김이박최정강조윤장임한오서신권황안송류홍",
    "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허",
)
PER_LANDLORD = 20


@contextmanager
def instance(database_url: str = "") -> Iterator[Instance]:
    """On SQLite unless a database is named."""
    environ = {"DATABASE_URL": database_url} if database_url else {}
    with tempfile.TemporaryDirectory() as folder:
        made = make_instance(Path(folder) / "instance", text=SETTINGS, demo=True, environ=environ)
        yield made
        made.works.limits.close()
        made.engine.dispose()


def name(number: int) -> str:
    many = len(_NAMES)
    return _SURNAMES[number % len(_SURNAMES)] + _NAMES[number // 20 % many] + _NAMES[number // 20 // many % many]


def row(number: int, *, landlords: int) -> list[str]:
    """One answer; twenty people share a landlord unless `landlords` says otherwise."""
    landlord = number % landlords
    birth = f"19{50 + landlord % 50}-{landlord % 12 + 1:02d}-{landlord % 28 + 1:02d}"
    return [
        f"2026/01/{number // 86400 % 28 + 1:02d} {number // 3600 % 12 or 12}:{number // 60 % 60:02d}:{number % 60:02d} 오전 GMT+9",
        "동의합니다", name(number), f"010-0{number // 10000 % 1000:03d}-{number % 10000:04d}", f"sample{number}@example.com",
        f"서울특별시 강서구 표본로{landlord + 1}길 {landlord % 90 + 1}, {number % 900 + 100}호", "개인", name(landlord * 7919), birth,
        f"{100 + number % 300},000,000", "2021-12-06", "2023-12-06", "2021. 12. 7", "20211207", "보증금 미반환, 임대인 연락두절",
        "예, 참여하겠습니다", "경매 유예 기간을 늘려주세요",
    ]  # fmt: skip


def sheet(size: int) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    writer.writerows(row(number, landlords=max(1, size // PER_LANDLORD)) for number in range(size))
    return out.getvalue().encode()
