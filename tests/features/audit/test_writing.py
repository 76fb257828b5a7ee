"""Many write at once and nothing is lost, nothing forks; a deed sees its own lines; what is undone leaves none."""

from threading import Barrier, Thread
from time import perf_counter
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select, text

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.features.audit import chain, head_file, pending
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.audit.models import AuditLine
from tests.features.audit.tampering import verdict
from tests.world import World

WRITERS = 50
EACH = 4


def test_fifty_writers_lose_no_line_and_fork_nothing(world: World) -> None:
    start, failures, subject = Barrier(WRITERS), [], uuid4()

    def write(number: int) -> None:
        start.wait()
        try:
            for turn in range(EACH):
                with world.as_system() as work:
                    audit.record(work, "deed", about=subject, writer=number, turn=turn)
                    audit.record_many(work, "of many", about=[uuid4(), uuid4()])
                    work.db.execute(select(func.count()).select_from(AuditLine))
        except Exception as error:  # the thread's fate is told below
            failures.append(error)

    threads = [Thread(target=write, args=(number,)) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    found = verdict(world)
    assert (found.ok, found.lines) == (True, WRITERS * EACH * 3)
    with world.as_system() as work:
        assert audit.count(work, subject, deeds=["deed"]) == WRITERS * EACH
        assert head_file.read(work).number == found.lines, "the head file knows the last of them"


def test_the_end_is_held_only_for_the_instant_of_the_commit(world: World) -> None:
    """Whoever wrote a line and goes on working keeps nobody from committing."""
    if world.engine.dialect.name == "sqlite":
        return  # its one writer holds the whole database
    with world.as_system() as slow:
        audit.record(slow, "slow")
        slow.db.flush()
        with world.as_system() as quick:
            audit.record(quick, "quick")
    with world.as_system() as work:
        assert list(work.db.scalars(select(AuditLine.deed).order_by(AuditLine.id))) == ["quick", "slow"]


def test_a_deed_sees_its_own_lines_before_they_are_written(world: World) -> None:
    one, other = uuid4(), uuid4()
    with world.as_system() as work:
        audit.record(work, "first", about=one)
    with world.as_system() as work:
        audit.record(work, "second", about=one)
        audit.record_each(work, "third", {one: {"group": "a"}, other: {}}, reason="이유가 있습니다")
        assert [line.deed for line in audit.about(work, one)] == ["third", "second", "first"]
        assert [line.deed for line in audit.about(work, one, deeds=["first", "second"], limit=1)] == ["second"]
        assert (audit.count(work, one, deeds=["second"]), audit.count(work, other, deeds=["second"])) == (1, 0)
        before = audit.about(work, one)
    with world.as_system() as work:
        assert audit.about(work, one) == before


def test_what_a_savepoint_undoes_leaves_no_line_and_what_it_keeps_does(world: World) -> None:
    subject = uuid4()
    with world.as_system() as work:
        audit.record(work, "before", about=subject)
        with pytest.raises(RuntimeError), work.db.begin_nested():
            audit.record(work, "undone", about=subject)
            with work.db.begin_nested():
                audit.record(work, "undone inside", about=subject)
            raise RuntimeError
        with work.db.begin_nested():
            audit.record(work, "kept", about=subject)
    assert deeds(world, subject) == ["kept", "before"]


def test_a_transaction_that_is_taken_back_in_the_middle_takes_its_lines_along(world: World) -> None:
    subject = uuid4()
    with world.as_system() as work:
        audit.record(work, "taken back", about=subject)
        work.db.rollback()
        audit.record(work, "done", about=subject)
    assert deeds(world, subject) == ["done"]


def deeds(world: World, subject: UUID) -> list[str]:
    with world.as_system() as work:
        return [line.deed for line in audit.about(work, subject)]


def test_a_line_that_cannot_be_written_undoes_its_deed(world: World) -> None:
    with pytest.raises(Exception, match="."), world.as_system() as work:
        work.db.execute(text("CREATE TABLE a_deed (id INTEGER)"))
        audit.record(work, None)  # type: ignore[arg-type]
    with world.as_system() as work:
        assert pending.end(work) == chain.START
        assert "a_deed" not in work.db.connection().dialect.get_table_names(work.db.connection())


def test_many_lines_are_written_in_bulk_and_verified_in_little_memory(world: World) -> None:
    began = perf_counter()
    with world.as_system() as work:
        audit.record_many(work, "roster:held", about=[uuid4() for _ in range(5000)], reason="위임 서류 준비")
    assert perf_counter() - began < 10
    assert verdict(world).lines == 5000


def test_a_head_file_that_cannot_be_written_undoes_no_deed(world: World) -> None:
    world.settings.audit_head_file.with_name("audit.head.new").mkdir()
    subject = uuid4()
    with world.works.open(SYSTEM) as work:
        audit.record(work, "deed", about=subject)
    assert deeds(world, subject) == ["deed"]
