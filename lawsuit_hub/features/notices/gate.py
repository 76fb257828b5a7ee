"""What stands before a notice goes public: the gate of features/publishing, asked about its words and its files."""

from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.features.notices import wordings
from lawsuit_hub.features.notices.models import NoticeRow
from lawsuit_hub.features.notices.types import Stale, Wording
from lawsuit_hub.features.publishing import service as publishing
from lawsuit_hub.features.publishing.types import Gate, Held, Holder, NotReleased
from lawsuit_hub.infra.markdown import to_plain
from lawsuit_hub.infra.work import Work

KIND = "notice"


def holder(notice_id: UUID) -> Holder:
    return Holder(KIND, notice_id)


def text_of(said: Wording) -> str:
    """Everything that people would read or follow: a number that is half bold is whole here, and where links lead is in it."""
    draft = said.draft
    return "\n\n".join(filter(None, (draft.title, to_plain(draft.body, links=True), draft.correction)))


def state(work: Work, notice_id: UUID, said: Wording) -> Gate:
    return publishing.state(work, holder(notice_id), text_of(said))


def pass_through(work: Work, notice_id: UUID, said: Wording, *, mark: str) -> None:
    """Raises Stale where it is not what the page showed; NotReleased."""
    now = state(work, notice_id, said)
    if now.mark != mark:
        raise Stale
    if not now.is_open:
        raise NotReleased


def held(work: Work, notice_id: UUID) -> Held | None:
    """What the second person reads; None where it is gone."""
    number = work.db.scalar(select(NoticeRow.number).where(NoticeRow.id == notice_id))
    said = wordings.of(work, [notice_id]).get(notice_id)
    if number is None or said is None:
        return None
    newest = said[-1]
    return Held(newest.draft.title, text_of(newest), f"/desk/notices/{number}", frozenset({newest.by}))
