"""Invented people for rosters, and a watch over what is opened for writing."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from lawsuit_hub.features.rosters.types import RosterHead, RosterRow

CANARY_NAME = "카나리아 (표본용)"
CANARY_PHONE = "010-0999-1234"


def make_row(number: int = 1, **changes: Any) -> RosterRow:
    facts: dict[str, Any] = {
        "number": number,
        "name": CANARY_NAME,
        "birth_date": date(1991, 2, 28),
        "phone": CANARY_PHONE,
        "email": f"canary{number}@example.com",
        "home_address": "서울특별시 강서구 공항대로 1, 101호",
        "service_address": "서울특별시 강서구 공항대로 1, 101호",
        "lease_address": f"서울특별시 강서구 화곡로 {number}, {number}호 (화곡동, 표본빌라)",
        "deposit": 150_000_000 + number,
        "monthly_rent": 0,
        "contract_date": date(2021, 12, 6),
        "lease_start": date(2021, 12, 20),
        "lease_end": date(2023, 12, 19),
        "move_in_date": date(2021, 12, 21),
        "fixed_date": date(2021, 12, 22),
        "situation": "임대인 연락두절, 보증금 미반환",
        "landlord_name": "㈜ 표본하우징",
        "landlord_kind": "법인",
        "landlord_identity": "2417776312",
        "victim_decision": "결정",
        "consented_at": datetime(2024, 1, 3, 0, 41, 48, tzinfo=UTC),
        "remark": None,
    }
    return RosterRow(**(facts | changes))


def make_head(row_count: int, **changes: Any) -> RosterHead:
    facts: dict[str, Any] = {
        "export_id": "X-0087",
        "group_code": "GS-0012",
        "purpose": "위임 서류 준비",
        "title": "위임 서류 준비 명단",
        "reason": "위임장과 계약 내용을 맞춰 봅니다.",
        "lawyer_name": "표본변호사",
        "law_firm": "법무법인 나란히",
        "made_at": datetime(2026, 11, 22, 1, 14, tzinfo=UTC),
        "row_count": row_count,
    }
    return RosterHead(**(facts | changes))


@pytest.fixture
def row() -> Callable[..., RosterRow]:
    return make_row


@pytest.fixture
def head() -> Callable[..., RosterHead]:
    return make_head


class _Watch:
    """Audit hooks cannot be taken back, so there is one for the session, and it listens only when asked."""

    def __init__(self) -> None:
        self.listening = False
        self.seen: list[str] = []
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.listening:
            return
        if event == "open":
            path, mode, flags = arguments
            to_write = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
            if to_write or (isinstance(mode, str) and set(mode) & set("wax+")):
                self.seen.append(f"opened {path}")
        elif event in ("tempfile.mkstemp", "tempfile.mkdtemp", "os.mkdir", "subprocess.Popen"):
            self.seen.append(event)


@pytest.fixture(scope="session")
def _watch() -> _Watch:
    return _Watch()


@pytest.fixture
def nothing_on_disk(_watch: _Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Any]:
    """A block that fails when anything is opened for writing in it, unlinked temporary files included."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    @contextmanager
    def watching() -> Iterator[None]:
        _watch.seen.clear()
        _watch.listening = True
        try:
            yield
        finally:
            _watch.listening = False
        assert _watch.seen == []
        assert list(tmp_path.iterdir()) == []

    return watching
