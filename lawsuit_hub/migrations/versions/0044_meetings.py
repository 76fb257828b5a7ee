"""Meetings and the organisations that come to them."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "organisations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("once", sa.String(40), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("ended_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisations")),
        sa.UniqueConstraint("once", name=op.f("uq_organisations_once")),
    )
    op.create_table(
        "organisation_representatives",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.LargeBinary(), nullable=True),
        sa.Column("phone", sa.LargeBinary(), nullable=True),
        sa.Column("added_at", _MOMENT, nullable=False),
        sa.Column("linked_at", _MOMENT, nullable=True),
        sa.Column("code_mac", sa.LargeBinary(), nullable=True),
        sa.Column("code_until", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_organisation_representatives_organisation_id")
        ),
        sa.ForeignKeyConstraint(["victim_id"], ["victims.id"], name=op.f("fk_organisation_representatives_victim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_representatives")),
        sa.UniqueConstraint("code_mac", name=op.f("uq_organisation_representatives_code_mac")),
        sa.UniqueConstraint(
            "organisation_id", "victim_id", name=op.f("uq_organisation_representatives_organisation_id_victim_id")
        ),
    )
    op.create_index(
        op.f("ix_organisation_representatives_organisation_id"), "organisation_representatives", ["organisation_id"]
    )
    op.create_index(op.f("ix_organisation_representatives_victim_id"), "organisation_representatives", ["victim_id"])
    op.create_table(
        "meetings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("once", sa.String(40), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("link", sa.LargeBinary(), nullable=True),
        sa.Column("starts_at", _MOMENT, nullable=False),
        sa.Column("ends_at", _MOMENT, nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("signup_until", _MOMENT, nullable=False),
        sa.Column("audience", sa.String(20), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("last_place", sa.Integer(), nullable=False),
        sa.Column("walk_ins", sa.Integer(), nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("announced_at", _MOMENT, nullable=True),
        sa.Column("cancelled_at", _MOMENT, nullable=True),
        sa.Column("cancelled", sa.Text(), nullable=False),
        sa.Column("last_minutes", sa.Integer(), nullable=False),
        sa.Column("cleaned_at", _MOMENT, nullable=True),
        sa.Column("signed_up", sa.Integer(), nullable=True),
        sa.Column("came", sa.Integer(), nullable=True),
        sa.CheckConstraint("taken >= 0 and taken <= capacity", name=op.f("ck_meetings_room")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_meetings_order")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
        sa.UniqueConstraint("once", name=op.f("uq_meetings_once")),
    )
    op.create_index(op.f("ix_meetings_starts_at"), "meetings", ["starts_at"])
    _audiences()
    _seats()
    _questions()
    _afterwards()


def _audiences() -> None:
    op.create_table(
        "meeting_groups",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_meeting_groups_meeting_id")),
        sa.ForeignKeyConstraint(["group_id"], ["lawsuit_groups.id"], name=op.f("fk_meeting_groups_group_id")),
        sa.PrimaryKeyConstraint("meeting_id", "group_id", name=op.f("pk_meeting_groups")),
    )
    op.create_table(
        "meeting_organisations",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_meeting_organisations_meeting_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_meeting_organisations_organisation_id")
        ),
        sa.PrimaryKeyConstraint("meeting_id", "organisation_id", name=op.f("pk_meeting_organisations")),
    )


def _seats() -> None:
    op.create_table(
        "meeting_seats",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("waiting", sa.Boolean(), nullable=False),
        sa.Column("alias", sa.String(40), nullable=False),
        sa.Column("door_code", sa.String(6), nullable=False),
        sa.Column("ticket", sa.LargeBinary(), nullable=True),
        sa.Column("ticket_mac", sa.LargeBinary(), nullable=False),
        sa.Column("receipt_mac", sa.LargeBinary(), nullable=True),
        sa.Column("needs", sa.LargeBinary(), nullable=True),
        sa.Column("signed_up_at", _MOMENT, nullable=False),
        sa.Column("came", sa.Integer(), nullable=False),
        sa.Column("came_at", _MOMENT, nullable=True),
        sa.CheckConstraint("seats > 0 and came >= 0 and came <= seats", name=op.f("ck_meeting_seats_came")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_meeting_seats_meeting_id")),
        sa.ForeignKeyConstraint(["victim_id"], ["victims.id"], name=op.f("fk_meeting_seats_victim_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_meeting_seats_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_seats")),
        sa.UniqueConstraint("ticket_mac", name=op.f("uq_meeting_seats_ticket_mac")),
        sa.UniqueConstraint("receipt_mac", name=op.f("uq_meeting_seats_receipt_mac")),
        sa.UniqueConstraint("meeting_id", "victim_id", name=op.f("uq_meeting_seats_meeting_id_victim_id")),
        sa.UniqueConstraint("meeting_id", "place", name=op.f("uq_meeting_seats_meeting_id_place")),
        sa.UniqueConstraint("meeting_id", "alias", name=op.f("uq_meeting_seats_meeting_id_alias")),
        sa.UniqueConstraint("meeting_id", "door_code", name=op.f("uq_meeting_seats_meeting_id_door_code")),
    )
    op.create_index(op.f("ix_meeting_seats_victim_id"), "meeting_seats", ["victim_id"])


def _questions() -> None:
    op.create_table(
        "meeting_questions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("once", sa.String(40), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("joined_to", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_meeting_questions_meeting_id")),
        sa.ForeignKeyConstraint(["joined_to"], ["meeting_questions.id"], name=op.f("fk_meeting_questions_joined_to")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_questions")),
        sa.UniqueConstraint("once", name=op.f("uq_meeting_questions_once")),
    )
    op.create_index(op.f("ix_meeting_questions_meeting_id"), "meeting_questions", ["meeting_id"])
    op.create_table(
        "meeting_votes",
        sa.Column("question_id", sa.Uuid(), nullable=False),
        sa.Column("voter", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["question_id"], ["meeting_questions.id"], name=op.f("fk_meeting_votes_question_id")),
        sa.PrimaryKeyConstraint("question_id", "voter", name=op.f("pk_meeting_votes")),
    )


def _afterwards() -> None:
    op.create_table(
        "meeting_minutes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("correction", sa.Text(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("by_account", sa.Uuid(), nullable=False),
        sa.Column("shown_from", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_meeting_minutes_meeting_id")),
        sa.ForeignKeyConstraint(["by_account"], ["staff_accounts.id"], name=op.f("fk_meeting_minutes_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_minutes")),
        sa.UniqueConstraint("meeting_id", "turn", name=op.f("uq_meeting_minutes_meeting_id_turn")),
    )
    op.create_table(
        "meeting_tasks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("once", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_meeting_tasks_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_tasks")),
        sa.UniqueConstraint("once", name=op.f("uq_meeting_tasks_once")),
    )
    op.create_index(op.f("ix_meeting_tasks_meeting_id"), "meeting_tasks", ["meeting_id"])
    op.create_table(
        "meeting_counts",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("signed_up", sa.Integer(), nullable=False),
        sa.Column("came", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_meeting_counts_meeting_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_meeting_counts_organisation_id")
        ),
        sa.PrimaryKeyConstraint("meeting_id", "organisation_id", name=op.f("pk_meeting_counts")),
    )


def downgrade() -> None:
    for table in (
        "meeting_counts", "meeting_tasks", "meeting_minutes", "meeting_votes", "meeting_questions", "meeting_seats",
        "meeting_organisations", "meeting_groups", "meetings", "organisation_representatives", "organisations",
    ):  # fmt: skip
        op.drop_table(table)
