"""Utterances that the bot did not know, without who said them."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"


def upgrade() -> None:
    op.create_table(
        "bot_unanswered",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("channel", sa.String(10), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bot_unanswered")),
    )
    op.create_index(op.f("ix_bot_unanswered_said_on"), "bot_unanswered", ["said_on"])


def downgrade() -> None:
    op.drop_table("bot_unanswered")
