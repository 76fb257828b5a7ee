"""A survey remembers since when the desk is told that its answers go unpublished; marks that nobody can confirm any more are let go."""

import sqlalchemy as sa
from alembic import op

revision = "0054"
down_revision = "0053"


def upgrade() -> None:
    op.add_column("surveys", sa.Column("warned_on", sa.Date(), nullable=True))
    op.execute(
        sa.text(
            "update finding_plans set marking = '[]', marked_by = null where confirmed_by is null and rows_out_on is null "
            "and survey_id in (select id from surveys where gone_at is not null)"
        )
    )


def downgrade() -> None:
    op.drop_column("surveys", "warned_on")
