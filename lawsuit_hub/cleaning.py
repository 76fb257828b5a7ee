"""What the worker cleans every hour: each feature says how its own expired things go; here stands that they do."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.features.ballots import service as ballots
from lawsuit_hub.features.briefings import endings as briefings
from lawsuit_hub.features.costs import endings as costs
from lawsuit_hub.features.desk import kept_filters
from lawsuit_hub.features.destruction import erasing
from lawsuit_hub.features.documents import service as documents
from lawsuit_hub.features.dossiers import quoting
from lawsuit_hub.features.exhibits import retiring as exhibits
from lawsuit_hub.features.faqbot import unanswered
from lawsuit_hub.features.findings import ending as findings
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.invites import service as invites
from lawsuit_hub.features.lawsuits import changes
from lawsuit_hub.features.mailings import service as mailings
from lawsuit_hub.features.mandates import service as mandates
from lawsuit_hub.features.meetings import endings as meetings
from lawsuit_hub.features.openchats import service as openchats
from lawsuit_hub.features.outbox import forgetting
from lawsuit_hub.features.oversight import patterns
from lawsuit_hub.features.questions import endings as board
from lawsuit_hub.features.rights import answering, copies
from lawsuit_hub.features.rooms import endings as rooms
from lawsuit_hub.features.rosters import service as rosters
from lawsuit_hub.features.suggestions import counting
from lawsuit_hub.features.surveys import service as surveys
from lawsuit_hub.features.victims import drafts
from lawsuit_hub.features.webhooks import service as webhooks
from lawsuit_hub.infra import logs
from lawsuit_hub.infra.work import Work, Works
from lawsuit_hub.privacy.keyring import RootTrouble

log = logs.named("worker")


def retire(works: Works) -> None:
    """Deletes what expired, answers erasures, looks through the trail. Each in a work of its own: one that fails stops no other."""
    cleanings: dict[str, Callable[[Work], object]] = {
        "drafts": drafts.retire,
        "copies": copies.retire,
        "documents": documents.retire,
        "exhibits": exhibits.retire,
        "erasures": answering.follow_erasures,
        "codes": identity.forget_codes,
        "challenges": identity.forget_challenges,
        "messages": forgetting.retire,
        "mailings": mailings.retire,
        "webhooks": webhooks.retire,
        "rooms": rooms.retire,
        "traces": erasing.leave_no_trace,
        "patterns": patterns.scan,
        "assignments": rosters.close_assignments,
        "mandates": mandates.retire,
        "changes": partial(changes.retire, carry_over=carry_over),
        "invites": invites.void_left_behind,
        "chats": openchats.retire,
        "filters": kept_filters.retire,
        "unanswered": unanswered.retire,
        "questions": briefings.retire,
        "board": board.retire,
        "suggestions": quoting.retire,
        "supporters": counting.recount_all,
        "surveys": surveys.turn_the_day,
        "answers": findings.let_go,
        "costs": costs.retire,
        "meetings": meetings.retire,
    }
    _tried("exports", lambda: rosters.retire_exports(works))
    for name, clean in cleanings.items():
        _tried(name, partial(in_own_work, works, clean))


def carry_over(work: Work, group_id: UUID) -> int:
    """What lies under the key of a group that went into another for good."""
    return briefings.carry_over(work, group_id) + ballots.carry_over(work, group_id)


def in_own_work(works: Works, clean: Callable[[Work], object]) -> None:
    with works.open(SYSTEM) as work:
        clean(work)


def _tried(name: str, clean: Callable[[], object]) -> None:
    try:
        clean()
    except RootTrouble:
        raise
    except Exception as error:  # whatever it is, those behind this one must not wait for it
        log.error("cleaning failed", cleaning=name, exc_info=error)
