"""Migrations: numbered, complete, and going both ways with rows in them, on each database."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Engine,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    Uuid,
    func,
    inspect,
    literal,
    select,
)  # fmt: skip
from sqlalchemy import table as a_table
from sqlalchemy.types import TypeDecorator

from lawsuit_hub.infra import schema
from lawsuit_hub.infra.db import Base, make_engine
from lawsuit_hub.infra.tables import load_tables

VERSIONS = sorted(path for path in (schema.MIGRATIONS / "versions").glob("*.py") if path.name != "__init__.py")
NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)


def test_migrations_are_numbered_in_sequence_and_each_follows_the_one_before() -> None:
    for number, path in enumerate(VERSIONS, start=1):
        assert re.fullmatch(rf"{number:04d}_[a-z0-9_]+\.py", path.name), f"{path.name} should begin with {number:04d}_"
        said = path.read_text(encoding="utf-8")
        assert f'revision = "{number:04d}"' in said, f"{path.name}: its revision should be {number:04d}"
        before = f'"{number - 1:04d}"' if number > 1 else "None"
        assert re.search(rf"down_revision(: str \| None)? = {before}", said), (
            f"{path.name}: down_revision should be {before}"
        )


@pytest.fixture
def engine(empty_database_url: str) -> Any:
    load_tables()
    made = make_engine(empty_database_url)
    yield made
    made.dispose()


def test_the_newest_schema_is_what_the_models_say(engine: Engine) -> None:
    schema.upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        missing = compare_metadata(context, Base.metadata)
    assert not missing, f"write a migration (`alembic revision --autogenerate`) for: {missing}"


def test_check_constraints_are_those_of_the_models(engine: Engine) -> None:
    """Alembic does not compare these."""
    schema.upgrade(engine)
    found = inspect(engine)
    for table in Base.metadata.sorted_tables:
        said = {str(one.name) for one in table.constraints if isinstance(one, CheckConstraint)}
        there = {str(one["name"]) for one in found.get_check_constraints(table.name)}
        assert said == there, f"{table.name}: the migration and the model name different CHECK constraints"


def test_every_constraint_and_index_has_a_name_that_a_migration_can_use(engine: Engine) -> None:
    schema.upgrade(engine)
    found = inspect(engine)
    for table in Base.metadata.sorted_tables:
        for one in (
            *found.get_foreign_keys(table.name),
            *found.get_unique_constraints(table.name),
            *found.get_indexes(table.name),
        ):
            assert one["name"], f"{table.name}: {one}"
        for constraint in table.constraints:
            assert constraint.name, f"{table.name}: {constraint}"


@pytest.mark.timeout(400)  # it grows with every migration
def test_every_migration_goes_up_down_and_up_again_with_rows_in_every_table(engine: Engine) -> None:
    for path in VERSIONS:
        number = path.name[:4]
        before = f"{int(number) - 1:04d}" if number != "0001" else "base"
        schema.upgrade(engine, number)
        fill(engine)
        kept = counts(engine)
        schema.downgrade(engine, before)
        left = counts(engine)
        assert all(left[name] == kept[name] for name in left), f"{path.name} loses rows of tables that it does not drop"
        schema.upgrade(engine, number, audit_mac=bytes)  # lines that are there already want a key
        assert set(names(engine)) == set(kept), f"{path.name}: up again is not the same"
    schema.downgrade(engine, "base")
    assert names(engine) == []


def test_upgrading_twice_changes_nothing_and_tells_the_head(engine: Engine) -> None:
    assert schema.current(engine) is None
    schema.upgrade(engine)
    schema.upgrade(engine)
    assert schema.current(engine) == schema.head() == VERSIONS[-1].name[:4]


# One row in each table, by the columns and foreign keys that the database itself tells of. Where a CHECK looks at
# several columns, the words are here: a new one of that sort needs a line.
CHOSEN: dict[str, dict[str, Any]] = {
    "consents": {"kind": "firm"},
    "exhibit_archives": {"decided_by": None},
    "exhibit_heads": {"kind": "lease", "common_id": None},
    "webhook_endpoints": {"secret": b"sealed"},
    "channel_tasks": {"open_of": 1},
    "ballots": {"until_on": date(2026, 3, 9)},
    "mailings": {"kind": "channel_invitation", "approved_by": None},
    "public_releases": {"decided_by": None},
    "meetings": {
        "taken": 1,
        "capacity": 1,
        "starts_at": NOW,
        "ends_at": NOW + timedelta(hours=1),
    },
    "meeting_seats": {"seats": 1, "came": 0},
    "cost_budgets": {"total": 3},
    "cost_versions": {"forced_by": None},
    "cost_applications": {"second_by": None},
    "finding_plans": {"confirmed_by": None},
}
OF_ANOTHER = {"landlord_merge_proposals": {"younger": "landlords"}, "landlord_links": {"other": "landlords"}}


def tables(engine: Engine, *wanted: str) -> list[Table]:
    """These, and those that they refer to."""
    metadata = MetaData()
    if wanted:
        metadata.reflect(engine, only=wanted)
    return list(metadata.sorted_tables)


def names(engine: Engine) -> list[str]:
    return [name for name in inspect(engine).get_table_names() if name != "alembic_version"]


def counts(engine: Engine) -> dict[str, int]:
    """Rows of every table, without reading what the tables look like."""
    each = [select(literal(name).label("name"), func.count()).select_from(a_table(name)) for name in names(engine)]
    with engine.connect() as connection:
        return {name: rows for one in each for name, rows in connection.execute(one)}


def fill(engine: Engine) -> None:
    models = Base.metadata.tables
    made: dict[str, dict[str, Any]] = {}
    empty = [name for name, rows in counts(engine).items() if not rows]
    there = {table.name: table for table in tables(engine, *empty)}
    for table in there.values():
        with engine.begin() as connection:
            if connection.execute(select(func.count()).select_from(table)).scalar_one():
                made[table.name] = dict(connection.execute(select(table)).mappings().first() or {})
                continue
            row = {column.name: value_of(column, models.get(table.name), made) for column in table.columns}
            row |= CHOSEN.get(table.name, {})
            for column_name, target in OF_ANOTHER.get(table.name, {}).items():
                another = made[target] | {"id": uuid4().hex}
                connection.execute(there[target].insert(), [another])
                row[column_name] = another["id"]
            row = {name: value for name, value in row.items() if value is not None}
            connection.execute(table.insert(), [row])
            made[table.name] = row


def value_of(column: Column[Any], model: Table | None, made: dict[str, dict[str, Any]]) -> Any:
    for key in column.foreign_keys:
        target = made.get(key.column.table.name)
        return target.get(key.column.name) if target is not None else None
    if column.nullable:
        return None
    allowed = allowed_words(column, model)
    if allowed:
        return allowed[0]
    kind = model.columns[column.name].type if model is not None and column.name in model.columns else column.type
    if isinstance(kind, TypeDecorator):
        kind = kind.impl_instance if hasattr(kind, "impl_instance") else kind.impl
    return sample(kind)


def sample(kind: Any) -> Any:
    plain: list[tuple[type, Any]] = [
        (Uuid, uuid4().hex), (JSON, "{}"), (Boolean, True), (DateTime, NOW), (Date, date(2026, 3, 2)), (LargeBinary, b"sealed"),
        (BigInteger, 1), (SmallInteger, 1), (Integer, 1), (Float, 1.0), (Text, "word"), (String, "word"),
    ]  # fmt: skip
    return next(value for family, value in plain if isinstance(kind, family))


def allowed_words(column: Column[Any], model: Table | None) -> list[str]:
    """The words that a CHECK constraint allows in this column."""
    if model is None:
        return []
    for constraint in model.constraints:
        if isinstance(constraint, CheckConstraint):
            found = re.match(rf"{column.name} in \(([^)]*)\)", str(constraint.sqltext))
            if found:
                return re.findall(r"'([^']*)'", found[1])
    return []
