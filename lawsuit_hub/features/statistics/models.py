"""One row a day: tables of counts, with what may not be shown left out before they are kept."""

from datetime import date, datetime

from sqlalchemy import Date, Text
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.infra.db import Base, UtcDateTime


class StatisticsDay(Base):
    """`tables` is JSON: by topic the labels with their counts, null where hidden, and the total."""

    __tablename__ = "statistics_days"

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    tables: Mapped[str] = mapped_column(Text)
