"""Codes belong to the browser that asked; a changed telephone number waits its days."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_OPEN = sa.text("ended_at is null")


def upgrade() -> None:
    op.execute("delete from phone_codes")  # they live five minutes, and nobody can say which browser asked for these
    with op.batch_alter_table("phone_codes", schema=None) as batch_op:
        batch_op.add_column(sa.Column("browser_mac", sa.LargeBinary(), nullable=False))
    op.create_table(
        "phone_changes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("phone", sa.LargeBinary(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("checked", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(length=10), nullable=True),
        sa.CheckConstraint(
            "outcome in ('done', 'stopped', 'taken', 'replaced', 'void')", name=op.f("ck_phone_changes_outcome")
        ),
        sa.CheckConstraint(
            "(outcome is null) = (ended_at is null)", name=op.f("ck_phone_changes_ended_with_an_outcome")
        ),
        sa.ForeignKeyConstraint(["asked_by"], ["staff_accounts.id"], name=op.f("fk_phone_changes_asked_by")),
        sa.ForeignKeyConstraint(["victim_id"], ["victims.id"], name=op.f("fk_phone_changes_victim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phone_changes")),
    )
    op.create_index(
        "uq_phone_changes_one_waits",
        "phone_changes",
        ["victim_id"],
        unique=True,
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )
    op.create_index(op.f("ix_phone_changes_due_at"), "phone_changes", ["due_at"], unique=False)


def downgrade() -> None:
    op.drop_table("phone_changes")
    with op.batch_alter_table("phone_codes", schema=None) as batch_op:
        batch_op.drop_column("browser_mac")
