"""Whom a breach touches, by each way there is to find out: from the trail, from groups, by references. Ids only."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from lawsuit_hub.features.audit import reading
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.identity.types import NoSuchStaff
from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.lawsuits.codes import ever_in
from lawsuit_hub.features.lawsuits.types import NoSuchGroup
from lawsuit_hub.features.oversight.breach_types import Means, NobodyFound
from lawsuit_hub.features.oversight.types import DOWNLOAD
from lawsuit_hub.features.victims.references import everybody, referred
from lawsuit_hub.infra.work import Work
from lawsuit_hub.values.refused import BadEmail


@dataclass(frozen=True, slots=True)
class Part:
    """One way: `names` are logins, numbers of exports, codes of groups or references, as the means has it."""

    means: Means
    names: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None

    def told(self) -> dict[str, Any]:
        """As it is kept beside the list."""
        moments = {"since": self.since, "until": self.until}
        return {"means": self.means.value, "names": list(self.names)} | {
            name: at.isoformat() for name, at in moments.items() if at is not None
        }


def found_by(work: Work, part: Part) -> set[UUID]:
    """Raises NobodyFound naming what is unknown."""
    if part.means is Means.EVERYBODY:
        return set(everybody(work))
    if not part.names:
        raise NobodyFound
    find = {
        Means.STAFF: _by_staff,
        Means.EXPORTS: _by_exports,
        Means.GROUPS: _by_groups,
        Means.REFERENCES: _by_references,
    }[part.means]
    return find(work, part)


def _by_staff(work: Work, part: Part) -> set[UUID]:
    """Everybody about whom there is a line of the account's in the span: revealed, exported, verified, decided.

    What an account saw masked in lists leaves no line about a person, and is no identity.
    """
    after = reading.number_before(work, part.since) if part.since else 0
    upto = reading.number_before(work, part.until) if part.until else reading.newest(work)
    found: set[UUID] = set()
    for login in part.names:
        try:
            account = identity.staff_by_login(work, login)
        except (NoSuchStaff, BadEmail):
            raise NobodyFound((login,)) from None
        found |= reading.people(work, actor_id=account.id, after=after, upto=upto)
    return found


def _by_exports(work: Work, part: Part) -> set[UUID]:
    lines = list(reading.every(work, deeds=(DOWNLOAD,), kind="victim", details={"number": part.names}))
    _refuse_unknown(set(part.names) - {line.details["number"] for line in lines})
    return {line.about_id for line in lines if line.about_id is not None}


def _by_groups(work: Work, part: Part) -> set[UUID]:
    found: set[UUID] = set()
    for code in part.names:
        try:
            found |= set(ever_in(work, groups.by_code(work, code)))
        except NoSuchGroup:
            raise NobodyFound((code,)) from None
    return found


def _by_references(work: Work, part: Part) -> set[UUID]:
    known = referred(work, part.names)
    _refuse_unknown(set(part.names) - set(known))
    return set(known.values())


def _refuse_unknown(unknown: set[str]) -> None:
    if unknown:
        raise NobodyFound(tuple(sorted(unknown)))
