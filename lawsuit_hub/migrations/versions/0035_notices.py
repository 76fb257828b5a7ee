"""The notice board with all its wordings, and the overview of support programmes with its versions."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"


def _moment(name: str, *, nullable: bool = True) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _id(name: str = "id", *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Uuid(), nullable=nullable)


def _text(name: str) -> sa.Column:
    return sa.Column(name, sa.Text(), nullable=False)


def _number(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))


def _key(table: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))


def _one(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def upgrade() -> None:
    _notices()
    _programmes()


def _notices() -> None:
    op.create_table(
        "notices",
        _id(),
        _number("number"),
        sa.Column("once", sa.String(40), nullable=False),
        _number("last_turn"),
        _moment("published_at"),
        _moment("pinned_at"),
        _moment("archived_at"),
        _moment("withdrawn_at"),
        _moment("moved_at"),
        _text("ended"),
        _key("notices"),
        _one("notices", "number"),
        _one("notices", "once"),
    )
    op.create_index(op.f("ix_notices_published_at_number"), "notices", ["published_at", "number"])
    op.create_table(
        "notice_wordings",
        _id(),
        _id("notice_id"),
        _number("turn"),
        sa.Column("category", sa.String(20), nullable=False),
        _text("title"),
        _text("body"),
        _text("correction"),
        _moment("at", nullable=False),
        _id("by_account"),
        _moment("shown_from"),
        _moment("announced_at"),
        _to("notice_wordings", "notice_id", "notices"),
        _to("notice_wordings", "by_account", "staff_accounts"),
        _key("notice_wordings"),
        _one("notice_wordings", "notice_id", "turn"),
        sa.CheckConstraint(
            "announced_at is null or announced_at >= shown_from", name=op.f("ck_notice_wordings_announced_after")
        ),
    )
    op.create_index(
        op.f("ix_notice_wordings_announced_at_shown_from"), "notice_wordings", ["announced_at", "shown_from"]
    )


def _programmes() -> None:
    op.create_table(
        "programmes",
        _id(),
        _number("number"),
        sa.Column("once", sa.String(40), nullable=False),
        _number("place"),
        _number("last_turn"),
        _number("live_turn", nullable=True),
        _text("ended"),
        _key("programmes"),
        _one("programmes", "number"),
        _one("programmes", "once"),
    )
    op.create_table(
        "programme_versions",
        _id(),
        _id("programme_id"),
        _number("turn"),
        _text("name"),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        _text("one_of"),
        _moment("at", nullable=False),
        _id("by_account", nullable=True),
        _moment("shown_at"),
        _to("programme_versions", "programme_id", "programmes"),
        _to("programme_versions", "by_account", "staff_accounts"),
        _key("programme_versions"),
        _one("programme_versions", "programme_id", "turn"),
    )


def downgrade() -> None:
    for table in ("programme_versions", "programmes", "notice_wordings", "notices"):
        op.drop_table(table)
