"""Destruction: what is asked, what is due, what was done."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "erasure_requests",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("ground", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by", sa.Uuid(), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "ground in ('own_request', 'consent', 'retention', 'command')", name=op.f("ck_erasure_requests_ground")
        ),
        sa.ForeignKeyConstraint(["victim_id"], ["victims.id"], name=op.f("fk_erasure_requests_victim_id")),
        sa.ForeignKeyConstraint(["approved_by"], ["staff_accounts.id"], name=op.f("fk_erasure_requests_approved_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure_requests")),
    )
    with op.batch_alter_table("erasure_requests", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_erasure_requests_victim_id"), ["victim_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_erasure_requests_cancelled_at_due_at"), ["cancelled_at", "due_at"], unique=False
        )

    op.create_table(
        "destruction_approved",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approved_by", sa.Uuid(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(length=10), nullable=True),
        sa.CheckConstraint("outcome in ('destroyed', 'kept')", name=op.f("ck_destruction_approved_outcome")),
        sa.ForeignKeyConstraint(
            ["approved_by"], ["staff_accounts.id"], name=op.f("fk_destruction_approved_approved_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_destruction_approved")),
    )
    with op.batch_alter_table("destruction_approved", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_destruction_approved_subject_id"), ["subject_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_destruction_approved_settled_at"), ["settled_at"], unique=False)

    op.create_table(
        "destruction_records",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("destroyed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ground", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("handler_role", sa.String(length=20), nullable=False),
        sa.Column("handler_id", sa.Uuid(), nullable=True),
        sa.Column("system_user", sa.String(length=60), nullable=True),
        sa.Column("head_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_destruction_records")),
        sa.UniqueConstraint("subject_id", name=op.f("uq_destruction_records_subject_id")),
    )
    op.create_table(
        "kept_by_law",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("record_number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("ground", sa.String(length=120), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_number"], ["destruction_records.number"], name=op.f("fk_kept_by_law_record_number")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_by_law")),
        sa.UniqueConstraint("record_number", name=op.f("uq_kept_by_law_record_number")),
    )
    with op.batch_alter_table("kept_by_law", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kept_by_law_until"), ["until"], unique=False)

    op.create_table(
        "roster_removals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("export_id", sa.Uuid(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["export_id"], ["roster_exports.id"], name=op.f("fk_roster_removals_export_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_removals")),
    )
    with op.batch_alter_table("roster_removals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_roster_removals_export_id"), ["export_id"], unique=False)

    # Not in batch mode: it would drop and make anew a table that others point at.
    op.add_column("lawsuit_groups", sa.Column("emptied_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("lawsuit_groups", "emptied_at")
    for table in (
        "roster_removals",
        "kept_by_law",
        "destruction_records",
        "destruction_approved",
        "erasure_requests",
    ):
        op.drop_table(table)
