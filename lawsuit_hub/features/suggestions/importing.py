"""What people wrote last in a form: each answer one suggestion of that person. Taken twice it is there once; a newer answer takes the
place of one that nobody has looked at."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import insert, select

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.suggestions import keeping, persons, sorting
from lawsuit_hub.features.suggestions.models import Suggestion
from lawsuit_hub.features.suggestions.types import Origin
from lawsuit_hub.infra.db import batches, new_id
from lawsuit_hub.infra.peer_texts import seal
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import KeyKind


@dataclass(frozen=True, slots=True, repr=False)
class Written:
    """`names`: hers and her landlord's, which do not stay in the text. Of her answer only the day is kept: its second would say whose it is."""

    victim_id: UUID
    text: str
    day: date
    names: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return "<written>"


def take(work: Work, answers: Sequence[Written]) -> int:
    """In their order. Returns how many suggestions there are now that were not there before."""
    kept = [(one, said.text) for one in answers if (said := keeping.imported(one.text, names=one.names)) is not None]
    if not kept:
        return 0
    taking = _Taking(work, {one.victim_id for one, _ in kept})
    for one, text in kept:
        taking.take(one, text)
    return taking.finish()


@dataclass(slots=True)
class _Known:
    """A suggestion of a person, stored before or by this batch."""

    id: UUID
    text_mac: bytes
    day: date
    is_open: bool


class _Taking:
    def __init__(self, work: Work, people: Collection[UUID]) -> None:
        self.work = work
        self.macs = {one: persons.mac_of(work, one) for one in people}
        self.known = self._stored()
        self.fresh: dict[UUID, dict[str, object]] = {}

    def _stored(self) -> dict[bytes, list[_Known]]:
        found: dict[bytes, list[_Known]] = defaultdict(list)
        for some in batches(self.macs.values()):
            theirs = Suggestion.person_mac.in_(some), Suggestion.origin == Origin.FORM.value
            for row in self.work.db.scalars(select(Suggestion).where(*theirs)):
                looked = row.topic_id is not None or row.looked_on is not None or bool(row.aside)
                one = _Known(row.id, row.text_mac, row.received_on, is_open=not looked)
                found[row.person_mac or b""].append(one)
        return found

    def take(self, one: Written, text: str) -> None:
        mac, known = keeping.text_mac(self.work, text), self.known[self.macs[one.victim_id]]
        if any(before.text_mac == mac for before in known):
            return
        before = next((stands for stands in known if stands.is_open), None)
        if before is None:
            made = _Known(new_id(), mac, one.day, is_open=True)
            known.append(made)
            self.fresh[made.id] = self._row(one, made, text)
        elif one.day >= before.day:
            before.text_mac, before.day = mac, one.day
            self._replace(before, text)

    def _row(self, one: Written, made: _Known, text: str) -> dict[str, object]:
        self.work.keys.new_subject(made.id, KeyKind.PEER)
        return {
            "id": made.id,
            "origin": Origin.FORM.value,
            "person_mac": self.macs[one.victim_id],
            "quotable": False,  # the form did not ask
            "aside": "",
            "turn": 0,
            **self._said(made, text),
        }

    def _replace(self, before: _Known, text: str) -> None:
        said = self._said(before, text)
        if before.id in self.fresh:
            self.fresh[before.id] |= said
            return
        row = self.work.db.get_one(Suggestion, before.id, with_for_update=True)
        for name, value in said.items():
            setattr(row, name, value)
        row.turn += 1

    def _said(self, one: _Known, text: str) -> dict[str, object]:
        return {
            "category": sorting.category_of(text).value,
            "text": seal(self.work, text, keeping.TEXT, one.id, one.id),
            "text_mac": one.text_mac,
            "received_on": one.day,
        }

    def finish(self) -> int:
        if self.fresh:
            # By their random ids: not in the order of the file.
            rows = sorted(self.fresh.values(), key=lambda row: str(row["id"]))
            self.work.db.execute(insert(Suggestion), rows)
            audit.record(self.work, "suggestion:imported", suggestions=len(rows))
        return len(self.fresh)
