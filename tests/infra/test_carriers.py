"""The file carrier: one JSON line a message, readable by nobody else."""

import json
import stat
from pathlib import Path
from threading import Thread

import pytest

from lawsuit_hub.features.outbox.types import Letter
from lawsuit_hub.infra.carrier_file import FileCarrier
from tests.clock import Clock


def test_a_message_is_one_line_in_a_file_that_only_its_owner_reads(tmp_path: Path) -> None:
    clock = Clock()
    carrier = FileCarrier(tmp_path / "outbox.jsonl", clock)
    carrier.send([Letter("+821001234567", "code", "인증번호는\n123456", "key-1")])
    carrier.send([Letter("+821001234568", "news", "새 소식", "key-2")])
    assert stat.S_IMODE((tmp_path / "outbox.jsonl").stat().st_mode) == 0o600
    lines = (tmp_path / "outbox.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [
        {
            "to": "010-0123-4567",
            "kind": "code",
            "body": "인증번호는\n123456",
            "at": clock.now.isoformat(),
            "key": "key-1",
        },
        {"to": "010-0123-4568", "kind": "news", "body": "새 소식", "at": clock.now.isoformat(), "key": "key-2"},
    ]


def test_many_at_once_tear_no_line(tmp_path: Path) -> None:
    carrier = FileCarrier(tmp_path / "outbox.jsonl")
    threads = [
        Thread(target=lambda: [carrier.send([Letter("+821001234567", "news", "가" * 3000, "k")]) for _ in range(20)])
        for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (
        len([json.loads(line) for line in (tmp_path / "outbox.jsonl").read_text(encoding="utf-8").splitlines()]) == 120
    )


@pytest.mark.parametrize(("e164", "written"), [("+821001234567", "010-0123-4567"), ("+82111234567", "011-123-4567")])
def test_a_number_is_written_as_korean_carriers_write_it(e164: str, written: str, tmp_path: Path) -> None:
    FileCarrier(tmp_path / "outbox.jsonl").send([Letter(e164, "news", "새 소식", "key")])
    assert json.loads((tmp_path / "outbox.jsonl").read_text(encoding="utf-8"))["to"] == written
