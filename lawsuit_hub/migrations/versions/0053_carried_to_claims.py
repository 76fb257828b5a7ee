"""An application keeps how much of it stands in the figures of her claim.

Of what was granted before, that is what the figures say was written by the decision, in its second. What cannot be told - a place on the waiting
list that became money, an appeal against a refusal - counts as not carried: then too much stays noted, which a person can mend, and no support
from elsewhere is lost.
"""

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"


def upgrade() -> None:
    op.add_column("cost_applications", sa.Column("carried", sa.BigInteger(), nullable=False, server_default="0"))
    op.execute(
        sa.text(
            "update cost_applications set carried = amount where budget_year is not null and state <> 'refunded' and exists "
            "(select 1 from claim_figures where claim_figures.victim_id = cost_applications.victim_id "
            "and claim_figures.entered_as = 'decision' and claim_figures.entered_at = cost_applications.second_at)"
        )
    )


def downgrade() -> None:
    op.drop_column("cost_applications", "carried")
