"""Mandates: what each group's says, who signed how, when it ended; a firm's setting; signed papers among the documents."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

OPEN = sa.text("ended_at is null")


def upgrade() -> None:
    with op.batch_alter_table("law_firms") as table:
        table.add_column(sa.Column("electronic_mandates", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("documents") as table:
        table.drop_constraint(op.f("ck_documents_kind"), type_="check")
        table.create_check_constraint(op.f("ck_documents_kind"), "kind in ('lease', 'mandate')")
    op.create_table(
        "mandate_forms",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("firm_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("facts", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["lawsuit_groups.id"], name=op.f("fk_mandate_forms_group_id")),
        sa.ForeignKeyConstraint(["firm_id"], ["law_firms.id"], name=op.f("fk_mandate_forms_firm_id")),
        sa.ForeignKeyConstraint(["made_by"], ["staff_accounts.id"], name=op.f("fk_mandate_forms_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mandate_forms")),
        sa.UniqueConstraint("group_id", "firm_id", "version", name=op.f("uq_mandate_forms_group_id_firm_id_version")),
    )
    op.create_table(
        "mandates",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("firm_id", sa.Uuid(), nullable=False),
        sa.Column("form_id", sa.Uuid(), nullable=False),
        sa.Column("way", sa.String(10), nullable=True),
        sa.Column("specials", sa.JSON(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("stands_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by", sa.Uuid(), nullable=True),
        sa.Column("document", sa.LargeBinary(), nullable=True),
        sa.Column("sha256", sa.String(64), nullable=True),
        sa.Column("paper_id", sa.Uuid(), nullable=True),
        sa.Column("copy", sa.LargeBinary(), nullable=True),
        sa.Column("copy_finder", sa.LargeBinary(), nullable=True),
        sa.Column("copy_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_as", sa.String(10), nullable=True),
        sa.CheckConstraint("way in ('drawn', 'passkey', 'paper')", name=op.f("ck_mandates_way")),
        sa.CheckConstraint("(ended_at is null) = (ended_as is null)", name=op.f("ck_mandates_ended")),
        sa.CheckConstraint("way is not null or stands_since is null", name=op.f("ck_mandates_a_no_does_not_stand")),
        sa.ForeignKeyConstraint(["victim_id"], ["victims.id"], name=op.f("fk_mandates_victim_id")),
        sa.ForeignKeyConstraint(["group_id"], ["lawsuit_groups.id"], name=op.f("fk_mandates_group_id")),
        sa.ForeignKeyConstraint(["firm_id"], ["law_firms.id"], name=op.f("fk_mandates_firm_id")),
        sa.ForeignKeyConstraint(["form_id"], ["mandate_forms.id"], name=op.f("fk_mandates_form_id")),
        sa.ForeignKeyConstraint(["confirmed_by"], ["staff_accounts.id"], name=op.f("fk_mandates_confirmed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mandates")),
        sa.UniqueConstraint("number", name=op.f("uq_mandates_number")),
        sa.UniqueConstraint("sha256", name=op.f("uq_mandates_sha256")),
    )
    op.create_index(op.f("ix_mandates_group_id"), "mandates", ["group_id"])
    op.create_index(op.f("ix_mandates_victim_id"), "mandates", ["victim_id"])
    op.create_index(op.f("ix_mandates_copy_until"), "mandates", ["copy_until"])
    op.create_index(
        "uq_mandates_open", "mandates", ["victim_id"], unique=True, sqlite_where=OPEN, postgresql_where=OPEN
    )


def downgrade() -> None:
    op.drop_table("mandates")
    op.drop_table("mandate_forms")
    with op.batch_alter_table("documents") as table:
        table.drop_constraint(op.f("ck_documents_kind"), type_="check")
        table.create_check_constraint(op.f("ck_documents_kind"), "kind in ('lease')")
    with op.batch_alter_table("law_firms") as table:
        table.drop_column("electronic_mandates")
