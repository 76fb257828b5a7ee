"""Takes a backup while the service serves: one moment of the database in two files, one without keys, one of keys.

Whoever is erased later has no key in the newest key file, so the data of any day brings back everybody but her.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, Table

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.backup import rows
from lawsuit_hub.backup.container import DATA, KEYS, Head, Writer
from lawsuit_hub.backup.rows import Form
from lawsuit_hub.backup.shelf import Shelf, time_of
from lawsuit_hub.features.destruction import service as destruction
from lawsuit_hub.infra import schema
from lawsuit_hub.infra.db import Base
from lawsuit_hub.infra.tables import load_tables
from lawsuit_hub.infra.work import Works
from lawsuit_hub.privacy.recovery import RecoveryPublic
from lawsuit_hub.settings import SETTINGS_FILE, Settings

TABLE, ROWS, FILE, PIECE, LEDGER = "table", "rows", "file", "piece", "ledger"

UPLOADS, KEY_FILES = "uploads/", "keys/"

# What only the newest keys may bring back: the wrapped keys, what wraps them, and by what they are recognised.
KEY_TABLES = frozenset({"subject_keys", "kek_epochs", "key_checks"})
# Codes run out within minutes; who waits for one asks for another.
LEFT_OUT = frozenset({"phone_codes"})

_PIECE_BYTES = 1024 * 1024

Say = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Taken:
    data: Path
    keys: Path
    rows: int
    sums: dict[str, str]
    gone: list[str]


def take(works: Works, engine: Engine, shelf: Shelf, *, keep: int | None, say: Say) -> Taken:
    """Raises BackupRunning, BackupThere, BadBackup, RecoveryMissing; OSError where the disk is full. What was there stays."""
    settings = works.settings
    recovery = RecoveryPublic.read(settings.keys_folder)
    with shelf.writing(), ExitStack() as cleaning:
        at, revision = time_of(works.clock()), schema.head()
        writers = {}
        for kind in (KEYS, DATA):
            part = shelf.part(kind, at)
            cleaning.callback(part.unlink, missing_ok=True)
            writers[kind] = Writer(part, Head(kind, at, revision, recovery.id), recovery)
            cleaning.callback(writers[kind].close)
        count = _fill(engine, settings, writers, say)
        # Read after the moment of the copy: who was erased meanwhile stands in it, whatever else the copy holds of her.
        with works.open(SYSTEM, read_only=True) as work:
            writers[KEYS].put([LEDGER, destruction.ledger(work)])
        sums = {kind: writers[kind].finish() for kind in (KEYS, DATA)}
        whole = {kind: shelf.put(writers[kind].path) for kind in (KEYS, DATA)}
        gone = shelf.prune(keep)
        named = {whole[kind].name: digest for kind, digest in sums.items()}
        shelf.note_sums(named)
    return Taken(whole[DATA], whole[KEYS], count, named, gone)


def _fill(engine: Engine, settings: Settings, writers: dict[str, Writer], say: Say) -> int:
    with snapshot(engine) as connection:
        count = 0
        for table in tables():
            writer = writers[KEYS if table.name in KEY_TABLES else DATA]
            count += _put_table(connection, table, writer)
            say(table.name, count)
    put_files(writers[KEYS], KEY_FILES, settings.keys_folder, _all_files(settings.keys_folder))
    put_files(writers[DATA], "", settings.instance, [settings.instance / SETTINGS_FILE])
    put_files(writers[DATA], UPLOADS, settings.uploads_folder, _all_files(settings.uploads_folder))
    return count


def tables() -> list[Table]:
    """What a backup holds, each table after those it points to."""
    load_tables()
    return [table for table in Base.metadata.sorted_tables if table.name not in LEFT_OUT]


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """One moment of the whole database, however long the reading takes; writers do not wait for it."""
    options = (
        {"read_only": True}
        if engine.dialect.name == "sqlite"
        else {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    )
    with engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


def _put_table(connection: Connection, table: Table, writer: Writer) -> int:
    writer.put([TABLE, *Form.of(table).told()])
    count = 0
    for part in rows.read(connection, table):
        writer.put([ROWS, part])
        count += len(part)
    return count


def _all_files(folder: Path) -> list[Path]:
    """Without what is half-written (.part, and key files on their way, which begin with a dot)."""
    found = folder.rglob("*") if folder.is_dir() else []
    return sorted(path for path in found if path.is_file() and path.suffix != ".part" and not path.name.startswith("."))


def put_files(writer: Writer, place: str, root: Path, paths: Iterable[Path]) -> None:
    """Under the name of their place, wherever the folder is. A file that was worked off meanwhile is left out: its row says what became of it."""
    for path in paths:
        try:
            source = path.open("rb")
        except FileNotFoundError:
            continue
        with source:
            writer.put([FILE, place + path.relative_to(root).as_posix()])
            while piece := source.read(_PIECE_BYTES):
                writer.put([PIECE, piece])
