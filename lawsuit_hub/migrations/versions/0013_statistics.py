"""Tables of counts, one row a day; houses are found by their index."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "statistics_days",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tables", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_statistics_days")),
    )
    op.create_index(op.f("ix_leases_house_index"), "leases", ["house_index"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_leases_house_index"), table_name="leases")
    op.drop_table("statistics_days")
