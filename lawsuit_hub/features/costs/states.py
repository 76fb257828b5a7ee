"""In which states an application and a payment can be, what may be done in each, and how much of anything."""

from enum import StrEnum

LONGEST_LINE, LONGEST_WORDS = 120, 1000
MOST_ITEMS, MOST_MEMBERS, MOST_HOUSEHOLDS = 12, 8, 9
MOST_WON = 10_000_000_000
MOST_BUDGET = 1_000_000_000_000


class State(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    MORE = "more"
    CHECKED = "checked"
    APPROVED = "approved"
    WAITING = "waiting"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    HANDED = "handed"
    PAID = "paid"
    FAILED = "failed"
    REFUNDED = "refunded"


# What she may still write; what may still be taken back; what was granted and can be paid or appealed.
WRITABLE = frozenset({State.DRAFT, State.MORE})
WITHDRAWABLE = frozenset(
    {State.DRAFT, State.SUBMITTED, State.MORE, State.CHECKED, State.WAITING, State.APPROVED, State.FAILED}
)
OVER = frozenset({State.REJECTED, State.WITHDRAWN, State.REFUNDED})
APPEALABLE = frozenset({State.APPROVED, State.REJECTED, State.HANDED, State.PAID, State.FAILED})


class PaperKind(StrEnum):
    RECEIPT = "receipt"
    STATUS = "status"
    LEASE = "lease"
    ACCOUNT = "account"
    OTHER = "other"


class PaymentState(StrEnum):
    HANDED = "handed"
    PAID = "paid"
    FAILED = "failed"
    CALLED_OFF = "called_off"
    REFUNDED = "refunded"
