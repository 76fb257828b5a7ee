"""Numbers of the public page, as they are shown."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"


def upgrade() -> None:
    op.create_table(
        "public_figures",
        sa.Column("figure", sa.String(20), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("moved_on", sa.Date(), nullable=False),
        sa.Column("counted_on", sa.Date(), nullable=True),
        sa.Column("months", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("figure", name=op.f("pk_public_figures")),
    )


def downgrade() -> None:
    op.drop_table("public_figures")
