"""News: nobody reads a draft, nothing of a person gets out, the desk releases where the group wants it, corrections are marked."""

from uuid import UUID

import pytest

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.briefings import bulletin, news, rules, service
from lawsuit_hub.features.briefings.types import BadWords, HoldsPersonal, NewsState, NotInFile, OwnNews, Stale
from lawsuit_hub.features.lawsuits.types import NoSuchGroup
from lawsuit_hub.features.outbox import told
from lawsuit_hub.infra.work import NotAllowed
from tests.features.proceedings.cases import Case
from tests.features.rosters.exports import make_finished

pytestmark = pytest.mark.either

TITLE, TEXT = "소장을 냈습니다", "법원이 피고에게 보냅니다.\n\n답을 기다립니다."
REASON = "날짜가 잘못 적혀 있습니다"


def write(case: Case, text: str = TEXT, *, once: str = "a") -> UUID:
    made: UUID = case.lawyer(lambda work: news.write(work, case.code, TITLE, text, once=once))
    return made


def publish(case: Case, one: UUID, *, seen: int = 1, office: bool = False) -> bool:
    return bool(case.lawyer(lambda work: news.publish(work, case.code, one, seen=seen, office=office)))


def read(case: Case, place: int = 0) -> tuple[OwnNews, ...]:
    with case.world.as_member(case.counsel.people[place]) as work:
        return service.own_file(work).news


def messages(case: Case) -> int:
    with case.world.as_system() as work:
        return [one.kind for one in told.messages(work, case.counsel.people[0], limit=99)].count(news.KIND)


def test_a_draft_is_its_lawyer_s_alone_until_she_publishes_it(case: Case) -> None:
    one = write(case)
    assert one == write(case) and read(case) == () and messages(case) == 0
    assert case.desk(lambda work: bulletin.listed(work, case.counsel.group_id)) == ()
    with pytest.raises(NotInFile):
        case.desk(lambda work: bulletin.one(work, case.code, one))
    assert publish(case, one) and publish(case, one)
    (shown,) = read(case)
    assert (shown.text, shown.corrected_at, messages(case)) == (TEXT, None, 1)
    with pytest.raises(NotAllowed):
        case.desk(lambda work: news.write(work, case.code, TITLE, TEXT, once="b"))


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("김표본 님이 합의했습니다", True), ("김.표.본 이 합의했습니다", True), ("010-0100-0001로 전화하세요", True),
        ("사무실 02-123-4567로 전화하세요", False), ("김표본이 나갔습니다", True),
    ],
)  # fmt: skip
def test_what_is_somebody_s_is_found_and_not_published(case: Case, text: str, office: bool) -> None:
    one = write(case, text)
    with pytest.raises(HoldsPersonal):
        publish(case, one, office=office)
    case.lawyer(lambda work: news.mask(work, case.code, one, seen=1))
    assert publish(case, one, seen=2)
    assert "표본" not in read(case)[0].text and "[" in read(case)[0].text


def test_an_alias_does_not_get_out_an_office_s_number_may_and_a_resident_number_is_not_even_kept(case: Case) -> None:
    with pytest.raises(HoldsPersonal):
        publish(case, write(case, f"{case.alias(case.counsel.people[0])} 님의 물음입니다", once="b"), office=True)
    assert publish(case, write(case, "사무실 02-123-4567로 전화하세요", once="c"), office=True)
    with pytest.raises(BadWords):
        write(case, "900101-1234567", once="d")


def test_where_the_desk_releases_it_releases_what_it_read(case: Case) -> None:
    assert case.desk(lambda work: rules.choose(work, case.code, by_desk=True))
    one = write(case)
    assert not publish(case, one) and read(case) == ()
    assert case.desk(lambda work: service.file(work, case.code)).waiting.release == 1
    case.lawyer(lambda work: news.revise(work, case.code, one, TITLE, "다른 글입니다.", seen=1))
    with pytest.raises(NotInFile):
        case.desk(lambda work: news.release(work, case.code, one, seen=1))
    publish(case, one, seen=2)
    with pytest.raises(Stale):
        case.desk(lambda work: news.release(work, case.code, one, seen=1))
    case.desk(lambda work: news.give_back(work, case.code, one, seen=2, reason=REASON))
    (item,) = case.lawyer(lambda work: bulletin.listed(work, case.counsel.group_id))
    assert (item.state, item.returned) == (NewsState.DRAFT, REASON)
    publish(case, one, seen=2)
    case.desk(lambda work: news.release(work, case.code, one, seen=2))
    assert [each.text for each in read(case)] == ["다른 글입니다."]


def test_news_of_a_lawyer_who_has_the_group_no_more_is_not_released(case: Case) -> None:
    case.desk(lambda work: rules.choose(work, case.code, by_desk=True))
    one = write(case)
    publish(case, one)
    case.counsel.assign(make_finished(case.world, Role.LAWYER, "next@example.com"))
    with pytest.raises(Stale):
        case.desk(lambda work: news.release(work, case.code, one, seen=1))
    with pytest.raises(NoSuchGroup):
        publish(case, one)


def test_a_correction_is_marked_asks_to_be_read_anew_and_what_is_withdrawn_says_nothing(case: Case) -> None:
    one = write(case)
    publish(case, one)
    with case.world.as_member(case.counsel.people[0]) as work:
        bulletin.read(work, one)
        bulletin.read(work, one)
    assert read(case)[0].read and not read(case, 1)[0].read
    (item,) = case.lawyer(lambda work: bulletin.listed(work, case.counsel.group_id))
    assert item.readers is None
    case.world.clock.forward(hours=1)
    case.lawyer(lambda work: news.revise(work, case.code, one, TITLE, "고친 글입니다.", seen=1))
    assert read(case)[0].text == TEXT
    publish(case, one, seen=2)
    (shown,) = read(case)
    assert shown.corrected_at is not None and not shown.read and messages(case) == 2
    item, wordings, _found = case.lawyer(lambda work: bulletin.one(work, case.code, one))
    assert [each.text for each in wordings] == [TEXT, "고친 글입니다."]
    case.desk(lambda work: news.withdraw(work, case.code, one, reason=REASON))
    (gone,) = read(case)
    assert (gone.withdrawn, gone.title, gone.text) == (True, "", "")
    with pytest.raises(NotInFile), case.world.as_member(case.counsel.people[0]) as work:
        bulletin.read(work, one)


def test_readers_are_counted_from_five_on_and_not_where_it_tells_who_did_not(case: Case) -> None:
    more = [case.counsel.add(f"{surname}새로", f"010-0300-00{n:02d}") for n, surname in enumerate("송류홍전고문양손")]
    one = write(case)
    publish(case, one)
    seen = []
    for person in [*case.counsel.people, *more]:
        with case.world.as_member(person) as work:
            bulletin.read(work, one)
        seen.append(case.desk(lambda work: bulletin.listed(work, case.counsel.group_id))[0].readers)
    assert seen == [None, None, None, None, 5, None, None, None, None, 10]
