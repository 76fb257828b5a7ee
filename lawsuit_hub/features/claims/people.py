"""Who of a group would sue, for how much: from hints, consents, and what was noted of each. Opens no identity."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from lawsuit_hub.features.claims import bills, figures
from lawsuit_hub.features.claims.types import Bill, Figures, Noted, NotReadable, Party, Plan
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.lawsuits import assignments
from lawsuit_hub.features.lawsuits.types import GroupId, MemberLine
from lawsuit_hub.features.proceedings import standings
from lawsuit_hub.features.proceedings.reaching import active
from lawsuit_hub.features.proceedings.types import State
from lawsuit_hub.features.victims import consents
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.types import Profile
from lawsuit_hub.infra.work import Work
from lawsuit_hub.values.interest import Span, accrued

_NO_FIRM = UUID(int=0)


@dataclass(frozen=True, slots=True, repr=False)
class Known:
    """`agrees`: she lets the group's lawyer have her data, and was told that it is also what came back; true of everybody while there
    is no lawyer."""

    member: MemberLine
    person: Profile
    noted: Noted
    withdrew: bool
    agrees: bool

    @property
    def readable(self) -> bool:
        return self.person.hints.readable and self.noted.readable

    @property
    def claim(self) -> int:
        """What she was promised back less what came back, in won; nothing where that does not open."""
        return self.noted.figures.claim_of(self.person.hints.deposit) if self.readable else 0

    @property
    def sues(self) -> bool:
        return self.agrees and not self.withdrew and self.claim > 0

    @property
    def party(self) -> Party:
        return Party(self.claim, self.noted.figures.weight, self.noted.figures.granted)

    def __repr__(self) -> str:
        return "<known>"


def known(work: Work, group_id: GroupId) -> list[Known]:
    """The active members, in the order of their places."""
    members = active(work, group_id)
    ids = [one.victim_id for one in members]
    people, noted = victims.profiles(work, ids), figures.of(work, ids)
    firm_id, stands = _firm(work, group_id), standings.newest(work, group_id)
    told = consents.told_of_money(work, ids, firm_id=firm_id) if firm_id else set(ids)
    return [
        Known(
            one,
            people[one.victim_id],
            noted[one.victim_id],
            withdrew=one.victim_id in stands and stands[one.victim_id].state is State.WITHDREW,
            agrees=firm_id is None or (people[one.victim_id].consents_to_firm(firm_id) and one.victim_id in told),
        )
        for one in members
    ]


def bill(work: Work, suing: Sequence[Known], plan: Plan) -> Bill | None:
    """None where nobody would sue."""
    if not suing:
        return None
    return bills.bill([one.party for one in suing], plan, on=work.today, practice=work.settings.court_practice)


def interest(work: Work, claim: int, noted: Figures, plan: Plan) -> tuple[Span, ...]:
    """Until today; nothing where nobody said from when."""
    if noted.interest_from is None:
        return ()
    return accrued(claim, since=noted.interest_from, until=work.today, served_on=plan.served_on)


def suing(work: Work, group_id: GroupId) -> dict[UUID, bool]:
    """The active members who did not withdraw, each with whether anything is left to claim. Raises NotReadable."""
    everybody = known(work, group_id)
    if any(one.agrees and not one.readable for one in everybody):
        raise NotReadable
    return {one.person.id: one.claim > 0 for one in everybody if not one.withdrew}


def _firm(work: Work, group_id: GroupId) -> UUID | None:
    assigned = assignments.standing(work, group_id)
    if assigned is None:
        return None
    firm = identity.staff(work, assigned.lawyer_id).firm
    return firm.id if firm else _NO_FIRM
