"""Suggestions, their topics with what became of them, and who joined a topic."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"


def _id(name: str = "id", *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Uuid(), nullable=nullable)


def _words(name: str, length: int | None = None) -> sa.Column:
    return sa.Column(name, sa.String(length) if length else sa.Text(), nullable=False)


def _bytes(name: str, *, nullable: bool = True) -> sa.Column:
    return sa.Column(name, sa.LargeBinary(), nullable=nullable)


def _day(name: str, *, nullable: bool = True) -> sa.Column:
    return sa.Column(name, sa.Date(), nullable=nullable)


def _number(name: str) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=False)


def _moment(name: str) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*(columns or ("id",)), name=op.f(f"pk_{table}"))


def _one(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def upgrade() -> None:
    _topics()
    op.create_table(
        "suggestions",
        _id(),
        _words("origin", 10),
        _words("category", 20),
        _bytes("text"),
        _bytes("text_mac", nullable=False),
        _bytes("person_mac"),
        _bytes("browser_mac"),
        _bytes("author"),
        _bytes("receipt_mac"),
        _bytes("once_mac"),
        sa.Column("quotable", sa.Boolean(), nullable=False),
        _day("looked_on"),
        _words("aside"),
        _id("topic_id", nullable=True),
        _day("received_on", nullable=False),
        _number("turn"),
        sa.CheckConstraint("origin in ('visitor', 'member', 'form')", name=op.f("ck_suggestions_origin")),
        _to("suggestions", "topic_id", "suggestion_topics"),
        _key("suggestions"),
        _one("suggestions", "receipt_mac"),
        _one("suggestions", "once_mac"),
        sqlite_with_rowid=False,
    )
    for columns in (("text_mac",), ("person_mac",), ("topic_id",), ("received_on", "id")):
        _index("suggestions", *columns)
    _around()


def _topics() -> None:
    op.create_table(
        "suggestion_topics",
        _id(),
        _number("number"),
        _words("title", 80),
        _words("summary"),
        _words("category", 20),
        _words("status", 10),
        _day("status_on", nullable=False),
        _words("shown_title", 80),
        _words("shown_summary"),
        _day("shown_on"),
        _number("people_shown"),
        _day("counted_on"),
        _number("kept_suggestions"),
        _number("kept_members"),
        _number("kept_visitors"),
        _id("joined_to", nullable=True),
        _words("once", 40),
        _number("turn"),
        _moment("made_at"),
        _moment("moved_at"),
        _id("worded_by", nullable=True),
        sa.CheckConstraint(
            "status in ('received', 'review', 'forwarded', 'answered', 'adopted', 'partly', 'declined')",
            name=op.f("ck_suggestion_topics_status"),
        ),
        _to("suggestion_topics", "joined_to", "suggestion_topics"),
        _to("suggestion_topics", "worded_by", "staff_accounts"),
        _key("suggestion_topics"),
        _one("suggestion_topics", "number"),
        _one("suggestion_topics", "once"),
    )
    for columns in (("category",), ("joined_to",), ("shown_on", "id")):
        _index("suggestion_topics", *columns)


def _around() -> None:
    op.create_table(
        "suggestion_steps",
        _id(),
        _id("topic_id"),
        _number("number"),
        _words("status", 10),
        _day("day", nullable=False),
        _words("recipient", 60),
        _words("document", 60),
        _words("words"),
        sa.Column("shown", sa.Boolean(), nullable=False),
        _moment("at"),
        _id("by_account", nullable=True),
        _to("suggestion_steps", "topic_id", "suggestion_topics"),
        _to("suggestion_steps", "by_account", "staff_accounts"),
        _key("suggestion_steps"),
        _one("suggestion_steps", "topic_id", "number"),
    )
    for table, mark in (
        ("suggestion_member_supports", "person_mac"),
        ("suggestion_visitor_supports", "browser_mac"),
    ):
        op.create_table(
            table,
            _id("topic_id"),
            _bytes(mark, nullable=False),
            _to(table, "topic_id", "suggestion_topics"),
            _key(table, "topic_id", mark),
        )
    _index("suggestion_member_supports", "person_mac")


def downgrade() -> None:
    for table in (
        "suggestion_visitor_supports",
        "suggestion_member_supports",
        "suggestion_steps",
        "suggestions",
        "suggestion_topics",
    ):
        op.drop_table(table)
