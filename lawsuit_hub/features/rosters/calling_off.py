"""An export that is called off leaves nothing: no file, and a line that says so."""

from uuid import UUID

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.rosters import approvals, books, kept
from lawsuit_hub.features.rosters import asked as requests
from lawsuit_hub.features.rosters.scope import counsel_of
from lawsuit_hub.infra.work import Work, Works


def call_off(work: Work, export_id: UUID) -> str:
    """By the lawyer, while the worker makes it or it waits; the group's code. Raises NoSuchExport, NoSuchGroup, ExportGone where it is made already."""
    work.require(Permission.ROSTER_EXPORT)
    entry = books.of_lawyer(work, export_id)
    code = counsel_of(work, entry.group_id).group_code
    books.call_off(work, export_id, unmade=True)
    requests.drop(work, export_id)
    approvals.close(work, export_id)
    _record(work, entry)
    return code


def call_off_handed(works: Works, actor: Actor, export_id: UUID) -> None:
    """On the command line, at any moment until she has it: also of a file that is made and could not be written."""
    with works.open(actor) as work:
        entry = books.of_lawyer(work, export_id)
        books.call_off(work, export_id, unmade=False)
        _record(work, entry)
    kept.destroy(works.settings.instance, export_id)


def _record(work: Work, entry: books.Entry) -> None:
    audit.record(work, "roster:export-cancelled", about=entry.group_id, kind="group", number=entry.number)
