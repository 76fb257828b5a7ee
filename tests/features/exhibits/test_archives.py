"""Archives: what is in one, who is left out, what is refused, that nothing stays, and that size costs no memory."""

import io
import tracemalloc
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image
from sqlalchemy import update

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.documents import service as documents
from lawsuit_hub.features.documents.decoding import Drawn
from lawsuit_hub.features.documents.models import DocumentPage
from lawsuit_hub.features.documents.types import DocumentKind
from lawsuit_hub.features.exhibits import archives, commons, packing
from lawsuit_hub.features.exhibits.archive_types import LeaveOver, NothingToPack, SecondAwaited, WeakFilePassword
from lawsuit_hub.features.exhibits.types import NoSuchPaper
from lawsuit_hub.features.lawsuits import assignments
from lawsuit_hub.features.lawsuits.types import NoSuchGroup
from lawsuit_hub.features.mandates import endings as mandates
from lawsuit_hub.features.mandates import service
from lawsuit_hub.features.victims import consents
from lawsuit_hub.features.victims.types import ConsentKind
from lawsuit_hub.infra.work import NotAllowed
from tests.features.documents.papers import encoded
from tests.features.exhibits.suits import PASSWORD, REASON, Opened, Suit

LEASE, TRANSFER = DocumentKind.LEASE, DocumentKind.TRANSFER
pytestmark = pytest.mark.either


def leave_firm(suit: Suit, victim_id: Any) -> None:
    with suit.world.as_member(victim_id) as work:
        consents.withdraw(work, victim_id, ConsentKind.FIRM, firm_id=suit.case.counsel.firm_id)


def files_under(folder: Path) -> dict[Path, int]:
    return {
        one: one.stat().st_size
        for one in folder.rglob("*")
        if one.is_file() and one.suffix not in {".db-wal", ".db-shm"}
    }


def test_every_exhibit_is_a_pdf_under_its_number_and_the_list_says_which_hash_is_whose(suit: Suit) -> None:
    suit.common("건물 등기부 <b>")
    suit.checked(suit.first, LEASE, pages=3)
    suit.checked(suit.second, LEASE)
    suit.fix()
    opened = suit.pack()
    assert opened.papers == [
        "갑제01호증의001_임대차계약서_원고001.pdf",
        "갑제01호증의002_임대차계약서_원고002.pdf",
        "갑제02호증_공통.pdf",
    ]
    assert opened.sealed
    with pikepdf.open(io.BytesIO(opened.files[opened.papers[0]])) as paper:
        assert len(paper.pages) == 3 and not paper.check_pdf_syntax()
    drawn = pypdfium2.PdfDocument(opened.files[opened.papers[0]])[0].render(scale=1).to_pil().convert("L")
    assert drawn.crop((430, 5, 590, 40)).getextrema()[0] < 80, "the label stands in the corner"
    assert suit.name(suit.first) in opened.listed and "&lt;b&gt;" in opened.listed
    assert not any(
        suit.name(one).encode() in opened.data for one in (suit.first, suit.second)
    )  # names of entries are not encrypted
    with suit.world.as_member(suit.first) as work:
        [line] = audit.about(work, suit.first, deeds=("exhibit:packed",), limit=5)
    assert (line.reason, line.details["number"]) == (REASON, "E-0001")


def test_whoever_takes_her_mandate_back_meanwhile_is_left_out_without_her_name(suit: Suit) -> None:
    suit.checked(suit.first, LEASE)
    suit.checked(suit.second, LEASE)
    suit.fix()
    name = suit.name(suit.second)
    opened = suit.pack(between=lambda piece: leave_firm(suit, suit.second) if piece == 0 else None)
    assert len(opened.papers) == 1
    assert "갑 제1호증의 2" in opened.listed and "지금 위임이 없음" in opened.listed and name not in opened.listed
    with suit.world.as_member(suit.second) as work:
        assert not audit.about(work, suit.second, deeds=("exhibit:packed",), limit=5)


def test_a_group_that_is_taken_from_the_lawyer_ends_the_file_which_opens_nowhere(suit: Suit) -> None:
    suit.checked(suit.first, LEASE)
    suit.checked(suit.second, LEASE)
    suit.fix()

    def end(piece: int) -> None:
        if piece == 0:
            suit.desk(lambda work: assignments.end(work, suit.group_id, reason="다른 변호사가 맡기로 했습니다"))

    with pytest.raises(NoSuchGroup):
        suit.pack(between=end)


def test_one_who_stops_reading_leaves_nothing_and_may_take_it_again(suit: Suit) -> None:
    suit.checked(suit.first, LEASE, TRANSFER, pages=2)
    suit.fix()
    asked, before = suit.ask(), files_under(suit.world.folder).keys()
    _name, pieces = packing.pack(suit.world.works, suit.actor, asked, password=PASSWORD)
    cut = next(iter(pieces)) + next(iter(pieces))
    pieces.close()  # type: ignore[attr-defined]
    with pytest.raises(Exception, match="not a zip"):
        Opened(cut)
    assert files_under(suit.world.folder).keys() == before
    _name, again = packing.pack(suit.world.works, suit.actor, asked, password=PASSWORD)
    assert len(Opened(b"".join(again)).papers) == 2
    with pytest.raises(LeaveOver):
        packing.pack(suit.world.works, suit.actor, asked, password=PASSWORD)
    for one in (suit.first, suit.second):
        with suit.world.as_member(one) as work:
            mandates.revoke(work)
    with pytest.raises(NothingToPack):
        suit.ask()


