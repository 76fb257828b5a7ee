"""Documents that serve a suit: their kinds, a group's check list, checks, exhibits of the group, numbers, archives."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

KINDS = (
    "kind in ('lease', 'transfer', 'register', 'resident', 'fixed_date', 'notice', 'order', 'decision', "
    "'distribution', 'messages', 'other', 'mandate')"
)


def upgrade() -> None:
    with op.batch_alter_table("documents") as batch:
        batch.drop_constraint(op.f("ck_documents_kind"), type_="check")
        batch.create_check_constraint(op.f("ck_documents_kind"), KINDS)
        batch.add_column(sa.Column("for_suit", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("documents") as batch:
        batch.alter_column("for_suit", existing_type=sa.Boolean(), existing_nullable=False, server_default=None)
    _lists()
    _checks()
    _common()
    _numbers()
    _archives()


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))


def _lists() -> None:
    op.create_table(
        "exhibit_lists",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("wanted", sa.JSON(), nullable=False),
        _moment("set_at"),
        sa.Column("set_by", sa.Uuid(), nullable=False),
        _to("exhibit_lists", "group_id", "lawsuit_groups"),
        _to("exhibit_lists", "set_by", "staff_accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exhibit_lists")),
        sa.UniqueConstraint("group_id", "version", name=op.f("uq_exhibit_lists_group_id_version")),
    )


def _checks() -> None:
    op.create_table(
        "exhibit_checks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("outcome", sa.String(10), nullable=False),
        sa.Column("flaw", sa.String(20), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        _moment("checked_at"),
        sa.Column("checked_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint("outcome in ('checked', 'returned')", name=op.f("ck_exhibit_checks_outcome")),
        sa.CheckConstraint("outcome = 'checked' or flaw is not null", name=op.f("ck_exhibit_checks_flaw")),
        _to("exhibit_checks", "victim_id", "victims"),
        _to("exhibit_checks", "checked_by", "staff_accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exhibit_checks")),
        sa.UniqueConstraint("document_id", name=op.f("uq_exhibit_checks_document_id")),
    )
    op.create_index(op.f("ix_exhibit_checks_victim_id"), "exhibit_checks", ["victim_id"])


def _common() -> None:
    op.create_table(
        "common_exhibits",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.LargeBinary(), nullable=False),
        _moment("received_at"),
        sa.Column("received_from", sa.Uuid(), nullable=False),
        _to("common_exhibits", "group_id", "lawsuit_groups"),
        _to("common_exhibits", "received_from", "staff_accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_common_exhibits")),
    )
    op.create_index(op.f("ix_common_exhibits_group_id"), "common_exhibits", ["group_id"])
    op.create_table(
        "common_exhibit_pages",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("common_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("picture", sa.LargeBinary(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        _to("common_exhibit_pages", "common_id", "common_exhibits"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_common_exhibit_pages")),
        sa.UniqueConstraint("common_id", "number", name=op.f("uq_common_exhibit_pages_common_id_number")),
    )


def _numbers() -> None:
    op.create_table(
        "exhibit_heads",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=True),
        sa.Column("common_id", sa.Uuid(), nullable=True),
        sa.Column("branches", sa.Integer(), nullable=False),
        _moment("fixed_at"),
        sa.CheckConstraint("(kind is null) <> (common_id is null)", name=op.f("ck_exhibit_heads_one")),
        _to("exhibit_heads", "group_id", "lawsuit_groups"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exhibit_heads")),
        sa.UniqueConstraint("group_id", "number", name=op.f("uq_exhibit_heads_group_id_number")),
        sa.UniqueConstraint("group_id", "kind", name=op.f("uq_exhibit_heads_group_id_kind")),
        sa.UniqueConstraint("group_id", "common_id", name=op.f("uq_exhibit_heads_group_id_common_id")),
    )
    op.create_table(
        "exhibit_places",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("head_id", sa.Uuid(), nullable=False),
        sa.Column("branch", sa.Integer(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        _moment("fixed_at"),
        _to("exhibit_places", "head_id", "exhibit_heads"),
        _to("exhibit_places", "victim_id", "victims"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exhibit_places")),
        sa.UniqueConstraint("head_id", "document_id", name=op.f("uq_exhibit_places_head_id_document_id")),
    )
    op.create_index(op.f("ix_exhibit_places_victim_id"), "exhibit_places", ["victim_id"])
    op.create_table(
        "exhibit_plaintiffs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        _to("exhibit_plaintiffs", "group_id", "lawsuit_groups"),
        _to("exhibit_plaintiffs", "victim_id", "victims"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exhibit_plaintiffs")),
        sa.UniqueConstraint("group_id", "number", name=op.f("uq_exhibit_plaintiffs_group_id_number")),
        sa.UniqueConstraint("group_id", "victim_id", name=op.f("uq_exhibit_plaintiffs_group_id_victim_id")),
    )
    op.create_index(op.f("ix_exhibit_plaintiffs_victim_id"), "exhibit_plaintiffs", ["victim_id"])
    op.create_table(
        "exhibit_fixings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("plaintiffs", sa.Integer(), nullable=False),
        sa.Column("exhibits", sa.Integer(), nullable=False),
        _moment("fixed_at"),
        sa.Column("fixed_by", sa.Uuid(), nullable=False),
        _to("exhibit_fixings", "group_id", "lawsuit_groups"),
        _to("exhibit_fixings", "fixed_by", "staff_accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exhibit_fixings")),
    )
    op.create_index(op.f("ix_exhibit_fixings_group_id"), "exhibit_fixings", ["group_id"])


def _archives() -> None:
    op.create_table(
        "exhibit_archives",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("lawyer_id", sa.Uuid(), nullable=False),
        sa.Column("firm_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("exhibits", sa.Integer(), nullable=False),
        _moment("asked_at"),
        sa.Column("needs_second", sa.Boolean(), nullable=False),
        _moment("decided_at", nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("agreed", sa.Boolean(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        _moment("until"),
        _moment("begun_at", nullable=True),
        _moment("finished_at", nullable=True),
        sa.Column("packed", sa.Integer(), nullable=True),
        sa.Column("left_out", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(64), nullable=True),
        sa.CheckConstraint(
            "decided_by is null or decided_by <> lawyer_id", name=op.f("ck_exhibit_archives_two_people")
        ),
        sa.CheckConstraint("purpose in ('filing', 'review')", name=op.f("ck_exhibit_archives_purpose")),
        _to("exhibit_archives", "group_id", "lawsuit_groups"),
        _to("exhibit_archives", "lawyer_id", "staff_accounts"),
        _to("exhibit_archives", "firm_id", "law_firms"),
        _to("exhibit_archives", "decided_by", "staff_accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exhibit_archives")),
        sa.UniqueConstraint("number", name=op.f("uq_exhibit_archives_number")),
    )
    op.create_index(op.f("ix_exhibit_archives_group_id"), "exhibit_archives", ["group_id"])


def downgrade() -> None:
    for table in (
        "exhibit_archives",
        "exhibit_fixings",
        "exhibit_plaintiffs",
        "exhibit_places",
        "exhibit_heads",
        "common_exhibit_pages",
        "common_exhibits",
        "exhibit_checks",
        "exhibit_lists",
    ):
        op.drop_table(table)
    op.execute(
        "delete from document_pages where document_id in (select id from documents where kind not in ('lease', 'mandate'))"
    )
    op.execute("delete from documents where kind not in ('lease', 'mandate')")
    with op.batch_alter_table("documents") as batch:
        batch.drop_constraint(op.f("ck_documents_kind"), type_="check")
        batch.create_check_constraint(op.f("ck_documents_kind"), "kind in ('lease', 'mandate')")
        batch.drop_column("for_suit")
