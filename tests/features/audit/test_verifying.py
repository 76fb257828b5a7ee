"""Whatever somebody without the key does to the trail is found, and the first line of it named."""

from collections.abc import Iterator

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DBAPIError

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import chain, pending, reading
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.audit.models import AuditCheckpoint, AuditLine
from lawsuit_hub.features.destruction import service as destruction
from lawsuit_hub.features.destruction.types import Ground
from lawsuit_hub.infra.work import Work
from tests.features.audit.tampering import doing, tampered, unguarded, verdict, write_lines
from tests.people import caseworker_of, make_victim
from tests.world import World

COLUMNS = [column.name for column in AuditLine.__table__.columns if column.name != "id"]
SIGNED = [column.name for column in AuditCheckpoint.__table__.columns]
OTHER = {
    "at": "'2020-01-01 00:00:00.000000'", "actor_id": "'00000000000040008000000000000001'", "details": "'{\"number\": 99}'",
    "about_id": "'00000000000040008000000000000001'", "number": "number + 7", "lines": "lines - 1",
}  # fmt: skip


def other(column: str, dialect: str) -> str:
    """Another value of the same kind."""
    if column in {"digest", "mac", "previous", "signature"}:
        return "X'00'" if dialect == "sqlite" else "'\\x00'::bytea"
    if column in {"lines", "number", "at", "actor_id", "about_id", "details"}:
        return OTHER[column] + ("::uuid" if column.endswith("_id") and dialect == "postgresql" else "")
    return f"{column} || ' '"


@pytest.fixture
def trail(world: World) -> Iterator[World]:
    """Lines 1 to 6, a checkpoint that signs them and leaves lines 7 and 8, lines 9 to 13."""
    write_lines(world, 5)
    audit.sign(world.works)
    world.clock.forward(hours=1)
    write_lines(world, 4)
    assert verdict(world).ok
    yield world
    assert verdict(world).ok, "the test put back what it changed"


def test_a_whole_trail_is_whole(trail: World) -> None:
    found = verdict(trail)
    assert (found.ok, found.lines, found.checkpoints, found.first_broken) == (True, 13, 1, None)


def test_one_changed_field_is_found_whichever_it_is(trail: World) -> None:
    for column in COLUMNS:
        change = f"UPDATE audit_lines SET {column} = {other(column, trail.engine.dialect.name)} WHERE id = 4"
        with tampered(trail, doing(change)):
            assert verdict(trail).first_broken == 4, column
    for column in ("actor_id", "address", "system_user", "about_kind", "about_id", "reason"):
        with tampered(trail, doing(f"UPDATE audit_lines SET {column} = NULL WHERE id = 10")):
            assert verdict(trail).first_broken == 10, column


def test_values_of_another_kind_crash_nothing(trail: World) -> None:
    if trail.engine.dialect.name != "sqlite":
        return  # PostgreSQL takes none
    for column in COLUMNS:
        for value in ("X'ff00'", "5", "'x'", "''"):
            with tampered(trail, doing(f"UPDATE audit_lines SET {column} = {value} WHERE id = 4")):
                assert verdict(trail).first_broken == 4, (column, value)
    for column in SIGNED:
        with tampered(
            trail,
            doing(f"UPDATE audit_checkpoints SET {column} = {'-3' if column == 'number' else chr(39) + 'x' + chr(39)}"),
        ):
            assert not verdict(trail).ok, column


