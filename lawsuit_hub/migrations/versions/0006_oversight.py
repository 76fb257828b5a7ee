"""The privacy officer's reviews, the patterns found in the trail, breaches and whom they touch."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "pattern_scans",
        sa.Column("id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("upto", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_pattern_scans_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pattern_scans")),
    )
    op.create_table(
        "access_reviews",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("after_line", sa.BigInteger(), nullable=False),
        sa.Column("last_line", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("figures_sha256", sa.String(length=64), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["signed_by"], ["staff_accounts.id"], name=op.f("fk_access_reviews_signed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_reviews")),
        sa.UniqueConstraint("after_line", name=op.f("uq_access_reviews_after_line")),
        sa.UniqueConstraint("number", name=op.f("uq_access_reviews_number")),
    )
    op.create_table(
        "breaches",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by", sa.Uuid(), nullable=False),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("categories", sa.JSON(), nullable=False),
        sa.Column("external", sa.Boolean(), nullable=False),
        sa.Column("sensitive", sa.Boolean(), nullable=False),
        sa.Column("means", sa.JSON(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("affected", sa.Integer(), nullable=False),
        sa.Column("notice", sa.JSON(), nullable=False),
        sa.Column("notified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("web_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("web_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closing_note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["opened_by"], ["staff_accounts.id"], name=op.f("fk_breaches_opened_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_breaches")),
        sa.UniqueConstraint("number", name=op.f("uq_breaches_number")),
    )
    op.create_table(
        "breach_people",
        sa.Column("breach_id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("notified_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["breach_id"], ["breaches.id"], name=op.f("fk_breach_people_breach_id")),
        sa.PrimaryKeyConstraint("breach_id", "victim_id", name=op.f("pk_breach_people")),
    )
    with op.batch_alter_table("breach_people", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_breach_people_victim_id"), ["victim_id"], unique=False)

    op.create_table(
        "pattern_finds",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("rule", sa.String(length=30), nullable=False),
        sa.Column("key", sa.String(length=140), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("last_line", sa.BigInteger(), nullable=False),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("breach_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["breach_id"], ["breaches.id"], name=op.f("fk_pattern_finds_breach_id")),
        sa.ForeignKeyConstraint(["decided_by"], ["staff_accounts.id"], name=op.f("fk_pattern_finds_decided_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pattern_finds")),
        sa.UniqueConstraint("key", name=op.f("uq_pattern_finds_key")),
    )
    with op.batch_alter_table("pattern_finds", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_pattern_finds_decided_at_last_line"), ["decided_at", "last_line"], unique=False
        )

    op.create_index("ix_audit_lines_actor_id_id", "audit_lines", ["actor_id", "id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_audit_lines_actor_id_id", table_name="audit_lines")

    with op.batch_alter_table("pattern_finds", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pattern_finds_decided_at_last_line"))

    op.drop_table("pattern_finds")
    with op.batch_alter_table("breach_people", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_breach_people_victim_id"))

    op.drop_table("breach_people")
    op.drop_table("breaches")
    op.drop_table("access_reviews")
    op.drop_table("pattern_scans")
