"""What undoing a merge, a split or a decision needs; names that members had before; whom a report is not of."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

_AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "group_changes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=True),
        sa.Column("landlord_id", sa.Uuid(), nullable=False),
        sa.Column("other_landlord_id", sa.Uuid(), nullable=True),
        sa.Column("absorbed", sa.JSON(), nullable=False),
        sa.Column("swapped", sa.Boolean(), nullable=False),
        sa.Column("opened", sa.Boolean(), nullable=False),
        sa.Column("at", _AT, nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("undone_at", _AT, nullable=True),
        sa.Column("undone_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("kind in ('merge', 'split', 'settle')", name=op.f("ck_group_changes_kind")),
        sa.ForeignKeyConstraint(["group_id"], ["lawsuit_groups.id"], name=op.f("fk_group_changes_group_id")),
        sa.ForeignKeyConstraint(["other_id"], ["lawsuit_groups.id"], name=op.f("fk_group_changes_other_id")),
        sa.ForeignKeyConstraint(["landlord_id"], ["landlords.id"], name=op.f("fk_group_changes_landlord_id")),
        sa.ForeignKeyConstraint(
            ["other_landlord_id"], ["landlords.id"], name=op.f("fk_group_changes_other_landlord_id")
        ),
        sa.ForeignKeyConstraint(["decided_by"], ["staff_accounts.id"], name=op.f("fk_group_changes_decided_by")),
        sa.ForeignKeyConstraint(["undone_by"], ["staff_accounts.id"], name=op.f("fk_group_changes_undone_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_changes")),
        sa.UniqueConstraint("number", name=op.f("uq_group_changes_number")),
    )
    with op.batch_alter_table("group_changes") as batch:
        for column in ("group_id", "other_id", "at"):
            batch.create_index(batch.f(f"ix_group_changes_{column}"), [column], unique=False)
    op.create_table(
        "group_change_people",
        sa.Column("change_id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["group_changes.id"], name=op.f("fk_group_change_people_change_id")),
        sa.PrimaryKeyConstraint("change_id", "victim_id", name=op.f("pk_group_change_people")),
    )
    op.create_table(
        "former_aliases",
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("alias", sa.String(length=30), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["lawsuit_groups.id"], name=op.f("fk_former_aliases_group_id")),
        sa.PrimaryKeyConstraint("group_id", "alias", name=op.f("pk_former_aliases")),
    )
    for table in ("group_change_people", "former_aliases"):
        with op.batch_alter_table(table) as batch:
            batch.create_index(batch.f(f"ix_{table}_victim_id"), ["victim_id"], unique=False)
    op.create_table(
        "landlord_refusals",
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("landlord_id", sa.Uuid(), nullable=False),
        sa.Column("at", _AT, nullable=False),
        sa.ForeignKeyConstraint(["victim_id"], ["victims.id"], name=op.f("fk_landlord_refusals_victim_id")),
        sa.ForeignKeyConstraint(["landlord_id"], ["landlords.id"], name=op.f("fk_landlord_refusals_landlord_id")),
        sa.PrimaryKeyConstraint("victim_id", "landlord_id", name=op.f("pk_landlord_refusals")),
    )
    with op.batch_alter_table("landlord_refusals") as batch:
        batch.create_index(batch.f("ix_landlord_refusals_landlord_id"), ["landlord_id"], unique=False)


def downgrade() -> None:
    for table in ("landlord_refusals", "former_aliases", "group_change_people", "group_changes"):
        op.drop_table(table)
