"""An export that waits for a second person, and whoever may say her word."""

import re
from dataclasses import replace
from uuid import UUID

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.identity.types import NoSuchStaff
from lawsuit_hub.features.rosters import approvals
from lawsuit_hub.features.rosters import service as rosters
from lawsuit_hub.features.rosters.approval_types import WaitingExport
from lawsuit_hub.features.rosters.types import Exported, FileState, SheetFormat
from lawsuit_hub.infra.work import Works
from tests.features.rosters.exports import PASSWORD, REASON, Counsel, make_finished

AGREES = "사건이 커서 모두 필요하다고 확인했습니다"


def always_two(works: Works) -> Works:
    """The same service, where no roster is made by one person alone."""
    return replace(works, settings=replace(works.settings, export_rows_alone=0))


def ask(counsel: Counsel, works: Works | None = None) -> Exported:
    """The lawyer asks on her page."""
    return rosters.export_for(
        always_two(works or counsel.world.works), counsel.actor, group=counsel.code, format=SheetFormat.XLSX,
        reason=REASON, password=PASSWORD, keep=True,
    )  # fmt: skip


def second(counsel: Counsel, login: str = "second@example.com") -> Actor:
    try:
        with counsel.world.as_system() as work:
            account_id = identity.staff_by_login(work, login).id
    except NoSuchStaff:
        account_id = make_finished(counsel.world, Role.CASEWORKER, login)
    return Actor(Role.CASEWORKER, account_id, address="127.0.0.1")


def waiting(counsel: Counsel) -> list[WaitingExport]:
    with counsel.world.works.open(second(counsel), read_only=True) as work:
        return approvals.waiting(work)


def answer(
    counsel: Counsel, line: WaitingExport, *, agree: bool = True, by: Actor | None = None, seen: int = -1
) -> None:
    with counsel.world.works.open(by or second(counsel)) as work:
        rows = line.rows if seen < 0 else seen
        approvals.decide(work, line.id, agree=agree, reason=AGREES, seen=rows)


def state(counsel: Counsel) -> tuple[FileState, str]:
    """Of the newest export, as its lawyer reads it."""
    with counsel.world.works.open(counsel.actor, read_only=True) as work:
        line = rosters.history(work, counsel.code)[0]
    return line.state, line.refused_because


def hidden(html: str) -> dict[str, str]:
    """The hidden fields of a page's forms."""
    tags = [tag for tag in re.findall(r"<input[^>]*>", html) if 'type="hidden"' in tag]
    found = [(re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)) for tag in tags]
    return {name[1]: value[1] for name, value in found if name and value}


def export_ids(counsel: Counsel) -> list[UUID]:
    with counsel.world.works.open(counsel.actor, read_only=True) as work:
        return [line.id for line in rosters.history(work, counsel.code)]
