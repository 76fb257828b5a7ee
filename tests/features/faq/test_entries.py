"""The FAQ as it is written, loaded and read."""

import json

import pytest

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.faq import reading, service, writing
from lawsuit_hub.features.faq.types import BadEntry, Collides, Draft, NoSuchEntry, Stale
from lawsuit_hub.infra.work import NotAllowed
from tests import people
from tests.features.faq import samples
from tests.world import World

pytestmark = pytest.mark.either
NEW = Draft("간담회는 언제 하나요?", "게시판에 날짜를 올립니다.", "소통", ("설명회 날짜",))


def test_what_a_file_says_stands_and_loading_it_again_changes_nothing(world: World) -> None:
    samples.load(world)
    with world.as_system() as work:
        again = writing.load(work, samples.DRAFTS)
        assert (again.new, again.changed, again.same, again.retired) == (0, 0, 5, 0)
        assert [one.code for one in service.entries(work)] == ["F1", "F2", "F3", "F4", "F10"]
        assert service.get(work, "F2").variants == ("지원 한도", "최대 얼마")


def test_another_file_takes_out_what_it_does_not_name_but_nothing_of_the_desk(world: World) -> None:
    samples.load(world)
    with world.as_system() as work:
        own = writing.write(work, NEW)
        done = writing.load(work, [Draft("새 질문인가요?", "네.", code="X1")])
        assert (done.new, done.retired) == (1, 5)
        assert {one.code for one in service.entries(work)} == {own.code, "X1"}
        assert (writing.load(work, samples.DRAFTS, keep=True).changed, len(service.entries(work))) == (5, 7)


def test_what_an_entry_said_before_stays_and_an_old_page_changes_nothing(world: World) -> None:
    samples.load(world)
    with world.as_system() as work:
        assert writing.revise(work, "F2", Draft("소송비는 얼마예요?", "이백만원까지입니다.", "지원"), seen=1)
        assert not writing.revise(work, "F2", Draft("소송비는 얼마예요?", "이백만원까지입니다.", "지원"), seen=2)
        with pytest.raises(Stale):
            writing.revise(work, "F2", NEW, seen=1)
        writing.retire(work, "F2", seen=2)
        with pytest.raises(NoSuchEntry):
            service.get(work, "F2")
        writing.restore(work, "F2", seen=3)
        assert [(one.turn, one.retired) for one in service.history(work, "F2")] == [
            (4, False), (3, True), (2, False), (1, False)
        ]  # fmt: skip
        assert service.history(work, "F2")[-1].answer == "한 집에 백만원까지 나옵니다."


def test_one_form_sent_twice_makes_one_entry(world: World) -> None:
    with world.as_system() as work:
        first, second = (writing.write(work, NEW, once="form") for _ in range(2))
        other = writing.write(work, Draft("다른 질문이에요", "다른 답"), once="other")
    assert first == second and first.code != other.code


def test_words_that_another_entry_answers_are_refused_unless_meant(world: World) -> None:
    samples.load(world)
    taken = Draft("수수께끼 하나", "답", variants=("지원 한도",))
    with world.as_system() as work:
        with pytest.raises(Collides) as refused:
            writing.write(work, taken)
        assert [(one.words, one.code) for one in refused.value.found] == [("지원 한도", "F2")]
        assert writing.write(work, taken, anyway=True).variants == ("지원 한도",)


@pytest.mark.parametrize(
    ("draft", "why", "field"),
    [
        (Draft("", "답"), "empty", "question"),
        (Draft("질문", " \u200b"), "empty", "answer"),
        (Draft("가" * 201, "답"), "long", "question"),
        (Draft("질문", "900101-1234567로 물어보세요"), "number", "answer"),
        (Draft("질문", "답", variants=("저는 010-0123-4567입니다",)), "personal", "variants"),
        (Draft("질문", "답", code="a/b"), "code", "code"),
        (Draft("질문", "답", variants=tuple(f"변형 {one}" for one in range(61))), "many", "variants"),
    ],
)
def test_what_nobody_should_read_is_refused(world: World, draft: Draft, why: str, field: str) -> None:
    with world.as_system() as work, pytest.raises(BadEntry) as refused:
        writing.write(work, draft)
    assert (refused.value.why, refused.value.field) == (why, field)


def test_an_office_s_number_may_stand_in_an_answer(world: World) -> None:
    with world.as_system() as work:
        assert "02-0000-0000" in writing.write(work, Draft("전화번호", "02-0000-0000 또는 132")).answer


def test_who_is_no_caseworker_writes_nothing(world: World) -> None:
    for role in (Role.LAWYER, Role.PRIVACY_OFFICER, Role.ADMIN):
        with world.as_staff(role, None) as work, pytest.raises(NotAllowed):
            writing.write(work, NEW)
    with world.as_visitor() as work, pytest.raises(NotAllowed):
        writing.load(work, [])


@pytest.mark.parametrize(
    "raw",
    [
        b"\xff", b"{}", b"[1]", b'[{"id": "A"}]', b'[{"id": "A", "question": "q", "answer": 3}]', b"[" * 100_000,
        b'[{"id": "A", "question": "q", "answer": "a", "variants": "x"}]', b'[{"id": true, "question": "q", "answer": "a"}]',
        b'[{"id": "A", "question": "q", "answer": "a"}, {"id": "A", "question": "q", "answer": "a"}]',
    ],
)  # fmt: skip
def test_a_file_that_is_none_says_where(raw: bytes) -> None:
    with pytest.raises(reading.UnreadableFaq) as refused:
        reading.drafts_in(raw)
    assert str(refused.value)


def test_a_file_needs_neither_variants_nor_category() -> None:
    raw = "\ufeff" + json.dumps([{"id": 7, "question": "질문", "answer": "답"}], ensure_ascii=False)
    assert reading.drafts_in(raw.encode()) == (Draft("질문", "답", code="7"),)


def test_staff_s_name_stands_beside_her_wording(world: World) -> None:
    account = people.make_staff(world, Role.CASEWORKER)
    with world.as_staff(Role.CASEWORKER, account) as work:
        assert writing.write(work, NEW).code == "Q1"
