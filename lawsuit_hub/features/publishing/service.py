"""The door to what goes public. `Holder(kind, id)` is whatever text and files go public with: a notice, a version of a manual.

In a view of an upload, before any transaction:   looked = uploading.looked(settings)          (or looking.look(settings, name, data))
then, in the deed's own work:                      attach(work, holder, looked)
the gate:                                          state, ask, release, refuse, may_publish, publish, withdraw, forget
"""

from lawsuit_hub.features.publishing.files import attach, attachments, of, remove
from lawsuit_hub.features.publishing.gate import (
    ask,
    forget,
    is_own,
    may_publish,
    publish,
    refuse,
    release,
    state,
    waiting,
    waiting_one,
    withdraw,
)
from lawsuit_hub.features.publishing.looking import look, public_reason, scan_text

__all__ = [
    "ask",
    "attach",
    "attachments",
    "forget",
    "is_own",
    "look",
    "may_publish",
    "of",
    "public_reason",
    "publish",
    "refuse",
    "release",
    "remove",
    "scan_text",
    "state",
    "waiting",
    "waiting_one",
    "withdraw",
]
