"""Takes a backup while the service serves: one moment of the database in two files, one without keys, one of keys.

Whoever is erased later has no key in the newest key file, so the data of any day brings back everybody but her.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, select

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.backup import rows
from lawsuit_hub.backup.container import DATA, KEYS, BadBackup, Head, Writer
from lawsuit_hub.backup.rows import Form
from lawsuit_hub.backup.shelf import KEPT_KEYS, Shelf, time_of
from lawsuit_hub.features.destruction import service as destruction
from lawsuit_hub.infra import schema
from lawsuit_hub.infra.db import Base
from lawsuit_hub.infra.epochs import PAIR, KekEpoch
from lawsuit_hub.infra.tables import load_tables
from lawsuit_hub.infra.work import Works
from lawsuit_hub.privacy.epochs import file_of
from lawsuit_hub.privacy.recovery import RecoveryPublic
from lawsuit_hub.settings import SETTINGS_FILE, Settings

TABLE, ROWS, FILE, PIECE, LEDGER = "table", "rows", "file", "piece", "ledger"

UPLOADS, KEY_FILES = "uploads/", "keys/"

# What only the newest keys may bring back: the wrapped keys, what wraps them, and by what they are recognised.
KEY_TABLES = frozenset({"subject_keys", "kek_epochs", "key_checks"})
# Codes and challenges run out within minutes; who waits for one asks for another.
LEFT_OUT = frozenset({"phone_codes", "passkey_challenges"})

_PIECE_BYTES = 1024 * 1024

Say = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Taken:
    data: Path
    keys: Path
    rows: int
    sums: dict[str, str]
    gone: list[str]


def take(
    works: Works, engine: Engine, shelf: Shelf, *, keep: int | None, say: Say, keep_keys: int = KEPT_KEYS
) -> Taken:
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
        gone = shelf.prune(keep, keep_keys=keep_keys)
        named = {whole[kind].name: digest for kind, digest in sums.items()}
        shelf.note_sums(named)
    return Taken(whole[DATA], whole[KEYS], count, named, gone)


def _fill(engine: Engine, settings: Settings, writers: dict[str, Writer], say: Say) -> int:
    keys = key_files(settings.keys_folder)
    with snapshot(engine) as connection:
        wrapping, count = _wrapping(connection), 0
        for table in tables():
            writer = writers[KEYS if table.name in KEY_TABLES else DATA]
            count += _put_table(connection, table, writer)
            say(table.name, count)
    for name, content in whole_keys(keys, key_files(settings.keys_folder), wrapping).items():
        writers[KEYS].put([FILE, KEY_FILES + name])
        writers[KEYS].put([PIECE, content])
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


def key_files(folder: Path) -> dict[str, bytes]:
    """What lies in the key folder now, by its place there."""
    found = {}
    for path in _all_files(folder):
        with suppress(FileNotFoundError):  # destroyed just now
            found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found


def whole_keys(before: Mapping[str, bytes], after: Mapping[str, bytes], wrapping: set[str]) -> dict[str, bytes]:
    """Keys turn while a copy is made: of a key the copied tables need, what lay there before the moment of the copy counts, since
    it may be destroyed by now. Others that are gone stay gone. Raises BadBackup where one that is needed was never seen.
    """
    whole = {**after, **{name: content for name, content in before.items() if name in after or name in wrapping}}
    if lacking := wrapping - whole.keys():
        raise BadBackup(f"the keys turned while they were copied ({', '.join(sorted(lacking))}): make the backup again")
    return whole


def _wrapping(connection: Connection) -> set[str]:
    """The files of the keys that wrap something in the copied tables."""
    return {file_of(kek_id) for kek_id in connection.scalars(select(KekEpoch.id).where(KekEpoch.kind != PAIR))}


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
