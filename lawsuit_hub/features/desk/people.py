"""People at the desk: today's piles, lists, search, one case file. Masked throughout; the deeds about a person are in deeds.py."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.desk import chats, queries
from lawsuit_hub.features.desk.groups import group_rows
from lawsuit_hub.features.desk.list_types import Wanted
from lawsuit_hub.features.desk.types import CaseFile, FirmConsent, Listed, Next, PersonRow, Pile, Today
from lawsuit_hub.features.destruction import service as destruction
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.landlords.types import ReportStanding
from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.rights import requests
from lawsuit_hub.features.rosters import approvals
from lawsuit_hub.features.telephones import service as telephones
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims import tasks
from lawsuit_hub.features.victims.types import Profile, VictimId
from lawsuit_hub.infra.work import Work

PAGE = 50
REQUESTS = 8


def today(work: Work) -> Today:
    work.require(Permission.DESK_READ)
    merges, exports = landlords.merge_proposals(work), approvals.waiting(work)
    return Today(
        piles=tuple(queries.line(work, pile) for pile in Pile),
        merges=len(merges),
        oldest_merge=merges[0].created_at if merges else None,
        chats=chats.waiting(work),
        exports=len(exports),
        oldest_export=exports[0].asked_at if exports else None,
        groups=group_rows(work),
    )


def waiting(work: Work, pile: Pile, *, page: int) -> Listed:
    work.require(Permission.PERSON_READ)
    total = queries.line(work, pile).count
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    found = queries.listed(work, pile, offset=(page - 1) * PAGE, limit=PAGE)
    return Listed(_rows(work, found), total, page, pages)


def wanted(work: Work, asked: Wanted, *, page: int) -> Listed:
    """Whom a filter finds, the longest registered first."""
    work.require(Permission.PERSON_READ)
    total = queries.count_wanted(work, asked)
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    found = queries.wanted_page(work, asked, offset=(page - 1) * PAGE, limit=PAGE)
    return Listed(_rows(work, found), total, page, pages)


def find(work: Work, text: str) -> tuple[PersonRow, ...]:
    """By a whole value only; what was asked is not kept, that somebody asked is."""
    work.require(Permission.PERSON_READ)
    work.limits.hit("120 per hour", "search", str(work.actor.id))
    found = victims.find(work, text)
    audit.record(work, "desk:searched", found=len(found))
    profiles = victims.profiles(work, found)
    return _rows(work, [(one, profiles[one].registered_at) for one in found], profiles)


def _rows(
    work: Work, found: Iterable[tuple[VictimId, datetime]], profiles: Mapping[VictimId, Profile] | None = None
) -> tuple[PersonRow, ...]:
    listed = list(found)
    wanted = [victim_id for victim_id, _ in listed]
    known = profiles if profiles is not None else victims.profiles(work, wanted)
    standings = landlords.standings(work, wanted)
    codes = groups.codes_of(work, [one.landlord_id for one in standings.values() if one.landlord_id])
    return tuple(
        PersonRow(known[one], since, _code(standings.get(one), codes), next_step(known[one], standings.get(one)))
        for one, since in listed
    )


def _code(standing: ReportStanding | None, codes: Mapping[UUID, str]) -> str:
    return codes.get(standing.landlord_id, "") if standing and standing.landlord_id else ""


def next_step(person: Profile, standing: ReportStanding | None, *, has_task: bool = False) -> Next:
    """What has to happen before she is active, the first thing first."""
    steps = (
        (person.withdrawn_at is not None, Next.GONE),
        (person.barred_at is not None, Next.BARRED),
        (has_task, Next.TASK),
        (person.confirmed_at is None, Next.CONFIRM),
        (not person.joins, Next.NOT_JOINING),
        (standing is None or standing.landlord_id is None, Next.LANDLORD),
        (person.verified_at is None, Next.LEASE),
    )
    return next((step for applies, step in steps if applies), Next.NOTHING)


def case_file(work: Work, reference: str) -> CaseFile:
    """Raises NoSuchVictim."""
    work.require(Permission.PERSON_READ)
    victim_id = victims.by_reference(work, reference)
    person = victims.profile(work, victim_id)
    standing = landlords.standing(work, victim_id)
    landlord_id = standing.landlord_id if standing else None
    waiting_tasks = tuple(tasks.of_victim(work, victim_id))
    return CaseFile(
        profile=person,
        next=next_step(person, standing, has_task=bool(waiting_tasks)),
        membership=groups.membership_of(work, victim_id),
        group=groups.codes_of(work, [landlord_id]).get(landlord_id, "") if landlord_id else "",
        landlord=landlords.described(work, [landlord_id]).get(landlord_id) if landlord_id else None,
        landlord_pending=landlord_id is None,
        may_be_landlord=may_be_landlord(work, person),
        firms=_firms(work, person),
        tasks=waiting_tasks,
        erasure=destruction.request_of(work, victim_id),
        requests=tuple(requests.of_victim(work, victim_id, limit=REQUESTS)),
        number_change=telephones.of_person(work, victim_id),
        history=tuple(audit.about(work, victim_id, limit=40)),
    )


def may_be_landlord(work: Work, person: Profile) -> bool:
    """Whether she bears the name of the landlord she wrote, or of the one her lease was put with. Opens nothing."""
    return landlords.bears_name(work, person.id, work.keys.index_sealed(person.hints.name_blind))


def _firms(work: Work, person: Profile) -> tuple[FirmConsent, ...]:
    open_firms = identity.firms(work)
    named = {firm.id for firm in open_firms}
    closed = [identity.firm(work, firm_id) for firm_id in person.consents.firms if firm_id not in named]
    return tuple(FirmConsent(firm.name, firm.id in person.consents.firms) for firm in [*open_firms, *closed])
