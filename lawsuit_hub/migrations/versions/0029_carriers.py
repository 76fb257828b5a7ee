"""What carriers were told and what came of it: batches, doubts, costs, reports."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"

MESSAGE = "outbox_messages"


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    with op.batch_alter_table(MESSAGE) as table:
        table.add_column(sa.Column("urgent", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("batch_id", sa.Uuid(), nullable=True))
        table.add_column(sa.Column("asked_at", moment, nullable=True))
        table.add_column(sa.Column("looks", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("carrier", sa.String(10), nullable=True))
        table.add_column(sa.Column("channel", sa.String(10), nullable=True))
        table.add_column(sa.Column("cost", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("carrier_id", sa.String(60), nullable=True))
        table.add_column(sa.Column("held", sa.String(30), nullable=True))
        table.add_column(sa.Column("unknown_at", moment, nullable=True))
        table.add_column(sa.Column("reported", sa.String(10), nullable=True))
        table.add_column(sa.Column("reported_at", moment, nullable=True))
        table.add_column(sa.Column("instead_of", sa.Uuid(), nullable=True))
        table.create_unique_constraint(op.f("uq_outbox_messages_instead_of"), ["instead_of"])
        table.create_index(op.f("ix_outbox_messages_batch_id"), ["batch_id"])
    op.execute(sa.text("update outbox_messages set urgent = true where kind in ('code', 'breach_notice')"))
    op.create_table(
        "outbox_batches",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("made_at", moment, nullable=False),
        sa.Column("paused_at", moment, nullable=True),
        sa.Column("stopped_at", moment, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_batches")),
    )
    op.create_table(
        "outbox_spending",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("channel", sa.String(10), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("cost", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("day", "kind", "channel", name=op.f("pk_outbox_spending")),
    )


def downgrade() -> None:
    op.drop_table("outbox_spending")
    op.drop_table("outbox_batches")
    with op.batch_alter_table(MESSAGE) as table:
        table.drop_index(op.f("ix_outbox_messages_batch_id"))
        table.drop_constraint(op.f("uq_outbox_messages_instead_of"), type_="unique")
        for name in (
            "instead_of", "reported_at", "reported", "unknown_at", "held", "carrier_id", "cost", "channel", "carrier", "looks", "asked_at",
            "batch_id", "urgent",
        ):  # fmt: skip
            table.drop_column(name)
