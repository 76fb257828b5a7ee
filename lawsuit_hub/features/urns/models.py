"""The tables of urns. Neither has a moment, a counter or a column that the other has, but for the urn."""

from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.infra.db import Base, Id, SealedType
from lawsuit_hub.privacy.keyring import Sealed


class Urn(Base):
    """`marks`: keyed hashes of all who have cast, in the order of their bytes, as one value that every cast writes anew."""

    __tablename__ = "urns"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    marks: Mapped[bytes] = mapped_column(LargeBinary)


class UrnBatch(Base):
    """Slips sealed to the vault, in the order of their bytes (batches.py). Once five lie in an urn, none of its rows holds fewer."""

    __tablename__ = "urn_batches"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    urn_id: Mapped[UUID] = mapped_column(ForeignKey("urns.id"), index=True)
    slips: Mapped[Sealed] = mapped_column(SealedType)
