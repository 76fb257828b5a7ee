"""The life of a group: steps between stages, pauses, open chats with seats, invites by short code, leak drills, dates, calendars."""

from datetime import UTC, datetime
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

CAPACITY, HOURS = 300, 72


def upgrade() -> None:
    _stages_and_pauses()
    _chats()
    _invites()
    _course()
    _fill()


def _moment(name: str, *, nullable: bool = True) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _id(name: str = "id", *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Uuid(), nullable=nullable)


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*(columns or ("id",)), name=op.f(f"pk_{table}"))


def _index(table: str, *columns: str) -> None:
    with op.batch_alter_table(table) as batch:
        batch.create_index(batch.f(f"ix_{table}_{'_'.join(columns)}"), list(columns), unique=False)


def _stages_and_pauses() -> None:
    with op.batch_alter_table("lawsuit_stages") as batch:
        batch.add_column(sa.Column("from_stage", sa.String(length=20), nullable=True))
        batch.add_column(sa.Column("by_account", sa.Uuid(), nullable=True))
        batch.add_column(sa.Column("reason", sa.Text(), nullable=False, server_default=""))
        batch.create_foreign_key(batch.f("fk_lawsuit_stages_by_account"), "staff_accounts", ["by_account"], ["id"])
    with op.batch_alter_table("lawsuit_stages") as batch:
        batch.alter_column("reason", existing_type=sa.Text(), existing_nullable=False, server_default=None)
    with op.batch_alter_table("memberships") as batch:
        batch.add_column(_moment("paused_at"))


