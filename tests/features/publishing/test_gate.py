"""What holds a find waits for a second person, who releases exactly what she saw; files go with what they hang on."""

import threading
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit.models import AuditLine
from lawsuit_hub.features.publishing import files, looking
from lawsuit_hub.features.publishing import service as publishing
from lawsuit_hub.features.publishing.models import PublicFile, PublicPiece, Release
from lawsuit_hub.features.publishing.types import (
    TWICE,
    Attachment,
    Holder,
    HoldsResidentNumber,
    Looked,
    NotAttached,
    NothingWaits,
    NotReleased,
    OwnRequest,
    Stale,
    Standing,
    Unfit,
)
from lawsuit_hub.infra.refusals import ReasonMissing
from lawsuit_hub.infra.work import NotAllowed, Work
from tests.features.publishing import made
from tests.people import make_staff
from tests.world import World

REASON = "부서의 대표 번호라 공개해도 됩니다"
TEXT = f"간담회 문의 {made.phone(77)}"


@pytest.fixture
def desk(world: World) -> "Desk":
    return Desk(world)


class Desk:
    """Two caseworkers and something that one of them wants to put out."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.one = make_staff(world, Role.CASEWORKER, login="one@example.com")
        self.other = make_staff(world, Role.CASEWORKER, login="other@example.com")
        self.holder = Holder("notice", uuid4())

    def by(self, account: UUID, deed: Callable[[Work], Any], *, role: Role = Role.CASEWORKER) -> Any:
        with self.world.as_staff(role, account) as work:
            return deed(work)

    def standing(self, said: str = TEXT) -> Standing:
        return self.by(self.one, lambda work: publishing.state(work, self.holder, said).standing)

    def mark(self, said: str = TEXT) -> str:
        return self.by(self.one, lambda work: publishing.state(work, self.holder, said).mark)

    def ask(self, said: str = TEXT) -> None:
        self.by(self.one, lambda work: publishing.ask(work, self.holder, said))

    def release(self, account: UUID, *, said: str = TEXT, seen: str | None = None, reason: str = REASON) -> None:
        seen = seen or self.mark(said)
        self.by(account, lambda work: publishing.release(work, self.holder, said, seen=seen, reason=reason))

    def publish(self, said: str = TEXT) -> None:
        self.by(self.one, lambda work: publishing.publish(work, self.holder, said))

    def attach(self, data: bytes = b"plain words", name: str = "a.txt") -> Attachment:
        looked = looking.look(self.world.settings, name, data)
        return self.by(self.one, lambda work: publishing.attach(work, self.holder, looked))

    def bytes_kept(self, file_id: UUID) -> bytes:
        with self.world.as_system() as work:
            rows = select(PublicPiece.data).where(PublicPiece.file_id == file_id).order_by(PublicPiece.number)
            return b"".join(work.db.scalars(rows))


def test_what_holds_nothing_goes_out_by_one(desk: Desk) -> None:
    assert desk.standing("간담회를 엽니다") is Standing.CLEAN
    desk.publish("간담회를 엽니다")


def test_what_holds_a_find_waits_for_another_person(desk: Desk) -> None:
    assert desk.standing() is Standing.FOUND
    with pytest.raises(NotReleased):
        desk.publish()
    desk.ask()
    assert desk.standing() is Standing.WAITING
    with pytest.raises(OwnRequest):
        desk.release(desk.one)
    with pytest.raises(ReasonMissing):
        desk.release(desk.other, reason="x")
    desk.release(desk.other)
    desk.publish()
    assert desk.standing() is Standing.RELEASED


def test_a_refusal_tells_why_and_a_change_asks_anew(desk: Desk) -> None:
    desk.ask()
    seen = desk.mark()
    refuse = lambda work: publishing.refuse(work, desk.holder, TEXT, seen=seen, reason="개인의 번호입니다")  # noqa: E731 - a deed
    desk.by(desk.other, refuse)
    gate = desk.by(desk.one, lambda work: publishing.state(work, desk.holder, TEXT))
    assert (gate.standing, gate.reason) == (Standing.REFUSED, "개인의 번호입니다")
    assert desk.standing(TEXT + ".") is Standing.FOUND


def test_her_word_is_for_exactly_what_she_saw(desk: Desk) -> None:
    desk.ask()
    seen = desk.mark()
    with pytest.raises(Stale):
        desk.release(desk.other, said=TEXT + " 오세요", seen=seen)
    desk.release(desk.other)
    desk.attach(TEXT.encode())
    assert desk.standing() is Standing.FOUND, "a file more is another mark"
    with pytest.raises(NotReleased):
        desk.publish()


def test_a_change_that_is_taken_back_may_be_asked_about_again(desk: Desk) -> None:
    desk.ask()
    desk.ask(TEXT + "!")
    assert desk.standing() is Standing.FOUND, "another text waits now"
    desk.ask()
    assert desk.standing() is Standing.WAITING
    desk.release(desk.other)


def test_two_who_decide_at_once_are_one(desk: Desk) -> None:
    third = make_staff(desk.world, Role.CASEWORKER, login="third@example.com")
    desk.ask()
    seen, ends = desk.mark(), []

    def decide(account: UUID, say: Callable[..., None]) -> None:
        try:
            desk.by(account, lambda work: say(work, desk.holder, TEXT, seen=seen, reason=REASON))
            ends.append("said")
        except NothingWaits:
            ends.append("late")

    deciders = [
        threading.Thread(target=decide, args=(desk.other, publishing.release)),
        threading.Thread(target=decide, args=(third, publishing.refuse)),
    ]
    for one in deciders:
        one.start()
    for one in deciders:
        one.join(30)
    assert sorted(ends) == ["late", "said"]


def test_the_database_itself_refuses_one_person_twice(desk: Desk) -> None:
    desk.ask()
    with pytest.raises(IntegrityError), desk.world.as_system() as work:
        row = work.db.scalars(select(Release)).one()
        row.outcome, row.decided_by, row.decided_at = "released", row.asked_by, work.now
        work.db.flush()


def test_a_resident_number_never_waits_for_anybody(desk: Desk) -> None:
    with pytest.raises(HoldsResidentNumber):
        desk.ask("900101-1" + "234567")
    with desk.world.as_system() as work:
        assert work.db.scalar(select(Release)) is None


def test_an_officer_and_a_lawyer_release_nothing(desk: Desk) -> None:
    desk.ask()
    seen = desk.mark()
    for role in (Role.PRIVACY_OFFICER, Role.LAWYER, Role.ADMIN):
        account = make_staff(desk.world, role)
        with pytest.raises(NotAllowed):
            desk.by(
                account, lambda work: publishing.release(work, desk.holder, TEXT, seen=seen, reason=REASON), role=role
            )


def test_a_file_with_a_find_lies_sealed_until_it_is_released(desk: Desk) -> None:
    book = made.hidden_column()
    file = desk.attach(book, "참석.xlsx")
    assert desk.bytes_kept(file.id) != book
    assert made.phone(1001).encode() not in desk.bytes_kept(file.id)
    shown, data = desk.by(desk.other, lambda work: files.for_staff(work, file.id))
    assert (shown.id, data) == (file.id, book), "the second person looks at it"
    said = "안내"
    desk.ask(said)
    desk.release(desk.other, said=said)
    desk.publish(said)
    assert desk.bytes_kept(file.id) == book


def test_no_value_that_was_found_is_kept_anywhere(desk: Desk) -> None:
    desk.attach(made.hidden_column(), "참석.xlsx")
    desk.ask()
    with desk.world.as_system() as work:
        for table in ("public_files", "public_releases", "audit_lines"):
            for row in work.db.execute(text(f"select * from {table}")):
                assert made.phone(1001) not in str(row)
                assert made.phone(77) not in str(row)


def test_files_go_with_what_they_hang_on(desk: Desk) -> None:
    desk.attach()
    desk.by(desk.one, lambda work: publishing.forget(work, desk.holder))
    with desk.world.as_system() as work:
        assert work.db.scalar(select(PublicFile)) is None
        assert work.db.scalar(select(PublicPiece)) is None


def test_one_file_hangs_once_and_only_where_it_was_hung(desk: Desk) -> None:
    file = desk.attach()
    with pytest.raises(Unfit) as again:
        desk.attach()
    assert again.value.why == TWICE
    with pytest.raises(NotAttached):
        desk.by(desk.one, lambda work: publishing.remove(work, Holder("notice", uuid4()), file.id))
    desk.by(desk.one, lambda work: publishing.remove(work, desk.holder, file.id))
    desk.attach()


def test_what_happens_at_the_gate_is_in_the_trail(desk: Desk) -> None:
    desk.ask()
    desk.release(desk.other)
    with desk.world.as_system() as work:
        lines = {
            (line.deed, line.actor_id) for line in work.db.scalars(select(AuditLine)) if line.deed.startswith("rel")
        }
    assert lines == {("release:asked", desk.one), ("release:given", desk.other)}


def test_a_file_is_fetched_by_anybody_while_it_is_public_and_not_before_or_after(desk: Desk) -> None:
    data = b"0123456789" * 60_000
    file = desk.attach(data)
    client = desk.world.app().test_client()
    address = f"/files/{file.token}/a.txt"
    assert client.get(address).status_code == 404
    desk.publish("안내")
    answer = client.get(address)
    assert (answer.status_code, answer.data) == (200, data)
    answer.close()
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert client.get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    part = client.get(address, headers={"Range": "bytes=299990-300009"})
    assert (part.status_code, part.data) == (206, data[299_990:300_010])
    assert client.head(address).data == b""
    [now] = desk.by(desk.one, lambda work: publishing.of(work, desk.holder))
    assert now.downloads == 1, "what was not sent whole, or was there already, is no download"
    desk.by(desk.one, lambda work: publishing.withdraw(work, desk.holder))
    assert client.get(address).status_code == 404


def test_a_file_that_was_hung_after_publishing_is_not_out(desk: Desk) -> None:
    desk.publish("안내")
    later = desk.attach()
    assert not later.shown
    assert desk.world.app().test_client().get(f"/files/{later.token}/a.txt").status_code == 404


def test_what_was_found_tells_no_value(world: World) -> None:
    looked = looking.look(world.settings, "참석.xlsx", made.hidden_column())
    assert isinstance(looked, Looked)
    assert made.phone(1001) not in repr(looked) + repr(looked.findings)


def test_who_wrote_it_or_added_its_file_is_no_second_person(desk: Desk) -> None:
    third = make_staff(desk.world, Role.CASEWORKER, login="third@example.com")
    looked = looking.look(desk.world.settings, "참석.xlsx", made.hidden_column())
    desk.by(desk.other, lambda work: publishing.attach(work, desk.holder, looked))
    desk.ask()
    with pytest.raises(OwnRequest):
        desk.release(desk.other)
    seen, wrote = desk.mark(), frozenset({third})
    told = {"seen": seen, "reason": REASON, "authors": wrote}
    with pytest.raises(OwnRequest):
        desk.by(third, lambda work: publishing.release(work, desk.holder, TEXT, **told))
    desk.release(third)


def test_who_opens_a_file_that_is_sealed_leaves_a_line(desk: Desk) -> None:
    sealed, plain = desk.attach(made.hidden_column(), "참석.xlsx"), desk.attach()
    for one in (sealed, plain):
        desk.by(desk.other, lambda work, one=one: files.for_staff(work, one.id))
    with desk.world.as_system() as work:
        lines = work.db.scalars(select(AuditLine).where(AuditLine.deed == "file:opened")).all()
    assert [(line.actor_id, line.details["file"]) for line in lines] == [(desk.other, str(sealed.id))]
