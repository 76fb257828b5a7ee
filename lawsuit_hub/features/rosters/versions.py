"""A firm's own templates, a version for every change; the house's can always be returned to. Opens nobody."""

import itertools
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.exc import IntegrityError

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.rosters import layouts
from lawsuit_hub.features.rosters.columns import ALLOWED
from lawsuit_hub.features.rosters.layouts import EDITABLE, Layout
from lawsuit_hub.features.rosters.models import RosterTemplate
from lawsuit_hub.features.rosters.scope import lawyer
from lawsuit_hub.features.rosters.types import Purpose
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.refusals import NotYours, Refusal
from lawsuit_hub.infra.work import Work

RATE = "60 per hour"
_MOST_SHOWN, _MOST_VERSIONS = 100, 1_000_000


class NoSuchTemplate(NotYours):
    """The firm has no such version for the purpose, or the purpose has no templates."""


class TemplateMoved(Refusal):
    """Somebody of the firm changed it since the page was read."""


@dataclass(frozen=True, slots=True)
class Version:
    """`number` 0 is the house's before anything was saved. `own`: False where the firm went back to the house's."""

    number: int
    layout: Layout
    own: bool = False
    at: datetime | None = None
    by: str = ""
    puts_back: int | None = None
    changes: tuple[str, ...] = ()


def current(work: Work, firm_id: UUID, purpose: Purpose) -> Version:
    row = work.db.scalar(_rows(firm_id, purpose).limit(1))
    return _version(row, purpose) if row else Version(0, layouts.standard(purpose))


def own_current(work: Work, purpose: Purpose) -> Version:
    """Of the lawyer's firm."""
    work.require(Permission.ROSTER_EXPORT)
    return current(work, lawyer(work)[1].id, purpose)


def of_firm(work: Work, firm_id: UUID, purpose: Purpose, number: int) -> Version:
    """Raises NoSuchTemplate."""
    if purpose not in EDITABLE or number > _MOST_VERSIONS:
        raise NoSuchTemplate
    if number == 0:
        return Version(0, layouts.standard(purpose))
    row = work.db.scalar(_rows(firm_id, purpose).where(RosterTemplate.number == number))
    if row is None:
        raise NoSuchTemplate
    return _version(row, purpose)


def one(work: Work, purpose: Purpose, number: int) -> Version:
    """Of the lawyer's firm. Raises NoSuchTemplate."""
    work.require(Permission.ROSTER_EXPORT)
    return of_firm(work, lawyer(work)[1].id, purpose, number)


def history(work: Work, purpose: Purpose) -> list[Version]:
    """Of the lawyer's firm, the newest first, each with what it changed; the house's is the last."""
    work.require(Permission.ROSTER_EXPORT)
    rows = list(work.db.scalars(_rows(lawyer(work)[1].id, purpose).limit(_MOST_SHOWN)))
    logins = {one.id: one.login for one in identity.staff_many(work, {row.made_by for row in rows}).values()}
    found = [_version(row, purpose, by=logins.get(row.made_by, "")) for row in rows]
    house = Version(0, layouts.standard(purpose))
    pairs = itertools.pairwise([*found, house])
    return [*(replace(new, changes=tuple(layouts.changes(old.layout, new.layout))) for new, old in pairs), house]


def save(work: Work, purpose: Purpose, layout: Layout, *, seen: int) -> bool:
    """A new version; False where it stands so already. `seen`: the number that the page showed.

    Raises NoSuchTemplate, BadLayout, TemplateMoved.
    """
    return _add(work, purpose, layouts.checked(layout, purpose), seen=seen)


def put_back(work: Work, purpose: Purpose, number: int, *, seen: int) -> bool:
    """An old version once more, as a new one; 0 is the house's. What the purpose does not allow any more stays out.

    Raises NoSuchTemplate, BadLayout, TemplateMoved.
    """
    old = one(work, purpose, number)
    if not old.own:
        return _add(work, purpose, None, seen=seen, puts_back=number)
    return _add(work, purpose, layouts.checked(_allowed(old.layout, purpose), purpose), seen=seen, puts_back=number)


def _add(work: Work, purpose: Purpose, layout: Layout | None, *, seen: int, puts_back: int | None = None) -> bool:
    work.require(Permission.ROSTER_EXPORT)
    account, firm = lawyer(work)
    if purpose not in EDITABLE:
        raise NoSuchTemplate
    work.limits.hit(RATE, "roster-template", str(account.id))
    stands = current(work, firm.id, purpose)
    if stands.number != seen:
        raise TemplateMoved
    if (layout or layouts.standard(purpose), layout is not None) == (stands.layout, stands.own):
        return False
    row = RosterTemplate(id=new_id(), firm_id=firm.id, purpose=purpose.value, number=seen + 1)
    row.layout, row.puts_back = layouts.written(layout) if layout is not None else None, puts_back
    row.made_at, row.made_by = work.now, account.id
    try:
        with work.db.begin_nested():
            work.db.add(row)
            work.db.flush()
    except IntegrityError:
        raise TemplateMoved from None  # another tab, a moment ago
    audit.record(work, "roster:template", about=firm.id, kind="firm", purpose=purpose.value, version=row.number)
    return True


def _rows(firm_id: UUID, purpose: Purpose) -> Select[RosterTemplate]:
    of_both = RosterTemplate.firm_id == firm_id, RosterTemplate.purpose == purpose.value
    return select(RosterTemplate).where(*of_both).order_by(RosterTemplate.number.desc())


def _version(row: RosterTemplate, purpose: Purpose, *, by: str = "") -> Version:
    layout = layouts.standard(purpose) if row.layout is None else layouts.read(row.layout)
    return Version(row.number, layout, row.layout is not None, row.made_at, by, row.puts_back)


def _allowed(layout: Layout, purpose: Purpose) -> Layout:
    return replace(layout, columns=tuple(one for one in layout.columns if one[0] in ALLOWED[purpose]))