def _chats() -> None:
    op.create_table(
        "open_chats",
        _id(),
        _id("group_id"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("url", sa.LargeBinary(), nullable=True),
        sa.Column("code", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("entry_version", sa.Integer(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        _moment("set_at", nullable=False),
        _id("host_id", nullable=True),
        _moment("held_at"),
        _to("open_chats", "group_id", "lawsuit_groups"),
        _to("open_chats", "host_id", "staff_accounts"),
        _key("open_chats"),
        sa.UniqueConstraint("group_id", "number", name=op.f("uq_open_chats_group_id_number")),
        sa.CheckConstraint("capacity > 0", name=op.f("ck_open_chats_capacity")),
    )
    op.create_table(
        "open_chat_seats",
        _id("membership_id"),
        _id("victim_id"),
        _id("chat_id"),
        _moment("since", nullable=False),
        _to("open_chat_seats", "membership_id", "memberships"),
        _to("open_chat_seats", "victim_id", "victims"),
        _to("open_chat_seats", "chat_id", "open_chats"),
        _key("open_chat_seats", "membership_id"),
    )
    _index("open_chat_seats", "victim_id")
    _index("open_chat_seats", "chat_id")
    op.create_table(
        "open_chat_checks",
        _id(),
        _id("chat_id"),
        sa.Column("item", sa.String(length=30), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("fine", sa.Boolean(), nullable=False),
        _moment("at", nullable=False),
        _id("by_account"),
        _to("open_chat_checks", "chat_id", "open_chats"),
        _to("open_chat_checks", "by_account", "staff_accounts"),
        _key("open_chat_checks"),
    )
    _index("open_chat_checks", "chat_id")
    op.create_table(
        "open_chat_tasks",
        _id(),
        _id("chat_id"),
        sa.Column("why", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        _moment("opened_at", nullable=False),
        _id("opened_by", nullable=True),
        sa.Column("steps", sa.JSON(), nullable=False),
        _moment("closed_at"),
        _to("open_chat_tasks", "chat_id", "open_chats"),
        _to("open_chat_tasks", "opened_by", "staff_accounts"),
        _key("open_chat_tasks"),
    )
    _one_open("open_chat_tasks", "chat_id", "closed_at")


def _one_open(table: str, column: str, end: str) -> None:
    with op.batch_alter_table(table) as batch:
        batch.create_index(
            f"uq_{table}_open",
            [column],
            unique=True,
            sqlite_where=sa.text(f"{end} is null"),
            postgresql_where=sa.text(f"{end} is null"),
        )


def _invites() -> None:
    with op.batch_alter_table("invites") as batch:
        batch.add_column(sa.Column("code_mac", sa.LargeBinary(), nullable=True))
        batch.add_column(sa.Column("chat_id", sa.Uuid(), nullable=True))
        batch.add_column(sa.Column("way", sa.String(length=10), nullable=False, server_default="own"))
        batch.add_column(sa.Column("hours", sa.Integer(), nullable=False, server_default=str(HOURS)))
        batch.create_foreign_key(batch.f("fk_invites_chat_id"), "open_chats", ["chat_id"], ["id"])
        batch.create_unique_constraint(batch.f("uq_invites_code_mac"), ["code_mac"])
        batch.create_index(batch.f("ix_invites_chat_id"), ["chat_id"], unique=False)
    with op.batch_alter_table("invites") as batch:
        batch.alter_column("way", existing_type=sa.String(length=10), existing_nullable=False, server_default=None)
        batch.alter_column("hours", existing_type=sa.Integer(), existing_nullable=False, server_default=None)
    op.create_table(
        "leak_drills",
        _id(),
        _id("group_id"),
        sa.Column("reason", sa.Text(), nullable=False),
        _moment("begun_at", nullable=False),
        _id("begun_by"),
        sa.Column("voided", sa.Integer(), nullable=False),
        sa.Column("chats", sa.Integer(), nullable=False),
        sa.Column("invited", sa.Integer(), nullable=False),
        _moment("ended_at"),
        _to("leak_drills", "group_id", "lawsuit_groups"),
        _to("leak_drills", "begun_by", "staff_accounts"),
        _key("leak_drills"),
    )
    _index("leak_drills", "group_id")
    _one_open("leak_drills", "group_id", "ended_at")


def _course() -> None:
    op.create_table(
        "court_cases",
        _id(),
        _id("group_id"),
        sa.Column("court", sa.String(length=40), nullable=False),
        sa.Column("number", sa.LargeBinary(), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=False),
        sa.Column("judged_on", sa.Date(), nullable=True),
        _moment("entered_at", nullable=False),
        _id("entered_by"),
        _to("court_cases", "group_id", "lawsuit_groups"),
        _to("court_cases", "entered_by", "staff_accounts"),
        _key("court_cases"),
    )
    _index("court_cases", "group_id")
    op.create_table(
        "suit_states",
        _id(),
        _id("group_id"),
        _id("victim_id"),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        _moment("set_at", nullable=False),
        _id("set_by"),
        _to("suit_states", "group_id", "lawsuit_groups"),
        _to("suit_states", "victim_id", "victims"),
        _to("suit_states", "set_by", "staff_accounts"),
        _key("suit_states"),
    )
    _index("suit_states", "group_id", "victim_id", "set_at")
    _index("suit_states", "victim_id")
    _dates()
    op.create_table(
        "calendar_feeds",
        _id(),
        _id("victim_id"),
        sa.Column("secret_mac", sa.LargeBinary(), nullable=False),
        _moment("made_at", nullable=False),
        _moment("ended_at"),
        _to("calendar_feeds", "victim_id", "victims"),
        _key("calendar_feeds"),
        sa.UniqueConstraint("secret_mac", name=op.f("uq_calendar_feeds_secret_mac")),
    )
    _index("calendar_feeds", "victim_id")


def _dates() -> None:
    op.create_table(
        "deadlines",
        _id(),
        _id("group_id"),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("title", sa.LargeBinary(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("counted_from", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("confidence", sa.String(length=20), nullable=False),
        sa.Column("everybody", sa.Boolean(), nullable=False),
        sa.Column("remind_days", sa.String(length=40), nullable=False),
        _moment("entered_at", nullable=False),
        _id("entered_by"),
        sa.Column("once", sa.String(length=40), nullable=False),
        _moment("ended_at"),
        _id("ended_by", nullable=True),
        sa.Column("ended_as", sa.String(length=20), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        _to("deadlines", "group_id", "lawsuit_groups"),
        _to("deadlines", "entered_by", "staff_accounts"),
        _to("deadlines", "ended_by", "staff_accounts"),
        _key("deadlines"),
        sa.UniqueConstraint("once", name=op.f("uq_deadlines_once")),
        sa.CheckConstraint("ended_as in ('done', 'cancelled')", name=op.f("ck_deadlines_ended_as")),
        sa.CheckConstraint("(ended_at is null) = (ended_as is null)", name=op.f("ck_deadlines_ended")),
    )
    _index("deadlines", "group_id")
    _index("deadlines", "ended_at", "due_on")
    op.create_table(
        "deadline_people",
        _id("deadline_id"),
        _id("victim_id"),
        _to("deadline_people", "deadline_id", "deadlines"),
        _to("deadline_people", "victim_id", "victims"),
        _key("deadline_people", "deadline_id", "victim_id"),
    )
    _index("deadline_people", "victim_id")
    op.create_table(
        "deadline_reminders",
        _id("deadline_id"),
        _id("victim_id"),
        sa.Column("days_before", sa.Integer(), nullable=False),
        _moment("at", nullable=False),
        _to("deadline_reminders", "deadline_id", "deadlines"),
        _to("deadline_reminders", "victim_id", "victims"),
        _key("deadline_reminders", "deadline_id", "victim_id", "days_before"),
    )
    _index("deadline_reminders", "victim_id")


def _fill() -> None:
    """Every room that was set is a group's first chat; unused invites are for it, and who has one or entered sits there."""
    db = op.get_bind()
    named = {table: sa.table(table, *(sa.column(name, kind) for name, kind in columns)) for table, columns in _TABLES}
    groups, chats, seats, invites = (
        named[name] for name in ("lawsuit_groups", "open_chats", "open_chat_seats", "invites")
    )
    members, stages = named["memberships"], named["lawsuit_stages"]
    made = {}
    for group in db.execute(sa.select(groups).where(groups.c.room_url.is_not(None))).mappings().all():
        made[group["id"]] = chat = uuid4()
        version = max(1, group["room_version"])
        set_at = group["room_set_at"] or datetime.now(UTC)
        row = {"id": chat, "group_id": group["id"], "number": 1, "version": version, "entry_version": 1}
        db.execute(chats.insert().values(**row, capacity=CAPACITY, set_at=set_at))
        db.execute(invites.update().where(invites.c.group_id == group["id"]).values(chat_id=chat))
    invited = {tuple(row) for row in db.execute(sa.select(invites.c.membership_id, invites.c.group_id))}
    for one in db.execute(sa.select(members).where(members.c.left_at.is_(None))).mappings().all():
        chat = made.get(one["group_id"])
        if chat and (one["entered_room_at"] or (one["id"], one["group_id"]) in invited):
            since = one["entered_room_at"] or one["joined_at"]
            db.execute(
                seats.insert().values(membership_id=one["id"], victim_id=one["victim_id"], chat_id=chat, since=since)
            )
    before: dict = {}
    for step in db.execute(sa.select(stages).order_by(stages.c.group_id, stages.c.at)).mappings().all():
        if step["group_id"] in before:
            come_from = stages.update().where(stages.c.id == step["id"])
            db.execute(come_from.values(from_stage=before[step["group_id"]]))
        before[step["group_id"]] = step["stage"]


_MOMENT = sa.DateTime(timezone=True)
_TABLES = (
    ("lawsuit_groups", (("id", sa.Uuid()), ("room_url", sa.LargeBinary()), ("room_version", sa.Integer()), ("room_set_at", _MOMENT))),
    ("open_chats", (("id", sa.Uuid()), ("group_id", sa.Uuid()), ("number", sa.Integer()), ("version", sa.Integer()), ("entry_version", sa.Integer()),
                    ("capacity", sa.Integer()), ("set_at", _MOMENT))),
    ("open_chat_seats", (("membership_id", sa.Uuid()), ("victim_id", sa.Uuid()), ("chat_id", sa.Uuid()), ("since", _MOMENT))),
    ("invites", (("membership_id", sa.Uuid()), ("group_id", sa.Uuid()), ("chat_id", sa.Uuid()))),
    ("memberships", (("id", sa.Uuid()), ("group_id", sa.Uuid()), ("victim_id", sa.Uuid()), ("joined_at", _MOMENT), ("left_at", _MOMENT),
                     ("entered_room_at", _MOMENT))),
    ("lawsuit_stages", (("id", sa.Uuid()), ("group_id", sa.Uuid()), ("stage", sa.String()), ("at", _MOMENT), ("from_stage", sa.String()))),
)  # fmt: skip


def downgrade() -> None:
    for table in (
        "calendar_feeds", "deadline_reminders", "deadline_people", "deadlines", "suit_states", "court_cases", "leak_drills",
    ):  # fmt: skip
        op.drop_table(table)
    with op.batch_alter_table("invites") as batch:
        batch.drop_index(batch.f("ix_invites_chat_id"))
        batch.drop_constraint(batch.f("fk_invites_chat_id"), type_="foreignkey")
        batch.drop_constraint(batch.f("uq_invites_code_mac"), type_="unique")
        for column in ("code_mac", "chat_id", "way", "hours"):
            batch.drop_column(column)
    for table in ("open_chat_tasks", "open_chat_checks", "open_chat_seats", "open_chats"):
        op.drop_table(table)
    with op.batch_alter_table("memberships") as batch:
        batch.drop_column("paused_at")
    with op.batch_alter_table("lawsuit_stages") as batch:
        batch.drop_constraint(batch.f("fk_lawsuit_stages_by_account"), type_="foreignkey")
        for column in ("from_stage", "by_account", "reason"):
            batch.drop_column(column)
