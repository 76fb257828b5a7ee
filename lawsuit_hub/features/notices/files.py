"""Files that hang on a notice. One that is added while a wording waits for its minute calls that off: it was not seen with it."""

from uuid import UUID

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.notices import gate
from lawsuit_hub.features.notices.releasing import unschedule
from lawsuit_hub.features.notices.types import Stale
from lawsuit_hub.features.notices.writing import held
from lawsuit_hub.features.publishing import service as publishing
from lawsuit_hub.features.publishing.types import Looked
from lawsuit_hub.infra.work import Work


def add(work: Work, number: int, looked: Looked) -> None:
    """Raises NoSuchNotice, Stale, Unfit."""
    work.require(Permission.PUBLISH_PREPARE)
    row = held(work, number)
    if row.withdrawn_at is not None:
        raise Stale
    publishing.attach(work, gate.holder(row.id), looked)
    unschedule(work, row)


def remove(work: Work, number: int, file_id: UUID) -> None:
    """From the public page too, at once. Raises NoSuchNotice, NotAttached."""
    work.require(Permission.PUBLISH_PREPARE)
    row = held(work, number)
    publishing.remove(work, gate.holder(row.id), file_id)
    unschedule(work, row)
