"""Private invites: only a token's keyed hash."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.infra.db import Base, Id, UtcDateTime


class Invite(Base):
    """For one member, one use, bound to the room as it was; a token that was never made (`token_mac` NULL) waits for the worker."""

    __tablename__ = "invites"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    membership_id: Mapped[UUID] = mapped_column(ForeignKey("memberships.id"), index=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("lawsuit_groups.id"), index=True)
    token_mac: Mapped[bytes | None] = mapped_column(LargeBinary, unique=True)
    room_version: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
