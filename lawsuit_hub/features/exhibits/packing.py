"""Packs a group's exhibits into one locked file while it is being sent: one page in memory, nothing on a disk, nothing kept.

Before each exhibit a work of its own asks whether the group is still the lawyer's and her mandate of this plaintiff still stands, and
leaves the line that the plaintiff reads. Whoever stops reading leaves a file without a directory, which opens nowhere.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import BinaryIO, cast
from uuid import UUID

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.documents import viewings
from lawsuit_hub.features.documents.types import NoSuchDocument
from lawsuit_hub.features.exhibits import archives, commons, evidence_list, labels, plans
from lawsuit_hub.features.exhibits.agents import agents
from lawsuit_hub.features.exhibits.archive_types import ArchiveView, Gap, NothingToPack, WeakFilePassword
from lawsuit_hub.features.exhibits.evidence_list import KINDS, POWER, Entry
from lawsuit_hub.features.exhibits.picture_pdf import Picture, PicturePdf
from lawsuit_hub.features.exhibits.plans import Exhibit, Leaf, Power
from lawsuit_hub.features.exhibits.types import NoSuchPaper
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.mandates import held
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra import logs
from lawsuit_hub.infra.work import Work, Works
from lawsuit_hub.privacy.file_lock import ZipArchive, too_weak, zip_archive
from lawsuit_hub.privacy.keyring import CannotOpen
from lawsuit_hub.privacy.passwords import make_password

log = logs.named("exhibits")

LIST_NAME = "증거목록.html"


class _Pieces:
    """What the ZIP has written and nobody has sent yet; and the hash of all of it."""

    def __init__(self) -> None:
        self._waiting: list[bytes] = []
        self._sha256 = hashlib.sha256()

    def write(self, data: bytes) -> int:
        self._waiting.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Whoever sends takes."""

    def take(self) -> bytes:
        data = b"".join(self._waiting)
        self._waiting.clear()
        self._sha256.update(data)
        return data

    @property
    def sha256(self) -> str:
        return self._sha256.hexdigest()


@dataclass(slots=True)
class _Packing:
    works: Works
    actor: Actor
    leave: ArchiveView
    head: evidence_list.Head
    exhibits: tuple[Exhibit, ...]
    powers: tuple[Power, ...]
    people: frozenset[UUID]
    entries: list[Entry] = field(default_factory=list)
    names: dict[UUID, str] = field(default_factory=dict, repr=False)


def new_password() -> str:
    """To be offered: whoever takes the file may choose another."""
    return make_password()


def pack(works: Works, actor: Actor, archive_id: UUID, *, password: str) -> tuple[str, Iterator[bytes]]:
    """The file's name and its bytes as they are made. What is refused is refused before the first of them.

    Raises WeakFilePassword, NoSuchGroup, NoSuchPaper, NothingToPack, SecondAwaited, LeaveOver.
    """
    if (why := too_weak(password)) is not None:
        raise WeakFilePassword(why.value)
    with works.open(actor) as work:
        group_id = archives.one(work, archive_id).group_id
        there, powers = plans.present(work, group_id), plans.powers(work, group_id)
        if not there and not powers:
            raise NothingToPack
        people = plans.people(there, powers)
        leave = archives.begin(work, archive_id, people=len(people))
        code = groups.get(work, group_id).code
        firm = identity.staff(work, leave.lawyer_id).firm
        head = evidence_list.Head(leave.name, code, firm.name if firm else "", leave.purpose, leave.reason, work.now)
        packing = _Packing(works, actor, leave, head, plans.numbered(work, group_id), tuple(powers), people)
    return f"{code}_{leave.name}.zip", _pieces(packing, password)


def _pieces(packing: _Packing, password: str) -> Iterator[bytes]:
    pieces = _Pieces()
    with zip_archive(password, cast(BinaryIO, pieces)) as archive:
        for exhibit in packing.exhibits:
            for _page in _exhibit(packing, exhibit, archive):
                yield pieces.take()
        for power in packing.powers:
            _power(packing, power, archive)
            yield pieces.take()
        with archive.entry(LIST_NAME) as entry:
            for part in evidence_list.written(packing.head, packing.entries):
                entry.write(part)
    yield pieces.take()
    left_out = sum(one.gap is not None for one in packing.entries)
    packed = len(packing.entries) - left_out
    with packing.works.open(packing.actor) as work:
        archives.finish(work, packing.leave.id, packed=packed, left_out=left_out, sha256=pieces.sha256)