SWAPPED = ", ".join(
    f"{name} = (SELECT {name} FROM kept_audit_lines AS kept WHERE kept.id = 14 - audit_lines.id)" for name in COLUMNS
)
LATER = "UPDATE audit_lines SET id = -id WHERE id >= 5", "UPDATE audit_lines SET id = 1 - id WHERE id < 0"
INSERTED = ", ".join(COLUMNS)
DONE = {
    "a line is deleted": (["DELETE FROM audit_lines WHERE id = 5"], 5),
    "the first line is deleted": (["DELETE FROM audit_lines WHERE id = 1"], 1),
    "a line is deleted and the gap closed": (
        ["DELETE FROM audit_lines WHERE id = 5", "UPDATE audit_lines SET id = 100 + id WHERE id > 5", "UPDATE audit_lines SET id = id - 101 WHERE id > 100"], 5,
    ),
    "two lines are swapped": ([f"UPDATE audit_lines SET {SWAPPED} WHERE id IN (4, 10)"], 4),
    "a copy is put in": ([*LATER, f"INSERT INTO audit_lines (id, {INSERTED}) SELECT 5, {INSERTED} FROM kept_audit_lines WHERE id = 3"], 5),
    "a copy is put behind": ([f"INSERT INTO audit_lines (id, {INSERTED}) SELECT 14, {INSERTED} FROM kept_audit_lines WHERE id = 13"], 14),
    "a copy is put far behind": ([f"INSERT INTO audit_lines (id, {INSERTED}) SELECT 900, {INSERTED} FROM kept_audit_lines WHERE id = 13"], 900),
    "a line is put before the first": ([f"INSERT INTO audit_lines (id, {INSERTED}) SELECT 0, {INSERTED} FROM kept_audit_lines WHERE id = 1"], 0),
    "the tail is cut before the checkpoint": (["DELETE FROM audit_lines WHERE id > 4"], 5),
    "the tail is cut after the checkpoint": (["DELETE FROM audit_lines WHERE id > 11"], 12),
    "tail and checkpoint are cut": (["DELETE FROM audit_lines WHERE id > 4", "DELETE FROM audit_checkpoints"], 5),
    "everything is deleted": (["DELETE FROM audit_lines", "DELETE FROM audit_checkpoints"], 1),
    "the checkpoint is deleted": (["DELETE FROM audit_checkpoints"], None),
}  # fmt: skip


def test_lines_taken_out_moved_or_put_in_are_found(trail: World) -> None:
    for what, (statements, first) in DONE.items():
        with tampered(trail, doing(*statements)):
            found = verdict(trail)
            assert (found.ok, found.first_broken) == (False, first), (what, found)
            assert found.lines == count(trail), what


def count(world: World) -> int:
    with world.engine.connect() as connection:
        return int(connection.scalar(text("SELECT count(*) FROM audit_lines")) or 0)


def test_a_changed_checkpoint_is_found_whichever_field_it_is(trail: World) -> None:
    for column in SIGNED:
        with tampered(
            trail, doing(f"UPDATE audit_checkpoints SET {column} = {other(column, trail.engine.dialect.name)}")
        ):
            found = verdict(trail)
            assert (found.ok, found.first_broken) == (False, 1), column


def test_a_tail_that_is_written_anew_without_the_key_is_found(trail: World) -> None:
    def without_key(digest: bytes) -> bytes:
        return bytes(reversed(digest))

    with tampered(trail, lambda connection: connection.execute(text("DELETE FROM audit_lines WHERE id > 9")) and None):
        forge(trail, without_key, lines=6)
        assert verdict(trail).first_broken == 10


def test_a_tail_written_anew_with_a_stolen_chain_key_is_found_by_the_head_and_by_the_checkpoint(trail: World) -> None:
    """Whoever runs code in the process that faces the internet has this key, but not the one that signs."""
    with trail.as_system() as work:
        keys = work.keys
    for first, lines, known in ((10, 9, 9), (3, 20, 1)):
        with tampered(trail, doing(f"DELETE FROM audit_lines WHERE id >= {first}")):
            forge(trail, lambda digest: keys.mac(chain.MAC_PURPOSE, digest), lines=lines)
            found = verdict(trail)
            assert not found.ok
            assert found.first_broken is not None and found.first_broken <= first, (found, known)


def forge(world: World, mac: chain.Mac, *, lines: int) -> None:
    with world.as_system() as work:
        before = pending.end(work)
        row = dict(work.db.execute(select(AuditLine.__table__).limit(1)).mappings().one())
        forms = [chain.form(chain.stored(row))] * lines
        for link in chain.links(before, forms, mac):
            work.db.execute(insert(AuditLine).values(row | {"id": link.number, "digest": link.digest, "mac": link.mac}))


def test_after_a_cut_new_lines_do_not_hide_it(trail: World) -> None:
    with tampered(trail, doing("DELETE FROM audit_lines WHERE id > 11")):
        write_lines(trail, 6)
        audit.keep_head(trail.works)
        assert verdict(trail).first_broken == 7, "the first line that no checkpoint vouches for"


