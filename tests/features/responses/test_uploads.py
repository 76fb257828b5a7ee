"""Uploaded files: sealed as they arrive, read by the worker, asked about, reported, destroyed; a kill loses nothing."""

import base64
import io
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit.models import AuditLine
from lawsuit_hub.features.responses import answers, importing, upload_files, upload_work, uploads
from lawsuit_hub.features.responses.models import Upload, UploadRow
from lawsuit_hub.features.responses.upload_files import UploadEmpty, UploadTooLarge
from lawsuit_hub.features.responses.upload_types import NoSuchUpload, StillUnclear, UploadLine, UploadOver, UploadState
from lawsuit_hub.features.victims.models import Victim
from lawsuit_hub.infra.work import NotAllowed
from tests.features.responses.form_files import QUESTIONS, as_csv, as_xlsx, people, row
from tests.people import CANARY_ADDRESS, CANARY_EMAIL, CANARY_NAME, CANARY_PHONE, caseworker_of
from tests.world import World

BOUND = 1_000_000


def uploaded(world: World, content: bytes, *, pieces: int = 1000) -> UUID:
    chunks = (content[start : start + pieces] for start in range(0, len(content), pieces))
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        return uploads.receive(work, chunks, size_bound=BOUND)


def seen(world: World, upload_id: UUID) -> UploadLine:
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        return uploads.line(work, upload_id)


def report(world: World, upload_id: UUID) -> list[tuple[int, str]]:
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        return [(line.row, line.outcome) for line in uploads.report(work, upload_id)]


def files(world: World) -> list[Path]:
    folder = world.settings.uploads_folder
    return sorted(folder.iterdir()) if folder.exists() else []


def test_a_file_is_read_by_the_worker_and_then_destroyed(world: World) -> None:
    upload_id = uploaded(world, as_csv([*people(120), row(collect="아니요"), row(phone="?")]))
    assert (seen(world, upload_id).state, len(files(world))) == (UploadState.WAITING, 1)
    assert uploads.work_off(world.works) == 1
    line = seen(world, upload_id)
    assert (line.state, line.rows_done, line.rows_total, line.failure) == (UploadState.DONE, 122, 122, None)
    assert line.counts == {"registered": 120, "rejected": 2, "rejected:consent": 1, "rejected:phone": 1}
    assert files(world) == []
    assert report(world, upload_id) == [
        *((n, "registered") for n in range(1, 121)),
        (121, "rejected"),
        (122, "rejected"),
    ]
    with world.as_system() as work:
        assert work.db.scalars(select(Upload.file_key)).all() == [None]
        deeds = set(work.db.scalars(select(AuditLine.deed).where(AuditLine.about_id == upload_id)))
        by = set(work.db.scalars(select(AuditLine.actor_id).where(AuditLine.deed == "victim:registered")))
    assert deeds == {"responses:uploaded", "responses:imported"}
    assert by == {caseworker_of(world)}


def test_the_folder_and_the_file_are_the_services_own(world: World) -> None:
    uploaded(world, as_csv([row()]))
    assert world.settings.uploads_folder.stat().st_mode & 0o777 == 0o700
    assert [path.stat().st_mode & 0o777 for path in files(world)] == [0o600]


def test_a_workbook_is_read_too(world: World) -> None:
    upload_id = uploaded(world, as_xlsx(people(3)))
    uploads.work_off(world.works)
    assert seen(world, upload_id).counts == {"registered": 3}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\n\n", "empty"),
        (b"%PDF-1.7 x", "not_text"),
        (b"\xd0\xcf\x11\xe0 old", "old_workbook"),
        (as_csv([], header=row(name=CANARY_NAME, phone=CANARY_PHONE)), "no_questions"),
    ],
)
def test_what_cannot_be_read_is_said_and_destroyed(world: World, content: bytes, why: str) -> None:
    upload_id = uploaded(world, content)
    uploads.work_off(world.works)
    line = seen(world, upload_id)
    assert (line.state, line.failure, files(world)) == (UploadState.FAILED, why, [])


