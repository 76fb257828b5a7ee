"""One message to everybody whom a filter finds: reckoned and shown first, then done once, in one transaction, if it is still the same people."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.desk import queries
from lawsuit_hub.features.desk.list_types import Bulk, BulkPlan, PassedOver, Standing, Wanted
from lawsuit_hub.features.desk.types import AlreadyDecided
from lawsuit_hub.features.invites import overview
from lawsuit_hub.features.invites import service as invites
from lawsuit_hub.features.invites.types import MemberInvites, Passed
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.lawsuits import groups, present, rooms
from lawsuit_hub.features.lawsuits.types import RoomMissing
from lawsuit_hub.features.openchats import service as openchats
from lawsuit_hub.features.openchats.types import ChatHeld, ChatsFull
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.outbox import told
from lawsuit_hub.infra.work import Work

MOST = 2000
AGAIN_AFTER = timedelta(days=7)
MESSAGE = "confirm_invitation"
_EXAMPLES = 3
_MAC = "desk.bulk"
_DOES = {Bulk.INVITE: Permission.ROOM_MANAGE, Bulk.REMIND: Permission.PERSON_VERIFY}


def look(work: Work, wanted: Wanted, action: Bulk) -> BulkPlan:
    """Writes nothing."""
    work.require(Permission.PERSON_READ)
    work.require(_DOES[action])
    total = queries.count_wanted(work, wanted)
    if total > MOST:
        return BulkPlan(action, total, (), (), (), "", too_many=True)
    people = queries.standings(work, wanted)
    why = _unreminded(work, people) if action is Bulk.REMIND else _uninvited(work, people)
    gets = [one for one in people if one.id not in why]
    counted = Counter(why.values())
    return BulkPlan(
        action=action,
        total=len(people),
        gets=tuple(one.id for one in gets),
        passed=tuple((reason, counted[reason]) for reason in PassedOver if counted[reason]),
        examples=tuple(one.reference for one in gets[:_EXAMPLES]),
        token=_token(work, action, [one.id for one in gets]),
    )


def carry_out(work: Work, wanted: Wanted, action: Bulk, *, reason: str, token: str) -> int:
    """To how many it goes. Raises AlreadyDecided when it would be others by now, ReasonMissing, ReasonHoldsNumber."""
    work.require(_DOES[action])
    kept = audit.clean_reason(reason)
    landlords.take_turn(work)  # two who press at once stand in a line, and nobody is moved meanwhile
    plan = look(work, wanted, action)
    if not plan.gets or plan.token != token:
        raise AlreadyDecided
    if action is Bulk.INVITE:
        _invite(work, plan.gets)
    else:
        outbox.queue_many(work, MESSAGE, to=plan.gets)
        audit.record_many(work, "desk:reminded", about=plan.gets, reason=kept)
    audit.record(work, "desk:bulk", reason=kept, action=action.value, count=len(plan.gets))
    return len(plan.gets)


def _invite(work: Work, people: tuple[UUID, ...]) -> None:
    """All who were shown, or nobody: what is raised here undoes the whole work."""
    try:
        sent = invites.owe(work, people)
    except (RoomMissing, ChatHeld, ChatsFull):
        raise AlreadyDecided from None
    if sent != len(people):
        raise AlreadyDecided


def _token(work: Work, action: Bulk, ids: Iterable[UUID]) -> str:
    return work.keys.mac(_MAC, "|".join([action.value, *sorted(str(one) for one in ids)])).hex()


def _unreminded(work: Work, people: list[Standing]) -> dict[UUID, PassedOver]:
    """Who is not asked to confirm her telephone, and why."""
    recent = told.told_since(work, MESSAGE, since=work.now - AGAIN_AFTER)
    found = {}
    for one in people:
        why = (
            (one.withdrawn_at is not None, PassedOver.GONE),
            (one.barred_at is not None, PassedOver.BARRED),
            (one.confirmed_at is not None, PassedOver.CONFIRMED),
            (one.stopped_at is not None, PassedOver.QUIET),
            (one.id in recent, PassedOver.RECENT),
        )
        first = next((reason for applies, reason in why if applies), None)
        if first is not None:
            found[one.id] = first
    return found


def _uninvited(work: Work, people: list[Standing]) -> dict[UUID, PassedOver]:
    """Who gets no invite, and why."""
    found: dict[UUID, PassedOver | None] = {one.id: PassedOver.NOT_ACTIVE for one in people}
    members = groups.memberships_of(work, found)
    for group_id in dict.fromkeys(one.group_id for one in members.values()):
        lines = [one for one in overview.of_group(work, group_id) if one.member.victim_id in members]
        found.update(_of_group(work, group_id, lines))
    return {one: why for one, why in found.items() if why is not None}


def _of_group(work: Work, group_id: UUID, lines: list[MemberInvites]) -> dict[UUID, PassedOver | None]:
    small = not present.is_visible(work, group_id)
    has_chat = rooms.has_open_chat(work, group_id)
    chats = openchats.of_group(work, group_id) if has_chat else []
    held = {chat.number for chat in chats if chat.held_at}
    free = sum(chat.free for chat in chats if not chat.held_at)
    found: dict[UUID, PassedOver | None] = {}
    for one in lines:
        why = PassedOver(one.passed.value) if one.passed else None
        if one.passed not in (Passed.NOT_ACTIVE, Passed.PAUSED) and small:
            why = PassedOver.SMALL
        if why is None and has_chat:
            seated = one.chat is not None
            if one.chat in held or (not seated and not free):
                why = PassedOver.NO_CHAT
            free -= not seated and why is None
        found[one.member.victim_id] = why
    return found
