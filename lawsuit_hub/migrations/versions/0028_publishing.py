"""What goes public: files and their pieces, and who released what."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    op.create_table(
        "public_files",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("holder_kind", sa.String(length=20), nullable=False),
        sa.Column("holder_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=130), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("findings", sa.JSON(), nullable=False),
        sa.Column("locked", sa.LargeBinary(), nullable=True),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.Column("downloads", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["added_by"], ["staff_accounts.id"], name=op.f("fk_public_files_added_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_files")),
        sa.UniqueConstraint(
            "holder_kind", "holder_id", "sha256", name=op.f("uq_public_files_holder_kind_holder_id_sha256")
        ),
        sa.UniqueConstraint("token", name=op.f("uq_public_files_token")),
    )
    op.create_table(
        "public_file_pieces",
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["public_files.id"], name=op.f("fk_public_file_pieces_file_id")),
        sa.PrimaryKeyConstraint("file_id", "number", name=op.f("pk_public_file_pieces")),
    )
    _releases()


def _releases() -> None:
    op.create_table(
        "public_releases",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("holder_kind", sa.String(length=20), nullable=False),
        sa.Column("holder_id", sa.Uuid(), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("findings", sa.JSON(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("outcome", sa.String(length=10), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("outcome in ('released', 'refused', 'over')", name=op.f("ck_public_releases_outcome")),
        sa.CheckConstraint(
            "outcome = 'over' or decided_by is null or decided_by <> asked_by", name=op.f("ck_public_releases_second")
        ),
        sa.ForeignKeyConstraint(["asked_by"], ["staff_accounts.id"], name=op.f("fk_public_releases_asked_by")),
        sa.ForeignKeyConstraint(["decided_by"], ["staff_accounts.id"], name=op.f("fk_public_releases_decided_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_releases")),
        sa.UniqueConstraint(
            "holder_kind", "holder_id", "mark", name=op.f("uq_public_releases_holder_kind_holder_id_mark")
        ),
    )
    op.create_index(
        "uq_public_releases_open",
        "public_releases",
        ["holder_kind", "holder_id"],
        unique=True,
        sqlite_where=sa.text("outcome is null"),
        postgresql_where=sa.text("outcome is null"),
    )


def downgrade() -> None:
    for table in ("public_releases", "public_file_pieces", "public_files"):
        op.drop_table(table)
