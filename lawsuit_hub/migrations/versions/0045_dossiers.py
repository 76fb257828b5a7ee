"""Dossiers: whom topics are carried to, what was gathered, the versions that were frozen, what came back."""

from uuid import UUID

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"

# Whom the district writes to first; the desk changes the list.
RECIPIENTS = (
    ("국회", "국회의장(국토교통위원장)", ""),
    ("국토교통부", "국토교통부장관(피해지원총괄과장)", ""),
    ("서울시", "서울특별시장(주택정책과장)", ""),
    ("법무부", "법무부장관(법무심의관)", ""),
    ("금융위원회", "금융위원회위원장(금융소비자국장)", ""),
    ("강서구", "강서구청장(부동산정보과장)", ""),
)


def _id(name: str = "id", *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Uuid(), nullable=nullable)


def _words(name: str, length: int | None = None) -> sa.Column:
    return sa.Column(name, sa.String(length) if length else sa.Text(), nullable=False)


def _number(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _day(name: str, *, nullable: bool = True) -> sa.Column:
    return sa.Column(name, sa.Date(), nullable=nullable)


def _yes(name: str) -> sa.Column:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _moment(name: str) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*(columns or ("id",)), name=op.f(f"pk_{table}"))


def _one(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def upgrade() -> None:
    _recipients()
    _dossiers()
    op.create_table(
        "dossier_topics",
        _id("dossier_id"),
        _id("topic_id"),
        _number("place"),
        _words("summary"),
        _words("request"),
        _number("quotes"),
        _words("outcome", 10),
        _words("outcome_words"),
        _key("dossier_topics", "dossier_id", "topic_id"),
        _to("dossier_topics", "dossier_id", "dossiers"),
        _to("dossier_topics", "topic_id", "suggestion_topics"),
        _check("dossier_topics", "outcome", "outcome in ('', 'adopted', 'partly', 'declined')"),
    )
    op.create_index(op.f("ix_dossier_topics_topic_id"), "dossier_topics", ["topic_id"])
    _versions()
    _answers()


def _recipients() -> None:
    table = op.create_table(
        "dossier_recipients",
        _id(),
        _words("name", 60),
        _words("addressee", 120),
        _words("through", 120),
        _number("place"),
        _yes("offered"),
        _key("dossier_recipients"),
        _one("dossier_recipients", "name"),
    )
    rows = [
        {
            "id": UUID(int=0xD055_1E20_0000_4000_8000_0000_0000_0000 + place),
            "name": name,
            "addressee": addressee,
            "through": through,
            "place": place,
            "offered": True,
        }
        for place, (name, addressee, through) in enumerate(RECIPIENTS, start=1)
    ]
    op.bulk_insert(table, rows)


def _dossiers() -> None:
    op.create_table(
        "dossiers",
        _id(),
        _number("number"),
        _words("once", 40),
        _id("recipient_id"),
        _words("title", 100),
        _words("opening"),
        _words("cover"),
        _words("document", 60),
        _day("day"),
        _number("turn"),
        _moment("made_at"),
        _id("worded_by", nullable=True),
        _number("sent_version", nullable=True),
        _day("sent_on"),
        _words("sent_document", 60),
        _words("sent_way", 10),
        _day("due_on"),
        _day("answered_on"),
        _day("shown_on"),
        _yes("files_shown"),
        _key("dossiers"),
        _one("dossiers", "number"),
        _one("dossiers", "once"),
        _to("dossiers", "recipient_id", "dossier_recipients"),
        _to("dossiers", "worded_by", "staff_accounts"),
        _check("dossiers", "sent_version", "(sent_on is null) = (sent_version is null)"),
        _check("dossiers", "sent_due", "(sent_on is null) = (due_on is null)"),
        _check("dossiers", "way", "sent_way in ('', 'system', 'post', 'mail', 'hand')"),
    )
    op.create_index(op.f("ix_dossiers_due_on"), "dossiers", ["due_on"])


def _versions() -> None:
    op.create_table(
        "dossier_versions",
        _id(),
        _id("dossier_id"),
        _number("number"),
        _number("turn"),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
        sa.Column("hwpx", sa.LargeBinary(), nullable=False),
        _words("pdf_sha256", 64),
        _words("hwpx_sha256", 64),
        _number("pdf_size"),
        _number("hwpx_size"),
        _moment("at"),
        _id("by_account", nullable=True),
        _key("dossier_versions"),
        _one("dossier_versions", "dossier_id", "number"),
        _to("dossier_versions", "dossier_id", "dossiers"),
        _to("dossier_versions", "by_account", "staff_accounts"),
    )


def _answers() -> None:
    op.create_table(
        "dossier_answers",
        _id(),
        _id("dossier_id"),
        _number("number"),
        _day("day", nullable=False),
        _words("document", 60),
        _words("words"),
        _yes("shown"),
        _words("once", 40),
        _moment("at"),
        _id("by_account", nullable=True),
        _key("dossier_answers"),
        _one("dossier_answers", "dossier_id", "number"),
        _one("dossier_answers", "once"),
        _to("dossier_answers", "dossier_id", "dossiers"),
        _to("dossier_answers", "by_account", "staff_accounts"),
    )


def downgrade() -> None:
    for table in ("dossier_answers", "dossier_versions", "dossier_topics", "dossiers", "dossier_recipients"):
        op.drop_table(table)
