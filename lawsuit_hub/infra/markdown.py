"""Markdown of our own people as a page may show it: no markup of theirs, no picture from elsewhere, headings below the page's own."""

import re
from collections.abc import Iterator
from functools import cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token
from markupsafe import Markup

# A page's h1 is its title: whatever somebody begins with stands right below it. Deeper than h4 is no outline of a notice.
_TITLE, _DEEPEST = 1, 4
_TAGS = {
    "a", "blockquote", "br", "code", "em", "h2", "h3", "h4", "hr", "li", "ol", "p", "pre", "s", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES: dict[str, set[str]] = {"*": set(), "a": {"href"}, "ol": {"start"}}
_SCHEMES = {"https", "http", "mailto", "tel"}
_REL = "nofollow noopener noreferrer"
_HANGUL = re.compile("[가-힣]")
_SPACES = re.compile(r"[ \t]+")


def to_html(text: str) -> Markup:
    """What a page prints. Whatever the text holds, nothing comes out but the tags above, and links of four kinds."""
    rendered = _parser().render(text)
    kept = nh3.clean(rendered, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=_REL)
    return Markup(kept)  # noqa: S704 - nh3 made it


def to_plain(text: str, *, links: bool = False) -> str:
    """The words alone, a block a line: for a search, a feed, a message. `links`: with where each leads behind it, also what a picture
    would have been."""
    lines: list[str] = []
    for token in _parser().parse(text):
        if token.type == "inline":
            lines.append("".join(_words(token.children or [], links=links)))
        elif token.type in {"fence", "code_block"}:
            lines.append(token.content)
    return "\n".join(filter(None, (_SPACES.sub(" ", line).strip() for whole in lines for line in whole.split("\n"))))


def _words(tokens: list[Token], *, links: bool) -> Iterator[str]:
    leads: list[str] = []
    for one in tokens:
        if one.type in {"softbreak", "hardbreak"}:
            yield "\n"
        elif one.type == "link_open":
            leads.append(str(one.attrs.get("href", "")))
        elif one.type == "link_close":
            lead = leads.pop()
            yield f" ({lead})" if links else ""
        else:
            yield one.content
            yield f" ({one.attrs.get('src', '')})" if links and one.type == "image" else ""


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "linkify": False, "breaks": True})
    parser.enable(["table", "strikethrough"])
    parser.inline.ruler.before("emphasis", "stars_beside_hangul", _stars_beside_hangul)
    parser.core.ruler.push("below_the_title", _below_the_title)
    parser.add_render_rule("image", _picture_in_words)
    return parser


def _below_the_title(state: StateCore) -> None:
    """The levels that are used, whichever they are, follow each other from h2 on; none is left out on the way down."""
    heads = [token for token in state.tokens if token.type in {"heading_open", "heading_close"}]
    used = sorted({token.tag for token in heads})
    above = _TITLE
    for token in heads:
        if token.type == "heading_open":
            above = min(used.index(token.tag) + _TITLE + 1, above + 1, _DEEPEST)
        token.tag = f"h{above}"


def _stars_beside_hangul(state: StateInline, silent: bool) -> bool:
    """**신청 (무료)**는: CommonMark lets stars behind a bracket close before a space only, and Korean particles follow without one."""
    if silent or state.src[state.pos] != "*":
        return False
    scanned = state.scanDelims(state.pos, True)
    before = state.src[state.pos - 1] if state.pos else " "
    after = (state.src[state.pos + scanned.length :] or " ")[0]
    opens = scanned.can_open or (bool(_HANGUL.match(before)) and not after.isspace())
    closes = scanned.can_close or (bool(_HANGUL.match(after)) and not before.isspace())
    for _star in range(scanned.length):
        state.push("text", "", 0).content = "*"
        place = len(state.tokens) - 1
        state.delimiters.append(Delimiter(ord("*"), scanned.length, place, -1, opens, closes))
    state.pos += scanned.length
    return True


def _picture_in_words(_renderer: RendererHTML, tokens: list[Token], place: int, *_more: object) -> str:
    """A picture from elsewhere tells its server who reads; pictures of our own are attachments."""
    return str(Markup.escape(tokens[place].content))
