"""Built-in rooms: heads, entries, places, whom somebody hides, reports, openings."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "rooms",
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("last_seq", sa.Integer(), nullable=False),
        sa.Column("opened_at", AT, nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["lawsuit_groups.id"], name=op.f("fk_rooms_group_id")),
        sa.PrimaryKeyConstraint("group_id", name=op.f("pk_rooms")),
    )
    _entries()
    _places()
    _reports()


def _entries() -> None:
    op.create_table(
        "room_entries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("victim_id", sa.Uuid(), nullable=True),
        sa.Column("client_key", sa.Uuid(), nullable=True),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("about", sa.Integer(), nullable=True),
        sa.Column("at", AT, nullable=False),
        sa.Column("removed_at", AT, nullable=True),
        sa.Column("pinned_at", AT, nullable=True),
        sa.CheckConstraint("kind in ('message', 'removed', 'pinned', 'unpinned')", name=op.f("ck_room_entries_kind")),
        sa.CheckConstraint("(kind = 'message') = (about is null)", name=op.f("ck_room_entries_about_another")),
        sa.ForeignKeyConstraint(["group_id"], ["rooms.group_id"], name=op.f("fk_room_entries_group_id")),
        sa.ForeignKeyConstraint(["victim_id"], ["victims.id"], name=op.f("fk_room_entries_victim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_entries")),
        sa.UniqueConstraint("group_id", "seq", name=op.f("uq_room_entries_group_id_seq")),
        sa.UniqueConstraint(
            "group_id", "author_id", "client_key", name=op.f("uq_room_entries_group_id_author_id_client_key")
        ),
    )
    with op.batch_alter_table("room_entries") as batch:
        batch.create_index(batch.f("ix_room_entries_at"), ["at"], unique=False)
        batch.create_index(batch.f("ix_room_entries_victim_id"), ["victim_id"], unique=False)


def _places() -> None:
    op.create_table(
        "room_places",
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("entered_at", AT, nullable=False),
        sa.Column("left_at", AT, nullable=True),
        sa.Column("removed_at", AT, nullable=True),
        sa.Column("muted_until", AT, nullable=True),
        sa.Column("read_seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["rooms.group_id"], name=op.f("fk_room_places_group_id")),
        sa.ForeignKeyConstraint(["victim_id"], ["victims.id"], name=op.f("fk_room_places_victim_id")),
        sa.PrimaryKeyConstraint("group_id", "victim_id", name=op.f("pk_room_places")),
    )
    with op.batch_alter_table("room_places") as batch:
        batch.create_index(batch.f("ix_room_places_victim_id"), ["victim_id"], unique=False)
    op.create_table(
        "room_hidden",
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("hidden_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["victim_id"], ["victims.id"], name=op.f("fk_room_hidden_victim_id")),
        sa.PrimaryKeyConstraint("victim_id", "hidden_id", name=op.f("pk_room_hidden")),
    )


def _reports() -> None:
    op.create_table(
        "room_reports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("at", AT, nullable=False),
        sa.Column("settled_at", AT, nullable=True),
        sa.Column("settled_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["rooms.group_id"], name=op.f("fk_room_reports_group_id")),
        sa.ForeignKeyConstraint(["victim_id"], ["victims.id"], name=op.f("fk_room_reports_victim_id")),
        sa.ForeignKeyConstraint(["settled_by"], ["staff_accounts.id"], name=op.f("fk_room_reports_settled_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_reports")),
        sa.UniqueConstraint("group_id", "seq", "victim_id", name=op.f("uq_room_reports_group_id_seq_victim_id")),
    )
    with op.batch_alter_table("room_reports") as batch:
        batch.create_index(batch.f("ix_room_reports_victim_id"), ["victim_id"], unique=False)
    op.create_table(
        "room_openings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("opened_at", AT, nullable=False),
        sa.Column("until", AT, nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["lawsuit_groups.id"], name=op.f("fk_room_openings_group_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_accounts.id"], name=op.f("fk_room_openings_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_openings")),
    )
    with op.batch_alter_table("room_openings") as batch:
        batch.create_index(
            batch.f("ix_room_openings_group_id_staff_id_until"), ["group_id", "staff_id", "until"], unique=False
        )


def downgrade() -> None:
    for table in ("room_openings", "room_reports", "room_hidden", "room_places", "room_entries", "rooms"):
        op.drop_table(table)
