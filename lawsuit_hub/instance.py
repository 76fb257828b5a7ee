"""Opens an instance: settings, keys, database, limits, checked against each other. Makes one for `hub init`."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy import Engine

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.infra import epochs, logs, own_memory, schema
from lawsuit_hub.infra.db import make_engine, make_sessions
from lawsuit_hub.infra.limits import Limits
from lawsuit_hub.infra.rings import outside
from lawsuit_hub.infra.roots import ring_of, root_of
from lawsuit_hub.infra.tables import load_tables
from lawsuit_hub.infra.tier_link import TierLink
from lawsuit_hub.infra.work import Works
from lawsuit_hub.privacy import new_keys, recovery
from lawsuit_hub.privacy.keyring import BadKeys, Keyring, RootTrouble
from lawsuit_hub.privacy.tiers import is_outside, notes
from lawsuit_hub.settings import SETTINGS_FILE, BadSettings, Settings

log = logs.named("instance")

UNFINISHED = "restore.unfinished"  # lies in the folder while a backup is restored into it
CHAINED = "0002"  # from this schema on audit lines are chained

DEFAULTS = """\
# Settings of this instance; docs/settings.md describes each. Keys lie in keys/, never here.
public_base_url = "https://hub.example.org"
trusted_hosts = ["hub.example.org"]
operator = "전세피해지원 담당 부서"
help_phone = "02-0000-0000"
# Your reverse proxies: how many stand before the service, and from which networks they speak (docs/web.md).
proxies = 1
proxy_networks = ["127.0.0.1/32", "::1/128"]
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


def open_instance(settings: Settings, *, unfinished: bool = False, patience: int | None = None) -> Instance:
    """Raises BadSettings (schema not at head, folder open to others) or BadKeys (missing, readable by others, changed).

    `unfinished` is for whoever is restoring a backup into it: nobody else opens what a restore left half-way. `patience` is
    how many seconds a statement may take.
    """
    if (settings.instance / UNFINISHED).exists() and not unfinished:
        raise BadSettings(
            f"a restore into {settings.instance} was stopped: empty it and its database, then restore again"
        )
    if settings.instance.stat().st_mode & 0o077:
        raise BadSettings(f"{settings.instance} is open to other users: chmod 700 {settings.instance}")
    # Whatever a process of this instance writes from here on is for its user alone.
    os.umask(0o077)
    logs.install()
    own_memory.close()
    load_tables()
    ring, link = outside(settings) if is_outside(settings.tier) else (ring_of(settings), None)
    engine = make_engine(settings.database_url, patience=patience)
    try:
        return _opened(settings, engine, ring, link)
    except BaseException:
        engine.dispose()
        raise


def _opened(settings: Settings, engine: Engine, ring: Keyring, link: TierLink | None) -> Instance:
    if schema.current(engine) != schema.head():
        raise BadSettings("the database is not at the newest schema: run `hub migrate`")
    limits = Limits.at(settings.limits_database)
    works = Works(make_sessions(engine), ring, limits, settings, inner=link)
    try:
        check_keys(works, ring)
    except BaseException:
        limits.close()
        raise
    return Instance(settings, engine, works)


def check_keys(works: Works, ring: Keyring) -> None:
    """Compares the keys with the check values that the database noted; notes them where there are none yet.

    Of the numbered keys those count that the database knows: a newer one may lie ready and wrap nothing yet, an older
    one may be retired and not destroyed yet. A tier outside compares what it is to hold, and notes nothing.
    """
    now = works.clock()
    with works.sessions() as session, session.begin():
        noted = epochs.noted(session)
        (values, later), tier = _values(ring), works.settings.tier
        held = {name: value for name, value in noted.items() if notes(tier, name)}
        changed = sorted(name for name, value in held.items() if name not in later and values.get(name) != value)
        if changed:
            raise BadKeys("keys are missing or differ from those this database was made with: " + ", ".join(changed))
        if is_outside(tier):
            return
        ring.expect(noted)
        epochs.begin(session, ring.newest(), now)
        known = epochs.known(session)
        new = {name: values[name] for name in values if name not in noted}
        epochs.note(session, {name: new[name] for name in new if name in known or not epochs.is_numbered(name)}, now)


def _values(ring: Keyring) -> tuple[dict[str, str], frozenset[str]]:
    """The check values, and the names of those that must wait: a root key that is down does not stop registration."""
    try:
        return ring.check_values(), frozenset()
    except RootTrouble as trouble:
        log.warning("identities stay closed, and their keys are checked when they can be opened", because=str(trouble))
        return ring.checks_without_root(), ring.asked_of_root()


def make_instance(
    folder: Path, *, text: str = DEFAULTS, demo: bool = False, environ: Mapping[str, str] | None = None
) -> Instance:
    """Folder 0700, keys 0600, settings, newest schema. Raises BadSettings when there are keys, settings or data already.

    Raises RootTrouble with nothing written where `text` names a root key that does not answer.
    """
    for taken in ("keys", SETTINGS_FILE, "hub.db"):
        if (folder / taken).exists():
            raise BadSettings(f"{folder} already has {taken}: nothing was changed")
    settings = Settings.of(folder, text, environ)
    root = root_of(settings)
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    Keyring.create(settings.keys_folder, root=root, demo=demo)
    written = os.open(folder / SETTINGS_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(written, "w", encoding="utf-8") as out:
        out.write(text)
    recovery.make(settings.keys_folder, folder / recovery.PRIVATE_FILE, demo=demo)
    migrate(settings)
    return open_instance(settings)


def migrate(settings: Settings) -> None:
    """Brings the database to the newest schema; SQLite's file becomes 0600. Raises BadKeys where keys are wanted.

    An instance older than the audit chain gets the keys that it lacks, its lines are chained, and the end of the chain becomes
    known. Afterwards none of this happens again: a head file that is missing later must be missed.
    """
    load_tables()
    engine = make_engine(settings.database_url)
    os.umask(0o077)
    try:
        before = schema.current(engine)
        if before is not None and before >= CHAINED:
            schema.upgrade(engine)
            return
        new_keys.complete(settings.keys_folder, root_of(settings))
        ring = ring_of(settings)
        schema.upgrade(engine, audit_mac=partial(ring.mac, audit.MAC_PURPOSE))
        _begin_audit(settings, engine, ring)
    finally:
        engine.dispose()


def _begin_audit(settings: Settings, engine: Engine, ring: Keyring) -> None:
    limits = Limits.at(settings.limits_database)
    try:
        audit.begin_head(Works(make_sessions(engine), ring, limits, settings))
    finally:
        limits.close()
