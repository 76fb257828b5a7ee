"""The pages of what a survey found: at the desk before, for everybody after; files of it; an old tab; a wrong word."""

from datetime import date

import pytest
from sqlalchemy import select

from lawsuit_hub.features.audit.models import AuditLine
from lawsuit_hub.features.findings import marking, planning, service
from lawsuit_hub.features.findings.types import Voice
from lawsuit_hub.features.surveys import building
from tests.features.findings.test_results import ASKED, WORD, at_desk
from tests.features.my.visits import press, visit_as_caseworker
from tests.people import make_group
from tests.surveys import closed, fill, opened
from tests.world import World

SAID = "전세사기 처벌을 더 강하게 해 주세요."
pytestmark = pytest.mark.pages


@pytest.fixture
def survey(world: World):
    make_group(world, size=6)
    made = opened(world, ASKED)
    sheet = {"age": "a3", "help": ("w0", "w1"), "say": SAID}
    other = {"age": "a4", "home": "h1", "help": ("w1",), "rate": {"l": "y"}}
    fill(world, made, [sheet] * 9 + [other] * 8 + [{"age": "a5", "home": "h2"}] * 2)
    closed(world, made)
    return made


@pytest.fixture
def desk(world: World):
    return visit_as_caseworker(world, world.app())


def test_the_desk_chooses_publishes_and_everybody_reads(world: World, survey, desk) -> None:
    page = f"/desk/surveys/{survey}/findings"
    assert desk.get(f"/surveys/{survey}/results").status_code == 404
    assert "가림" in desk.get(page).text
    assert press(desk, page, f"{page}/pairs", **{"pair-row": "help", "pair-column": "age"}).status_code == 303
    assert press(desk, page, f"{page}/pairs", **{"pair-row": "age", "pair-column": "age"}).status_code == 422
    assert (
        press(
            desk, page, f"{page}/voices", **{"voice-question": "say", "voice-name": "처벌", "voice-words": "처벌"}
        ).status_code
        == 303
    )
    mark = at_desk(world, lambda work: planning.texts(work, survey, "say"))[0][0]
    assert SAID in press(desk, f"{page}/texts/say", f"{page}/texts/say/read").text
    wrong = press(desk, f"{page}/texts/say", f"{page}/texts/say", **{"name": "처벌", "mark": "0" * 16})
    assert wrong.status_code == 422 and "이 묶음의 말이 아닙니다" in wrong.text and SAID in wrong.text
    assert press(desk, f"{page}/texts/say", f"{page}/texts/say", **{"name": "처벌", "mark": mark}).status_code == 303
    assert press(desk, page, f"{page}/publish", **{"version": "0"}).status_code == 303
    assert press(desk, page, f"{page}/publish", **{"version": "0"}).status_code == 409, "sent twice, or an old tab"
    told = desk.get(f"/surveys/{survey}/results").text
    assert SAID in told and "여러 개 고를 수 있음" in told and "<b>19</b>" in told
    assert "<b>2</b>명" not in told and ">2명<" not in told
    assert desk.get(f"/surveys/{survey}/results?as=tables").text.count("found-grid") > 3
    sheet = desk.get(f"/surveys/{survey}/results.csv")
    assert sheet.data.startswith(b"\xef\xbb\xbf") and '"가림"' in sheet.text
    assert desk.get(f"/surveys/{survey}/results.pdf").data.startswith(b"%PDF")
    assert desk.get(f"/surveys/{survey}/results.hwpx").data.startswith(b"PK")


def test_looking_at_what_it_would_say_leaves_no_line_and_reading_what_people_wrote_leaves_one(
    world: World, survey, desk
) -> None:
    def read() -> int:
        with world.as_system() as work:
            deeds = list(work.db.scalars(select(AuditLine.deed)))
        return len(deeds) if not deeds.count("survey:answers-read") else -deeds.count("survey:answers-read")

    page, before = f"/desk/surveys/{survey}/findings", read()
    for path in (page, f"{page}/texts/say", f"/desk/surveys/{survey}"):
        told = desk.get(path)
        assert told.status_code == 200 and SAID not in told.text
    assert read() == before > 0
    assert SAID in press(desk, f"{page}/texts/say", f"{page}/texts/say/read").text
    assert read() == -1
    assert desk.get(f"{page}/texts/nothing").status_code == 404


def test_a_survey_is_presented_by_its_results_and_by_nothing_else(world: World, survey, desk) -> None:
    about, page = f"/surveys/{survey}", f"/desk/surveys/{survey}/findings"
    assert press(desk, f"/desk/surveys/{survey}", f"/desk/surveys/{survey}/present").status_code == 404
    assert "결과 보기" not in desk.get(about).text and "결과를 공개하면" in desk.get(f"/desk/surveys/{survey}").text
    assert press(desk, page, f"{page}/publish", **{"version": "0"}).status_code == 303
    on = date(2026, 12, 5)
    at_desk(world, lambda work: building.announce(work, survey, on=on, path="/meetings"))
    told = desk.get(f"{about}/results").text
    assert "결과를 알리는 날: 2026" in told and 'href="/meetings">결과를 알리는 자리 보기' in told
    assert f'href="{about}/results"' in desk.get(about).text and desk.get(f"{about}/results").status_code == 200


def test_rows_leave_with_a_reason_and_a_word_that_holds(world: World, survey, desk) -> None:
    page = f"/desk/surveys/{survey}/findings"
    whole = {"export-reason": "대학의 주거 연구에 냅니다", "export-password": WORD}
    assert "골라 주세요" in press(desk, page, f"{page}/export", **whole).text, "nothing is marked"
    assert press(desk, page, f"{page}/marking", **{"mark-keys": ["age", "home"]}).status_code == 303
    assert "다른 담당자가 먼저 확인" in press(desk, page, f"{page}/export", **whole).text
    at_desk(world, lambda work: marking.confirm(work, survey, seen=marking.of(work, survey).seen))
    assert press(desk, page, f"{page}/export", **{**whole, "export-password": "123456789012"}).status_code == 422
    assert "너무 적어" in press(desk, page, f"{page}/export", **whole).text, "nineteen are fewer than thirty"


def test_a_group_named_as_a_person_is_refused(world: World, survey, desk) -> None:
    said = {"voice-question": "say", "voice-name": "홍표본씨 010-0123-4567", "voice-words": "처벌"}
    assert (
        press(desk, f"/desk/surveys/{survey}/findings", f"/desk/surveys/{survey}/findings/voices", **said).status_code
        == 422
    )
    at_desk(world, lambda work: planning.add_voice(work, survey, Voice("say", "처벌", ("처벌",))))
    assert at_desk(world, lambda work: service.preview(work, survey)).voices[0].groups[0].count == 9
