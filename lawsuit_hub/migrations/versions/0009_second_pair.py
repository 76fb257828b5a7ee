"""A second pair of eyes for exports and erasures; lawyers' assignments as rows of their own."""

from datetime import UTC, datetime
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
GROUNDS = "ground in ('own_request', 'consent', 'retention', 'command'{more})"


def _moment(name: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    _assignments()
    _exports()
    _erasures()


def _assignments() -> None:
    made = op.create_table(
        "assignments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("lawyer_id", sa.Uuid(), nullable=False),
        _moment("starts_at", nullable=False),
        _moment("ends_at"),
        _moment("ended_at"),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        _moment("assigned_at", nullable=False),
        sa.Column("assigned_by", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("ends_at is null or ends_at > starts_at", name=op.f("ck_assignments_period")),
        sa.ForeignKeyConstraint(["group_id"], ["lawsuit_groups.id"], name=op.f("fk_assignments_group_id")),
        sa.ForeignKeyConstraint(["lawyer_id"], ["staff_accounts.id"], name=op.f("fk_assignments_lawyer_id")),
        sa.ForeignKeyConstraint(["ended_by"], ["staff_accounts.id"], name=op.f("fk_assignments_ended_by")),
        sa.ForeignKeyConstraint(["assigned_by"], ["staff_accounts.id"], name=op.f("fk_assignments_assigned_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignments")),
    )
    op.create_index(op.f("ix_assignments_group_id"), "assignments", ["group_id"])
    op.create_index(op.f("ix_assignments_lawyer_id"), "assignments", ["lawyer_id"])
    op.create_index(
        "uq_assignments_open",
        "assignments",
        ["group_id"],
        unique=True,
        sqlite_where=sa.text("ended_at is null"),
        postgresql_where=sa.text("ended_at is null"),
    )
    groups = sa.table(
        "lawsuit_groups",
        sa.column("id", sa.Uuid()),
        sa.column("lawyer_id", sa.Uuid()),
        sa.column("lawyer_since", sa.DateTime(timezone=True)),
        sa.column("opened_at", sa.DateTime(timezone=True)),
        sa.column("merged_into", sa.Uuid()),
        sa.column("emptied_at", sa.DateTime(timezone=True)),
    )
    here = (groups.c.lawyer_id.is_not(None), groups.c.merged_into.is_(None), groups.c.emptied_at.is_(None))
    for row in op.get_bind().execute(sa.select(groups).where(*here)).all():
        since = row.lawyer_since or row.opened_at
        values = {"id": uuid4(), "group_id": row.id, "lawyer_id": row.lawyer_id, "reason": ""}
        op.get_bind().execute(made.insert().values(**values, starts_at=since, assigned_at=since))
    with op.batch_alter_table("lawsuit_groups") as batch_op:
        batch_op.drop_index(op.f("ix_lawsuit_groups_lawyer_id"))
        batch_op.drop_constraint(op.f("fk_lawsuit_groups_lawyer_id"), type_="foreignkey")
        batch_op.drop_column("lawyer_since")
        batch_op.drop_column("lawyer_id")


def _exports() -> None:
    op.create_table(
        "roster_approvals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("export_id", sa.Uuid(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        _moment("asked_at", nullable=False),
        _moment("decided_at"),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("outcome", sa.String(length=10), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "outcome in ('approved', 'refused', 'outgrown', 'over')", name=op.f("ck_roster_approvals_outcome")
        ),
        sa.ForeignKeyConstraint(["export_id"], ["roster_exports.id"], name=op.f("fk_roster_approvals_export_id")),
        sa.ForeignKeyConstraint(["decided_by"], ["staff_accounts.id"], name=op.f("fk_roster_approvals_decided_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_approvals")),
    )
    op.create_index(op.f("ix_roster_approvals_export_id"), "roster_approvals", ["export_id"])
    op.create_index(
        "uq_roster_approvals_open",
        "roster_approvals",
        ["export_id"],
        unique=True,
        sqlite_where=sa.text("outcome is null"),
        postgresql_where=sa.text("outcome is null"),
    )
    with op.batch_alter_table("roster_requests") as batch_op:
        batch_op.add_column(sa.Column("waits", sa.Boolean(), nullable=True))
        batch_op.add_column(_moment("kept_until"))
        batch_op.add_column(_moment("set_aside_at"))
    op.execute("update roster_requests set waits = false")
    with op.batch_alter_table("roster_requests") as batch_op:
        batch_op.alter_column("waits", existing_type=sa.Boolean(), nullable=False)


def _erasures() -> None:
    with op.batch_alter_table("erasure_requests") as batch_op:
        batch_op.add_column(sa.Column("asked_by", sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_erasure_requests_asked_by"), "staff_accounts", ["asked_by"], ["id"])
        batch_op.drop_constraint(op.f("ck_erasure_requests_ground"), type_="check")
        batch_op.create_check_constraint(op.f("ck_erasure_requests_ground"), GROUNDS.format(more=", 'answer'"))
    op.create_table(
        "destruction_first_words",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("about", sa.String(length=64), nullable=False),
        sa.Column("given_by", sa.Uuid(), nullable=False),
        _moment("given_at", nullable=False),
        sa.ForeignKeyConstraint(["given_by"], ["staff_accounts.id"], name=op.f("fk_destruction_first_words_given_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_destruction_first_words")),
        sa.UniqueConstraint("about", "given_by", name=op.f("uq_destruction_first_words_about_given_by")),
    )


def downgrade() -> None:
    op.drop_table("destruction_first_words")
    op.execute("update erasure_requests set ground = 'command' where ground = 'answer'")
    with op.batch_alter_table("erasure_requests") as batch_op:
        batch_op.drop_constraint(op.f("ck_erasure_requests_ground"), type_="check")
        batch_op.create_check_constraint(op.f("ck_erasure_requests_ground"), GROUNDS.format(more=""))
        batch_op.drop_constraint(op.f("fk_erasure_requests_asked_by"), type_="foreignkey")
        batch_op.drop_column("asked_by")
    # What nobody agreed to may not be made by a program that does not ask: too old for it, it drops them.
    requests = sa.table(
        "roster_requests",
        sa.column("asked_at", sa.DateTime(timezone=True)),
        sa.column("waits", sa.Boolean()),
        sa.column("set_aside_at", sa.DateTime(timezone=True)),
    )
    held = sa.or_(requests.c.waits, requests.c.set_aside_at.is_not(None))
    op.execute(requests.update().where(held).values(asked_at=LONG_AGO))
    with op.batch_alter_table("roster_requests") as batch_op:
        batch_op.drop_column("set_aside_at")
        batch_op.drop_column("kept_until")
        batch_op.drop_column("waits")
    op.drop_table("roster_approvals")
    _back_to_groups()
    op.drop_table("assignments")


def _back_to_groups() -> None:
    with op.batch_alter_table("lawsuit_groups") as batch_op:
        batch_op.add_column(sa.Column("lawyer_id", sa.Uuid(), nullable=True))
        batch_op.add_column(_moment("lawyer_since"))
        batch_op.create_foreign_key(op.f("fk_lawsuit_groups_lawyer_id"), "staff_accounts", ["lawyer_id"], ["id"])
        batch_op.create_index(op.f("ix_lawsuit_groups_lawyer_id"), ["lawyer_id"], unique=False)
    now = "current_timestamp"
    stands = f"a.group_id = lawsuit_groups.id and a.ended_at is null and (a.ends_at is null or a.ends_at > {now})"
    for column, source in (("lawyer_id", "lawyer_id"), ("lawyer_since", "starts_at")):
        op.execute(f"update lawsuit_groups set {column} = (select a.{source} from assignments a where {stands})")
