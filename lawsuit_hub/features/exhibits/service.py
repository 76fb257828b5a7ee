"""A group's exhibits on one page, for its caseworker and its lawyer. Opens hints and titles, never an identity."""

from uuid import UUID

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.documents import service as documents
from lawsuit_hub.features.documents.types import ViewingView
from lawsuit_hub.features.exhibits import archives, commons, lists, looking, numbering, own, plans
from lawsuit_hub.features.exhibits.agents import agents, plaintiffs
from lawsuit_hub.features.exhibits.board_types import Board, ListedExhibit
from lawsuit_hub.features.exhibits.reaching import reach
from lawsuit_hub.features.exhibits.types import Line, MemberPapers
from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.lawsuits.types import GroupId, GroupLine
from lawsuit_hub.features.proceedings.reaching import active
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.work import Work


def board(work: Work, code: str) -> Board:
    """Raises NoSuchGroup."""
    group_id = reach(work, code)
    there, fixing = plans.present(work, group_id), numbering.newest_fixing(work, group_id)
    people = len({one.victim_id for one in there if one.victim_id is not None})
    fresh, mark = numbering.fresh(work, group_id)
    return Board(
        line=groups.line(work, group_id),
        wanted=lists.newest(work, group_id),
        members=_members(work, group_id),
        common=commons.of_group(work, group_id),
        fresh=fresh,
        mark=mark,
        ready=len(there),
        fixed_at=fixing.fixed_at if fixing else None,
        archives=archives.of_group(work, group_id),
        people=people,
        needs_second=archives.is_large(work, people),
    )


def _members(work: Work, group_id: GroupId) -> tuple[MemberPapers, ...]:
    people, represented = active(work, group_id), agents(work, group_id)
    sue = {one.victim_id for one in plaintiffs(work, group_id)}
    is_lawyer = work.actor.role is Role.LAWYER
    known = [one.victim_id for one in people if not is_lawyer or one.victim_id in represented]
    profiles, numbers = victims.profiles(work, known), numbering.known_plaintiffs(work, group_id)
    lines = own.lines(work, group_id, documents.of_people(work, known))
    return tuple(
        MemberPapers(
            one,
            profiles[one.victim_id].hints.name,
            known=True,
            sues=one.victim_id in sue,
            number=numbers.get(one.victim_id),
            lines=lines[one.victim_id],
        )
        if one.victim_id in profiles
        else MemberPapers(one, "", known=False, sues=False)
        for one in people
    )


def looked_at(work: Work, viewing_id: UUID) -> tuple[ViewingView, str, MemberPapers]:
    """Whose papers the acting person looks at, in which group. Raises NoSuchDocument, NoSuchPaper, ViewingOver."""
    leave = looking.leave(work, viewing_id)
    place = groups.membership_of(work, leave.victim_id)
    assert place is not None  # noqa: S101 - `leave` found it
    lines: tuple[Line, ...] = own.lines(
        work, place.group_id, {leave.victim_id: documents.of_person(work, leave.victim_id)}
    )[leave.victim_id]
    sues = leave.victim_id in {one.victim_id for one in plaintiffs(work, place.group_id)}
    mask = victims.profile(work, leave.victim_id).hints.name
    papers = MemberPapers(place, mask, known=True, sues=sues, lines=lines)
    return leave, groups.get(work, place.group_id).code, papers


def listed(work: Work, code: str) -> tuple[GroupLine, tuple[ListedExhibit, ...]]:
    """Every number that was given, and whether it would be in an archive now. Raises NoSuchGroup."""
    group_id = reach(work, code)
    there = {one.label for one in plans.present(work, group_id)}
    rows = plans.numbered(work, group_id)
    shown = (ListedExhibit(one.label, one.kind, one.title, one.plaintiff, one.label in there) for one in rows)
    return groups.line(work, group_id), tuple(shown)
