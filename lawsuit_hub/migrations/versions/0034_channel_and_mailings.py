"""The mirror of notices in the KakaoTalk channel, who follows it, and messages to many at once."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"

_AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "channel_tasks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("notice", sa.Integer(), nullable=False),
        sa.Column("open_of", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("before", sa.String(100), nullable=False),
        sa.Column("opened_at", _AT, nullable=False),
        sa.Column("due_at", _AT, nullable=False),
        sa.Column("closed_at", _AT, nullable=True),
        sa.Column("closed_by", sa.Uuid(), nullable=True),
        sa.Column("outcome", sa.String(10), nullable=True),
        sa.Column("post_url", sa.String(100), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("kind in ('post', 'correct', 'delete')", name=op.f("ck_channel_tasks_kind")),
        sa.CheckConstraint("outcome in ('done', 'not_needed', 'overtaken')", name=op.f("ck_channel_tasks_outcome")),
        sa.CheckConstraint("(closed_at is null) = (outcome is null)", name=op.f("ck_channel_tasks_closed")),
        sa.CheckConstraint("(closed_at is null) = (open_of is not null)", name=op.f("ck_channel_tasks_open")),
        sa.ForeignKeyConstraint(["closed_by"], ["staff_accounts.id"], name=op.f("fk_channel_tasks_closed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel_tasks")),
        sa.UniqueConstraint("open_of", name=op.f("uq_channel_tasks_open_of")),
    )
    op.create_index(op.f("ix_channel_tasks_notice"), "channel_tasks", ["notice"])
    op.create_index(op.f("ix_channel_tasks_closed_at_due_at"), "channel_tasks", ["closed_at", "due_at"])
    op.create_table(
        "channel_followers",
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("since", _AT, nullable=True),
        sa.Column("told_by", sa.String(10), nullable=True),
        sa.Column("wants_notices", sa.Boolean(), nullable=False),
        sa.CheckConstraint("told_by in ('herself', 'desk')", name=op.f("ck_channel_followers_told_by")),
        sa.CheckConstraint("(since is null) = (told_by is null)", name=op.f("ck_channel_followers_told")),
        sa.ForeignKeyConstraint(["victim_id"], ["victims.id"], name=op.f("fk_channel_followers_victim_id")),
        sa.PrimaryKeyConstraint("victim_id", name=op.f("pk_channel_followers")),
    )
    _mailings()


def _mailings() -> None:
    op.create_table(
        "mailings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("notice", sa.Integer(), nullable=True),
        sa.Column("wanted", sa.JSON(), nullable=False),
        sa.Column("made_at", _AT, nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("confirmed_at", _AT, nullable=True),
        sa.Column("confirmed_by", sa.Uuid(), nullable=True),
        sa.Column("second", sa.Boolean(), nullable=False),
        sa.Column("approved_at", _AT, nullable=True),
        sa.Column("approved_by", sa.Uuid(), nullable=True),
        sa.Column("until", _AT, nullable=True),
        sa.Column("starts_at", _AT, nullable=True),
        sa.Column("batch_id", sa.Uuid(), nullable=True),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("gets", sa.Integer(), nullable=False),
        sa.Column("cost", sa.BigInteger(), nullable=False),
        sa.Column("cursor", sa.Uuid(), nullable=True),
        sa.Column("picked", sa.Integer(), nullable=False),
        sa.Column("paused_at", _AT, nullable=True),
        sa.Column("stopped_at", _AT, nullable=True),
        sa.Column("stopped_by", sa.Uuid(), nullable=True),
        sa.Column("filled_at", _AT, nullable=True),
        sa.Column("finished_at", _AT, nullable=True),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.CheckConstraint("kind in ('channel_invitation', 'notice')", name=op.f("ck_mailings_kind")),
        sa.CheckConstraint("(kind = 'notice') = (notice is not null)", name=op.f("ck_mailings_notice")),
        sa.CheckConstraint("approved_by is null or approved_by <> confirmed_by", name=op.f("ck_mailings_two_people")),
        sa.ForeignKeyConstraint(["made_by"], ["staff_accounts.id"], name=op.f("fk_mailings_made_by")),
        sa.ForeignKeyConstraint(["confirmed_by"], ["staff_accounts.id"], name=op.f("fk_mailings_confirmed_by")),
        sa.ForeignKeyConstraint(["approved_by"], ["staff_accounts.id"], name=op.f("fk_mailings_approved_by")),
        sa.ForeignKeyConstraint(["stopped_by"], ["staff_accounts.id"], name=op.f("fk_mailings_stopped_by")),
        sa.ForeignKeyConstraint(["batch_id"], ["outbox_batches.id"], name=op.f("fk_mailings_batch_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailings")),
    )
    op.create_index(op.f("ix_mailings_finished_at_starts_at"), "mailings", ["finished_at", "starts_at"])
    op.create_table(
        "mailing_people",
        sa.Column("mailing_id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("word", sa.String(20), nullable=False),
        sa.Column("at", _AT, nullable=False),
        sa.ForeignKeyConstraint(["mailing_id"], ["mailings.id"], name=op.f("fk_mailing_people_mailing_id")),
        sa.ForeignKeyConstraint(["victim_id"], ["victims.id"], name=op.f("fk_mailing_people_victim_id")),
        sa.PrimaryKeyConstraint("mailing_id", "victim_id", name=op.f("pk_mailing_people")),
    )
    op.create_index(op.f("ix_mailing_people_victim_id"), "mailing_people", ["victim_id"])


def downgrade() -> None:
    for table in ("mailing_people", "mailings", "channel_followers", "channel_tasks"):
        op.drop_table(table)
