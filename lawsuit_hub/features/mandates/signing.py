"""A member signs: on the screen, by passkey or on paper, or says no. What stood before gives way; her consent goes along."""

import base64
import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.lawsuits.types import GroupId
from lawsuit_hub.features.mandates import papers, standing, texts, wording
from lawsuit_hub.features.mandates.models import Mandate
from lawsuit_hub.features.mandates.strokes import Strokes
from lawsuit_hub.features.mandates.types import (
    AlreadySigned,
    ConsentNeeded,
    Ending,
    FormMoved,
    FormView,
    NotDrawn,
    OnPaperOnly,
    OtherName,
    Special,
    Way,
)
from lawsuit_hub.features.victims import consents
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.consents import Shown
from lawsuit_hub.features.victims.types import Channel, ConsentGiven, ConsentKind, Profile
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.letters import require_letters
from lawsuit_hub.infra.numbers import add_numbered
from lawsuit_hub.infra.refusals import NotYours
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy import masking
from lawsuit_hub.privacy.keyring import Place, seal_with


@dataclass(frozen=True, slots=True, repr=False)
class Signature:
    """What she filled in. `seen`: the hash of the text she read; `agreed`: of the consent she ticked, empty where none was asked.
    `replaces`: the number of the mandate that stands, where she signs anew on purpose."""

    name: str
    address: str
    specials: frozenset[Special]
    seen: str
    agreed: str = ""
    replaces: str = ""
    strokes: Strokes | None = None

    @property
    def statement(self) -> str:
        """Names all of it but the strokes: a passkey confirms just this."""
        said = [self.name, self.address, sorted(self.specials), self.seen, self.agreed, self.replaces]
        digest = hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()

    def __repr__(self) -> str:
        return "<signature>"


def place_of(work: Work) -> tuple[UUID, GroupId]:
    """Who acts, and the group that she is an active member of. Raises NotYours."""
    victim_id = work.actor.id
    member = groups.membership_of(work, victim_id) if victim_id else None
    if victim_id is None or member is None or member.active_since is None:
        raise NotYours
    return victim_id, member.group_id


def asks_consent(work: Work, person: Profile, firm_id: UUID) -> bool:
    """Whether signing takes her consent along: she has not given it, or to other words than today's."""
    older = (ConsentKind.FIRM, firm_id) in consents.outdated(work, person.id)
    return older or not person.consents_to_firm(firm_id)


def check(work: Work, asked: Signature, *, locale: str) -> tuple[FormView, Profile, Shown | None]:
    """All that can be refused, before anything is written or a device is asked to confirm it. Raises what `sign` raises but NotDrawn.

    Returns what she is asked to sign, who she is, and the consent that goes along.
    """
    work.require(Permission.MANDATE_SIGN)
    victim_id, group_id = place_of(work)
    _replaceable(work, victim_id, asked)
    form, person = wording.require(work, group_id), victims.profile(work, victim_id)
    if not identity.firm(work, form.firm_id).electronic_mandates:
        raise OnPaperOnly
    if asked.seen != form.sha256 or not asked.specials <= set(form.facts.specials):
        raise FormMoved
    if not person.hints.readable or masking.name(asked.name) != person.hints.name:
        raise OtherName
    require_letters([asked.name, asked.address])
    return form, person, _consent_of(work, person, form.firm_id, asked, locale)


def sign(work: Work, asked: Signature, way: Way, *, identified_at: datetime, secret: str, locale: str) -> None:
    """Signed now: the PDF is sealed to her, a copy of it for the browser that holds `secret`.

    Raises NotYours, NoCounsel, OnPaperOnly, FormMoved, OtherName, ConsentNeeded, NotDrawn, AlreadySigned, LettersMissing.
    """
    landlords.take_turn(work)  # as every other change of a consent
    victim_id, group_id = place_of(work)
    victims.hold(work, victim_id)
    form, person, consent = check(work, asked, locale=locale)
    if (asked.strokes is None) is (way is Way.DRAWN):
        raise NotDrawn
    _agree(work, victim_id, consent)
    row = answer(work, victim_id, group_id, form, way, anew=bool(asked.replaces))
    row.specials = sorted(one.value for one in asked.specials)
    row.signed_on, row.stands_since = work.today, work.now
    pdf = papers.signed(
        texts.body(form.facts),
        papers.Certificate(
            number=standing.called(row.number),
            reference=person.reference,
            name=asked.name,
            address=asked.address,
            phone_mask=person.hints.phone,
            specials=asked.specials,
            strokes=asked.strokes,
            signed_at=work.now,
            identified_at=identified_at,
            version=form.version,
            site=work.settings.site_name,
        ),
    )
    row.document = work.keys.seal(pdf, Place("mandates.document", victim_id, row.id))
    row.sha256 = hashlib.sha256(pdf).hexdigest()
    row.copy = seal_with(secret.encode(), pdf, Place("mandates.copy", victim_id, row.id))
    row.copy_finder, row.copy_until = finder(secret), work.now + timedelta(hours=work.settings.copy_hours)
    _noted(work, row, sha256=row.sha256, text=form.sha256)


