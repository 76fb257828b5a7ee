"""Accounts of staff with a last day and the networks they may be used from."""

from datetime import UTC, datetime, timedelta, timezone

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

SEOUL = timezone(timedelta(hours=9))
LAWYERS_YEAR = timedelta(
    days=365
)  # the lawyers who are there now: from today on, so that nobody is put out by a migration


def upgrade() -> None:
    op.add_column("staff_accounts", sa.Column("ends_on", sa.Date(), nullable=True))
    op.add_column("staff_accounts", sa.Column("networks", sa.String(length=1000), nullable=True))
    accounts = sa.table("staff_accounts", sa.column("role", sa.String()), sa.column("ends_on", sa.Date()))
    last_day = datetime.now(UTC).astimezone(SEOUL).date() + LAWYERS_YEAR
    op.execute(accounts.update().where(accounts.c.role == "lawyer").values(ends_on=last_day))


def downgrade() -> None:
    op.drop_column("staff_accounts", "networks")
    op.drop_column("staff_accounts", "ends_on")