def test_what_people_signed_lies_behind_the_exhibits_as_it_was_signed(suit: Suit) -> None:
    suit.checked(suit.first, LEASE)
    suit.fix()
    with suit.world.as_member(suit.second) as work:
        mandates.revoke(work)
    opened = suit.pack()
    assert opened.powers == ["소송위임장_원고001.pdf"]
    with suit.world.as_system() as work:
        signed = service.verify(work, opened.files[opened.powers[0]])
    assert signed is not None and signed.mandate.victim_id == suit.first
    with suit.world.as_member(suit.first) as work:
        assert len(audit.about(work, suit.first, deeds=("exhibit:packed",), limit=5)) == 1


def test_a_page_that_does_not_open_or_is_gone_is_missing_and_the_list_says_so(suit: Suit) -> None:
    [lease] = suit.checked(suit.first, LEASE, pages=2)
    [transfer] = suit.checked(suit.first, TRANSFER)
    common = suit.common()
    suit.fix()
    with suit.world.as_system() as work:
        other = work.db.get_one(DocumentPage, transfer.pages[0].id).picture
        work.db.execute(update(DocumentPage).where(DocumentPage.id == lease.pages[1].id).values(picture=other))
    suit.desk(lambda work: commons.remove(work, suit.code, common))
    with suit.world.as_member(suit.first) as work:
        documents.take_away(work, transfer.id)
    opened = suit.pack()
    assert len(opened.papers) == 1 and "열지 못한 쪽 1" in opened.listed and opened.listed.count("서류가 없음") == 2


def refused(suit: Suit) -> dict[type[Exception], Callable[[], object]]:
    asked = suit.ask()

    def pack(password: str = PASSWORD, actor: Any = None) -> object:
        return packing.pack(suit.world.works, actor or suit.actor, asked, password=password)

    return {
        WeakFilePassword: lambda: pack("short"),
        NotAllowed: lambda: pack(actor=suit.worker),
        NoSuchPaper: lambda: packing.pack(suit.world.works, suit.actor, suit.first, password=PASSWORD),
    }


def test_what_may_not_be_taken_is_refused_before_the_first_byte(suit: Suit) -> None:
    suit.checked(suit.first, LEASE)
    suit.fix()
    for refusal, deed in refused(suit).items():
        with pytest.raises(refusal):
            deed()
    asked = suit.ask()
    suit.world.clock.now += timedelta(hours=suit.world.settings.export_approval_hours)
    with pytest.raises(LeaveOver):
        packing.pack(suit.world.works, suit.actor, asked, password=PASSWORD)


def test_many_people_take_a_second_person_who_never_is_the_first(suit: Suit, monkeypatch: pytest.MonkeyPatch) -> None:
    object.__setattr__(suit.world.works.settings, "export_rows_alone", 1)
    for one in (suit.first, suit.second):
        suit.checked(one, LEASE)
    suit.fix()
    asked = suit.ask()
    with pytest.raises(SecondAwaited):
        packing.pack(suit.world.works, suit.actor, asked, password=PASSWORD)

    def answer(agree: bool) -> Callable[[Any], None]:
        return lambda work: archives.decide(work, suit.code, asked, agree=agree, reason="제출 날짜를 확인했습니다")

    with pytest.raises(NotAllowed):
        suit.lawyer(answer(True))
    suit.desk(answer(True))
    with pytest.raises(LeaveOver):
        suit.desk(answer(False))
    suit.checked(suit.add("송새로", "010-0300-0009"), LEASE)
    suit.fix()
    with pytest.raises(SecondAwaited):  # more people than she agreed to
        packing.pack(suit.world.works, suit.actor, asked, password=PASSWORD)


def test_memory_does_not_grow_with_the_archive(suit: Suit) -> None:
    noise = Image.effect_noise((500, 700), 90).convert("RGB")
    page = Drawn(encoded(noise), 500, 700, "jpeg", 0, True)
    peaks, sizes = [], []
    for count in (4, 36):  # then ten times as many
        suit.lawyer(
            lambda work, count=count: [commons.keep(work, suit.code, [page], title="등기") for _ in range(count)]
        )
        suit.fix()
        _name, pieces = packing.pack(suit.world.works, suit.actor, suit.ask(), password=PASSWORD)
        tracemalloc.start()
        sizes.append(sum(map(len, pieces)))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert sizes[1] > 9 * sizes[0] > 7_000_000
    assert peaks[1] < peaks[0] + 1_000_000, peaks
