"""Opens an instance: settings, keys, database, limits, checked against each other. Makes one for `hub init`."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from lawsuit_hub.infra import epochs, quiet_logs, schema
from lawsuit_hub.infra.db import make_engine, make_sessions
from lawsuit_hub.infra.limits import Limits
from lawsuit_hub.infra.tables import load_tables
from lawsuit_hub.infra.work import Works
from lawsuit_hub.privacy.keyring import BadKeys, Keyring
from lawsuit_hub.settings import SETTINGS_FILE, BadSettings, Settings

DEFAULTS = """\
# Settings of this instance; docs/settings.md describes each. Keys lie in keys/, never here.
public_base_url = "https://hub.example.org"
trusted_hosts = ["hub.example.org"]
operator = "전세피해지원 담당 부서"
help_phone = "02-0000-0000"
home_province = "서울"
# The carrier of SMS. "file" writes outbox.jsonl and is for trials only.
carrier = "file"
allow_file_carrier = false
"""


@dataclass(frozen=True, slots=True)
class Instance:
    settings: Settings
    engine: Engine
    works: Works


def open_instance(settings: Settings) -> Instance:
    """Raises BadSettings (schema not at head, folder open to others) or BadKeys (missing, readable by others, changed)."""
    if settings.instance.stat().st_mode & 0o077:
        raise BadSettings(f"{settings.instance} is open to other users: chmod 700 {settings.instance}")
    # Whatever a process of this instance writes from here on is for its user alone.
    os.umask(0o077)
    quiet_logs.install()
    load_tables()
    ring = Keyring.load(settings.keys_folder)
    engine = make_engine(settings.database_url)
    try:
        return _opened(settings, engine, ring)
    except BaseException:
        engine.dispose()
        raise


def _opened(settings: Settings, engine: Engine, ring: Keyring) -> Instance:
    if schema.current(engine) != schema.head():
        raise BadSettings("the database is not at the newest schema: run `hub migrate`")
    limits = Limits.at(settings.limits_database)
    works = Works(make_sessions(engine), ring, limits, settings)
    try:
        check_keys(works, ring)
    except BaseException:
        limits.close()
        raise
    return Instance(settings, engine, works)


def check_keys(works: Works, ring: Keyring) -> None:
    """Compares the keys with the check values that the database noted; notes them where there are none yet.

    Of the numbered keys those count that the database knows: a newer one may lie ready and wrap nothing yet, an older
    one may be retired and not destroyed yet.
    """
    now = works.clock()
    with works.sessions() as session, session.begin():
        noted = epochs.noted(session)
        values = ring.check_values()
        changed = sorted(name for name, value in noted.items() if values.get(name) != value)
        if changed:
            raise BadKeys("keys are missing or differ from those this database was made with: " + ", ".join(changed))
        epochs.begin(session, ring.newest(), now)
        known = epochs.known(session)
        new = {name: values[name] for name in values if name not in noted}
        epochs.note(session, {name: new[name] for name in new if name in known or not epochs.is_numbered(name)}, now)


def make_instance(
    folder: Path, *, text: str = DEFAULTS, demo: bool = False, environ: Mapping[str, str] | None = None
) -> Instance:
    """Folder 0700, keys 0600, settings, newest schema. Raises BadSettings when there are keys, settings or data already."""
    for taken in ("keys", SETTINGS_FILE, "hub.db"):
        if (folder / taken).exists():
            raise BadSettings(f"{folder} already has {taken}: nothing was changed")
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    written = os.open(folder / SETTINGS_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(written, "w", encoding="utf-8") as out:
        out.write(text)
    Keyring.create(folder / "keys", demo=demo)
    settings = Settings.load(folder, environ)
    migrate(settings)
    return open_instance(settings)


def migrate(settings: Settings) -> None:
    """Brings the database to the newest schema; SQLite's file becomes 0600."""
    load_tables()
    engine = make_engine(settings.database_url)
    os.umask(0o077)
    try:
        schema.upgrade(engine)
    finally:
        engine.dispose()
