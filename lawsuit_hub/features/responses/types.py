"""Why an answer of a form is not taken. What is taken is a victim's Answer."""

from dataclasses import dataclass
from typing import Literal

Reason = Literal["consent", "name", "phone", "landlord", "deposit", "date", "forbidden_identifier"]
"""In the order in which they are given: the first that applies."""

LandlordKind = Literal["person", "corporation"]


@dataclass(frozen=True, slots=True)
class Rejected:
    reason: Reason
