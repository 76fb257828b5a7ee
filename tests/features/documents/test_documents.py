"""Documents of a member: sealed page by page, looked at with a mark, blackened, taken away, erased; whom they belong to decides."""

import base64
import threading
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.destruction import service as destruction
from lawsuit_hub.features.destruction.types import Ground
from lawsuit_hub.features.documents import decisions, decoding, service, viewings
from lawsuit_hub.features.documents.models import Document, DocumentPage
from lawsuit_hub.features.documents.types import (
    DocumentKind,
    DocumentView,
    NoSuchDocument,
    NothingUploaded,
    Outcome,
    QuotaFull,
    ViewingOver,
)
from lawsuit_hub.features.rights import collecting
from lawsuit_hub.infra.keystore import SubjectKey
from lawsuit_hub.infra.refusals import ReasonHoldsNumber, ReasonMissing
from lawsuit_hub.infra.work import NotAllowed
from tests.features.documents.papers import NUMBER, decision, drawn, encoded, lease
from tests.people import caseworker_of, make_staff, make_victim
from tests.world import World

LOOK = "계약서를 확인하려고 봅니다"


def hand_in(world: World, her: UUID, *, pages: int = 1) -> DocumentView:
    with world.as_member(her) as work:
        return service.keep(work, her, [drawn() for _ in range(pages)], kind=DocumentKind.LEASE)


def rows(world: World) -> list[DocumentPage]:
    with world.as_system() as work:
        return list(work.db.scalars(select(DocumentPage).order_by(DocumentPage.number)))


def keys_of(world: World, subject: UUID) -> int:
    with world.as_system() as work:
        counted = select(func.count()).select_from(SubjectKey).where(SubjectKey.subject_id == subject)
        return int(work.db.execute(counted).scalar_one())


def deeds(world: World, her: UUID) -> list[tuple[str, str | None]]:
    with world.as_system() as work:
        return [(line.deed, line.reason) for line in audit.about(work, her) if line.deed.startswith("document:")]


def open_(world: World, her: UUID, *, staff: UUID | None = None, reason: str = LOOK) -> UUID:
    with world.as_staff(Role.CASEWORKER, staff or caseworker_of(world)) as work:
        return viewings.open_(work, her, reason=reason).id


def test_what_is_handed_in_is_read_and_sealed_and_the_file_itself_is_nowhere(world: World) -> None:
    her = make_victim(world)
    file = encoded(lease(number=NUMBER, lines=1), comment=b"file-itself-canary")
    taken = service.hand_in(world.works, Actor(Role.MEMBER, her), [file])
    assert [(page.burnt, page.searched) for page in taken.pages] == [(1, True)]
    [row] = rows(world)
    assert b"JFIF" not in row.picture.data and keys_of(world, row.id) == 1
    for path in world.folder.rglob("*"):
        if path.is_file() and "keys" not in path.parts:
            content = path.read_bytes()
            assert b"file-itself-canary" not in content and file[200:260] not in content, path
    assert deeds(world, her) == [("document:received", None)]


def test_a_caseworker_sees_pages_only_with_a_reason_that_she_reads(world: World) -> None:
    her = make_victim(world)
    document = hand_in(world, her)
    for reason, refusal in (("", ReasonMissing), ("확인", ReasonMissing), (f"{NUMBER} 확인", ReasonHoldsNumber)):
        with pytest.raises(refusal):
            open_(world, her, reason=reason)
    leave = open_(world, her)
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        assert viewings.picture(work, leave, document.pages[0].id) == drawn().picture
    assert ("document:opened", LOOK) in deeds(world, her)


@pytest.mark.parametrize("role", [Role.LAWYER, Role.ADMIN, Role.PRIVACY_OFFICER])
def test_nobody_else_opens_them(world: World, role: Role) -> None:
    her = make_victim(world)
    document = hand_in(world, her)
    leave, other = open_(world, her), make_staff(world, role)
    with world.as_staff(role, other) as work, pytest.raises(NotAllowed):
        viewings.open_(work, her, reason=LOOK)
    with world.as_staff(role, other) as work, pytest.raises(NotAllowed):
        viewings.picture(work, leave, document.pages[0].id)


def test_a_leave_is_for_one_caseworker_one_person_and_ten_minutes(world: World) -> None:
    her, another = make_victim(world), make_victim(world, phone="010-0555-0002", name="이표본")
    mine, theirs = hand_in(world, her), hand_in(world, another)
    leave, me, colleague = (
        open_(world, her),
        caseworker_of(world),
        make_staff(world, Role.CASEWORKER, login="two@example.com"),
    )

    def look(staff: UUID, viewing: UUID, page: UUID) -> bytes:
        with world.as_staff(Role.CASEWORKER, staff) as work:
            return viewings.picture(work, viewing, page)

    for staff, viewing, page in (
        (me, leave, theirs.pages[0].id),
        (me, leave, uuid4()),
        (me, uuid4(), mine.pages[0].id),
        (colleague, leave, mine.pages[0].id),
    ):
        with pytest.raises(NoSuchDocument):
            look(staff, viewing, page)
    world.clock.now += viewings.LOOK
    with pytest.raises(ViewingOver):
        look(me, leave, mine.pages[0].id)


