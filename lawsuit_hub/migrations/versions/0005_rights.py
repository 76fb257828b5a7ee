"""What people ask about their own data, and by when it must be answered."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("victims", sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "rights_requests",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("way", sa.String(length=10), nullable=False),
        sa.Column("about", sa.Uuid(), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("changes", sa.LargeBinary(), nullable=True),
        sa.Column("checked", sa.Text(), nullable=True),
        sa.Column("taken_by", sa.Uuid(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("answered_role", sa.String(length=20), nullable=True),
        sa.Column("outcome", sa.String(length=10), nullable=True),
        sa.Column("ground", sa.String(length=20), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "kind in ('see', 'copy', 'correct', 'stop', 'erase', 'withdraw', 'objection')",
            name=op.f("ck_rights_requests_kind"),
        ),
        sa.CheckConstraint("way in ('web', 'desk')", name=op.f("ck_rights_requests_way")),
        sa.CheckConstraint(
            "outcome in ('done', 'partly', 'refused', 'taken_back')", name=op.f("ck_rights_requests_outcome")
        ),
        sa.CheckConstraint(
            "(outcome is null) = (answered_at is null)", name=op.f("ck_rights_requests_answered_at_a_time")
        ),
        sa.CheckConstraint(
            "outcome is null or (ground is not null) = (outcome in ('partly', 'refused'))",
            name=op.f("ck_rights_requests_refused_on_a_ground"),
        ),
        sa.ForeignKeyConstraint(["about"], ["rights_requests.id"], name=op.f("fk_rights_requests_about")),
        sa.ForeignKeyConstraint(["answered_by"], ["staff_accounts.id"], name=op.f("fk_rights_requests_answered_by")),
        sa.ForeignKeyConstraint(["taken_by"], ["staff_accounts.id"], name=op.f("fk_rights_requests_taken_by")),
        sa.ForeignKeyConstraint(["victim_id"], ["victims.id"], name=op.f("fk_rights_requests_victim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rights_requests")),
    )
    with op.batch_alter_table("rights_requests", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_rights_requests_answered_at_due_at"), ["answered_at", "due_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_rights_requests_victim_id"), ["victim_id"], unique=False)

    op.create_table(
        "data_copies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("finder", sa.LargeBinary(), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=True),
        sa.Column("json", sa.LargeBinary(), nullable=True),
        sa.Column("pdf", sa.LargeBinary(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["request_id"], ["rights_requests.id"], name=op.f("fk_data_copies_request_id")),
        sa.ForeignKeyConstraint(["victim_id"], ["victims.id"], name=op.f("fk_data_copies_victim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_copies")),
        sa.UniqueConstraint("finder", name=op.f("uq_data_copies_finder")),
        sa.UniqueConstraint("victim_id", name=op.f("uq_data_copies_victim_id")),
    )
    with op.batch_alter_table("data_copies", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_data_copies_expires_at"), ["expires_at"], unique=False)


def downgrade() -> None:
    op.drop_table("data_copies")
    op.drop_table("rights_requests")
    op.drop_column(
        "victims", "stopped_at"
    )  # SQLite knows this since 3.35; a batch would drop the table others point to
