"""A row a day of counts, and a row for each number of the public page, with what may not be shown left out before it is kept."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Date, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.infra.db import Base, UtcDateTime


class StatisticsDay(Base):
    """`tables` is JSON: by topic the labels with their counts, null where hidden, and the total."""

    __tablename__ = "statistics_days"

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    tables: Mapped[str] = mapped_column(Text)


class PublicFigure(Base):
    """A number of the public page as it is shown. `number` is NULL below five; `people`: how many a sum had gone to when it moved
    last; `months` is JSON: what was shown at the end of each. What was counted is kept nowhere."""

    __tablename__ = "public_figures"

    figure: Mapped[str] = mapped_column(String(20), primary_key=True)
    number: Mapped[int | None] = mapped_column(BigInteger)
    people: Mapped[int] = mapped_column(default=0)
    since: Mapped[date] = mapped_column(Date)
    moved_on: Mapped[date] = mapped_column(Date)
    counted_on: Mapped[date | None] = mapped_column(Date)
    months: Mapped[str] = mapped_column(Text)
