"""A group whose members gave its lawyer a mandate and hand in papers, for the tests of exhibits."""

import io
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

import pytest
import pyzipper

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.documents import service as documents
from lawsuit_hub.features.documents.types import DocumentKind, DocumentView
from lawsuit_hub.features.exhibits import archives, checks, commons, looking, numbering, packing, service
from lawsuit_hub.features.exhibits.archive_types import Purpose
from lawsuit_hub.features.exhibits.board_types import Board
from lawsuit_hub.features.exhibits.types import Flaw, MemberPapers
from lawsuit_hub.features.victims import service as victims
from tests.features.documents.papers import drawn
from tests.features.mandates.conftest import Signers
from tests.people import caseworker_of

PASSWORD = "Lantern-Quartz-48"
REASON = "소장에 붙일 증거를 확인합니다"


class Suit:
    """`first` and `second` gave their mandate, in this order of places."""

    def __init__(self, signers: Signers) -> None:
        self.signers, self.case, self.world = signers, signers.case, signers.world
        self.code, self.group_id = self.case.code, self.case.counsel.group_id
        self.desk, self.lawyer = self.case.desk, self.case.lawyer
        for one in self.case.counsel.people:
            self.mandate(one)
        self.first, self.second = (one.member.victim_id for one in self.board().members)

    @property
    def actor(self) -> Actor:
        return self.case.counsel.actor

    @property
    def worker(self) -> Actor:
        return Actor(Role.CASEWORKER, caseworker_of(self.world))

    def name(self, victim_id: UUID) -> str:
        with self.world.works.open(self.actor) as work:
            return next(iter(victims.identities(work, [victim_id]))).name

    def mandate(self, victim_id: UUID) -> None:
        self.signers.sign(victim_id, self.name(victim_id))

    def add(self, name: str, phone: str) -> UUID:
        one = self.case.counsel.add(name, phone)
        self.mandate(one)
        return one

    def hand(self, victim_id: UUID, kind: DocumentKind = DocumentKind.LEASE, pages: int = 1) -> DocumentView:
        with self.world.as_member(victim_id) as work:
            return documents.keep(work, victim_id, [drawn()] * pages, kind=kind, for_suit=True)

    def look(self, victim_id: UUID, *, by: str = "desk") -> UUID:
        alias = self.case.alias(victim_id)
        found: UUID = getattr(self, by)(lambda work: looking.look(work, self.code, alias, reason=REASON)).id
        return found

    def accept(self, victim_id: UUID, *papers: DocumentView, by: str = "desk") -> None:
        leave = self.look(victim_id, by=by)
        for one in papers:
            getattr(self, by)(lambda work, one=one: checks.accept(work, leave, one.id))

    def send_back(self, victim_id: UUID, paper: DocumentView, flaw: Flaw, words: str = "") -> None:
        leave = self.look(victim_id)
        self.desk(lambda work: checks.send_back(work, leave, paper.id, flaw=flaw, words=words))

    def checked(self, victim_id: UUID, *kinds: DocumentKind, pages: int = 1) -> list[DocumentView]:
        papers = [self.hand(victim_id, kind, pages) for kind in kinds]
        self.accept(victim_id, *papers)
        return papers

    def common(self, title: str = "등기사항전부증명서(건물)") -> UUID:
        made: UUID = self.lawyer(lambda work: commons.keep(work, self.code, [drawn()], title=title))
        return made

    def board(self, *, by: str = "desk") -> Board:
        made: Board = getattr(self, by)(lambda work: service.board(work, self.code))
        return made

    def member(self, victim_id: UUID, *, by: str = "desk") -> MemberPapers:
        return next(one for one in self.board(by=by).members if one.member.victim_id == victim_id)

    def fix(self) -> int:
        mark = self.board().mark
        return int(self.lawyer(lambda work: numbering.fix(work, self.code, seen=mark)))

    def listed(self) -> list[tuple[str, str, int | None, bool]]:
        rows = self.desk(lambda work: service.listed(work, self.code))[1]
        return [(str(one.label), one.kind or one.title, one.plaintiff, one.there) for one in rows]

    def ask(self) -> UUID:
        made: UUID = self.lawyer(lambda work: archives.ask(work, self.code, purpose=Purpose.FILING, reason=REASON)).id
        return made

    def pack(self, between: Callable[[int], Any] = lambda _piece: None) -> "Opened":
        _name, pieces = packing.pack(self.world.works, self.actor, self.ask(), password=PASSWORD)
        return Opened(self._taken(pieces, between))

    @staticmethod
    def _taken(pieces: Iterable[bytes], between: Callable[[int], Any]) -> bytes:
        taken = b""
        for number, piece in enumerate(pieces):
            taken += piece
            between(number)
        return taken


class Opened:
    """An archive as its password opens it."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        with pyzipper.AESZipFile(io.BytesIO(data)) as archive:
            archive.setpassword(PASSWORD.encode())
            self.files = {one.filename: archive.read(one) for one in archive.infolist()}
            self.sealed = all(one.flag_bits & 1 for one in archive.infolist())

    @property
    def listed(self) -> str:
        return self.files["증거목록.html"].decode()

    @property
    def papers(self) -> list[str]:
        """Exhibits; `powers` are what people signed here."""
        return [name for name in self.files if name.startswith("갑")]

    @property
    def powers(self) -> list[str]:
        return [name for name in self.files if name.startswith("소송위임장")]


@pytest.fixture
def suit(signers: Signers) -> Suit:
    return Suit(signers)
