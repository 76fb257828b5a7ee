"""A survey's results from the desk to everybody: previewed, published once for good, added to, taken out as rows."""

import csv
import io
import zipfile
from collections import Counter
from dataclasses import replace
from uuid import UUID

import pypdfium2
import pytest
import pyzipper

from lawsuit_hub.access.roles import Role
from lawsuit_hub.demo import survey_answers
from lawsuit_hub.features.findings import counting, marking, planning, raw, service, sheets_out
from lawsuit_hub.features.findings.few_alike import few_alike
from lawsuit_hub.features.findings.results import digest, hidden_cells, read, spelt
from lawsuit_hub.features.findings.types import (
    AlreadyOut,
    BadQuote,
    NoSuchQuestion,
    NotConfirmed,
    NothingMarked,
    NotPublished,
    Pair,
    Plan,
    SomebodyElse,
    TooFewSheets,
    Voice,
    WeakWord,
)
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.surveys import service as surveys
from lawsuit_hub.features.surveys.refusals import NotNow
from lawsuit_hub.features.surveys.types import Area, Kind, Option, Question, Questionnaire, State
from tests.people import caseworker_of, make_group
from tests.surveys import closed, fill, of_2023, opened
from tests.world import World

WORD = "korrekt-Pferd-4711-Batterie"


def at_desk(world: World, deed):
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        return deed(work)


def clerk(world: World, login: str = "second@example.com") -> UUID:
    """Another caseworker."""
    with world.as_system() as work:
        account, _secret = identity.add_finished_staff(
            work, login=login, role=Role.CASEWORKER, password="sample-words-for-a-test-7"
        )
    return account


ASKED = Questionnaire(
    "작은 조사",
    "",
    (
        Area(
            "일반",
            (
                Question(
                    "age",
                    Kind.SINGLE,
                    "나이대",
                    required=True,
                    options=tuple(Option(f"a{at}", f"{at}0대") for at in range(2, 6)),
                ),
                Question(
                    "home", Kind.SINGLE, "사는 집", options=tuple(Option(f"h{at}", f"집 {at}") for at in range(4))
                ),
                Question(
                    "help",
                    Kind.MULTIPLE,
                    "필요한 도움",
                    options=tuple(Option(f"w{at}", f"도움 {at}") for at in range(5)),
                    most=3,
                ),
                Question(
                    "rate",
                    Kind.MATRIX,
                    "만족",
                    options=(Option("y", "예"), Option("n", "아니요")),
                    lines=(Option("l", "빠르기"),),
                ),
                Question("say", Kind.TEXT, "하실 말씀"),
            ),
        ),
    ),
)


@pytest.fixture
def survey(world: World):
    make_group(world, size=6)
    made = opened(world, ASKED)
    fill(world, made, survey_answers.sheets(ASKED, 60))
    closed(world, made)
    return made


def copied(paper: bytes) -> str:
    """As somebody marks all of it and copies."""
    if paper.startswith(b"%PDF"):
        return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(paper))
    with zipfile.ZipFile(io.BytesIO(paper)) as archive:
        return archive.read("Contents/section0.xml").decode()


