"""A group's case file: days in court with an hour, papers filed and served, news from the lawyer, questions and answers."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"

TABLES = (
    "member_questions", "group_answers", "counsel_news_readings", "counsel_news_wordings", "counsel_news", "briefing_rules",
    "case_filings", "hearings",
)  # fmt: skip


def upgrade() -> None:
    _hearings()
    _filings()
    _news()
    _questions()


def _moment(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _id(name: str = "id", *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Uuid(), nullable=nullable)


def _sealed(name: str) -> sa.Column:
    return sa.Column(name, sa.LargeBinary(), nullable=True)


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*(columns or ("id",)), name=op.f(f"pk_{table}"))


def _one(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def _hearings() -> None:
    op.create_table(
        "hearings",
        _id(),
        _moment("starts_at"),
        _sealed("room"),
        sa.Column("must_come", sa.Boolean(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        _moment("moved_from", nullable=True),
        sa.ForeignKeyConstraint(["id"], ["deadlines.id"], name=op.f("fk_hearings_id")),
        _key("hearings"),
    )


def _filings() -> None:
    op.create_table(
        "case_filings",
        _id(),
        _id("group_id"),
        _id("paper_id"),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=False),
        sa.Column("side", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        _sealed("title"),
        _sealed("note"),
        _moment("entered_at"),
        _id("entered_by"),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=True),
        _to("case_filings", "group_id", "lawsuit_groups"),
        _to("case_filings", "entered_by", "staff_accounts"),
        _key("case_filings"),
        _one("case_filings", "once"),
        _one("case_filings", "paper_id", "turn"),
    )
    _index("case_filings", "group_id")


def _news() -> None:
    op.create_table(
        "briefing_rules",
        _id("group_id"),
        sa.Column("by_desk", sa.Boolean(), nullable=False),
        _moment("set_at"),
        _id("set_by"),
        _to("briefing_rules", "group_id", "lawsuit_groups"),
        _to("briefing_rules", "set_by", "staff_accounts"),
        _key("briefing_rules", "group_id"),
    )
    op.create_table(
        "counsel_news",
        _id(),
        _id("group_id"),
        _id("author_id"),
        _moment("begun_at"),
        sa.Column("once", sa.String(length=40), nullable=False),
        sa.Column("last_turn", sa.Integer(), nullable=False),
        sa.Column("sent_turn", sa.Integer(), nullable=True),
        sa.Column("shown_turn", sa.Integer(), nullable=True),
        _moment("published_at", nullable=True),
        _moment("shown_at", nullable=True),
        _id("released_by", nullable=True),
        sa.Column("returned", sa.Text(), nullable=False),
        _moment("withdrawn_at", nullable=True),
        _to("counsel_news", "group_id", "lawsuit_groups"),
        _to("counsel_news", "author_id", "staff_accounts"),
        _to("counsel_news", "released_by", "staff_accounts"),
        _key("counsel_news"),
        _one("counsel_news", "once"),
        sa.CheckConstraint("(shown_turn is null) = (published_at is null)", name=op.f("ck_counsel_news_shown")),
    )
    _index("counsel_news", "group_id")
    op.create_table(
        "counsel_news_wordings",
        _id(),
        _id("news_id"),
        _id("group_id"),
        sa.Column("turn", sa.Integer(), nullable=False),
        _sealed("title"),
        _sealed("text"),
        _moment("at"),
        _to("counsel_news_wordings", "news_id", "counsel_news"),
        _to("counsel_news_wordings", "group_id", "lawsuit_groups"),
        _key("counsel_news_wordings"),
        _one("counsel_news_wordings", "news_id", "turn"),
    )
    _index("counsel_news_wordings", "group_id")
    op.create_table(
        "counsel_news_readings",
        _id("news_id"),
        _id("victim_id"),
        _moment("at"),
        _to("counsel_news_readings", "news_id", "counsel_news"),
        _to("counsel_news_readings", "victim_id", "victims"),
        _key("counsel_news_readings", "news_id", "victim_id"),
    )
    _index("counsel_news_readings", "victim_id")


def _questions() -> None:
    op.create_table(
        "group_answers",
        _id(),
        _id("group_id"),
        _sealed("question"),
        _sealed("text"),
        _moment("at"),
        _id("by_account"),
        sa.Column("once", sa.String(length=40), nullable=False),
        _moment("withdrawn_at", nullable=True),
        _to("group_answers", "group_id", "lawsuit_groups"),
        _to("group_answers", "by_account", "staff_accounts"),
        _key("group_answers"),
        _one("group_answers", "once"),
    )
    _index("group_answers", "group_id")
    op.create_table(
        "member_questions",
        _id(),
        _id("group_id"),
        _id("victim_id"),
        _sealed("text"),
        _moment("asked_at"),
        sa.Column("once", sa.String(length=40), nullable=False),
        _id("answer_id", nullable=True),
        _sealed("reply"),
        _moment("answered_at", nullable=True),
        _id("answered_by", nullable=True),
        _to("member_questions", "group_id", "lawsuit_groups"),
        _to("member_questions", "victim_id", "victims"),
        _to("member_questions", "answer_id", "group_answers"),
        _to("member_questions", "answered_by", "staff_accounts"),
        _key("member_questions"),
        _one("member_questions", "victim_id", "once"),
    )
    for columns in (("victim_id",), ("answer_id",), ("group_id", "answered_at")):
        _index("member_questions", *columns)


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
