"""The course of a case on one page: for its caseworker and lawyer, and for one of its members."""

from uuid import UUID

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.lawsuits.types import GroupId, Stage, StageDate
from lawsuit_hub.features.proceedings import calendars, cases, deadlines, stages, standings
from lawsuit_hub.features.proceedings.reaching import active, reach
from lawsuit_hub.features.proceedings.types import Course, MemberState, OwnCourse
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.refusals import NotYours
from lawsuit_hub.infra.work import Work

NO_FIRM = UUID(int=0)


def course(work: Work, code: str) -> Course:
    """Raises NoSuchGroup."""
    group_id = reach(work, code)
    dates = groups.stage_dates(work, group_id)
    return Course(
        line=groups.line(work, group_id),
        stages=tuple(StageDate(stage, dates.get(stage.value)) for stage in Stage),
        steps=stages.steps(work, group_id),
        case=cases.newest(work, group_id),
        members=members(work, group_id),
        deadlines=deadlines.of_group(work, group_id),
    )


def members(work: Work, group_id: GroupId) -> tuple[MemberState, ...]:
    """By alias; a mask of the name for the desk, and for a lawyer of those who let her firm have their data."""
    people = active(work, group_id)
    profiles = victims.profiles(work, [one.victim_id for one in people])
    firm_id, stands = _firm(work), standings.newest(work, group_id)
    lines = []
    for one in people:
        own, person = stands.get(one.victim_id), profiles[one.victim_id]
        mask = person.hints.name if firm_id is None or person.consents_to_firm(firm_id) else ""
        lines.append(MemberState(one, mask, own.state if own else None, own.since if own else None))
    return tuple(lines)


def _firm(work: Work) -> UUID | None:
    """The acting lawyer's."""
    if work.actor.role is not Role.LAWYER or work.actor.id is None:
        return None
    firm = identity.staff(work, work.actor.id).firm
    return firm.id if firm else NO_FIRM


def own_course(work: Work) -> OwnCourse:
    """A member's own; of the others counts alone. Raises NotYours for who sees no group yet."""
    work.require(Permission.OWN_READ)
    assert work.actor.id is not None  # noqa: S101 - a member has an id
    member = calendars.place_of(work, work.actor.id)
    if member is None:
        raise NotYours
    return OwnCourse(
        stage=Stage(groups.get(work, member.group_id).stage),
        case=cases.newest(work, member.group_id),
        mine=standings.history(work, work.actor.id, member.group_id),
        counts=standings.counts(work, member.group_id),
        deadlines=deadlines.of_member(work, member.group_id, work.actor.id),
        called_off=deadlines.called_off(work, member.group_id),
        feed_since=calendars.since(work, work.actor.id),
        paused_at=member.paused_at,
    )