@pytest.mark.either
def test_the_survey_of_2023_is_published_as_it_was_previewed_and_everybody_reads_it(
    world: World,
) -> None:
    make_group(world, size=6)
    survey = of_2023(world)

    def choose(work):
        planning.add_pair(work, survey, Pair("plan", "age"))
        planning.add_pair(work, survey, Pair("preempt_help", "age"))
        planning.add_voice(work, survey, Voice("say", "처벌을 더 강하게", ("처벌",)))
        marks = [mark for mark, text in planning.texts(work, survey, "say") if "처벌" in text]
        planning.quote(work, survey, question="say", name="처벌을 더 강하게", marks=marks[:2])

    at_desk(world, choose)
    seen = at_desk(world, lambda work: service.preview(work, survey))
    with world.as_visitor() as work, pytest.raises(NotPublished):
        service.latest(work, survey)
    at_desk(world, lambda work: service.publish(work, survey, version=0))
    with world.as_visitor() as work:
        issue = service.latest(work, survey)
        assert issue.results == seen and issue.digest == digest(spelt(seen)) and read(spelt(seen)) == seen
        for kind, hashed in ((service.PDF, issue.pdf_digest), (service.HWPX, issue.hwpx_digest)):
            assert digest(service.paper(work, survey, kind)) == hashed
            assert issue.digest in copied(service.paper(work, survey, kind)), "to be compared with the page's"
    assert at_desk(world, lambda work: surveys.one(work, survey)).state is State.PRESENTED
    age = next(one for one in seen.tables if one.key == "age")
    assert sum(line.count for line in age.lines) == age.answered == seen.sheets == 355
    assert seen.voices[0].groups[0].count >= 5 and len(seen.voices[0].groups[0].quotes) == 2
    shown = [cell for one in seen.crossed for line in one.lines for cell in line.cells if cell is not None]
    shown += [line.count for one in seen.tables for line in (*one.lines, *one.aside) if line.count is not None]
    assert not {1, 2, 3, 4} & set(shown) and hidden_cells(seen)


def test_a_later_issue_shows_no_cell_that_was_hidden_and_hides_none_that_was_shown(world: World, survey) -> None:
    at_desk(world, lambda work: planning.add_pair(work, survey, Pair("home", "age")))
    at_desk(world, lambda work: service.publish(work, survey, version=0))
    first = at_desk(world, lambda work: service.preview(work, survey))
    at_desk(world, lambda work: planning.add_pair(work, survey, Pair("help", "home")))
    second = at_desk(world, lambda work: service.preview(work, survey))
    assert second.tables == first.tables and second.crossed[0] == first.crossed[0] and len(second.crossed) == 2
    with pytest.raises(SomebodyElse):
        at_desk(world, lambda work: service.publish(work, survey, version=0))


def test_what_an_earlier_issue_published_counts_in_every_later_one(world: World, survey) -> None:
    """Two issues later too, whatever the desk would rather have counted meanwhile."""
    at_desk(world, lambda work: planning.add_pair(work, survey, Pair("home", "age")))
    at_desk(world, lambda work: planning.add_voice(work, survey, Voice("say", "처벌", ("처벌",))))
    first = at_desk(world, lambda work: service.publish(work, survey, version=0)).results
    for deed in (
        lambda work: planning.drop_pair(work, survey, Pair("home", "age")),
        lambda work: planning.add_voice(work, survey, Voice("say", "처벌", ("처벌", "유일"))),
        lambda work: planning.drop_voice(work, survey, "say", "처벌"),
    ):
        with pytest.raises(AlreadyOut):
            at_desk(world, deed)
    for version in (1, 2):
        again = at_desk(world, lambda work, version=version: service.publish(work, survey, version=version)).results
        assert again == first
    answered = at_desk(world, lambda work: surveys.answered(work, survey))
    one = counting.counted(answered, Plan((Pair("home", "age"),)), opened="", closed="")
    before = counting.Before(one.plan, frozenset(one.hidden), frozenset(one.withheld))
    two = counting.counted(answered, Plan((Pair("age", "home"),)), opened="", closed="", before=before)
    assert two.plan.pairs == one.plan.pairs and two.results.crossed == one.results.crossed


def test_how_many_were_asked_is_hidden_before_it_tells_who_did_not_answer(world: World, survey) -> None:
    answered = at_desk(world, lambda work: surveys.answered(work, survey))
    for silent, told in ((0, None), (3, None), (9, None), (10, 70)):
        made = counting.counted(replace(answered, invited=60 + silent), Plan(), opened="", closed="")
        assert made.results.invited == told


