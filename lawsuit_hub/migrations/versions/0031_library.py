"""The library: manuals and their versions."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    op.create_table(
        "library_manuals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("category", sa.String(length=20), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_library_manuals")),
        sa.UniqueConstraint("number", name=op.f("uq_library_manuals_number")),
        sa.UniqueConstraint("once", name=op.f("uq_library_manuals_once")),
    )
    op.create_table(
        "library_versions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("manual_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=20), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["added_by"], ["staff_accounts.id"], name=op.f("fk_library_versions_added_by")),
        sa.ForeignKeyConstraint(["manual_id"], ["library_manuals.id"], name=op.f("fk_library_versions_manual_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_library_versions")),
        sa.UniqueConstraint("manual_id", "number", name=op.f("uq_library_versions_manual_id_number")),
    )


def downgrade() -> None:
    op.drop_table("library_versions")
    op.drop_table("library_manuals")
