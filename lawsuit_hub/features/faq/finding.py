"""Searching the FAQ: entries that hold all the words, then those that the words may mean. Pure."""

import unicodedata
from collections.abc import Sequence

from lawsuit_hub.features.faq import matchers
from lawsuit_hub.features.faq.types import Entry

LONGEST = 200
LIKELY = 0.2  # a search shows what may be meant, too; the bot answers only what is sure
MOST = 20


def find(listed: Sequence[Entry], asked: str) -> list[Entry]:
    words = _plain(asked).split()
    holding = [one for one in listed if words and all(word in _text_of(one) for word in words)]
    ranked = matchers.of(tuple(listed)).rank(asked)
    likely = {code: score for code, score in ranked if score >= LIKELY}
    meant = sorted((one for one in listed if one.code in likely), key=lambda one: -likely[one.code])
    return list(dict.fromkeys([*(one for one in meant if likely[one.code] >= matchers.ENOUGH), *holding, *meant]))[
        :MOST
    ]


def _text_of(entry: Entry) -> str:
    return _plain(" ".join((entry.question, *entry.variants, entry.answer)))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()
