"""Which keys wrap, and which index keys the hashes in the tables were made with."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_KINDS = ("vault", "peer", "hint", "pair")


def upgrade() -> None:
    epochs = op.create_table(
        "kek_epochs",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind in ('vault', 'peer', 'hint', 'pair')", name=op.f("ck_kek_epochs_kind")),
        sa.CheckConstraint("state in ('active', 'old')", name=op.f("ck_kek_epochs_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kek_epochs")),
    )
    op.create_index(
        "uq_kek_epochs_one_active",
        "kek_epochs",
        ["kind"],
        unique=True,
        sqlite_where=sa.text("state = 'active'"),
        postgresql_where=sa.text("state = 'active'"),
    )
    now = datetime.now(UTC)
    op.bulk_insert(epochs, [{**row, "since": now} for row in _used()])
    with op.batch_alter_table("subject_keys") as batch_op:
        batch_op.create_foreign_key(op.f("fk_subject_keys_kek_id"), "kek_epochs", ["kek_id"], ["id"])
    numbers = op.create_table(
        "index_epochs",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_index_epochs")),
    )
    op.bulk_insert(numbers, [{"number": 1, "since": now}])
    op.create_table(
        "index_renewals",
        sa.Column("before", sa.LargeBinary(), nullable=False),
        sa.Column("after", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("before", name=op.f("pk_index_renewals")),
    )


def _used() -> list[dict[str, str]]:
    """Every wrapping key that wraps something or was noted; the newest of each kind is the active one."""
    wrapping = set(op.get_bind().execute(sa.text("select kek_id from subject_keys")).scalars())
    noted = set(op.get_bind().execute(sa.text("select name from key_checks")).scalars())
    kind_of = {name: next((kind for kind in _KINDS if name.startswith(f"{kind}-")), None) for name in wrapping | noted}
    newest = {kind: max(name for name in kind_of if kind_of[name] == kind) for kind in set(kind_of.values()) if kind}
    return [
        {"id": name, "kind": kind or "vault", "state": "active" if newest.get(kind or "") == name else "old"}
        for name, kind in sorted(kind_of.items())
        if kind or name in wrapping
    ]


def downgrade() -> None:
    op.drop_table("index_renewals")
    op.drop_table("index_epochs")
    with op.batch_alter_table("subject_keys") as batch_op:
        batch_op.drop_constraint(op.f("fk_subject_keys_kek_id"), type_="foreignkey")
    op.drop_index("uq_kek_epochs_one_active", table_name="kek_epochs")
    op.drop_table("kek_epochs")