@pytest.mark.parametrize("damage", ["missing", "changed", "empty", "of another number"])
def test_a_head_file_that_is_gone_or_changed_is_told_and_not_made_again(world: World, damage: str) -> None:
    write_lines(world, 3)
    path = world.settings.audit_head_file
    said = path.read_text()
    if damage == "missing":
        path.unlink()
    else:
        path.write_text(
            {"changed": said.replace("4", "3"), "empty": "", "of another number": said.replace("\n4\n", "\n2\n")}[
                damage
            ]
        )
    write_lines(world, 1)
    audit.keep_head(world.works)
    found = verdict(world)
    assert (found.ok, found.first_broken) == (False, None)
    assert "audit.head" in str(found.problem)
    audit.accept_head(world.works, SYSTEM, deed="audit:head-accepted", reason="디스크를 바꾸었습니다")
    assert verdict(world).ok
    with world.works.open(SYSTEM, read_only=True) as work:
        line = reading.lines(work, deeds=["audit:head-accepted"])[0]
    assert line.details == {"known": None, "lines": 6}


def test_a_restored_older_copy_is_accepted_and_the_trail_says_so(trail: World) -> None:
    with tampered(trail, doing("DELETE FROM audit_lines WHERE id > 11")):
        assert not verdict(trail).ok
        audit.accept_head(trail.works, SYSTEM, deed="backup:restored")
        assert verdict(trail).ok
        with trail.works.open(SYSTEM, read_only=True) as work:
            line = reading.lines(work, deeds=["backup:restored"])[0]
        assert (line.number, line.details) == (12, {"known": 13, "lines": 11})
        write_lines(trail, 1)
        assert verdict(trail).ok
    audit.begin_head(trail.works)


def test_a_broken_trail_is_not_signed_and_the_verdict_is_kept(trail: World) -> None:
    with trail.as_system() as work:
        before = audit.state(work)
    with tampered(trail, doing("UPDATE audit_lines SET deed = 'x' WHERE id = 2")):
        with pytest.raises(audit.ChainBroken):
            audit.sign(trail.works)
        with trail.as_system() as work:
            after = audit.state(work)
    assert after.last_checkpoint == before.last_checkpoint
    assert after.last_verified is not None
    assert (after.last_verified.ok, after.last_verified.first_broken) == (False, 2)
    audit.begin_head(trail.works)


def test_a_day_after_the_last_time_the_trail_is_signed_again(world: World) -> None:
    def signed() -> int:
        with world.as_system() as work:
            state = audit.state(work)
            return 0 if state.last_checkpoint is None else state.last_checkpoint.number

    audit.sign_daily(world.works)
    assert signed() == 1, "an empty trail is signed too"
    write_lines(world, 2)
    audit.sign_daily(world.works)
    assert signed() == 1
    world.clock.forward(hours=24)
    audit.sign_daily(world.works)
    assert signed() == 2
    assert verdict(world).checkpoints == 2


@pytest.mark.parametrize("table", ["audit_lines", "audit_checkpoints"])
def test_the_database_itself_refuses_to_change_the_trail(world: World, table: str) -> None:
    write_lines(world, 2)
    audit.sign(world.works)
    key = "id" if table == "audit_lines" else "number"
    statements = [f"UPDATE {table} SET {key} = {key}", f"DELETE FROM {table} WHERE {key} = 1", f"DELETE FROM {table}"]
    if world.engine.dialect.name == "postgresql":
        statements += [f"TRUNCATE {table}"]
        statements += [f"INSERT INTO {table} SELECT * FROM {table} ON CONFLICT ({key}) DO UPDATE SET {key} = 9"]
    else:
        statements += [
            f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
            f"REPLACE INTO {table} SELECT * FROM {table}",
        ]
    for statement in statements:
        with pytest.raises(DBAPIError, match="only ever added to"), world.engine.begin() as connection:
            connection.execute(text(statement))
    assert verdict(world).ok


def test_one_who_takes_the_guards_away_is_found_by_what_he_changes(world: World) -> None:
    write_lines(world, 2)
    with world.engine.begin() as connection:
        unguarded(connection)
        connection.execute(text("DELETE FROM audit_lines WHERE id = 2"))
    assert verdict(world).first_broken == 2


def test_lines_say_nothing_of_a_work_that_only_read(world: World) -> None:
    with world.works.open(SYSTEM, read_only=True) as work:
        audit.record(work, "a deed")
    assert pending_of(world) == 0


def pending_of(world: World) -> int:
    with world.as_system() as work:
        return work_end(work)


def work_end(work: Work) -> int:
    return pending.end(work).number


def test_an_erased_person_leaves_the_trail_whole(world: World) -> None:
    her = make_victim(world)
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        destruction.destroy(work, her, ground=Ground.COMMAND, reason="본인이 요청했습니다")
    found = verdict(world)
    assert found.ok, found
    with world.as_system() as work:
        assert audit.about(work, her), "what was done about her stays, by her id alone"