def _exhibit(packing: _Packing, exhibit: Exhibit, archive: ZipArchive) -> Iterator[None]:
    """Yields whenever a page has been written."""
    pages = _allowed(packing, exhibit)
    pictures = iter(()) if isinstance(pages, Gap) else _pictures(packing, pages)
    first = next(pictures, None)
    if isinstance(pages, Gap) or first is None:
        gap = pages if isinstance(pages, Gap) else Gap.UNREADABLE
        packing.entries.append(Entry(exhibit.label, _what(exhibit), gap=gap))
        return
    sha256 = hashlib.sha256()
    with archive.entry(_entry_name(exhibit)) as entry:

        def write(data: bytes) -> None:
            sha256.update(data)
            entry.write(data)

        pdf = PicturePdf(write)
        label = labels.drawn(str(exhibit.label))
        for picture in chain([first], pictures):
            pdf.page(picture, label=label if not pdf.pages else None)
            yield
        pdf.close()
    name = packing.names.get(exhibit.victim_id, "") if exhibit.victim_id else ""
    missing = len(pages) - pdf.pages
    made = Entry(exhibit.label, _what(exhibit), exhibit.plaintiff, name, pdf.pages, missing, sha256.hexdigest())
    packing.entries.append(made)


def _power(packing: _Packing, power: Power, archive: ZipArchive) -> None:
    """What she signed here, as it was signed: asked and marked at this moment as an exhibit is."""
    try:
        with packing.works.open(packing.actor) as work:
            leave, one = archives.one(work, packing.leave.id), power.victim_id
            signed = dict(held.standing_documents(work, [one])) if power in plans.powers(work, leave.group_id) else {}
            if one in signed:
                _mark(packing, work, leave, one)
        gap = None if signed else Gap.MANDATE
    except CannotOpen as error:
        log.error("a signed mandate does not open", mandate=power.number, error=type(error).__name__)
        signed, gap = {}, Gap.UNREADABLE
    what = f"{POWER} {power.number}"
    if gap is not None:
        packing.entries.append(Entry(None, what, gap=gap))
        return
    data = signed[power.victim_id]
    with archive.entry(_power_name(power)) as entry:
        entry.write(data)
    made = Entry(None, what, power.plaintiff, packing.names[power.victim_id], sha256=hashlib.sha256(data).hexdigest())
    packing.entries.append(made)


def _mark(packing: _Packing, work: Work, leave: ArchiveView, victim_id: UUID) -> None:
    """Once for each person and archive."""
    if victim_id not in packing.names:
        facts = {"number": leave.name, "purpose": leave.purpose.value}
        audit.record(work, "exhibit:packed", about=victim_id, reason=leave.reason, **facts)
        packing.names[victim_id] = next(iter(victims.identities(work, [victim_id]))).name


def _allowed(packing: _Packing, exhibit: Exhibit) -> list[Leaf] | Gap:
    """Asked at this moment; the mark comes before the first page. Raises NoSuchGroup, NoSuchPaper where the group is the lawyer's no more."""
    with packing.works.open(packing.actor) as work:
        leave = archives.one(work, packing.leave.id)
        pages, one = plans.leaves(work, leave.group_id, exhibit), exhibit.victim_id
        if isinstance(pages, Gap) or one is None or one in packing.names:
            return pages
        if one not in packing.people:  # so many were counted when it began, and perhaps agreed to
            return Gap.MANDATE
        _mark(packing, work, leave, one)
        return pages


def _pictures(packing: _Packing, pages: list[Leaf]) -> Iterator[Picture]:
    """What was taken away meanwhile or does not open is left out; the list says how many."""
    for page in pages:
        try:
            with packing.works.open(packing.actor, read_only=True) as work:
                whose, leave = page.victim_id, archives.one(work, packing.leave.id)
                if whose is not None and whose not in agents(work, leave.group_id):
                    return  # she took her mandate back between two pages: the rest is missing
                data = viewings.leaf(work, whose, page.page_id) if whose else commons.leaf(work, page.page_id)
        except (NoSuchDocument, NoSuchPaper):
            continue
        except CannotOpen as error:
            log.error("a page of an exhibit does not open", page=page.page_id, error=type(error).__name__)
            continue
        yield Picture(data, page.width, page.height)


def _what(exhibit: Exhibit) -> str:
    return KINDS[exhibit.kind] if exhibit.kind else exhibit.title


def _power_name(power: Power) -> str:
    return f"{POWER}_원고{power.plaintiff:03d}.pdf" if power.plaintiff else f"{POWER}_{power.number}.pdf"


def _entry_name(exhibit: Exhibit) -> str:
    """Numbers and our own words: the names of a ZIP's entries are not encrypted."""
    branch = f"의{exhibit.label.branch:03d}" if exhibit.label.branch else ""
    what = KINDS[exhibit.kind].replace(" ", "") if exhibit.kind else "공통"
    whose = f"_원고{exhibit.plaintiff:03d}" if exhibit.plaintiff else ""
    return f"갑제{exhibit.label.number:02d}호증{branch}_{what}{whose}.pdf"
