"""The door to the audit trail: the names that others call. What stands behind each is in its own module."""

from lawsuit_hub.features.audit.chain import MAC_PURPOSE
from lawsuit_hub.features.audit.history import about, count
from lawsuit_hub.features.audit.pending import drop
from lawsuit_hub.features.audit.recording import (
    LONGEST_REASON,
    SHORTEST_REASON,
    clean_reason,
    record,
    record_each,
    record_many,
)
from lawsuit_hub.features.audit.watch import (
    ChainBroken,
    accept_head,
    begin_head,
    exported_checkpoints,
    exported_lines,
    keep_head,
    sign,
    sign_daily,
    state,
    verify,
)

__all__ = [
    "LONGEST_REASON",
    "MAC_PURPOSE",
    "SHORTEST_REASON",
    "ChainBroken",
    "about",
    "accept_head",
    "begin_head",
    "clean_reason",
    "count",
    "drop",
    "exported_checkpoints",
    "exported_lines",
    "keep_head",
    "record",
    "record_each",
    "record_many",
    "sign",
    "sign_daily",
    "state",
    "verify",
]
