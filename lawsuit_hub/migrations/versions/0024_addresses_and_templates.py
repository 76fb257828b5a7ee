"""Where the court's post reaches each person, the office of a firm, and a firm's own templates of rosters."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"

_AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "service_choices",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("victim_id", sa.Uuid(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(10), nullable=False),
        sa.Column("protected", sa.Boolean(), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=True),
        sa.Column("hint", sa.LargeBinary(), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("chosen_at", _AT, nullable=False),
        sa.CheckConstraint("place in ('office', 'other', 'home')", name=op.f("ck_service_choices_place")),
        sa.CheckConstraint("place != 'other' or address is not null", name=op.f("ck_service_choices_other_is_written")),
        sa.CheckConstraint("not protected or place != 'home'", name=op.f("ck_service_choices_protected_is_elsewhere")),
        sa.ForeignKeyConstraint(["victim_id"], ["victims.id"], name=op.f("fk_service_choices_victim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_choices")),
        sa.UniqueConstraint("victim_id", name=op.f("uq_service_choices_victim_id")),
    )
    op.create_table(
        "roster_templates",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("firm_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("layout", sa.JSON(), nullable=True),
        sa.Column("puts_back", sa.Integer(), nullable=True),
        sa.Column("made_at", _AT, nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["firm_id"], ["law_firms.id"], name=op.f("fk_roster_templates_firm_id")),
        sa.ForeignKeyConstraint(["made_by"], ["staff_accounts.id"], name=op.f("fk_roster_templates_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_templates")),
        sa.UniqueConstraint("firm_id", "purpose", "number", name=op.f("uq_roster_templates_firm_id_purpose_number")),
    )
    op.add_column("law_firms", sa.Column("address", sa.String(200), nullable=True))
    op.add_column("roster_exports", sa.Column("purpose", sa.String(20), nullable=True))
    op.add_column("roster_exports", sa.Column("template", sa.Integer(), nullable=True))
    op.add_column("roster_exports", sa.Column("sheet", sa.String(20), nullable=True))


def downgrade() -> None:
    for column in ("sheet", "template", "purpose"):
        op.drop_column("roster_exports", column)
    op.drop_column("law_firms", "address")
    op.drop_table("roster_templates")
    op.drop_table("service_choices")
