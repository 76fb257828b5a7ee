"""The audit trail becomes a chain; the database itself refuses to change it.

Lines that are there already are numbered without a gap and chained as they stand, by the key that `hub migrate` hands
over: a line without its hashes is never valid, so none can be slipped in later as an old one.
"""

import sqlalchemy as sa
from alembic import context, op

from lawsuit_hub.features.audit import chain
from lawsuit_hub.features.audit.raw_lines import raw_columns

revision = "0002"
down_revision = "0001"

APPEND_ONLY = ("audit_lines", "audit_checkpoints")
AT_ONCE = 1000


class KeysWanted(Exception):
    """There are audit lines to chain, and no key: `hub migrate` brings it."""


def upgrade() -> None:
    with op.batch_alter_table("audit_lines", schema=None) as batch_op:
        batch_op.add_column(sa.Column("digest", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("mac", sa.LargeBinary(), nullable=True))
    _chain()
    with op.batch_alter_table("audit_lines", schema=None) as batch_op:
        batch_op.alter_column("digest", existing_type=sa.LargeBinary(), nullable=False)
        batch_op.alter_column("mac", existing_type=sa.LargeBinary(), nullable=False)
    op.create_table(
        "audit_checkpoints",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("lines", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key_id", sa.String(length=40), nullable=False),
        sa.Column("previous", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_checkpoints")),
    )
    _guard()


def downgrade() -> None:
    _unguard()
    op.drop_table("audit_checkpoints")
    with op.batch_alter_table("audit_lines", schema=None) as batch_op:
        batch_op.drop_column("mac")
        batch_op.drop_column("digest")


def _chain() -> None:
    """In the order they were written. Numbers only become smaller, so none meets another on its way."""
    lines = sa.table(
        "audit_lines",
        *(sa.column(name) for name in ("id", "digest", "mac")),
        *(sa.column(name) for name in chain.FIELDS),
    )
    connection, mac = op.get_bind(), context.config.attributes.get("audit_mac")
    asked = sa.select(lines.c.id, *raw_columns(lines.c)).order_by(lines.c.id).limit(AT_ONCE)
    change = (
        sa.update(lines)
        .where(lines.c.id == sa.bindparam("old"))
        .values({name: sa.bindparam(f"new_{name}") for name in ("id", "digest", "mac")})
    )
    end, last = chain.START, 0
    while rows := connection.execute(asked.where(lines.c.id > last)).all():
        if mac is None:
            raise KeysWanted("audit lines have to be chained: run `hub migrate`")
        last = rows[-1].id
        links = list(chain.links(end, (chain.form([chain.word(one) for one in row[1:]]) for row in rows), mac))
        connection.execute(
            change,
            [
                {"old": row.id, "new_id": link.number, "new_digest": link.digest, "new_mac": link.mac}
                for row, link in zip(rows, links, strict=True)
            ],
        )
        end = links[-1]


def _guard() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the audit trail is only ever added to'; END $$"
        )
    for table in APPEND_ONLY:
        for statement in _triggers(table, op.get_bind().dialect.name):
            op.execute(statement)


def _triggers(table: str, dialect: str) -> list[str]:
    if dialect == "postgresql":
        return [
            f"CREATE TRIGGER {table}_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
            # Also where somebody calls himself a replica, which switches ordinary triggers off.
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_refuse",
        ]
    key = "id" if table == "audit_lines" else "number"
    refuse = "BEGIN SELECT RAISE(ABORT, 'the audit trail is only ever added to'); END"
    return [
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
        # INSERT OR REPLACE deletes without asking the trigger above.
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
        f"WHEN NEW.{key} IN (SELECT {key} FROM {table}) {refuse}",
    ]


def _unguard() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_refuse() CASCADE")
        return
    for table in APPEND_ONLY:
        for deed in ("update", "delete", "replace"):
            op.execute(f"DROP TRIGGER {table}_no_{deed}")
