"""A dossier becomes a version that stays: the whole text looked through, both files made and looked through, their bytes kept with a hash.

ready = freezing.prepare(work, number, seen, mark)    in a work that reads
made = freezing.made(settings, ready)                 outside any work: it draws, and a confined process reads the files
freezing.freeze(work, made)                           in a work that writes; Stale where anything changed meanwhile
"""

from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from sqlalchemy import func, select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.dossiers import composing, printing, reading, writing
from lawsuit_hub.features.dossiers.models import Dossier, DossierVersion
from lawsuit_hub.features.dossiers.types import Altered, BadDossier, FileHolds, Form, Item, NoSuchDossier, Stale
from lawsuit_hub.features.publishing import service as publishing
from lawsuit_hub.features.publishing.types import Gate, Held, Holder, NotReleased
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.letters import LettersMissing
from lawsuit_hub.infra.paper import Paper
from lawsuit_hub.infra.paper_hwpx import hwpx_of
from lawsuit_hub.infra.paper_pdf import pdf_of
from lawsuit_hub.infra.work import Work
from lawsuit_hub.settings import Settings

KIND = writing.KIND


@dataclass(frozen=True, slots=True)
class Ready:
    """What is to be frozen. `found`: kinds of finds in its words that a second person let through."""

    number: int
    turn: int
    version: int
    paper: Paper
    found: frozenset[str]


@dataclass(frozen=True, slots=True)
class Made:
    ready: Ready
    pdf: bytes
    hwpx: bytes


def holder(dossier_id: UUID) -> Holder:
    return Holder(KIND, dossier_id)


def state(work: Work, item: Item) -> Gate:
    """Raises HoldsResidentNumber."""
    return publishing.state(work, holder(item.id), composing.said(item))


def ask(work: Work, number: int, *, seen: int) -> None:
    """A second person should look. Raises NoSuchDossier, Stale."""
    writing.hold(work, number)
    item = _item(work, number, seen=seen)
    publishing.ask(work, holder(item.id), composing.said(item))


def prepare(work: Work, number: int, *, seen: int, mark: str) -> Ready:
    """`seen`, `mark`: as the page showed it. Raises NoSuchDossier, NotReleased; Stale also where it is frozen as it stands, or went out
    and its files hold nothing that was taken back."""
    work.require(Permission.PUBLISH_PREPARE)
    item = _item(work, number, seen=seen)
    now = state(work, item)
    if now.mark != mark:
        raise Stale
    if not now.is_open:
        raise NotReleased
    version = len(item.versions) + 1
    paper = composing.paper_of(work.settings, item, day=work.today, version=version)
    return Ready(number, item.turn, version, paper, frozenset(one.kind for one in now.findings))


def made(settings: Settings, ready: Ready) -> Made:
    """Both files. Raises BadDossier; FileHolds where one holds a find that the words did not; Unfit where one could not be read."""
    try:
        pdf, hwpx = pdf_of(ready.paper), hwpx_of(ready.paper)
    except LettersMissing:
        raise BadDossier("font", "topics") from None
    for form, data in ((Form.PDF, pdf), (Form.HWPX, hwpx)):
        looked = publishing.look(settings, f"dossier.{form.value}", data)
        # A picture is ours, drawn from the words of the table beside it: what a machine reads or misreads in it says no more than those.
        told = [one for one in looked.findings if one.place.code != "picture"]
        more = frozenset(one.kind for one in told) - ready.found
        if more:
            raise FileHolds(more)
    return Made(ready, pdf, hwpx)


def freeze(work: Work, made: Made) -> int:
    """The version's number. Raises NoSuchDossier, Stale."""
    ready = made.ready
    row = writing.hold(work, ready.number)
    item = _item(work, ready.number, seen=ready.turn)
    last = work.db.scalar(select(func.max(DossierVersion.number)).where(DossierVersion.dossier_id == row.id)) or 0
    paper = composing.paper_of(work.settings, item, day=work.today, version=ready.version)
    if last + 1 != ready.version or paper != ready.paper or not state(work, item).is_open:
        raise Stale
    version = _version(work, row, made)
    version.printed = printing.dumped(work, item)
    work.db.add(version)
    work.db.flush()
    hashes = {"pdf": version.pdf_sha256, "hwpx": version.hwpx_sha256}
    audit.record(work, "dossier:frozen", about=row.id, kind=KIND, number=row.number, version=version.number, **hashes)
    return version.number


def _item(work: Work, number: int, *, seen: int) -> Item:
    """Raises NoSuchDossier, Stale."""
    item = reading.item(work, number)
    if item.turn != seen or not item.may_freeze:
        raise Stale
    return item


def _version(work: Work, row: Dossier, made: Made) -> DossierVersion:
    return DossierVersion(
        id=new_id(),
        dossier_id=row.id,
        number=made.ready.version,
        turn=made.ready.turn,
        pdf=made.pdf,
        hwpx=made.hwpx,
        pdf_sha256=sha256(made.pdf).hexdigest(),
        hwpx_sha256=sha256(made.hwpx).hexdigest(),
        pdf_size=len(made.pdf),
        hwpx_size=len(made.hwpx),
        at=work.now,
        by_account=work.actor.id,
    )


def preview(work: Work, number: int) -> Paper:
    """As it would be, marked as no document that may go out. Raises NoSuchDossier, also of one that went out: that is its version."""
    item = reading.item(work, number)
    if item.sent is not None:
        raise NoSuchDossier
    return composing.paper_of(work.settings, item, day=work.today, version=None)


def fetched(work: Work, number: int, version: int, form: Form) -> bytes:
    """The bytes that were frozen. Raises NoSuchDossier, Altered."""
    work.require(Permission.SUGGESTION_HANDLE)
    return bytes_of(work, writing.get(work, number).id, version, form)


def bytes_of(work: Work, dossier_id: UUID, version: int, form: Form) -> bytes:
    """Raises NoSuchDossier, Altered."""
    data, told = {
        Form.PDF: (DossierVersion.pdf, DossierVersion.pdf_sha256),
        Form.HWPX: (DossierVersion.hwpx, DossierVersion.hwpx_sha256),
    }[form]
    wanted = select(data, told).where(DossierVersion.dossier_id == dossier_id, DossierVersion.number == version)
    found = work.db.execute(wanted).one_or_none()
    if found is None:
        raise NoSuchDossier
    if sha256(found[0]).hexdigest() != found[1]:
        raise Altered
    return bytes(found[0])


def held(work: Work, dossier_id: UUID) -> Held | None:
    """What the second person reads; None where it is gone."""
    row = work.db.get(Dossier, dossier_id)
    if row is None:
        return None
    authors = frozenset({row.worded_by} if row.worded_by else ())
    return Held(row.title, composing.said(reading.item(work, row.number)), f"/desk/dossiers/{row.number}", authors)
