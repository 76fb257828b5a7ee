"""What is known of each person's money, and how a group's suit is planned."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.create_table(
        "claim_figures",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("figures", sa.LargeBinary(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_as", sa.String(20), nullable=False),
        sa.CheckConstraint(
            "entered_as in ('member', 'caseworker', 'lawyer')", name=op.f("ck_claim_figures_entered_as")
        ),
        sa.ForeignKeyConstraint(["victim_id"], ["victims.id"], name=op.f("fk_claim_figures_victim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_figures")),
        sa.UniqueConstraint("victim_id", "turn", name=op.f("uq_claim_figures_victim_id_turn")),
    )
    op.create_table(
        "suit_plans",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("defendants", sa.Integer(), nullable=False),
        sa.Column("electronic", sa.Boolean(), nullable=False),
        sa.Column("sharing", sa.String(10), nullable=False),
        sa.Column("retainer", sa.BigInteger(), nullable=False),
        sa.Column("served_on", sa.Date(), nullable=True),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint("defendants > 0", name=op.f("ck_suit_plans_defendants")),
        sa.CheckConstraint("retainer >= 0", name=op.f("ck_suit_plans_retainer")),
        sa.CheckConstraint("sharing in ('usual', 'claim', 'equal', 'agreed')", name=op.f("ck_suit_plans_sharing")),
        sa.ForeignKeyConstraint(["group_id"], ["lawsuit_groups.id"], name=op.f("fk_suit_plans_group_id")),
        sa.ForeignKeyConstraint(["set_by"], ["staff_accounts.id"], name=op.f("fk_suit_plans_set_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suit_plans")),
    )
    op.create_index(op.f("ix_suit_plans_group_id"), "suit_plans", ["group_id"])
    op.create_table(
        "claim_shares",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("share", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["victim_id"], ["victims.id"], name=op.f("fk_claim_shares_victim_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["suit_plans.id"], name=op.f("fk_claim_shares_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_shares")),
        sa.UniqueConstraint("victim_id", name=op.f("uq_claim_shares_victim_id")),
    )
    op.create_index(op.f("ix_claim_shares_plan_id"), "claim_shares", ["plan_id"])


def downgrade() -> None:
    op.drop_table("claim_shares")
    op.drop_table("suit_plans")
    op.drop_table("claim_figures")
