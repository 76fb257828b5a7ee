"""The door to what is told outside: the names that others call. What stands behind each is in its own module."""

from lawsuit_hub.features.webhooks.delivering import deliver_due
from lawsuit_hub.features.webhooks.endpoints import add, change, deliveries, line, lines, ping, remove, renew, switch
from lawsuit_hub.features.webhooks.owing import notice, notice_gone, stage
from lawsuit_hub.features.webhooks.posting import poster
from lawsuit_hub.features.webhooks.settling import retire

__all__ = [
    "add",
    "change",
    "deliver_due",
    "deliveries",
    "line",
    "lines",
    "notice",
    "notice_gone",
    "ping",
    "poster",
    "remove",
    "renew",
    "retire",
    "stage",
    "switch",
]
