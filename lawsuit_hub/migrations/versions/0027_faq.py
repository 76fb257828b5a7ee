"""Questions that are asked often, and everything they ever said."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    op.create_table(
        "faq_entries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("of_file", sa.Boolean(), nullable=False),
        sa.Column("once", sa.String(40), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_faq_entries")),
        sa.UniqueConstraint("code", name=op.f("uq_faq_entries_code")),
        sa.UniqueConstraint("once", name=op.f("uq_faq_entries_once")),
    )
    op.create_table(
        "faq_wordings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(40), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("variants", sa.JSON(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_account", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["faq_entries.id"], name=op.f("fk_faq_wordings_entry_id")),
        sa.ForeignKeyConstraint(["by_account"], ["staff_accounts.id"], name=op.f("fk_faq_wordings_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_faq_wordings")),
        sa.UniqueConstraint("entry_id", "turn", name=op.f("uq_faq_wordings_entry_id_turn")),
    )


def downgrade() -> None:
    op.drop_table("faq_wordings")
    op.drop_table("faq_entries")
