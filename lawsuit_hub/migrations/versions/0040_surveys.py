"""Surveys, who is asked in them, and half-filled sheets without a person or a moment."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"


def upgrade() -> None:
    op.create_table(
        "surveys",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("urn_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=True),
        sa.Column("rule", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_by", sa.Uuid(), nullable=True),
        sa.Column("closes_on", sa.Date(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("invited", sa.Integer(), nullable=False),
        sa.Column("remind_days", sa.String(40), nullable=False),
        sa.Column("reminded", sa.Integer(), nullable=True),
        sa.Column("counted", sa.Integer(), nullable=False),
        sa.Column("counted_on", sa.Date(), nullable=True),
        sa.Column("results_on", sa.Date(), nullable=True),
        sa.Column("results_path", sa.String(200), nullable=False),
        sa.CheckConstraint("state in ('draft', 'open', 'closed', 'presented')", name=op.f("ck_surveys_state")),
        sa.ForeignKeyConstraint(["made_by"], ["staff_accounts.id"], name=op.f("fk_surveys_made_by_staff_accounts")),
        sa.ForeignKeyConstraint(["opened_by"], ["staff_accounts.id"], name=op.f("fk_surveys_opened_by_staff_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_surveys")),
    )
    op.create_index(op.f("ix_surveys_state"), "surveys", ["state"])
    op.create_table(
        "survey_people",
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["surveys.id"], name=op.f("fk_survey_people_survey_id_surveys")),
        sa.ForeignKeyConstraint(["victim_id"], ["victims.id"], name=op.f("fk_survey_people_victim_id_victims")),
        sa.PrimaryKeyConstraint("survey_id", "victim_id", name=op.f("pk_survey_people")),
    )
    op.create_index(op.f("ix_survey_people_victim_id"), "survey_people", ["victim_id"])
    op.create_table(
        "survey_drafts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("finder", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["surveys.id"], name=op.f("fk_survey_drafts_survey_id_surveys")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_drafts")),
        sa.UniqueConstraint("finder", name=op.f("uq_survey_drafts_finder")),
    )
    op.create_index(op.f("ix_survey_drafts_survey_id"), "survey_drafts", ["survey_id"])


def downgrade() -> None:
    op.drop_table("survey_drafts")
    op.drop_table("survey_people")
    op.drop_table("surveys")