def test_there_is_no_leave_where_nothing_was_handed_in(world: World) -> None:
    with pytest.raises(NothingUploaded):
        open_(world, make_victim(world))


def test_a_mark_changes_the_picture_and_destroys_the_key_of_the_one_before(world: World) -> None:
    her = make_victim(world)
    document = hand_in(world, her)
    leave, before = open_(world, her), rows(world)[0]
    actor = Actor(Role.CASEWORKER, caseworker_of(world))
    viewings.mark(world.works, actor, leave, document.pages[0].id, (0.1, 0.1, 0.5, 0.5))
    [after] = rows(world)
    assert (after.number, after.marked) == (before.number, 1) and after.id != before.id
    assert (keys_of(world, before.id), keys_of(world, after.id)) == (0, 1)
    with world.as_staff(Role.CASEWORKER, actor.id) as work:
        assert viewings.picture(work, leave, after.id) != drawn().picture
    assert deeds(world, her)[0] == ("document:marked", None)


def test_she_takes_hers_away_and_nobody_takes_anothers(world: World) -> None:
    her, another = make_victim(world), make_victim(world, phone="010-0555-0002", name="이표본")
    document = hand_in(world, her)
    [row] = rows(world)
    with world.as_member(another) as work, pytest.raises(NoSuchDocument):
        service.take_away(work, document.id)
    with world.as_member(her) as work:
        service.take_away(work, document.id)
    assert rows(world) == [] and keys_of(world, row.id) == 0
    assert deeds(world, her)[0] == ("document:removed", None)


def test_no_more_pages_are_kept_than_the_setting_says(make_world: Callable[..., World]) -> None:
    world = make_world(document_pages=3)
    her = make_victim(world)
    hand_in(world, her, pages=2)
    with pytest.raises(QuotaFull):
        hand_in(world, her, pages=2)
    hand_in(world, her)
    with pytest.raises(QuotaFull):
        service.hand_in(world.works, Actor(Role.MEMBER, her), [encoded(lease())])
    assert len(rows(world)) == 3


def test_of_uploads_at_once_none_is_lost_and_none_is_too_many(make_world: Callable[..., World]) -> None:
    world = make_world(document_pages=5)
    her = make_victim(world)
    outcomes: list[str] = []

    def go() -> None:
        try:
            hand_in(world, her, pages=2)
            outcomes.append("kept")
        except QuotaFull:
            outcomes.append("full")

    threads = [threading.Thread(target=go) for _ in range(5)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    assert sorted(outcomes) == ["full"] * 3 + ["kept"] * 2
    kept = rows(world)
    assert len(kept) == 4 and len({(row.document_id, row.number) for row in kept}) == 4


def test_two_who_mark_the_same_page_do_not_undo_each_other(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    her = make_victim(world)
    page = hand_in(world, her).pages[0].id
    leave, actor = open_(world, her), Actor(Role.CASEWORKER, caseworker_of(world))
    marked = decoding.marked

    def meanwhile(*given: object) -> object:
        monkeypatch.setattr(decoding, "marked", marked)
        viewings.mark(world.works, actor, leave, page, (0.5, 0.5, 0.9, 0.9))
        return marked(*given)

    monkeypatch.setattr(decoding, "marked", meanwhile)
    with pytest.raises(ViewingOver):
        viewings.mark(world.works, actor, leave, page, (0.1, 0.1, 0.4, 0.4))
    assert rows(world)[0].marked == 1


def test_who_is_erased_leaves_no_page_and_no_key_of_one(world: World) -> None:
    her = make_victim(world)
    hand_in(world, her, pages=2)
    gone = [row.id for row in rows(world)]
    with world.as_system() as work:
        destruction.destroy(work, her, ground=Ground.COMMAND, reason="본인이 지워 달라고 했습니다")
    assert rows(world) == [] and [keys_of(world, one) for one in gone] == [0, 0]
    with world.as_system() as work:
        assert work.db.scalars(select(Document)).all() == []


def test_after_the_decision_and_its_days_the_pages_are_destroyed(world: World) -> None:
    her = make_victim(world)
    hand_in(world, her)
    [row] = rows(world)
    open_(world, her)
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        given = decision()
        given.pop("compared")
        decisions.decide(work, her, **(given | {"outcome": Outcome.REFUSED}))
    later = hand_in_later(world, her)
    world.clock.now += timedelta(days=world.settings.document_days)
    with world.as_system() as work:
        service.retire(work)
    assert [one.document_id for one in rows(world)] == [later.id] and keys_of(world, row.id) == 0


def hand_in_later(world: World, her: UUID) -> DocumentView:
    """A day after the decision: another paper, about which nobody has decided."""
    world.clock.now += timedelta(days=1)
    return hand_in(world, her)


def test_her_copy_tells_of_documents_declarations_and_decisions(world: World) -> None:
    her = make_victim(world)
    hand_in(world, her)
    with world.as_system() as work:
        held = collecting.content(work, her)
    [page] = held["documents"][0]["pages"]
    assert (page["number"], page["blackened"]) == (1, 0) and base64.b64decode(page["jpeg"]) == drawn().picture
    assert held["declarations"] == held["lease_decisions"] == []
