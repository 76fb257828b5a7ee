"""A post of a KakaoTalk channel (소식): addresses of a channel and of its posts, and texts cut to what a post holds. Pure.

There is no public API for posts (search in November 2026 found only customer files and messages), so a person copies these texts.
"""

import re
from dataclasses import dataclass
from typing import Self

from lawsuit_hub.values.refused import BadChannelUrl

AS_OF = "2026-11-30"
# How many letters a post's title and body hold. Not confirmed: Kakao's help names none, and its editor may count otherwise. Settings
# (channel_title_letters, channel_text_letters) go before these.
TITLE_LETTERS, TEXT_LETTERS = 50, 1000
MORE = "…"
_HOST = "https://pf.kakao.com/"
_CHANNEL = re.compile(r"https://pf\.kakao\.com/_[A-Za-z0-9]{2,20}")
_POST = re.compile(r"(https://pf\.kakao\.com/_[A-Za-z0-9]{2,20})/[0-9]{3,15}")
_TAILS = ("/", "/friend", "/chat", "/posts")


def channel_url(text: str) -> str:
    """Of a channel's home, as people see it in a browser. Raises BadChannelUrl, whose `why` says what is wrong."""
    url = text.strip()
    for tail in _TAILS:
        url = url.removesuffix(tail)
    if not url.startswith(_HOST):
        raise BadChannelUrl("host")
    if not _CHANNEL.fullmatch(url):
        raise BadChannelUrl("shape")
    return url


def post_url(text: str, *, channel: str) -> str:
    """Of a post of this very channel. Raises BadChannelUrl: host, shape, other."""
    url = text.strip().partition("?")[0].removesuffix("/")
    if not url.startswith(_HOST):
        raise BadChannelUrl("host")
    found = _POST.fullmatch(url)
    if found is None:
        raise BadChannelUrl("shape")
    if found[1] != channel:
        raise BadChannelUrl("other")
    return url


@dataclass(frozen=True, slots=True)
class PostText:
    """What is pasted: a title, and a body that always ends with the address of the whole."""

    title: str
    text: str

    @classmethod
    def of(cls, title: str, body: str, url: str, *, title_letters: int, text_letters: int) -> Self:
        """Letters as people count them in a browser's field: UTF-16 units, of which an emoji has two or more."""
        tail = f"\n\n{url}"
        room = max(text_letters - _units(tail), 0)
        return cls(_cut(" ".join(_whole(title).split()), title_letters), _cut(_tidy(_whole(body)), room) + tail)


def _whole(text: str) -> str:
    """Half an emoji is no letter."""
    return text.encode("utf-16-le", errors="surrogatepass").decode("utf-16-le", errors="replace")


def _tidy(body: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in body.strip().splitlines()))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _cut(text: str, most: int) -> str:
    """At a space where one is near, and never inside a letter."""
    if _units(text) <= most:
        return text
    kept = text.encode("utf-16-le")[: 2 * max(most - 1, 0)].decode("utf-16-le", errors="ignore")
    at = max(kept.rfind(" "), kept.rfind("\n"))
    if at > len(kept) * 2 // 3:
        kept = kept[:at]
    return kept.rstrip() + MORE
