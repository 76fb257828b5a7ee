"""Days and moments on paper, in Korean, and what stands where nothing was said."""

from datetime import date, datetime

from lawsuit_hub.infra.i18n import SEOUL, day

UNSAID = "적지 않음"


def day_of(value: str | None) -> str:
    return day(date.fromisoformat(value)) if value else UNSAID


def moment_of(value: str | None) -> str:
    if not value:
        return "없음"
    at = datetime.fromisoformat(value).astimezone(SEOUL)
    return f"{day(at)} {at:%H:%M}"
