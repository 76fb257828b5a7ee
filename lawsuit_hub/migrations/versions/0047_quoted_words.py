"""Which words of victims a frozen dossier quotes, so that it does not go out once one of them was taken back; numbers of few people that
anybody could learn: of topics they begin at five and stand in fives, of a meeting's questions they move once a day."""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"


def upgrade() -> None:
    op.add_column("dossier_versions", sa.Column("quoted", sa.Text(), nullable=True))
    op.add_column("meeting_questions", sa.Column("votes_shown", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("meeting_questions", sa.Column("counted_on", sa.Date(), nullable=True))
    with op.batch_alter_table("meeting_questions") as table:
        table.alter_column("votes_shown", server_default=None)
    op.execute(sa.text("update suggestion_topics set people_shown = people_shown - people_shown % 5"))


def downgrade() -> None:
    op.drop_column("meeting_questions", "counted_on")
    op.drop_column("meeting_questions", "votes_shown")
    op.drop_column("dossier_versions", "quoted")
