"""How far a roster is that the worker makes, exports that were called off, and lawyers' age keys."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    op.add_column("roster_exports", sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("roster_exports", sa.Column("recipient", sa.String(80), nullable=True))
    op.add_column("roster_requests", sa.Column("rows_done", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("roster_requests", sa.Column("by_key", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "roster_keys",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("recipient", sa.String(80), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["staff_accounts.id"], name=op.f("fk_roster_keys_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_keys")),
    )


def downgrade() -> None:
    op.drop_table("roster_keys")
    op.drop_column("roster_requests", "by_key")
    op.drop_column("roster_requests", "rows_done")
    op.drop_column("roster_exports", "recipient")
    op.drop_column("roster_exports", "cancelled_at")
