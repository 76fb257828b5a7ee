"""The places in the header, and the second row of the one a page belongs to."""

import re

import pytest

from lawsuit_hub.places import PLACES
from tests.features.desk.conftest import Desk

pytestmark = pytest.mark.pages
SECOND_ROW = re.compile(r'<nav class="header-within".*?</nav>', re.DOTALL)


@pytest.mark.parametrize("path", ["/desk/meetings", "/desk/organisations", "/desk/suggestions/topics", "/desk/surveys"])
def test_a_page_of_a_place_with_several_shows_them_and_where_one_is(desk: Desk, path: str) -> None:
    row = SECOND_ROW.search(desk.read(path))
    assert row is not None
    here = re.findall(r'href="([^"]*)" aria-current="page"', row[0])
    assert len(here) == 1 and path.startswith(here[0])


def test_other_pages_show_no_second_row(desk: Desk) -> None:
    assert SECOND_ROW.search(desk.read("/desk")) is None


def test_a_place_with_several_leads_to_the_first_of_them() -> None:
    several = [one for places in PLACES.values() for one in places if one.within]
    assert several and all(one.endpoint == one.within[0][0] for one in several)
