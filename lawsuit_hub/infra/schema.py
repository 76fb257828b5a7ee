"""Brings a database to the newest schema and tells whether it is there. Migrations are numbered files."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"


Mac = Callable[[bytes], bytes]


def config(engine: Engine, audit_mac: Mac | None = None) -> Config:
    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS))
    made.attributes["engine"] = engine
    made.attributes["audit_mac"] = audit_mac
    return made


def upgrade(engine: Engine, revision: str = "head", *, audit_mac: Mac | None = None) -> None:
    """`audit_mac` chains audit lines older than the chain: migration 0002 refuses to go on without it if there are any."""
    command.upgrade(config(engine, audit_mac), revision)


def downgrade(engine: Engine, revision: str) -> None:
    command.downgrade(config(engine), revision)


def head() -> str:
    return str(ScriptDirectory(str(MIGRATIONS)).get_current_head())


def current(engine: Engine) -> str | None:
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()