def require_open(work: Work) -> None:
    """Whether she could hand in a paper now. Raises NotYours, NoCounsel, AlreadySigned."""
    victim_id, group_id = place_of(work)
    wording.require(work, group_id)
    _replaceable(work, victim_id, None)


def _replaceable(work: Work, victim_id: UUID, asked: Signature | None) -> None:
    """What stands gives way only to a signature that names it. Raises AlreadySigned."""
    before = standing.open_row(work.db, victim_id)
    stands = standing.called(before.number) if before is not None and before.stands_since is not None else ""
    if stands != (asked.replaces if asked else ""):
        raise AlreadySigned


def hand_in(work: Work, paper_id: UUID) -> None:
    """Her signed paper was uploaded as this document: it waits for somebody to look. Raises NotYours, NoCounsel, AlreadySigned."""
    victim_id, group_id = place_of(work)
    victims.hold(work, victim_id)
    row = answer(work, victim_id, group_id, wording.require(work, group_id), Way.PAPER)
    row.paper_id = paper_id
    _noted(work, row)


def refuse(work: Work) -> None:
    """She does not want to: nobody reminds her. She may think again. Raises NotYours, NoCounsel, AlreadySigned."""
    work.require(Permission.OWN_WRITE)
    victim_id, group_id = place_of(work)
    victims.hold(work, victim_id)
    row = answer(work, victim_id, group_id, wording.require(work, group_id), None)
    _noted(work, row)


def answer(
    work: Work, victim_id: UUID, group_id: GroupId, form: FormView, way: Way | None, *, anew: bool = False
) -> Mandate:
    """A new row in the place of what she answered before; what stands gives way only `anew`. Raises AlreadySigned."""
    before = standing.open_row(work.db, victim_id)
    if before is not None and before.stands_since is not None and not anew:
        raise AlreadySigned
    if before is not None:
        before.ended_at, before.ended_as = work.now, Ending.AGAIN.value
        work.db.flush()

    def made(number: int) -> Mandate:
        row = Mandate(id=new_id(), number=number, victim_id=victim_id, group_id=group_id, specials=[])
        row.firm_id, row.form_id, row.answered_at, row.way = form.firm_id, form.id, work.now, way and way.value
        return row

    row = add_numbered(work.db, Mandate.number, made)
    if row is None:
        raise FormMoved
    return row


def finder(secret: str) -> bytes:
    return hashlib.sha256(b"lawsuit-hub/mandate-copy/" + secret.encode()).digest()


def _consent_of(work: Work, person: Profile, firm_id: UUID, asked: Signature, locale: str) -> Shown | None:
    if not asks_consent(work, person, firm_id):
        return None
    text = consents.shown_of_firm(work, firm_id, locale=locale)
    if asked.agreed != text.sha256:
        raise ConsentNeeded
    return text


def _agree(work: Work, victim_id: UUID, text: Shown | None) -> None:
    if text is None:
        return
    consents.keep_texts(work, [text])
    given = ConsentGiven(ConsentKind.FIRM, True, text.sha256, text.firm_id)
    consents.answer(work, victim_id, [given], channel=Channel.WEB)
    audit.record(work, "consent:changed", about=victim_id, consent=text.kind.value, given=True)


def _noted(work: Work, row: Mandate, **facts: str) -> None:
    """The deed by its constant name, which the record's words are checked against."""
    signed_here = row.way is not None and row.way != Way.PAPER.value
    audit.record(
        work,
        "mandate:signed" if signed_here else "mandate:handed-in" if row.way else "mandate:refused",
        about=row.victim_id,
        number=standing.called(row.number),
        **facts,
    )
    work.db.flush()
