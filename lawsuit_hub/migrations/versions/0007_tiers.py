"""What one tier asks of another: rosters that the lawyers' listener cannot make itself."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "roster_requests",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("password", sa.LargeBinary(), nullable=False),
        sa.Column("address", sa.String(length=60), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["id"], ["roster_exports.id"], name=op.f("fk_roster_requests_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_requests")),
    )


def downgrade() -> None:
    op.drop_table("roster_requests")
