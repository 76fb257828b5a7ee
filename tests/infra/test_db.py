"""Columns take ciphertext and aware moments only; no error carries a value."""

import logging
import time
import traceback
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, StatementError

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit.models import AuditLine
from lawsuit_hub.features.identity.models import LawFirm, StaffAccount
from lawsuit_hub.features.victims.models import Draft
from lawsuit_hub.infra.db import make_engine
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.sealed import Sealed
from tests.people import CANARY_EMAIL, CANARY_NAME, CANARY_PHONE, make_staff
from tests.world import World

SECRETS = (CANARY_EMAIL, CANARY_NAME, CANARY_PHONE)


def said_by(world: World, deed: Callable[[Work], Any]) -> str:
    """Everything the error says, its causes and its traceback included."""
    with pytest.raises((DBAPIError, StatementError)) as caught, world.as_system() as work:
        deed(work)
        work.db.flush()
    return "".join(traceback.format_exception(caught.value)) + repr(caught.value)


def draft(content: Any, now: datetime) -> Draft:
    return Draft(id=uuid4(), finder=b"f", content=content, saved_at=now, expires_at=now)


@pytest.mark.parametrize("plain", [CANARY_PHONE, CANARY_PHONE.encode(), bytearray(b"010"), 10])
def test_plaintext_never_enters_a_sealed_column_and_the_refusal_does_not_repeat_it(world: World, plain: object) -> None:
    said = said_by(world, lambda work: work.db.add(draft(plain, work.now)))
    assert "only sealed values" in said
    assert not [secret for secret in SECRETS if secret in said]


def test_loading_a_row_opens_nothing(world: World) -> None:
    with world.as_system() as work:
        row = draft(Sealed(b"\x01 not even ciphertext"), work.now)
        work.db.add(row)
    with world.as_system() as work:
        found = work.db.get_one(Draft, row.id)
        assert found.content == Sealed(b"\x01 not even ciphertext")
        assert repr(found.content) == str(found.content) == "<sealed>"


def test_a_moment_without_a_zone_is_refused_and_others_come_back_in_utc(world: World) -> None:
    naive = datetime(2026, 3, 2, 10, 0)  # noqa: DTZ001 - that is the point
    assert "time zone" in said_by(world, lambda work: work.db.add(draft(Sealed(b"x"), naive)))
    seoul = datetime(2026, 3, 2, 10, 0, 0, 123456, tzinfo=timezone(timedelta(hours=9)))
    with world.as_system() as work:
        row = draft(Sealed(b"x"), seoul)
        work.db.add(row)
    with world.as_system() as work:
        found = work.db.get_one(Draft, row.id).saved_at
    assert (found, found.tzinfo) == (seoul, UTC)


def account(**more: Any) -> StaffAccount:
    return StaffAccount(id=uuid4(), login=CANARY_EMAIL, created_at=datetime.now(UTC), **more)


@pytest.mark.parametrize(
    ("what", "row"),
    [
        ("unique", lambda: account(role="caseworker")),
        ("check", lambda: account(role="lawyer")),
        ("null", lambda: account(role=None)),
        ("foreign key", lambda: account(role="caseworker", firm_id=uuid4())),
        ("too long or no number", lambda: LawFirm(id=uuid4(), name=CANARY_NAME, phone=CANARY_PHONE, created_at=None)),
    ],
)
def test_a_refused_row_is_not_repeated_by_the_error(world: World, what: str, row: Callable[[], object]) -> None:
    if what == "unique":
        make_staff(world, Role.CASEWORKER, login=CANARY_EMAIL)
    said = said_by(world, lambda work: work.db.add(row()))
    assert not [secret for secret in SECRETS if secret in said], what


def test_the_error_still_names_the_constraint(world: World) -> None:
    make_staff(world, Role.CASEWORKER, login=CANARY_EMAIL)
    with pytest.raises(IntegrityError) as caught, world.as_system() as work:
        work.db.add(account(role="caseworker"))
        work.db.flush()
    assert "login" in str(caught.value)


def test_the_engine_s_own_log_carries_no_value(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="sqlalchemy.engine")
    with world.as_system() as work:
        work.db.add(
            AuditLine(at=work.now, actor_role=CANARY_NAME, deed="x", details={"p": CANARY_PHONE}, digest=b"", mac=b"")
        )
        work.db.flush()
        work.db.execute(text("select :it"), {"it": CANARY_EMAIL})
    assert "INSERT INTO audit_lines" in caplog.text
    # Rows that come back are logged at DEBUG: what is selected is ours to keep sealed; what is sent is hidden.
    sent = "\n".join(record.getMessage() for record in caplog.records if "Row (" not in record.getMessage())
    assert not [secret for secret in SECRETS if secret in sent]


def test_sqlite_keeps_no_deleted_key_in_its_free_pages_and_holds_foreign_keys(world: World) -> None:
    if world.engine.dialect.name != "sqlite":
        return
    with world.engine.connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("secure_delete", "foreign_keys", "journal_mode")
        }
    assert pragmas == {"secure_delete": 1, "foreign_keys": 1, "journal_mode": "wal"}


SLOW = {
    "sqlite": "with recursive n(i) as (select 1 union all select i + 1 from n where i < 1000000000) select count(*) from n",
    "postgresql": "select pg_sleep(30)",
}


def test_a_statement_that_takes_too_long_is_ended_and_the_next_one_goes_on(
    empty_database_url: str, database_kind: str
) -> None:
    engine = make_engine(empty_database_url, patience=1)
    began = time.monotonic()
    with pytest.raises(OperationalError), engine.begin() as db:
        db.execute(text(SLOW[database_kind]))
    assert time.monotonic() - began < 15
    with engine.begin() as db:
        assert db.execute(text("select 1")).scalar_one() == 1
    engine.dispose()