def test_a_resident_number_is_no_word_of_a_group(world: World, survey) -> None:
    for voice in (Voice("say", "처벌", ("900101-2000008",)), Voice("say", "900101-2000008", ("처벌",))):
        with pytest.raises(BadQuote):
            at_desk(world, lambda work, voice=voice: planning.add_voice(work, survey, voice))


def test_what_cannot_be_counted_or_quoted_is_refused(world: World, survey) -> None:
    for pair in (
        Pair("age", "age"),
        Pair("say", "age"),
        Pair("age", "wish"),
        Pair("nothing", "age"),
        Pair("policy_rates", "age"),
    ):
        with pytest.raises(NoSuchQuestion):
            at_desk(world, lambda work, pair=pair: planning.add_pair(work, survey, pair))
    at_desk(world, lambda work: planning.add_voice(work, survey, Voice("say", "처벌", ("처벌",))))
    other = at_desk(
        world, lambda work: [mark for mark, text in planning.texts(work, survey, "say") if "처벌" not in text]
    )
    for marks in (other[:1], ["0" * 16]):
        with pytest.raises(BadQuote):
            at_desk(
                world, lambda work, marks=marks: planning.quote(work, survey, question="say", name="처벌", marks=marks)
            )


def test_nothing_is_seen_before_the_end_or_of_fewer_than_ten(world: World) -> None:
    make_group(world, size=6)
    survey = opened(world, ASKED)
    with pytest.raises(NotNow):
        at_desk(world, lambda work: service.preview(work, survey))
    fill(world, survey, [{"age": "a3"}] * 7)
    closed(world, survey)
    with pytest.raises(TooFewSheets):
        at_desk(world, lambda work: service.publish(work, survey, version=0))


def test_rows_for_research_are_locked_and_five_share_each_mark(world: World, survey) -> None:
    def export(work, password=WORD):
        return raw.export(work, survey, password=password, reason="대학의 주거 연구에 냅니다")

    with pytest.raises(NothingMarked):
        at_desk(world, export)
    at_desk(world, lambda work: marking.propose(work, survey, ["age", "home"]))
    with pytest.raises(NotConfirmed):
        at_desk(world, export)
    with world.as_staff(Role.CASEWORKER, clerk(world)) as work:
        marking.confirm(work, survey, seen=marking.of(work, survey).seen)
    with pytest.raises(WeakWord):
        at_desk(world, lambda work: export(work, "123456789012"))
    archive = pyzipper.AESZipFile(io.BytesIO(at_desk(world, export)))
    archive.setpassword(WORD.encode())
    with pytest.raises(AlreadyOut):
        at_desk(world, lambda work: marking.propose(work, survey, ["age"]))
    titles, *rows = csv.reader(io.StringIO(archive.read(raw.INNER).decode("utf-8-sig")))
    assert len(rows) == 60 and not any("하실 말씀" in title for title in titles)
    at = [titles.index(one) for one in titles[:2]]
    alike = Counter(tuple(row[place] for place in at) for row in rows)
    assert min(alike.values()) >= 5
    answered = at_desk(world, lambda work: surveys.answered(work, survey))
    with pytest.raises(TooFewSheets):
        world_few = replace(answered, sheets=answered.sheets[:4])
        raw.rows_of(world_few, ("age",))


def test_a_mark_that_few_share_gives_way() -> None:
    rows = [["20", "A"]] * 6 + [["30", "A"]] * 3 + [["40", "B"]]
    safe = few_alike(rows, [0, 1], fewest=5)
    assert safe[:6] in ([["20", "A"]] * 6, [["", ""]] * 6)
    assert min(Counter(map(tuple, safe)).values()) >= 5


def test_a_cell_that_a_spreadsheet_would_run_is_text() -> None:
    assert sheets_out.inert("=1+1") == "'=1+1" and sheets_out.inert(" @a") == "' @a" and sheets_out.inert("집") == "집"
    assert sheets_out.sheet_of(["=1+1"], []).decode("utf-8-sig") == '"\'=1+1"\r\n'
