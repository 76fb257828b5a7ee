"""Ballots inside a group, and who may vote in each."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"


def upgrade() -> None:
    op.create_table(
        "ballots",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("result", sa.LargeBinary(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("once", sa.String(40), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("voters", sa.Integer(), nullable=True),
        sa.Column("cast", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["lawsuit_groups.id"], name=op.f("fk_ballots_group_id")),
        sa.ForeignKeyConstraint(["made_by"], ["staff_accounts.id"], name=op.f("fk_ballots_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballots")),
        sa.UniqueConstraint("once", name=op.f("uq_ballots_once")),
        sa.CheckConstraint("until_on > from_on", name=op.f("ck_ballots_days")),
        sa.CheckConstraint("ended_at is null or cancelled_at is null", name=op.f("ck_ballots_one_end")),
    )
    op.create_index(op.f("ix_ballots_group_id"), "ballots", ["group_id"])
    op.create_table(
        "ballot_voters",
        sa.Column("ballot_id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["ballot_id"], ["ballots.id"], name=op.f("fk_ballot_voters_ballot_id")),
        sa.ForeignKeyConstraint(["victim_id"], ["victims.id"], name=op.f("fk_ballot_voters_victim_id")),
        sa.PrimaryKeyConstraint("ballot_id", "victim_id", name=op.f("pk_ballot_voters")),
    )
    op.create_index(op.f("ix_ballot_voters_victim_id"), "ballot_voters", ["victim_id"])


def downgrade() -> None:
    op.drop_table("ballot_voters")
    op.drop_table("ballots")
