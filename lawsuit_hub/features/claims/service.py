"""Claims and costs of a group, for its caseworker and its lawyer. Opens hints, never an identity."""

from datetime import date

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.claims import bills, figures, people, plans
from lawsuit_hub.features.claims.people import Known
from lawsuit_hub.features.claims.types import GroupMoney, MemberMoney, NoSuchMember, Plan, Share
from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.proceedings.reaching import reach
from lawsuit_hub.infra.work import Work


def of_group(work: Work, code: str) -> GroupMoney:
    """Raises NoSuchGroup."""
    group_id = reach(work, code)
    plan, known = plans.newest(work, group_id), people.known(work, group_id)
    suing = [one for one in known if one.sues]
    whole = people.bill(work, suing, plan)
    shares = dict(zip((one.person.id for one in suing), whole.shares, strict=True)) if whole else {}
    on, practice = work.today, work.settings.court_practice
    return GroupMoney(
        line=groups.line(work, group_id),
        plan=plan,
        members=tuple(_member(work, one, plan, shares.get(one.person.id)) for one in known),
        bill=whole,
        apart=sum(bills.alone(one.claim, plan, on=on, practice=practice).total for one in suing),
    )


def note(work: Work, code: str, alias: str, **changes: int | date | None) -> bool:
    """`changes` as figures.note takes them. Raises NoSuchGroup; NoSuchMember for who is none, or not this lawyer's to know; BadFigures,
    NotReadable."""
    group_id = reach(work, code)
    for one in people.known(work, group_id):
        if one.member.alias == alias and _may_know(work, one):
            return figures.note(work, one.person.id, **changes)
    raise NoSuchMember


def _may_know(work: Work, one: Known) -> bool:
    return one.agrees or work.actor.role is not Role.LAWYER


def _member(work: Work, one: Known, plan: Plan, share: Share | None) -> MemberMoney:
    if not _may_know(work, one):
        return MemberMoney(one.member, "", known=False)
    return MemberMoney(
        one.member,
        one.person.hints.name,
        known=True,
        readable=one.readable,
        deposit=one.person.hints.deposit,
        noted=one.noted,
        claim=one.claim,
        interest=sum(span.won for span in people.interest(work, one.claim, one.noted.figures, plan)),
        share=share,
        withdrew=one.withdrew,
        agrees=one.agrees,
    )
