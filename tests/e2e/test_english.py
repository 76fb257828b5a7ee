"""Whoever reads English finds no Korean but what is Korean: people's words, places, names, and what is marked as such."""

import re
from html.parser import HTMLParser

import pytest
from sqlalchemy import select

from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.suggestions.models import SuggestionTopic
from lawsuit_hub.features.surveys.models import Survey
from tests.e2e.conftest import Site
from tests.e2e.story import EXPORTED, LEASE_SEEN, OBJECTION, ODD_COLUMN, OPENED, REFUSAL
from tests.e2e.test_every_page import EVERY_STOP
from tests.features.ballots.halls import QUESTION
from tests.features.costs.made import ACCOUNT
from tests.features.costs.made import REASON as COST_REASON
from tests.features.notices.boards import TITLE
from tests.features.oversight.officers import NOTE, WHAT, WORDS
from tests.people import FIRM

SHEET, SYSTEM = "참석", "구청 홈페이지"  # what tests/e2e/story.py calls a file's sheet and a receiver
HANDED, ENDED_QUESTION, DOSSIER = "이달 지급분을 넘깁니다", "소송을 함께할까요?", "제도개선 건의"
RESULT_WORDS = ("지급", "실패")  # of the finance office's own sheet, which is read as it comes
SITUATION = "보증금 미반환"  # as the form asks it; kept as data
MASK = re.compile(r"[가-힣]\*+[가-힣]?")
HANGUL = re.compile(r"[가-힣]+")
SPOKEN = ("aria-label", "alt", "title", "placeholder", "data-busy", "data-said", "data-failed")
WITHOUT_END = {"input", "meta", "link", "img", "br", "hr", "path", "circle"}
# People's own words, names and places stand in elements of these classes, or are marked with lang="ko".
OWN_WORDS = {"mask", "alias", "record-what", "whole", "person-line"}


class KoreanText(HTMLParser):
    """The texts with Hangul that a reader of English meets, outside of what is marked as Korean or as somebody's words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.lang, self.found = "", []  # type: ignore[var-annotated]
        self._open: list[bool] = []  # for each open element: whether it is Korean by right
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "html":
            self.lang = given.get("lang") or ""
        own = bool(OWN_WORDS & set((given.get("class") or "").split())) or (tag != "html" and given.get("lang") == "ko")
        own = own or tag in ("script", "style", "textarea") or (bool(self._open) and self._open[-1])
        if not own:
            self.found += [f"{name}={value}" for name in SPOKEN if HANGUL.search(value := given.get(name) or "")]
        if tag not in WITHOUT_END:
            self._open.append(own)

    def handle_endtag(self, tag: str) -> None:
        if tag not in WITHOUT_END and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if HANGUL.search(data) and not (self._open and self._open[-1]):
            self.found.append(data.strip())


@pytest.mark.parametrize(("who", "path"), EVERY_STOP)
def test_no_korean_is_left_on_an_english_page(site: Site, who: str, path: str) -> None:
    answer = site.client(who).get(
        path.format(**site.story.names), headers={"Accept-Language": "en"}, follow_redirects=True
    )
    page = KoreanText(answer.get_data(as_text=True))
    assert page.lang == "en"
    known = settings_words(site) | story_words(site)
    left = [text for text in page.found if HANGUL.search(without(text, known))]
    assert left == []


def settings_words(site: Site) -> set[str]:
    """What whoever runs the service wrote in its settings, in her own language."""
    settings = site.story.world.settings
    return {settings.site_name, settings.operator, settings.help_hours}


def story_words(site: Site) -> set[str]:
    """Names, places, aliases, what people and staff wrote: theirs, in their language."""
    with site.story.world.as_system() as work:
        lines = groups.lines(work)
        aliases = set().union(*(groups.aliases(work, line.id) for line in lines))
        topics = {one for row in work.db.scalars(select(SuggestionTopic)) for one in (row.title, row.shown_title)}
        surveys = {
            row.content["title"] for row in work.db.scalars(select(Survey))
        }  # in a page's title nothing can be marked
    return (
        {
            TITLE,
            QUESTION,
            ENDED_QUESTION,
            COST_REASON,
            HANDED,
            DOSSIER,
            ACCOUNT.bank,
            *RESULT_WORDS,
            *filter(None, topics),
            *surveys,
            FIRM,
            SITUATION,
            SHEET,
            SYSTEM,
            OPENED,
            EXPORTED,
            LEASE_SEEN,
            ODD_COLUMN,
            NOTE,
            OBJECTION,
            REFUSAL,
            WHAT,
            *WORDS.values(),
        }
        | {line.area for line in lines if line.area}
        | aliases
    )


def without(text: str, known: set[str]) -> str:
    for words in sorted(known, key=len, reverse=True):
        text = text.replace(words, "")
    return MASK.sub("", text)
