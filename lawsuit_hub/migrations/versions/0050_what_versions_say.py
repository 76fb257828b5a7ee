"""What a frozen dossier says beside its words: numbers as they were printed, and keyed marks of the words of victims in it. The marks
until now were plain hashes, by which anybody with the table could try words out; they cannot be turned into keyed ones here, where no key
is, and are dropped: a version that was frozen before has to be frozen anew before it is sent or shown."""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"


def upgrade() -> None:
    op.drop_column("dossier_versions", "quoted")
    op.add_column("dossier_versions", sa.Column("printed", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("dossier_versions", "printed")
    op.add_column("dossier_versions", sa.Column("quoted", sa.Text(), nullable=True))
