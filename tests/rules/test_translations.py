"""Korean is the source; English lacks no line and keeps every placeholder."""

import re
from gettext import GNUTranslations

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from tests.rules.source import PACKAGE

ENGLISH = PACKAGE / "translations" / "en" / "LC_MESSAGES" / "messages.po"
METHODS = [("**/templates/**.html", "jinja2"), ("**.py", "python")]
KEYWORDS = {
    "_": None,
    "_l": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "_n": (1, 2),
}
KEYWORDS["lazy_pgettext"] = KEYWORDS["pgettext"]
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w*\}|%[sd]")
HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
ADVICE = "run `make translate` and fill in lawsuit_hub/translations/en/LC_MESSAGES/messages.po"


@pytest.fixture(scope="module")
def sources() -> dict[str, str]:
    """Every text in the code, and where it stands first."""
    found: dict[str, str] = {}
    for file, line, message, _comments, _context in extract_from_dir(
        PACKAGE, METHODS, {METHODS[0][0]: {"silent": "false"}}, keywords=KEYWORDS
    ):
        for text in message if isinstance(message, tuple) else (message,):
            if text and HANGUL.search(text):
                found.setdefault(text, f"{file}:{line}")
    return found


@pytest.fixture(scope="module")
def english() -> Catalog:
    with ENGLISH.open("rb") as file:
        return read_po(file, locale="en")


def test_the_sources_are_korean(sources: dict[str, str]) -> None:
    assert len(sources) > 100, "the extraction finds too little to be believed"


def words(message: Message | None) -> list[str]:
    if message is None:
        return []
    return [one for one in (message.string if isinstance(message.string, tuple) else (message.string,)) if one]


def test_no_text_lacks_its_english(sources: dict[str, str], english: Catalog) -> None:
    there = {
        one: message for message in english for one in (message.id if isinstance(message.id, tuple) else (message.id,))
    }
    missing = [f"{where} {text[:60]}" for text, where in sources.items() if not words(there.get(text))]
    assert not missing, f"{len(missing)} texts without English, {ADVICE}:\n" + "\n".join(missing)


def test_nothing_is_fuzzy_left_over_or_still_korean(sources: dict[str, str], english: Catalog) -> None:
    fuzzy = [message.id for message in english if message.id and message.fuzzy]
    assert not fuzzy, f"look at these and take the fuzzy mark away: {fuzzy}"
    over = [
        message.id
        for message in english
        if message.id and not set(message.id if isinstance(message.id, tuple) else [message.id]) & set(sources)
    ]
    over = [one for one in over if HANGUL.search(str(one))]
    assert not over, f"nobody says these any more, {ADVICE}: {over}"
    korean = [
        message.id
        for message in english
        if message.id and any(HANGUL.search(re.sub(r"[(（][^)）]*[)）]", "", one)) for one in words(message))
    ]
    assert not korean, f"still Korean in English: {korean}"


def test_placeholders_and_tags_are_the_same(english: Catalog) -> None:
    for message in english:
        if not message.id:
            continue
        wanted = sorted(PLACEHOLDER.findall(message.id if isinstance(message.id, str) else message.id[0]))
        for said in words(message):
            assert sorted(PLACEHOLDER.findall(said)) == wanted, f"placeholders differ: {message.id}"
            assert said.count("<") == str(message.id if isinstance(message.id, str) else message.id[0]).count("<"), (
                f"tags differ: {message.id}"
            )


def test_the_compiled_file_is_the_newest(english: Catalog) -> None:
    compiled = ENGLISH.with_suffix(".mo")
    assert compiled.exists(), "run `make translate`: messages.mo is missing"
    with compiled.open("rb") as file:
        read = GNUTranslations(file)
    for message in english:
        if message.id and words(message):
            one = message.id if isinstance(message.id, str) else message.id[0]
            again = read.pgettext(message.context, one) if message.context else read.gettext(one)
            assert again == words(message)[0], f"run `make translate`: messages.mo lacks {message.id}"
