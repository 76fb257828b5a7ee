"""Verification of members: documents and their pages, looks, declarations, decisions, removals; who is barred."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _documents()
    _pages()
    _viewings()
    _declarations()
    _decisions()
    _removals()
    with op.batch_alter_table("victims") as batch:
        batch.add_column(sa.Column("barred_at", MOMENT, nullable=True))


def _documents() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.CheckConstraint("kind in ('lease')", name=op.f("ck_documents_kind")),
        sa.ForeignKeyConstraint(["victim_id"], ["victims.id"], name=op.f("fk_documents_victim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
    )
    with op.batch_alter_table("documents") as batch:
        batch.create_index(batch.f("ix_documents_victim_id"), ["victim_id"], unique=False)
        batch.create_index(batch.f("ix_documents_received_at"), ["received_at"], unique=False)


def _pages() -> None:
    op.create_table(
        "document_pages",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("picture", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=6), nullable=False),
        sa.Column("burnt", sa.Integer(), nullable=False),
        sa.Column("marked", sa.Integer(), nullable=False),
        sa.Column("searched", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_document_pages_document_id")),
        sa.ForeignKeyConstraint(["victim_id"], ["victims.id"], name=op.f("fk_document_pages_victim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_pages")),
    )
    with op.batch_alter_table("document_pages") as batch:
        batch.create_index(batch.f("ix_document_pages_victim_id"), ["victim_id"], unique=False)
        batch.create_index(batch.f("ix_document_pages_document_id_number"), ["document_id", "number"], unique=True)


def _viewings() -> None:
    op.create_table(
        "document_viewings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["victim_id"], ["victims.id"], name=op.f("fk_document_viewings_victim_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_accounts.id"], name=op.f("fk_document_viewings_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_viewings")),
    )
    with op.batch_alter_table("document_viewings") as batch:
        batch.create_index(batch.f("ix_document_viewings_victim_id"), ["victim_id"], unique=False)
        batch.create_index(batch.f("ix_document_viewings_until"), ["until"], unique=False)


def _declarations() -> None:
    relations = "relation in ('none', 'landlord', 'broker', 'manager', 'other')"
    op.create_table(
        "conflict_declarations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("relation", sa.String(length=10), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("declared_at", MOMENT, nullable=False),
        sa.Column("taken_by", sa.Uuid(), nullable=True),
        sa.Column("settled_at", MOMENT, nullable=True),
        sa.Column("settled_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(relations, name=op.f("ck_conflict_declarations_relation")),
        sa.ForeignKeyConstraint(["victim_id"], ["victims.id"], name=op.f("fk_conflict_declarations_victim_id")),
        sa.ForeignKeyConstraint(["taken_by"], ["staff_accounts.id"], name=op.f("fk_conflict_declarations_taken_by")),
        sa.ForeignKeyConstraint(
            ["settled_by"], ["staff_accounts.id"], name=op.f("fk_conflict_declarations_settled_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflict_declarations")),
    )
    with op.batch_alter_table("conflict_declarations") as batch:
        batch.create_index(batch.f("ix_conflict_declarations_victim_id_number"), ["victim_id", "number"], unique=True)


def _decisions() -> None:
    op.create_table(
        "lease_decisions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("seen", sa.String(length=10), nullable=False),
        sa.Column("points", sa.JSON(), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_at", MOMENT, nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.Column("over", sa.Boolean(), nullable=False),
        sa.CheckConstraint("seen in ('upload', 'person')", name=op.f("ck_lease_decisions_seen")),
        sa.CheckConstraint("outcome in ('accepted', 'refused', 'doubtful')", name=op.f("ck_lease_decisions_outcome")),
        sa.ForeignKeyConstraint(["victim_id"], ["victims.id"], name=op.f("fk_lease_decisions_victim_id")),
        sa.ForeignKeyConstraint(["decided_by"], ["staff_accounts.id"], name=op.f("fk_lease_decisions_decided_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lease_decisions")),
    )
    with op.batch_alter_table("lease_decisions") as batch:
        batch.create_index(batch.f("ix_lease_decisions_victim_id"), ["victim_id"], unique=False)
        batch.create_index(
            "uq_lease_decisions_standing",
            ["victim_id"],
            unique=True,
            sqlite_where=sa.text("not over"),
            postgresql_where=sa.text("not over"),
        )


def _removals() -> None:
    op.create_table(
        "insider_removals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("outcome", sa.String(length=10), nullable=True),
        sa.CheckConstraint("kind in ('remove', 'restore')", name=op.f("ck_insider_removals_kind")),
        sa.CheckConstraint("outcome in ('done', 'dropped')", name=op.f("ck_insider_removals_outcome")),
        sa.CheckConstraint(
            "decided_by is null or outcome = 'dropped' or decided_by <> asked_by",
            name=op.f("ck_insider_removals_two_people"),
        ),
        sa.ForeignKeyConstraint(["victim_id"], ["victims.id"], name=op.f("fk_insider_removals_victim_id")),
        sa.ForeignKeyConstraint(["asked_by"], ["staff_accounts.id"], name=op.f("fk_insider_removals_asked_by")),
        sa.ForeignKeyConstraint(["decided_by"], ["staff_accounts.id"], name=op.f("fk_insider_removals_decided_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_insider_removals")),
    )
    with op.batch_alter_table("insider_removals") as batch:
        batch.create_index(batch.f("ix_insider_removals_victim_id"), ["victim_id"], unique=False)
        batch.create_index(
            "uq_insider_removals_open",
            ["victim_id"],
            unique=True,
            sqlite_where=sa.text("outcome is null"),
            postgresql_where=sa.text("outcome is null"),
        )


def downgrade() -> None:
    with op.batch_alter_table("victims") as batch:
        batch.drop_column("barred_at")
    for table in (
        "insider_removals",
        "lease_decisions",
        "conflict_declarations",
        "document_viewings",
        "document_pages",
        "documents",
    ):
        op.drop_table(table)
