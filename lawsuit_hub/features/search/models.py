"""The index of public texts: an entry, and the terms it is found by. Holds nothing that is not on a public page."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, SmallInteger, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.infra.db import Base, Id, UtcDateTime


class SearchEntry(Base):
    """A public text as it stands. `id` is drawn, so that a copy of the database needs no counter set."""

    __tablename__ = "search_entries"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(20))
    ref: Mapped[UUID] = mapped_column(Id)
    title: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (UniqueConstraint("kind", "ref"),)


class SearchTerm(Base):
    """A word, syllable or pair of syllables in an entry; `weight` says how much it stands for there.

    Millions of short rows, read by term: the key is the table, and there is no second index to find an entry's own by. They follow
    from its text (features/search/service.py).
    """

    __tablename__ = "search_terms"

    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    term: Mapped[str] = mapped_column(String(40), primary_key=True)
    entry_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    weight: Mapped[int] = mapped_column(SmallInteger)

    __table_args__ = ({"sqlite_with_rowid": False},)
