"""Runs migrations on the engine it is handed (infra/schema.py); there is no alembic.ini."""

from alembic import context

from lawsuit_hub.infra.db import Base

# Every feature's tables must be known before two schemas can be compared.
from lawsuit_hub.infra.tables import load_tables

load_tables()
engine = context.config.attributes["engine"]

with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=engine.dialect.name == "sqlite",
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
