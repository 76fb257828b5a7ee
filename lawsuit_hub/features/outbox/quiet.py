"""Hours in which telephones are silent, in Korea. What is owed then waits for the morning, and not all of it for one moment."""

import secrets
from datetime import datetime, timedelta

from lawsuit_hub.settings import Settings
from lawsuit_hub.values.dates import KST

SPREAD = timedelta(minutes=20)  # over which what waited all night begins to go


def is_quiet(settings: Settings, now: datetime) -> bool:
    """Whether telephones should be silent at this hour in Korea."""
    hour = now.astimezone(KST).hour
    begins, ends = settings.quiet_from, settings.quiet_until
    return begins <= hour < ends if begins <= ends else hour >= begins or hour < ends


def not_at_night(settings: Settings, at: datetime) -> datetime:
    """The moment itself, or some moment of the morning after it."""
    if not is_quiet(settings, at):
        return at
    here = at.astimezone(KST)
    morning = here.replace(hour=settings.quiet_until, minute=0, second=0, microsecond=0)
    while morning <= here:
        morning += timedelta(days=1)
    return (morning + timedelta(seconds=secrets.randbelow(int(SPREAD.total_seconds())))).astimezone(at.tzinfo)
