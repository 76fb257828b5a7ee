"""A form by which staff reserve seats for an organisation reserves once, however often it comes."""

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"


def upgrade() -> None:
    op.add_column("meeting_seats", sa.Column("once", sa.String(40), nullable=True))
    op.create_index(op.f("ix_meeting_seats_once"), "meeting_seats", ["once"], unique=True)


def downgrade() -> None:
    op.drop_index(op.f("ix_meeting_seats_once"), "meeting_seats")
    op.drop_column("meeting_seats", "once")
