"""What a group's mandate is for: written by its lawyer, version by version. Every version that anybody signed stays."""

import json
import logging
from dataclasses import asdict, replace
from uuid import UUID

from sqlalchemy import func, select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.lawsuits import assignments
from lawsuit_hub.features.lawsuits.types import GroupId
from lawsuit_hub.features.mandates import texts
from lawsuit_hub.features.mandates.models import MandateForm
from lawsuit_hub.features.mandates.standing import firm_of
from lawsuit_hub.features.mandates.types import BadFacts, Facts, FormMoved, FormView, NoCounsel, Special
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.proceedings.reaching import reach, to_tell
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.letters import has_letters
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import CannotOpen, KeyDestroyed, KeyKind, Place, Sealed
from lawsuit_hub.values.courts import BY_CODE

MOST_DEFENDANTS, MOST_ATTORNEYS, MOST_OTHERS = 20, 10, 10
LONGEST = 100

log = logging.getLogger("lawsuit_hub.mandates")


def of_group(work: Work, group_id: GroupId) -> FormView | None:
    """What members of the group are asked to sign now: the last version for the firm of its present lawyer.

    None, with a line in the log, for one that does not open: nobody signs what nobody can read.
    """
    try:
        return require(work, group_id)
    except NoCounsel:
        return None
    except CannotOpen as error:
        log.error("what the mandate of group %s says does not open: %s", group_id, type(error).__name__)
        return None


def require(work: Work, group_id: GroupId) -> FormView:
    """Raises NoCounsel, CannotOpen."""
    firm_id = firm_of(work, group_id)
    rows = select(MandateForm).where(MandateForm.group_id == group_id, MandateForm.firm_id == firm_id)
    row = work.db.scalar(rows.order_by(MandateForm.version.desc()).limit(1)) if firm_id else None
    if row is None:
        raise NoCounsel
    return _view(work, row)


def write(work: Work, code: str, facts: Facts, *, seen: int) -> bool:
    """A new version; False where it stands just so. `seen`: the version that the page showed, 0 for none.

    Raises NoSuchGroup, NoCounsel (the group has no firm), BadFacts, FormMoved.
    """
    work.require(Permission.MANDATE_MANAGE)
    group_id = reach(work, code)
    assignments.hold(work, group_id)
    firm_id = firm_of(work, group_id)
    if firm_id is None:
        raise NoCounsel
    firm = identity.firm(work, firm_id)
    facts = replace(facts, firm=firm.name, phone=firm.phone)
    _check(facts)
    before = of_group(work, group_id)
    if seen != (before.version if before else 0):
        raise FormMoved
    if before is not None and before.facts == facts:
        return False
    assert work.actor.id is not None  # noqa: S101 - staff has an account
    last = select(func.max(MandateForm.version)).where(MandateForm.group_id == group_id, MandateForm.firm_id == firm_id)
    row = MandateForm(id=new_id(), group_id=group_id, firm_id=firm_id, version=(work.db.scalar(last) or 0) + 1)
    row.facts, row.made_at, row.made_by = _sealed(work, row, facts), work.now, work.actor.id
    work.db.add(row)
    audit.record(work, "mandate:worded", about=group_id, kind="group", version=row.version)
    if before is None:
        outbox.queue_many(work, "mandate", to=to_tell(work, group_id))
    work.db.flush()
    return True


def _check(facts: Facts) -> None:
    if not facts.title:
        raise BadFacts("title")
    if not 0 < len(facts.defendants) <= MOST_DEFENDANTS:
        raise BadFacts("defendants")
    if not 0 < len(facts.attorneys) <= MOST_ATTORNEYS:
        raise BadFacts("attorneys")
    if len(facts.others) > MOST_OTHERS:
        raise BadFacts("others")
    written = (facts.title, facts.number, *facts.defendants, *facts.attorneys, *facts.others)
    if any(len(one) > LONGEST for one in written):
        raise BadFacts("long")
    if not has_letters("".join((*written, facts.firm))):
        raise BadFacts("letters")
    if facts.court and facts.court not in BY_CODE:
        raise BadFacts("court")


def _sealed(work: Work, row: MandateForm, facts: Facts) -> Sealed:
    content = json.dumps(asdict(facts), ensure_ascii=False)
    try:
        return work.keys.seal(content, _place(row.group_id, row.id), KeyKind.HINT)
    except KeyDestroyed:
        work.keys.new_subject(row.group_id, KeyKind.HINT)  # a group gets one with its first mandate
        return work.keys.seal(content, _place(row.group_id, row.id), KeyKind.HINT)


def _view(work: Work, row: MandateForm) -> FormView:
    opened = json.loads(work.keys.open(row.facts, _place(row.group_id, row.id), KeyKind.HINT))
    facts = Facts(
        title=opened["title"],
        court=opened["court"],
        number=opened["number"],
        defendants=tuple(opened["defendants"]),
        attorneys=tuple(opened["attorneys"]),
        specials=tuple(Special(one) for one in opened["specials"]),
        others=tuple(opened["others"]),
        firm=opened["firm"],
        phone=opened["phone"],
    )
    return FormView(row.id, row.group_id, row.firm_id, row.version, facts, texts.body(facts).sha256, row.made_at)


def _place(group_id: UUID, row: UUID) -> Place:
    return Place("mandate_forms.facts", group_id, row)
