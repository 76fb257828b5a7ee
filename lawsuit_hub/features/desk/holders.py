"""What waits for a second person before it goes public, by what it is: each kind of holder shows its title, text and staff page."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from lawsuit_hub.features.dossiers import freezing, sending
from lawsuit_hub.features.library import service as library
from lawsuit_hub.features.meetings import minutes
from lawsuit_hub.features.notices import gate as notices
from lawsuit_hub.features.programmes import editing as programmes
from lawsuit_hub.features.publishing import service as publishing
from lawsuit_hub.features.publishing.types import (
    Attachment,
    Gate,
    Held,
    Holder,
    HoldsResidentNumber,
    NothingWaits,
    Waiting,
)
from lawsuit_hub.features.suggestions import showing as suggestions
from lawsuit_hub.infra.work import Work

# By Holder.kind: what to show of it, or None where it is gone. A new kind of holder goes here.
HOLDERS: dict[str, Callable[[Work, UUID], Held | None]] = {
    freezing.KIND: freezing.held,
    sending.ANSWER: sending.held_answer,
    library.KIND: library.held,
    minutes.KIND: minutes.held,
    notices.KIND: notices.held,
    programmes.KIND: programmes.held,
    suggestions.KIND: suggestions.held,
}


@dataclass(frozen=True, slots=True)
class Line:
    """`own`: of the acting account, who asked, wrote it or added its files; another decides."""

    waiting: Waiting
    held: Held
    own: bool


@dataclass(frozen=True, slots=True)
class Request:
    """`now`: as it stands at this moment; None where its text has come to hold a resident number. What changed since it was asked is `moved`."""

    waiting: Waiting
    held: Held
    now: Gate | None
    files: tuple[Attachment, ...]
    own: bool

    @property
    def moved(self) -> bool:
        return self.now is None or self.now.mark != self.waiting.mark


def held(work: Work, holder: Holder) -> Held | None:
    show = HOLDERS.get(holder.kind)
    return show(work, holder.id) if show else None


def waiting(work: Work) -> list[Line]:
    lines = [(one, held(work, one.holder)) for one in publishing.waiting(work)]
    return [Line(one, shown, _is_own(work, one, shown)) for one, shown in lines if shown is not None]


def _is_own(work: Work, one: Waiting, shown: Held) -> bool:
    return one.mine or publishing.is_own(work, one.holder, shown.authors)


def request(work: Work, request_id: UUID) -> Request:
    """Raises NothingWaits."""
    one = publishing.waiting_one(work, request_id)
    shown = held(work, one.holder)
    if shown is None:
        raise NothingWaits
    try:
        now = publishing.state(work, one.holder, shown.text)
    except HoldsResidentNumber:
        now = None
    return Request(one, shown, now, publishing.of(work, one.holder), _is_own(work, one, shown))


def decide(work: Work, request_id: UUID, *, seen: str, reason: str, release: bool) -> None:
    """Raises NothingWaits, OwnRequest, Stale, HoldsResidentNumber, ReasonMissing, ReasonHoldsNumber."""
    one = request(work, request_id)
    holder, said = one.waiting.holder, {"seen": seen, "reason": reason}
    if release:
        publishing.release(work, holder, one.held.text, **said, authors=one.held.authors)
    else:
        publishing.refuse(work, holder, one.held.text, **said)
