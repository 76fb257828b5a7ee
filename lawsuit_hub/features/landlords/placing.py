"""One deed of matching from beginning to end: a report finds its place, landlords become one, those who waited are tried again."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from lawsuit_hub.features.landlords import (
    buildings,
    holders,
    likely,
    likeness,
    matching,
    network,
    proposals,
    records,
    refusals,
)
from lawsuit_hub.features.landlords import details as who
from lawsuit_hub.features.landlords.candidates import candidates_of_report
from lawsuit_hub.features.landlords.details import Details
from lawsuit_hub.features.landlords.matching import EXCLUSIVE, FactKind, Facts, Joins, Known, Opens, of_kind
from lawsuit_hub.features.landlords.records import CERTAIN, Report
from lawsuit_hub.features.landlords.types import (
    DecidedBy,
    LandlordId,
    MayMerge,
    Merged,
    Outcome,
    Settled,
    VictimId,
)
from lawsuit_hub.infra.work import Work


@dataclass(slots=True)
class Placing:
    """Collects what happens on the way. `stirred` are the certain facts whose holders changed: they may settle others."""

    work: Work
    may_merge: MayMerge
    opened: list[LandlordId] = field(default_factory=list)
    merged: list[Merged] = field(default_factory=list)
    placed: dict[VictimId, LandlordId] = field(default_factory=dict)
    stirred: set[bytes] = field(default_factory=set)
    vacant: LandlordId | None = None
    unsaid: set[bytes] = field(default_factory=set)

    def place(self, report: Report, facts: Facts, details: Details | None = None) -> None:
        """Without details nothing is opened: a report that waited only joins."""
        landlords = records.known(self.work, facts)
        refused = refusals.of(self.work, [report.victim_id])[report.victim_id] if landlords else frozenset()
        landlords = [one for one in landlords if one.id not in refused]
        certain = [landlord.id for landlord in landlords if matching.strength(landlord.facts, facts)]
        apart = proposals.kept_apart(self.work, certain)
        decision = matching.decide(facts, landlords, apart=apart)
        if details and not isinstance(decision, Joins):
            waiting = records.waiting_like(self.work, facts, beside=report.id)
            resembling = self._resembling(report, facts)
            decision = matching.decide(facts, landlords, apart=apart, waiting=waiting, resembling=resembling)
        if isinstance(decision, Joins):
            self.join(report, facts, decision.landlord_id, landlords, details=details)
        elif details and isinstance(decision, Opens):
            self.open(report, facts, details, landlords)

    def _resembling(self, report: Report, facts: Facts) -> list[Known]:
        houses = buildings.of_reports(self.work, [report.id])
        return likely.resembling(self.work, facts, houses.get(report.id))

    def open(
        self,
        report: Report,
        facts: Facts,
        details: Details,
        landlords: list[Known],
        *,
        by: DecidedBy = DecidedBy.RULE,
        apart_from: Sequence[LandlordId] = (),
    ) -> None:
        """A landlord of the report's own; one that it just left empty is taken up again and keeps its group."""
        landlord_id, self.vacant = self.vacant, None
        if landlord_id is None:
            landlord_id = records.add_landlord(self.work)
            self.opened.append(landlord_id)
        else:
            who.forget(self.work, landlord_id)
        who.make_keys(self.work, landlord_id)
        who.write(self.work, landlord_id, details)
        for other in apart_from:
            proposals.keep_apart(self.work, older=other, younger=landlord_id)
        self.join(report, facts, landlord_id, [*landlords, Known(landlord_id, frozenset())], by=by)

    def join(
        self,
        report: Report,
        facts: Facts,
        landlord_id: LandlordId,
        landlords: list[Known],
        *,
        details: Details | None = None,
        by: DecidedBy = DecidedBy.RULE,
    ) -> None:
        """`landlords` are all that share anything with the facts, the oldest first."""
        records.place_report(self.work, report, landlord_id, by)
        self.placed[report.victim_id] = landlord_id
        self.add(facts, landlord_id, landlords, details=details)

    def add(self, facts: Facts, landlord_id: LandlordId, landlords: list[Known], *, details: Details | None) -> None:
        """One more report says these facts of the landlord, which may connect him with others."""
        before = next((known.facts for known in landlords if known.id == landlord_id), frozenset())
        records.credit(self.work, landlord_id, facts)
        new = facts - before
        if details and (not before or any(fact.kind in EXCLUSIVE for fact in new)):
            who.fill(self.work, landlord_id, details)
        self.stirred |= {fact.blind for fact in new if fact.kind in CERTAIN}
        self._connect(Known(landlord_id, before | facts), facts, landlords)

    def unite(self, older: LandlordId, younger: LandlordId) -> None:
        """The older stays. Whoever waited between the two may know now."""
        reporters, absorbed = holders.reporters(self.work, younger), holders.absorbed(self.work, younger)
        records.pour(self.work, gone=younger, kept=older)
        proposals.follow(self.work, gone=younger, kept=older)
        refusals.follow(self.work, gone=younger, kept=older)
        network.follow(self.work, gone=younger, kept=older)
        self.merged.append(Merged(kept=older, gone=younger, reporters=reporters, absorbed=absorbed))
        self._stir(older)

    def vacate(self, report: Report) -> Report:
        """Takes back what the report said; what nobody else says of the landlord is no longer known."""
        facts = records.said_by(self.work, [report.id])[report.id]
        records.unsay(self.work, report)
        self.unsaid |= of_kind(facts, FactKind.NAME)
        if report.landlord_id is None:
            return report
        self._stir(report.landlord_id)
        records.debit(self.work, report.landlord_id, facts)
        records.place_report(self.work, report, None, DecidedBy.RULE)
        if not records.is_reported(self.work, report.landlord_id):
            self.vacant = report.landlord_id
        return report._replace(landlord_id=None)

    def try_the_waiting_again(self) -> None:
        """Until nothing moves: who is settled brings facts that may settle the next."""
        while self.stirred:
            stirred, self.stirred = self.stirred, set()
            reports = records.waiting_with(self.work, stirred)
            said = records.said_by(self.work, [report.id for report in reports])
            for report in reports:
                self.place(report, said[report.id])

    def outcome(self, report: Report | None = None) -> Outcome:
        """What is to be told. `report` is the one in hand as it stood before; a landlord who came and went within this
        deed was never there."""
        self.try_the_waiting_again()
        likeness.forget_unsaid(self.work, self.unsaid)
        if self.vacant is not None:
            who.forget(self.work, self.vacant)
            proposals.drop_undecided(self.work, self.vacant)
            network.drop(self.work, self.vacant)
        gone = {merge.gone for merge in self.merged}
        placed = {victim_id: self._stayed(landlord_id) for victim_id, landlord_id in self.placed.items()}
        if report is not None:
            report = report._replace(landlord_id=placed.pop(report.victim_id, self._stayed(report.landlord_id)))
        return Outcome(
            landlord_id=report.landlord_id if report else None,
            candidates=candidates_of_report(self.work, report) if report else (),
            opened=tuple(landlord_id for landlord_id in self.opened if landlord_id not in gone),
            merged=tuple(merge for merge in self.merged if merge.gone not in self.opened),
            settled=tuple(Settled(victim_id, landlord_id) for victim_id, landlord_id in placed.items() if landlord_id),
        )

    def outcome_of(self, landlord_id: LandlordId) -> Outcome:
        """The same, told of a landlord instead of a victim."""
        return replace(self.outcome(), landlord_id=landlord_id)

    def _stayed(self, landlord_id: LandlordId | None) -> LandlordId | None:
        for merge in self.merged:
            if landlord_id == merge.gone:
                landlord_id = merge.kept
        return landlord_id

    def _connect(self, kept: Known, facts: Facts, landlords: list[Known]) -> None:
        others = [one for one in landlords if one.id != kept.id and matching.strength(one.facts, facts)]
        if not others:
            return
        by_age = records.in_order_of_age(self.work, [kept.id, *(other.id for other in others)])
        apart = proposals.kept_apart(self.work, by_age)
        stays = kept.id
        for other in matching.same_as(kept, others, apart=apart):
            older, younger = sorted((stays, other.id), key=by_age.index)
            if self.may_merge(older, younger):
                self.unite(older, younger)
                stays = older
            else:
                proposals.propose(self.work, older=older, younger=younger, because=proposals.why(other.facts & facts))

    def _stir(self, landlord_id: LandlordId) -> None:
        self.stirred |= {fact.blind for fact in records.held(self.work, landlord_id) if fact.kind in CERTAIN}
