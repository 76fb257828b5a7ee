"""Litigation-cost support: programmes with rules as data, budgets, applications, letters, appeals, payments."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"


def upgrade() -> None:
    _programmes()
    _budgets()
    _days()
    _applications()
    _batches()
    _versions()
    _appeals()
    _letters()
    _members()
    _pages()
    _payments()


def _programmes() -> None:
    op.create_table(
        "cost_programmes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=False),
        sa.Column("last_turn", sa.Integer(), nullable=False),
        sa.Column("live_turn", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cost_programmes")),
        sa.UniqueConstraint("number", name=op.f("uq_cost_programmes_number")),
        sa.UniqueConstraint("once", name=op.f("uq_cost_programmes_once")),
    )


def _budgets() -> None:
    op.create_table(
        "cost_budgets",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("committed", sa.BigInteger(), nullable=False),
        sa.Column("paid", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("committed + paid <= total", name=op.f("ck_cost_budgets_never_overspent")),
        sa.CheckConstraint("committed >= 0 and paid >= 0", name=op.f("ck_cost_budgets_not_negative")),
        sa.ForeignKeyConstraint(["programme_id"], ["cost_programmes.id"], name=op.f("fk_cost_budgets_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cost_budgets")),
        sa.UniqueConstraint("programme_id", "year", name=op.f("uq_cost_budgets_programme_id_year")),
    )


def _days() -> None:
    op.create_table(
        "cost_days",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("shown", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["cost_programmes.id"], name=op.f("fk_cost_days_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cost_days")),
        sa.UniqueConstraint("programme_id", "day", name=op.f("uq_cost_days_programme_id_day")),
    )


def _applications() -> None:
    op.create_table(
        "cost_applications",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("version_turn", sa.Integer(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("account", sa.LargeBinary(), nullable=True),
        sa.Column("findings", sa.LargeBinary(), nullable=True),
        sa.Column("household_index", sa.LargeBinary(), nullable=True),
        sa.Column("household_no", sa.Integer(), nullable=False),
        sa.Column("budget_year", sa.Integer(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_by", sa.Uuid(), nullable=True),
        sa.Column("second_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("second_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("appeal_until", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "state in ('draft', 'submitted', 'more', 'checked', 'approved', 'waiting', 'rejected', 'withdrawn', 'handed', 'paid', 'failed', 'refunded')",
            name=op.f("ck_cost_applications_state"),
        ),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_cost_applications_amount")),
        sa.CheckConstraint(
            "second_by is null or first_by is null or second_by <> first_by",
            name=op.f("ck_cost_applications_two_people"),
        ),
        sa.ForeignKeyConstraint(["first_by"], ["staff_accounts.id"], name=op.f("fk_cost_applications_first_by")),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["cost_programmes.id"], name=op.f("fk_cost_applications_programme_id")
        ),
        sa.ForeignKeyConstraint(["second_by"], ["staff_accounts.id"], name=op.f("fk_cost_applications_second_by")),
        sa.ForeignKeyConstraint(["victim_id"], ["victims.id"], name=op.f("fk_cost_applications_victim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cost_applications")),
        sa.UniqueConstraint("number", name=op.f("uq_cost_applications_number")),
    )
    op.create_index(op.f("ix_cost_applications_submitted_at"), "cost_applications", ["submitted_at"], unique=False)
    op.create_index(op.f("ix_cost_applications_victim_id"), "cost_applications", ["victim_id"], unique=False)
    op.create_index(
        "uq_cost_applications_household",
        "cost_applications",
        ["programme_id", "household_index", "household_no"],
        unique=True,
        sqlite_where=sa.text("state in ('approved', 'waiting', 'handed', 'paid', 'failed')"),
        postgresql_where=sa.text("state in ('approved', 'waiting', 'handed', 'paid', 'failed')"),
    )
    op.create_index(
        "uq_cost_applications_open",
        "cost_applications",
        ["programme_id", "victim_id"],
        unique=True,
        sqlite_where=sa.text("state not in ('rejected', 'withdrawn', 'refunded')"),
        postgresql_where=sa.text("state not in ('rejected', 'withdrawn', 'refunded')"),
    )


def _batches() -> None:
    op.create_table(
        "cost_batches",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("payments", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("file", sa.LargeBinary(), nullable=True),
        sa.Column("called_off_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["staff_accounts.id"], name=op.f("fk_cost_batches_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cost_batches")),
        sa.UniqueConstraint("number", name=op.f("uq_cost_batches_number")),
        sa.UniqueConstraint("once", name=op.f("uq_cost_batches_once")),
    )
    op.create_index(op.f("ix_cost_batches_made_at"), "cost_batches", ["made_at"], unique=False)


def _versions() -> None:
    op.create_table(
        "cost_versions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_account", sa.Uuid(), nullable=True),
        sa.Column("forced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("forced_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "forced_by is null or by_account is null or forced_by <> by_account",
            name=op.f("ck_cost_versions_two_people"),
        ),
        sa.ForeignKeyConstraint(["by_account"], ["staff_accounts.id"], name=op.f("fk_cost_versions_by_account")),
        sa.ForeignKeyConstraint(["forced_by"], ["staff_accounts.id"], name=op.f("fk_cost_versions_forced_by")),
        sa.ForeignKeyConstraint(["programme_id"], ["cost_programmes.id"], name=op.f("fk_cost_versions_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cost_versions")),
        sa.UniqueConstraint("programme_id", "turn", name=op.f("uq_cost_versions_programme_id_turn")),
    )


def _appeals() -> None:
    op.create_table(
        "cost_appeals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("held", sa.BigInteger(), nullable=False),
        sa.Column("held_year", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("outcome", sa.String(length=10), nullable=True),
        sa.CheckConstraint("outcome in ('granted', 'denied')", name=op.f("ck_cost_appeals_outcome")),
        sa.CheckConstraint("(decided_at is null) = (outcome is null)", name=op.f("ck_cost_appeals_decided")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["cost_applications.id"], name=op.f("fk_cost_appeals_application_id")
        ),
        sa.ForeignKeyConstraint(["decided_by"], ["staff_accounts.id"], name=op.f("fk_cost_appeals_decided_by")),
        sa.ForeignKeyConstraint(["victim_id"], ["victims.id"], name=op.f("fk_cost_appeals_victim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cost_appeals")),
        sa.UniqueConstraint("application_id", name=op.f("uq_cost_appeals_application_id")),
    )
    op.create_index(op.f("ix_cost_appeals_victim_id"), "cost_appeals", ["victim_id"], unique=False)


def _letters() -> None:
    op.create_table(
        "cost_letters",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("outcome in ('approved', 'partly', 'rejected')", name=op.f("ck_cost_letters_outcome")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["cost_applications.id"], name=op.f("fk_cost_letters_application_id")
        ),
        sa.ForeignKeyConstraint(["victim_id"], ["victims.id"], name=op.f("fk_cost_letters_victim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cost_letters")),
        sa.UniqueConstraint("application_id", "number", name=op.f("uq_cost_letters_application_id_number")),
    )
    op.create_index(op.f("ix_cost_letters_victim_id"), "cost_letters", ["victim_id"], unique=False)


def _members() -> None:
    op.create_table(
        "cost_members",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("name_index", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["cost_applications.id"], name=op.f("fk_cost_members_application_id")
        ),
        sa.ForeignKeyConstraint(["victim_id"], ["victims.id"], name=op.f("fk_cost_members_victim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cost_members")),
    )
    op.create_index(op.f("ix_cost_members_application_id"), "cost_members", ["application_id"], unique=False)
    op.create_index(op.f("ix_cost_members_victim_id"), "cost_members", ["victim_id"], unique=False)


def _pages() -> None:
    op.create_table(
        "cost_pages",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("upload", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("picture", sa.LargeBinary(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("burnt", sa.Integer(), nullable=False),
        sa.Column("searched", sa.Boolean(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind in ('receipt', 'status', 'lease', 'account', 'other')", name=op.f("ck_cost_pages_kind")
        ),
        sa.ForeignKeyConstraint(
            ["application_id"], ["cost_applications.id"], name=op.f("fk_cost_pages_application_id")
        ),
        sa.ForeignKeyConstraint(["victim_id"], ["victims.id"], name=op.f("fk_cost_pages_victim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cost_pages")),
        sa.UniqueConstraint(
            "application_id", "upload", "number", name=op.f("uq_cost_pages_application_id_upload_number")
        ),
    )
    op.create_index(op.f("ix_cost_pages_application_id"), "cost_pages", ["application_id"], unique=False)
    op.create_index(op.f("ix_cost_pages_victim_id"), "cost_pages", ["victim_id"], unique=False)


def _payments() -> None:
    op.create_table(
        "cost_payments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("application_number", sa.Integer(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=True),
        sa.Column("household_index", sa.LargeBinary(), nullable=True),
        sa.Column("household_no", sa.Integer(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("budget_year", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("payee", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.Uuid(), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.CheckConstraint("state <> 'paid' or paid_on is not null", name=op.f("ck_cost_payments_paid_on")),
        sa.CheckConstraint(
            "state in ('handed', 'paid', 'failed', 'called_off', 'refunded')", name=op.f("ck_cost_payments_state")
        ),
        sa.CheckConstraint("amount > 0", name=op.f("ck_cost_payments_amount")),
        sa.ForeignKeyConstraint(["batch_id"], ["cost_batches.id"], name=op.f("fk_cost_payments_batch_id")),
        sa.ForeignKeyConstraint(["programme_id"], ["cost_programmes.id"], name=op.f("fk_cost_payments_programme_id")),
        sa.ForeignKeyConstraint(["settled_by"], ["staff_accounts.id"], name=op.f("fk_cost_payments_settled_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cost_payments")),
    )
    op.create_index(op.f("ix_cost_payments_batch_id"), "cost_payments", ["batch_id"], unique=False)
    op.create_index(op.f("ix_cost_payments_settled_at"), "cost_payments", ["settled_at"], unique=False)
    op.create_index(op.f("ix_cost_payments_victim_id"), "cost_payments", ["victim_id"], unique=False)
    op.create_index(
        "uq_cost_payments_on_its_way",
        "cost_payments",
        ["application_id", "part"],
        unique=True,
        sqlite_where=sa.text("state in ('handed', 'paid')"),
        postgresql_where=sa.text("state in ('handed', 'paid')"),
    )


def downgrade() -> None:
    for table in (
        "cost_payments",
        "cost_pages",
        "cost_members",
        "cost_letters",
        "cost_appeals",
        "cost_versions",
        "cost_batches",
        "cost_applications",
        "cost_days",
        "cost_budgets",
        "cost_programmes",
    ):
        op.drop_table(table)
