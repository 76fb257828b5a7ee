"""From which day on the marks of a survey's rows stay as they are."""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"


def upgrade() -> None:
    op.add_column("finding_plans", sa.Column("rows_out_on", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("finding_plans", "rows_out_on")
