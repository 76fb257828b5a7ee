"""The door to mailings: the names that others call. What stands behind each is in its own module."""

from lawsuit_hub.features.mailings.choosing import is_read
from lawsuit_hub.features.mailings.keeping import for_copy, retire
from lawsuit_hub.features.mailings.making import approve, confirm, draft, plan
from lawsuit_hub.features.mailings.reporting import line, lines, waiting
from lawsuit_hub.features.mailings.steering import go_on, pause, stop
from lawsuit_hub.features.mailings.texts import TEXTS, tells, values
from lawsuit_hub.features.mailings.working import about, still_wanted, work_off

__all__ = [
    "TEXTS",
    "about",
    "approve",
    "confirm",
    "draft",
    "for_copy",
    "go_on",
    "is_read",
    "line",
    "lines",
    "pause",
    "plan",
    "retire",
    "still_wanted",
    "stop",
    "tells",
    "values",
    "waiting",
    "work_off",
]
