"""The door to destruction: what pages, commands, the worker and a restore may ask. The verbs live beside it, by noun."""

from lawsuit_hub.features.destruction.approvals import approve_list, carry_out
from lawsuit_hub.features.destruction.due import due
from lawsuit_hub.features.destruction.erasing import destroy
from lawsuit_hub.features.destruction.old_keys import StillOpen, note_gone, still_open
from lawsuit_hub.features.destruction.pairs import is_enough
from lawsuit_hub.features.destruction.register import erased_ids, ledger, lines, merge_ledger, of_person
from lawsuit_hub.features.destruction.requests import approve, ask, cancel, waiting
from lawsuit_hub.features.destruction.requests import of_person as request_of
from lawsuit_hub.features.destruction.restoring import Keyless, reapply, settle

__all__ = [
    "Keyless",
    "StillOpen",
    "approve",
    "approve_list",
    "ask",
    "cancel",
    "carry_out",
    "destroy",
    "due",
    "erased_ids",
    "is_enough",
    "ledger",
    "lines",
    "merge_ledger",
    "note_gone",
    "of_person",
    "reapply",
    "request_of",
    "settle",
    "still_open",
    "waiting",
]
