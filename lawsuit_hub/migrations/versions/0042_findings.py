"""What is counted of a survey, and what was published of it."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"


def upgrade() -> None:
    op.create_table(
        "finding_plans",
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("pairs", sa.JSON(), nullable=False),
        sa.Column("voices", sa.JSON(), nullable=False),
        sa.Column("marking", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["surveys.id"], name="fk_finding_plans_survey_id_surveys"),
        sa.PrimaryKeyConstraint("survey_id", name="pk_finding_plans"),
    )
    op.create_table(
        "finding_issues",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("plan", sa.JSON(), nullable=False),
        sa.Column("hidden", sa.JSON(), nullable=False),
        sa.Column("withheld", sa.JSON(), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
        sa.Column("pdf_digest", sa.String(64), nullable=False),
        sa.Column("hwpx", sa.LargeBinary(), nullable=False),
        sa.Column("hwpx_digest", sa.String(64), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["published_by"], ["staff_accounts.id"], name="fk_finding_issues_published_by_staff_accounts"
        ),
        sa.ForeignKeyConstraint(["survey_id"], ["surveys.id"], name="fk_finding_issues_survey_id_surveys"),
        sa.PrimaryKeyConstraint("id", name="pk_finding_issues"),
        sa.UniqueConstraint("survey_id", "version", name="uq_finding_issues_survey_id_version"),
    )


def downgrade() -> None:
    op.drop_table("finding_issues")
    op.drop_table("finding_plans")
