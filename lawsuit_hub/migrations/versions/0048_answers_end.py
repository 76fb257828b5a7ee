"""When a survey's results were told first, and when its answers went; of those that were told before, by their first issue."""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"


def upgrade() -> None:
    with op.batch_alter_table("surveys") as table:
        table.add_column(sa.Column("presented_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True))
        table.create_check_constraint(
            op.f("ck_surveys_gone_when_over"), "gone_at is null or state in ('closed', 'presented')"
        )
    first = "select min(published_at) from finding_issues where finding_issues.survey_id = surveys.id"
    op.execute(sa.text(f"update surveys set presented_at = ({first}) where state = 'presented'"))


def downgrade() -> None:
    with op.batch_alter_table("surveys") as table:
        table.drop_constraint(op.f("ck_surveys_gone_when_over"), type_="check")
        table.drop_column("gone_at")
        table.drop_column("presented_at")
