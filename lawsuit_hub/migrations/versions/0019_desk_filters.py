"""Filters that a caseworker keeps for herself."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.create_table(
        "desk_filters",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("query", sa.String(300), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["staff_accounts.id"], name=op.f("fk_desk_filters_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_filters")),
        sa.UniqueConstraint("account_id", "name", name=op.f("uq_desk_filters_account_id_name")),
    )


def downgrade() -> None:
    op.drop_table("desk_filters")