def test_a_file_that_was_changed_on_the_disk_is_given_up(world: World) -> None:
    upload_id = uploaded(world, as_csv(people(5)))
    path = files(world)[0]
    sealed = bytearray(path.read_bytes())
    sealed[len(sealed) // 2] ^= 1
    path.write_bytes(sealed)
    uploads.work_off(world.works)
    assert seen(world, upload_id).failure == "file_lost"


def test_an_unforeseen_error_ends_the_upload_and_keeps_what_was_read(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    honest = answers.read_answer

    def breaks(columns: object, cells: tuple[str, ...], **more: str) -> object:
        if "박고장" in cells:
            raise RuntimeError(cells)
        return honest(columns, cells, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(importing, "read_answer", breaks)
    upload_id = uploaded(world, as_csv([*people(4), row(name="박고장")]))
    uploads.work_off(world.works)
    line = seen(world, upload_id)
    assert (line.failure, line.rows_done, files(world)) == ("unexpected", 4, [])
    assert "RuntimeError" in caplog.text and "박고장" not in caplog.text


def test_an_empty_file_and_one_too_large_are_refused_and_leave_nothing(world: World) -> None:
    with pytest.raises(UploadEmpty):
        uploaded(world, b"")
    with pytest.raises(UploadTooLarge):
        uploaded(world, b"x" * (BOUND + 1))
    assert files(world) == []


def test_an_upload_cut_off_in_the_middle_leaves_nothing(world: World) -> None:
    def chunks() -> Iterator[bytes]:
        yield b"x" * 100_000
        raise ConnectionError

    with pytest.raises(ConnectionError), world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        uploads.receive(work, chunks(), size_bound=BOUND)
    assert files(world) == []


@pytest.mark.parametrize("role", [Role.LAWYER, Role.ADMIN, Role.PRIVACY_OFFICER])
def test_only_caseworkers_upload_and_see_uploads(world: World, role: Role) -> None:
    upload_id = uploaded(world, as_csv([row()]))
    for deed in (
        lambda work: uploads.receive(work, iter([b"x"]), size_bound=BOUND),
        uploads.lines,
        lambda work: uploads.line(work, upload_id),
        lambda work: uploads.rows(work, upload_id),
        lambda work: list(uploads.report(work, upload_id)),
        lambda work: uploads.cancel(work, upload_id),
    ):
        with pytest.raises(NotAllowed), world.as_staff(role, caseworker_of(world)) as work:
            deed(work)


def test_an_unknown_upload_is_nobodys(world: World) -> None:
    with pytest.raises(NoSuchUpload):
        seen(world, UUID(int=7))


def unclear(world: World) -> UUID:
    header = ["내 전화" if text == QUESTIONS["phone"] else text for text in QUESTIONS.values()]
    upload_id = uploaded(world, as_csv(people(2), header=[*header[:-1], "요즘 기분"]))
    uploads.work_off(world.works)
    return upload_id


def test_columns_that_nobody_recognises_are_asked_and_the_answer_is_remembered(world: World) -> None:
    upload_id = unclear(world)
    caseworker = caseworker_of(world)
    assert seen(world, upload_id).state is UploadState.ASKING and len(files(world)) == 1
    with world.as_staff(Role.CASEWORKER, caseworker) as work:
        asked = uploads.asked(work, upload_id)
        assert [column.text for column in asked.columns] == ["내 전화", "요즘 기분"]
        assert asked.missing == ("phone",)
        number = asked.columns[0].number
    with pytest.raises(StillUnclear), world.as_staff(Role.CASEWORKER, caseworker) as work:
        uploads.choose(work, upload_id, {f"#{number}": "ignore"})
    with world.as_staff(Role.CASEWORKER, caseworker) as work:
        uploads.choose(work, upload_id, {f"#{number}": "phone"})
    uploads.work_off(world.works)
    assert seen(world, upload_id).counts == {"registered": 2}
    again = unclear(world)
    assert seen(world, again).counts == {"unchanged": 2}


def test_a_column_too_many_is_asked_once_and_then_known(world: World) -> None:
    content = as_csv(people(2), header=[*list(QUESTIONS.values())[:-1], "요즘 기분"])
    upload_id = uploaded(world, content)
    uploads.work_off(world.works)
    assert seen(world, upload_id).state is UploadState.ASKING
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        (column,) = uploads.asked(work, upload_id).columns
        assert column.text == "요즘 기분"
        uploads.choose(work, upload_id, {f"#{column.number}": "ignore"})
    uploads.work_off(world.works)
    assert seen(world, upload_id).counts == {"registered": 2}
    again = uploaded(world, content)
    uploads.work_off(world.works)
    assert seen(world, again).counts == {"unchanged": 2}


def test_a_question_text_with_a_telephone_number_is_kept_without_it(world: World) -> None:
    header = [f"내 전화 {CANARY_PHONE}" if text == QUESTIONS["phone"] else text for text in QUESTIONS.values()]
    uploaded(world, as_csv([], header=header))
    uploads.work_off(world.works)
    with world.as_system() as work:
        (kept,) = work.db.scalars(select(Upload.header))
    assert kept is not None and CANARY_PHONE not in " ".join(kept)


def test_what_nobody_answers_is_destroyed_after_days(world: World) -> None:
    upload_id = unclear(world)
    world.clock.forward(days=world.settings.draft_days + 1)
    uploads.work_off(world.works)
    assert (seen(world, upload_id).failure, files(world)) == ("unanswered", [])


def test_a_caseworker_stops_an_upload_and_its_file_goes(world: World) -> None:
    upload_id = uploaded(world, as_csv([row()]))
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        uploads.cancel(work, upload_id)
    assert (seen(world, upload_id).failure, files(world)) == ("cancelled", [])
    assert uploads.work_off(world.works) == 0
    with pytest.raises(UploadOver), world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        uploads.cancel(work, upload_id)


def test_a_worker_in_the_middle_of_a_stopped_file_writes_nothing_more(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BATCH_ROWS", 10)
    upload_id = uploaded(world, as_csv(people(30)))
    honest = upload_work._note

    def stopped(work: object, claim: object, lines: list[object]) -> None:
        if lines[0].row > 10:  # type: ignore[attr-defined]
            work.db.get(Upload, upload_id).state = "failed"  # type: ignore[attr-defined]
            work.db.flush()  # type: ignore[attr-defined]
        honest(work, claim, lines)  # type: ignore[arg-type]

    monkeypatch.setattr(upload_work, "_note", stopped)
    uploads.work_off(world.works)
    with world.as_system() as work:
        assert work.db.execute(select(func.count()).select_from(Victim)).scalar_one() == 10
        assert work.db.execute(select(func.count()).select_from(UploadRow)).scalar_one() == 10


def test_a_worker_that_died_is_followed_by_another_after_its_lease(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BATCH_ROWS", 10)
    upload_id = uploaded(world, as_csv(people(35)))
    honest = upload_work._note

    def dies(work: object, claim: object, lines: list[object]) -> None:
        if lines[0].row > 20:  # type: ignore[attr-defined]
            raise KeyboardInterrupt
        honest(work, claim, lines)  # type: ignore[arg-type]

    monkeypatch.setattr(upload_work, "_note", dies)
    with pytest.raises(KeyboardInterrupt):
        uploads.work_off(world.works)
    monkeypatch.setattr(upload_work, "_note", honest)
    assert (seen(world, upload_id).state, seen(world, upload_id).rows_done) == (UploadState.WORKING, 20)
    assert uploads.work_off(world.works) == 0  # its lease still runs
    world.clock.forward(minutes=3)
    assert uploads.work_off(world.works) == 1
    assert report(world, upload_id) == [(n, "registered") for n in range(1, 36)]
    assert seen(world, upload_id).counts == {"registered": 35}


def test_a_file_that_kills_every_worker_is_given_up(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    upload_id = uploaded(world, as_csv(people(3)))

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(upload_work, "_note", dies)
    for _ in range(upload_work.MOST_TRIES):
        with pytest.raises(KeyboardInterrupt):
            uploads.work_off(world.works)
        world.clock.forward(minutes=3)
    uploads.work_off(world.works)
    assert (seen(world, upload_id).failure, files(world)) == ("file_lost", [])


WORKER = """
import sys
from pathlib import Path
from lawsuit_hub.features.responses import importing, uploads
from lawsuit_hub.instance import open_instance
from lawsuit_hub.settings import Settings
importing.BATCH_ROWS = 5
instance = open_instance(Settings(instance=Path(sys.argv[1]), database_url=sys.argv[2], production=False))
print("ready", flush=True)
uploads.work_off(instance.works)
"""


@pytest.mark.either
def test_a_worker_killed_at_any_moment_loses_and_doubles_nothing(world: World) -> None:
    world.clock.now = world.clock.now.replace(year=2020)  # leases of the killed have run out for the next
    upload_id = uploaded(world, as_csv(people(60)))
    for moment in (0.0, 0.15, 0.4):
        killed_after(world, moment)
        release(world, upload_id)
    uploads.work_off(world.works)
    assert seen(world, upload_id).state is UploadState.DONE
    assert [number for number, _ in report(world, upload_id)] == list(range(1, 61))
    with world.as_system() as work:
        assert work.db.execute(select(func.count()).select_from(Victim)).scalar_one() == 60


def killed_after(world: World, seconds: float) -> None:
    url = world.engine.url.render_as_string(hide_password=False)
    child = subprocess.Popen([sys.executable, "-c", WORKER, str(world.folder), url], stdout=subprocess.PIPE)
    assert child.stdout is not None
    assert child.stdout.readline() == b"ready\n"
    time.sleep(seconds)
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()


def release(world: World, upload_id: UUID) -> None:
    with world.as_system() as work:
        row_ = work.db.get_one(Upload, upload_id)
        if row_.leased_until is not None:
            row_.leased_until = world.clock.now.replace(year=2019)
            row_.counts = {**row_.counts, "tries": 0}


def test_what_a_killed_upload_left_is_swept_away(world: World) -> None:
    uploaded(world, as_csv([row()]))
    left = world.settings.uploads_folder / "11111111-1111-1111-1111-111111111111.part"
    left.write_bytes(b"x")
    os.utime(left, (0, 0))
    waiting = files(world)[0 if files(world)[0] != left else 1]
    os.utime(waiting, (0, 0))
    upload_work._tidy(world.works)
    assert files(world) == [waiting]


SPELLINGS = (CANARY_NAME, CANARY_PHONE, CANARY_PHONE.replace("-", ""), "표본로 909", CANARY_EMAIL)


def traces(data: bytes) -> list[str]:
    forms = []
    for text in SPELLINGS:
        plain = text.encode()
        forms += [(text, plain), (text, text.encode("utf-16-le")), (text, plain.hex().encode())]
        forms += [(text, base64.b64encode(plain)[:-4]), (text, json.dumps(text)[1:-1].encode())]
    return [text for text, form in forms if form in data]


def test_nothing_personal_lies_on_the_disk_at_any_time(
    world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    caplog.set_level("DEBUG")
    canary = row(name=CANARY_NAME, phone=CANARY_PHONE, address=CANARY_ADDRESS, email=CANARY_EMAIL, free=CANARY_PHONE)
    assert traces(as_csv([canary]))  # the search finds what is there
    uploaded(world, as_csv([canary, row(collect="아니요", phone=CANARY_PHONE, name=CANARY_NAME)]))
    found = [name for path in world.folder.rglob("*") if path.is_file() for name in traces(path.read_bytes())]
    uploads.work_off(world.works)
    for path in [*world.folder.rglob("*"), *database_files(world), *temporary.rglob("*")]:
        if path.is_file():
            found += traces(path.read_bytes())
    assert found + traces(caplog.text.encode()) == []


def database_files(world: World) -> list[Path]:
    url = world.engine.url
    if url.get_backend_name() != "sqlite":
        return []
    return list(Path(url.database or "").parent.glob(f"{Path(url.database or '').name}*"))


def test_a_stream_of_sealed_chunks_reads_like_a_file(world: World) -> None:
    content = as_csv(people(2000))[:BOUND]
    upload_id = uploaded(world, content, pieces=777)
    with world.as_system() as work:
        key = work.db.get_one(Upload, upload_id).file_key
        assert key is not None
        with upload_files.opened(work, upload_id, key) as stream:
            assert stream.read() == content
        with upload_files.opened(work, upload_id, key) as stream:
            pieces = io.BytesIO()
            while piece := stream.read(1001):
                pieces.write(piece)
    assert pieces.getvalue() == content
