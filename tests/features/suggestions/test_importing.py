"""What people wrote last in a form becomes suggestions of theirs: once, newer in the place of older, and of nobody who was rejected."""

import io
from collections import Counter

import pytest
from sqlalchemy import select

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.publishing import service as publishing
from lawsuit_hub.features.responses import importing
from lawsuit_hub.features.suggestions import gathering, keeping, own, sorting, topics
from lawsuit_hub.features.suggestions.models import Suggestion
from lawsuit_hub.features.suggestions.types import Category, Wording
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.peer_texts import opened
from lawsuit_hub.values.phone import PhoneNumber
from tests.features.responses.form_files import EARLIER, LATER, as_csv, row, taken
from tests.people import caseworker_of
from tests.rules.source import PACKAGE
from tests.world import World

SAMPLE = PACKAGE / "demo" / "answers.csv"


def said(world: World) -> Counter[str]:
    with world.as_system() as work:
        rows = work.db.scalars(select(Suggestion)).all()
        return Counter(opened(work, one.text, keeping.TEXT, one.id, one.id) for one in rows)


def test_a_file_imported_twice_makes_suggestions_once_and_nothing_in_them_is_anybody_s(world: World) -> None:
    content, counts = SAMPLE.read_bytes(), []
    for _ in range(2):
        lines = list(importing.run(world.works, io.BytesIO(content), "answers.csv"))
        counts.append((sum(said(world).values()), Counter(one.outcome for one in lines)))
    (first, outcomes), (second, again) = counts
    assert (
        first == second > 20
        and outcomes["registered"] > 50
        and again["unchanged"] == sum(outcomes.values()) - again["rejected"]
    )
    texts = said(world)
    assert [one for one in texts if publishing.scan_text(world.settings, one)] == []
    assert not any(one.startswith("=") or one == "-" or "http" in one for one in texts)


@pytest.mark.either
def test_nothing_of_a_rejected_row_and_nothing_where_nothing_was_said(world: World) -> None:
    rows = [
        row(free="-"),
        row(phone="010-0123-0001", free=""),
        row(phone="010-0123-0002", free="없음"),
        row(phone="123", free="경매를 미뤄 주세요"),
        row(phone="010-0123-0003", collect="동의하지 않습니다", free="경매를 미뤄 주세요"),
    ]
    taken(world, rows)
    assert said(world) == {}


@pytest.mark.either
def test_her_own_name_and_the_landlord_s_do_not_stay(world: World) -> None:
    taken(world, [row(name="홍길동", landlord="임표본", free="홍길동입니다. 임표본이 돈을 안 줍니다. 010-0000-1111")])
    assert list(said(world)) == ["[이름]입니다. [이름]이 돈을 안 줍니다. [전화번호]"]


@pytest.mark.either
def test_a_newer_answer_takes_the_place_of_one_that_nobody_looked_at(world: World) -> None:
    taken(world, [row(at=EARLIER, free="이자를 낮춰 주세요")])
    taken(world, [row(at=LATER, free="경매를 미뤄 주세요")])
    assert list(said(world)) == ["경매를 미뤄 주세요"]
    taken(world, [row(at=EARLIER, free="이자를 낮춰 주세요", address="서울특별시 강서구 표본로 13, 1호")])
    assert list(said(world)) == ["경매를 미뤄 주세요"]  # an older one does not
    with world.as_staff(*caseworker(world)) as work:
        number = topics.make(work, Wording("경매", "경매를 미루자는 건의입니다.", Category.AUCTION), once="t")
        gathering.gather(work, work.db.scalars(select(Suggestion.id)).one(), number, same=True)
    taken(world, [row(at="2025/01/05 1:51:00 오후 GMT+9", free="소송비를 지원해 주세요")])
    assert set(said(world)) == {"경매를 미뤄 주세요", "소송비를 지원해 주세요"}
    with world.as_staff(*caseworker(world)) as work:
        assert topics.view(work, number).people.members == 1


@pytest.mark.either
def test_she_finds_hers_from_the_form_and_no_consent_is_read_into_it(world: World) -> None:
    taken(world, [row(free="이자를 낮춰 주세요")])
    with world.as_system() as work:
        her = victims.find_by_phone(work, PhoneNumber.parse_mobile("010-0123-4567"))
    with world.as_member(her) as work:
        (mine,) = own.mine(work)
    assert mine.text == "이자를 낮춰 주세요" and not mine.quotable and mine.category is Category.LOANS


@pytest.mark.either
def test_a_rehearsal_keeps_nothing(world: World) -> None:
    list(importing.run(world.works, io.BytesIO(as_csv([row(free="이자를 낮춰 주세요")])), "a.csv", dry_run=True))
    assert said(world) == {}


def caseworker(world: World) -> tuple[object, object]:
    return Role.CASEWORKER, caseworker_of(world)


def test_what_it_is_about_is_guessed_by_its_words() -> None:
    guessed = {
        "경매 유예 기간을 늘려주세요": Category.AUCTION,
        "변호사 비용이 너무 부담됩니다, 소송경비를 지원해 주세요": Category.LAWSUIT,
        "선구제 후회수 꼭 통과시켜 주세요": Category.RELIEF,
        "이자 지원이 필요해요": Category.LOANS,
        "임대인을 처벌해 주세요": Category.PUNISHMENT,
        "누수 때문에 건물 관리가 안 됩니다": Category.BUILDING,
        "심리 상담을 더 해 주세요": Category.COUNSELLING,
        "고맙습니다": Category.OTHER,
    }
    assert {text: sorting.category_of(text) for text in guessed} == guessed
