"""Makes an instance from a backup: any data with the newest keys, into nothing. Reads both files whole before it writes.

Keys without data (people who registered later) are dropped; people who were erased later have no key, and their rows are
blanked again; whatever else lost its key since is sealed anew or ended, and told.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from sqlalchemy import inspect

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.backup.container import KEYS, BadBackup, Head, check_recovery, head_of, read, verify
from lawsuit_hub.backup.loading import load
from lawsuit_hub.backup.shelf import Shelf, name_of
from lawsuit_hub.backup.taking import FILE, KEY_FILES, LEDGER, PIECE, UPLOADS, Say
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.destruction import service as destruction
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.infra.db import make_engine
from lawsuit_hub.infra.refusals import Refusal
from lawsuit_hub.infra.roots import ring_of
from lawsuit_hub.instance import UNFINISHED, Instance, migrate, open_instance
from lawsuit_hub.privacy.recovery import RecoveryKey
from lawsuit_hub.settings import SETTINGS_FILE, Settings


class NotEmpty(Refusal):
    """A backup is restored into an empty instance only; nothing was changed."""


class KeysOlder(Refusal):
    """The newest keys are older than the data: whoever registered between could never be read."""


@dataclass(frozen=True, slots=True)
class Chosen:
    data: Path
    keys: Path
    recovery: RecoveryKey
    heads: Mapping[Path, Head]  # the data first


@dataclass(frozen=True, slots=True)
class Restored:
    instance: Instance
    rows: int
    dropped: int
    erased: int
    keyless: destruction.Keyless


def choose(shelf: Shelf, recovery: RecoveryKey, data_name: str | None) -> Chosen:
    """Both files, read to their ends. Raises BadBackup, KeysOlder."""
    data, keys = shelf.data(data_name), shelf.newest(KEYS)
    for path in (data, keys):
        check_recovery(path, recovery)
    heads = {path: head_of(path) for path in (data, keys)}
    for path, head in heads.items():
        if path.name != name_of(head.kind, head.at):
            raise BadBackup(f"{path.name} is {name_of(head.kind, head.at)} under another name: give it its own back")
    if heads[keys].at < heads[data].at:
        raise KeysOlder(f"{keys.name} is older than {data.name}: restore data of that time or before with --data")
    for path in (data, keys):
        verify(path, recovery)
    return Chosen(data, keys, recovery, heads)


def restore(folder: Path, chosen: Chosen, *, environ: Mapping[str, str], actor: Actor, say: Say) -> Restored:
    """Raises NotEmpty before anything is written. What is stopped half-way is no instance, and says so when it is opened."""
    refuse_unless_empty(folder)
    os.umask(0o077)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    settings = _settings(folder, chosen, environ)
    (folder / UNFINISHED).touch(mode=0o600)
    _write_files(settings.uploads_folder, chosen, chosen.data, place=UPLOADS)
    _write_files(settings.keys_folder, chosen, chosen.keys, place=KEY_FILES)
    engine = make_engine(settings.database_url)
    try:
        mac = partial(ring_of(settings).mac, audit.MAC_PURPOSE)
        count, dropped = load(engine, chosen.heads, chosen.recovery.open, audit_mac=mac, say=say)
    finally:
        engine.dispose()
    migrate(settings)
    instance = open_instance(settings, unfinished=True)
    erased, keyless = _settle(instance, chosen, actor)
    (folder / UNFINISHED).unlink()
    return Restored(instance, count, dropped, erased, keyless)


def _settle(instance: Instance, chosen: Chosen, actor: Actor) -> tuple[int, destruction.Keyless]:
    """Who was erased since is erased again; nobody is signed in; the trail goes on with this. Raises LedgerDiffers."""
    with instance.works.open(actor) as work:
        for record in read(chosen.keys, chosen.recovery.open):
            if record[0] == LEDGER:
                destruction.merge_ledger(work, record[1])
        erased, keyless = destruction.settle(work)
        identity.end_everybody(work)
    audit.accept_head(
        instance.works,
        actor,
        deed="backup:restored",
        data=chosen.data.name,
        keys=chosen.keys.name,
        erased_again=erased,
        keyless=asdict(keyless),
    )
    return erased, keyless


def refuse_unless_empty(folder: Path) -> None:
    """hub.toml alone may lie there, to name another database. Raises NotEmpty."""
    if (folder / UNFINISHED).exists():
        raise NotEmpty(f"{folder} holds a restore that was stopped: empty it and its database, then begin again")
    lying = [name for name in ("keys", "hub.db", "uploads") if (folder / name).exists()]
    if lying:
        raise NotEmpty(f"{folder} has {', '.join(lying)} already: restore into a new folder; nothing was changed")


def _settings(folder: Path, chosen: Chosen, environ: Mapping[str, str]) -> Settings:
    """Those that lie there already, else those of the backup. Raises BadSettings, NotEmpty; then it leaves none behind."""
    path = folder / SETTINGS_FILE
    brought = not path.exists()
    if brought:
        _write_files(folder, chosen, chosen.data, place="", only=SETTINGS_FILE)
    try:
        settings = Settings.load(folder, environ)
        if settings.keys_folder.exists():
            raise NotEmpty(f"{settings.keys_folder} is there already; nothing was changed")
        _refuse_unless_bare(settings.database_url)
    except BaseException:
        if brought:
            path.unlink()
        raise
    return settings


def _refuse_unless_bare(url: str) -> None:
    engine = make_engine(url)
    try:
        # A file is not opened to see whether it is there: that would make it.
        there = (
            Path(engine.url.database or "").exists() if url.startswith("sqlite") else inspect(engine).get_table_names()
        )
    finally:
        engine.dispose()
    if there:
        raise NotEmpty("the database holds something already: name an empty one by DATABASE_URL; nothing was changed")


def _pieces(chosen: Chosen, path: Path) -> Iterator[tuple[str, bytes]]:
    name = ""
    for record in read(path, chosen.recovery.open):
        if record[0] == FILE:
            name = record[1]
            yield name, b""
        elif record[0] == PIECE:
            yield name, record[1]


def _write_files(folder: Path, chosen: Chosen, path: Path, *, place: str, only: str = "") -> None:
    """The files of one place, by names that lead out of nowhere."""
    for name, piece in _pieces(chosen, path):
        rest = PurePosixPath(name.removeprefix(place))
        if not name.startswith(place) or not rest.as_posix().startswith(only):
            continue
        if rest.is_absolute() or ".." in rest.parts:
            raise BadBackup(f"the backup names a file where none may lie: {name!r}")
        target = folder / rest
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "ab") as out:
            out.write(piece)
