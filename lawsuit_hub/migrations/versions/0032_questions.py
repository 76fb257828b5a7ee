"""The question board."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "board_questions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=True),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("category", sa.String(20), nullable=False),
        sa.Column("title", sa.LargeBinary(), nullable=True),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("once", sa.String(40), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("asked_at", _MOMENT, nullable=False),
        sa.Column("moved_at", _MOMENT, nullable=False),
        sa.Column("waits_since", _MOMENT, nullable=True),
        sa.Column("answered_at", _MOMENT, nullable=True),
        sa.Column("closed_at", _MOMENT, nullable=True),
        sa.Column("shown_on", sa.Date(), nullable=True),
        sa.Column("hidden_at", _MOMENT, nullable=True),
        sa.Column("hidden_reason", sa.Text(), nullable=False),
        sa.Column("joined_to", sa.Uuid(), nullable=True),
        sa.Column("taken_by", sa.Uuid(), nullable=True),
        sa.Column("taken_at", _MOMENT, nullable=True),
        sa.Column("helpful", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["victim_id"], ["victims.id"], name=op.f("fk_board_questions_victim_id")),
        sa.ForeignKeyConstraint(["joined_to"], ["board_questions.id"], name=op.f("fk_board_questions_joined_to")),
        sa.ForeignKeyConstraint(["taken_by"], ["staff_accounts.id"], name=op.f("fk_board_questions_taken_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board_questions")),
        sa.UniqueConstraint("once", name=op.f("uq_board_questions_once")),
    )
    op.create_index(op.f("ix_board_questions_victim_id"), "board_questions", ["victim_id"])
    op.create_index(op.f("ix_board_questions_joined_to"), "board_questions", ["joined_to"])
    op.create_index(op.f("ix_board_questions_waits_since"), "board_questions", ["waits_since"])
    op.create_index(op.f("ix_board_questions_shown_on_id"), "board_questions", ["shown_on", "id"])
    op.create_table(
        "board_posts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("question_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("by_account", sa.Uuid(), nullable=True),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["question_id"], ["board_questions.id"], name=op.f("fk_board_posts_question_id")),
        sa.ForeignKeyConstraint(["by_account"], ["staff_accounts.id"], name=op.f("fk_board_posts_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board_posts")),
        sa.UniqueConstraint("question_id", "number", "turn", name=op.f("uq_board_posts_question_id_number_turn")),
    )


def downgrade() -> None:
    op.drop_table("board_posts")
    op.drop_table("board_questions")
