"""The index of public texts."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    op.create_table(
        "search_entries",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("ref", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entries")),
        sa.UniqueConstraint("kind", "ref", name=op.f("uq_search_entries_kind_ref")),
    )
    op.create_table(
        "search_terms",
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("term", sa.String(40), nullable=False),
        sa.Column("entry_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("weight", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "term", "entry_id", name=op.f("pk_search_terms")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("search_terms")
    op.drop_table("search_entries")
