"""Lines of the audit trail as others see them."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Line:
    at: datetime
    actor_role: str
    actor_id: UUID | None
    deed: str
    about_id: UUID | None
    reason: str | None
    details: dict[str, Any] = field(default_factory=dict)
