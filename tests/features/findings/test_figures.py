"""What the page on hidden cells says that it costs is what it costs: counted anew from the survey of 2023."""

import re

import pytest

from lawsuit_hub.demo import survey_answers
from lawsuit_hub.features.findings.book import book_of
from lawsuit_hub.features.findings.categories import variables
from lawsuit_hub.features.findings.crossing import cross
from lawsuit_hub.features.findings.types import Pair
from lawsuit_hub.features.surveys.types import Answered
from lawsuit_hub.privacy.joint_cells import hide
from tests.rules.source import ROOT
from tests.surveys import GANGSEO

(PAGE,) = (ROOT / "docs" / "decisions").glob("0053-*.md")
LINES = [tuple(map(int, one)) for one in re.findall(r"^\| (\d+) \| (\d+) \| (\d+) \| (\d+) \|", PAGE.read_text(), re.M)]


def test_the_page_has_its_figures() -> None:
    assert [pairs for pairs, *_ in LINES] == [0, 20, 40]


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line[0]} pairs")
def test_so_many_cells_are_printed_and_hidden(line: tuple[int, int, int, int]) -> None:
    sheets = survey_answers.sheets(GANGSEO)
    asked = variables(GANGSEO, sheets)
    book = book_of(Answered(GANGSEO, sheets, survey_answers.ASKED), asked)
    for one in [one for one in asked if one.key != "age"][: line[0]]:
        cross(book, Pair(one.key, "age"))
    hiding = hide(book.counts, book.relations, told=[book.total], built_on=book.built_on)
    printed = [(at, one) for at, one in enumerate(book.counts) if one.printed]
    few = [one for _at, one in printed if 0 < one.value < 5]
    hidden = [at for at, one in printed if at in hiding.hidden or one.home in hiding.withheld]
    assert (line[0], len(printed), len(few), len(hidden)) == line
