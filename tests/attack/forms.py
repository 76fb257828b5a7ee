"""What a page lets its reader send: its forms with the values they stand with, and the addresses that carry parameters."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

TOKEN = re.compile(r"(^|-)csrf_token$")
_HASH = re.compile(r"[0-9a-f]{64}")
_ID_IN_PATH = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[A-Z]{1,3}-[A-Z0-9]{4,}(?:-\d+)?|[A-Z]{2}-[^/]+-\d+", re.I)


@dataclass
class Form:
    """`fields`: name to value, or to all its values where there are several. `boxes`: what may be ticked; `buttons`: what
    is sent by whichever is pressed."""

    page: str
    action: str
    posts: bool
    multipart: bool = False
    fields: dict[str, str | list[str]] = field(default_factory=dict)
    boxes: list[str] = field(default_factory=list)
    buttons: dict[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> tuple[str, str, tuple[str, ...]]:
        """Two forms of one kind differ in whose they are."""
        return (
            _ID_IN_PATH.sub("*", self.action),
            "POST" if self.posts else "GET",
            tuple(sorted({_HASH.sub("*", name) for name in self.fields})),
        )

    @classmethod
    def of_addresses(cls, links: Iterable[str]) -> list["Form"]:
        found = []
        for link in links:
            parts = urlsplit(link)
            if parts.query or _ID_IN_PATH.search(parts.path):
                found.append(cls(link, parts.path, False, fields=dict(parse_qsl(parts.query, keep_blank_values=True))))
        return found


class _Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.page, self.forms, self.links = page, [], []
        self._form: Form | None = None
        self._select, self._area = "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and given.get("href", "").startswith(("/", "?")):
            self.links.append(urldefrag(urljoin(self.page, given["href"]))[0])
        elif tag == "form":
            action = urljoin(self.page, given.get("action") or self.page)
            posts = given.get("method", "get").lower() == "post"
            self._form = Form(self.page, action, posts, "multipart" in given.get("enctype", ""))
            self.forms.append(self._form)
        elif self._form is not None:
            self._field(tag, given)

    def _field(self, tag: str, given: dict[str, str]) -> None:
        name, value = given.get("name", ""), given.get("value", "")
        if tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            if "selected" in given or self._select not in self._form_fields:
                self._form_fields[self._select] = value
        elif tag == "textarea" and name:
            self._add(name, "")
            self._area = name
        elif tag == "button" and name and self._form is not None:
            self._form.buttons.setdefault(name, value)
        elif tag == "input" and name:
            self._input(name, value, given)

    def _input(self, name: str, value: str, given: dict[str, str]) -> None:
        chosen = given.get("type") in ("checkbox", "radio")
        if given.get("type") == "checkbox":
            self._boxes.append(name)
        if not chosen or "checked" in given or name not in self._form_fields:
            self._add(name, value)

    def _add(self, name: str, value: str) -> None:
        there = self._form_fields.get(name)
        if there is None:
            self._form_fields[name] = value
        elif isinstance(there, list):
            there.append(value)
        else:
            self._form_fields[name] = [there, value]

    @property
    def _form_fields(self) -> dict[str, str | list[str]]:
        return self._form.fields if self._form else {}

    @property
    def _boxes(self) -> list[str]:
        return self._form.boxes if self._form else []

    def handle_data(self, data: str) -> None:
        if self._area:
            self._form_fields[self._area] = data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._area = ""


def _read(html: str, page: str) -> _Reader:
    reader = _Reader(page)
    reader.feed(html)
    return reader


def forms_of(html: str, page: str) -> list[Form]:
    return _read(html, page).forms


def links_of(html: str, page: str) -> list[str]:
    return _read(html, page).links
