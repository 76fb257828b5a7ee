"""Urns: who has cast, and what was cast."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"


def upgrade() -> None:
    op.create_table(
        "urns",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("marks", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_urns")),
    )
    op.create_table(
        "urn_batches",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("urn_id", sa.Uuid(), nullable=False),
        sa.Column("slips", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["urn_id"], ["urns.id"], name=op.f("fk_urn_batches_urn_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_urn_batches")),
    )
    op.create_index(op.f("ix_urn_batches_urn_id"), "urn_batches", ["urn_id"])
    if op.get_bind().dialect.name == "postgresql":
        # What stood before the last casts is cleared away within minutes: compared with what stands, it would tell who cast what.
        for table in ("urns", "urn_batches"):
            soon = "autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1"
            toast = "toast.autovacuum_vacuum_scale_factor = 0, toast.autovacuum_vacuum_threshold = 1"
            op.execute(f"alter table {table} set ({soon}, {toast})")


def downgrade() -> None:
    op.drop_table("urn_batches")
    op.drop_table("urns")
