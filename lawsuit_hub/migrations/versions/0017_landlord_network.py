"""Keys of nearly equal names, houses as things of their own, the same hand behind two landlords; how many landlords there are."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.create_table(
        "landlord_name_keys",
        sa.Column("name_index", sa.LargeBinary(), nullable=False),
        sa.Column("key_index", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name_index", "key_index", name=op.f("pk_landlord_name_keys")),
    )
    op.create_index("ix_landlord_name_keys_key_index_name_index", "landlord_name_keys", ["key_index", "name_index"])
    op.create_table(
        "buildings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_buildings")),
    )
    op.create_table(
        "building_keys",
        sa.Column("key_index", sa.LargeBinary(), nullable=False),
        sa.Column("building_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["building_id"], ["buildings.id"], name=op.f("fk_building_keys_building_id")),
        sa.PrimaryKeyConstraint("key_index", name=op.f("pk_building_keys")),
    )
    op.create_index(op.f("ix_building_keys_building_id"), "building_keys", ["building_id"])
    op.create_table(
        "landlord_links",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("one", sa.Uuid(), nullable=False),
        sa.Column("other", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("one <> other", name=op.f("ck_landlord_links_two_landlords")),
        sa.ForeignKeyConstraint(["one"], ["landlords.id"], name=op.f("fk_landlord_links_one")),
        sa.ForeignKeyConstraint(["other"], ["landlords.id"], name=op.f("fk_landlord_links_other")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_landlord_links")),
        sa.UniqueConstraint("one", "other", name=op.f("uq_landlord_links_one_other")),
    )
    op.create_index(op.f("ix_landlord_links_other"), "landlord_links", ["other"])
    with op.batch_alter_table("landlord_reports") as batch:
        batch.add_column(sa.Column("building_id", sa.Uuid(), nullable=True))
        batch.create_foreign_key(batch.f("fk_landlord_reports_building_id"), "buildings", ["building_id"], ["id"])
        batch.create_index(batch.f("ix_landlord_reports_building_id"), ["building_id"])
    with op.batch_alter_table("landlord_turns") as batch:
        batch.add_column(sa.Column("landlords", sa.BigInteger(), server_default="0", nullable=False))
    op.execute(
        "update landlord_turns set landlords = (select count(*) from landlords where merged_into is null and name is not null)"
    )


def downgrade() -> None:
    with op.batch_alter_table("landlord_turns") as batch:
        batch.drop_column("landlords")
    with op.batch_alter_table("landlord_reports") as batch:
        batch.drop_index(batch.f("ix_landlord_reports_building_id"))
        batch.drop_constraint(batch.f("fk_landlord_reports_building_id"), type_="foreignkey")
        batch.drop_column("building_id")
    op.drop_table("landlord_links")
    op.drop_table("building_keys")
    op.drop_table("buildings")
    op.drop_table("landlord_name_keys")
