"""Which messages a member switched off."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"


def upgrade() -> None:
    op.create_table(
        "messages_switched_off",
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("topic", sa.String(10), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("victim_id", "topic", name=op.f("pk_messages_switched_off")),
    )


def downgrade() -> None:
    op.drop_table("messages_switched_off")
