"""Who chose the questions that could tell who somebody is, and who else confirmed them; of earlier choices nobody knows, so that they want
choosing and confirming anew."""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"

COLUMNS = ("marked_by", "confirmed_by")


def upgrade() -> None:
    with op.batch_alter_table("finding_plans") as table:
        for name in COLUMNS:
            table.add_column(sa.Column(name, sa.Uuid(), nullable=True))
            table.create_foreign_key(op.f(f"fk_finding_plans_{name}_staff_accounts"), "staff_accounts", [name], ["id"])
        table.create_check_constraint(
            op.f("ck_finding_plans_two_people"),
            "confirmed_by is null or (marked_by is not null and confirmed_by <> marked_by)",
        )


def downgrade() -> None:
    with op.batch_alter_table("finding_plans") as table:
        table.drop_constraint(op.f("ck_finding_plans_two_people"), type_="check")
        for name in COLUMNS:
            table.drop_constraint(op.f(f"fk_finding_plans_{name}_staff_accounts"), type_="foreignkey")
            table.drop_column(name)
