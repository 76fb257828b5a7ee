"""Templates: all compile, all are used, none prints unescaped or carries script and style of its own."""

import ast
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from tests.rules.source import PACKAGE, modules
from tests.world import World

pytestmark = pytest.mark.pages

GUIDE = "style_guide.html"
ENDINGS = (".html", ".xml")
TEMPLATES = sorted(
    path
    for path in PACKAGE.rglob("*.*ml")
    if "templates" in path.parts and path.suffix in ENDINGS and path.name != GUIDE
)
HANGUL = re.compile(r"[\uac00-\ud7a3]")
FORBIDDEN = {
    r"\|\s*safe\b": "|safe: let Jinja escape, or build the markup in a macro",
    r"\bMarkup\b": "Markup: let Jinja escape",
    r"autoescape\s+false": "autoescape false: never",
    r"<script(?![^>]*\bsrc=)": "an inline script: the policy refuses it; put it into static/js/app.js",
    r"<style\b": "an inline style sheet: put it into static/css",
    r"\sstyle\s*=": "an inline style: the policy refuses it; use a class",
    r"\son[a-z]+\s*=\s*[\"']": "an on… handler: the policy refuses it; use a data- attribute and static/js/app.js",
    r"javascript:": "a javascript: address",
    r"(?:src|href)=[\"'](?:https?:)?//(?!\{)": "an address of somebody else's server: everything is served from here",
    r"<form(?![^>]*method)": "a form without a method",
}


def short(path: Path) -> str:
    """As Jinja calls it."""
    return path.as_posix().rsplit("/templates/", 1)[1]


Lexer = Callable[[str], Iterable[tuple[int, str, str]]]


@pytest.fixture(scope="module")
def lex() -> Lexer:
    return Environment(autoescape=True, extensions=["jinja2.ext.i18n"]).lex


@pytest.mark.parametrize("path", TEMPLATES, ids=short)
def test_a_template_carries_nothing_that_a_page_must_not(path: Path) -> None:
    text = re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    bad = [advice for pattern, advice in FORBIDDEN.items() if re.search(pattern, text, flags=re.IGNORECASE)]
    assert not bad, f"{short(path)}: " + "; ".join(bad)


@pytest.mark.parametrize("path", TEMPLATES, ids=short)
def test_every_form_that_posts_carries_a_token(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for found in re.finditer(r"<form\b[^>]*method=\"post\".*?</form>", text, flags=re.DOTALL | re.IGNORECASE):
        assert re.search(r"csrf_token|hidden_tag|hidden\(|form_token|press_form", found[0]), (
            f"{short(path)}: a form without a CSRF token"
        )


@pytest.mark.parametrize("path", TEMPLATES, ids=short)
def test_every_korean_word_can_be_translated(path: Path, lex: Lexer) -> None:
    bare = [
        text.strip()
        for _line, kind, text in lex(path.read_text(encoding="utf-8"))
        if kind == "data" and HANGUL.search(text)
    ]
    assert not bare, f'{short(path)}: put into {{{{ _("…") }}}}: {bare}'


def test_every_template_compiles(world: World) -> None:
    environment = world.app().jinja_env
    for path in TEMPLATES:
        assert environment.get_template(short(path))


def test_every_template_is_used(world: World) -> None:
    environment = world.app().jinja_env
    rendered = "\n".join(module.text for module in modules())
    used = set(re.findall(r"[\"']([\w/.{}]+\.(?:html|xml))[\"']", rendered))
    reached = {name for name in used if "{" not in name}
    reached |= {
        short(path)
        for path in TEMPLATES
        for name in used
        if "{" in name and re.fullmatch(re.sub(r"\\\{[^}]*\\\}", r"[\\w]+", re.escape(name)), short(path))
    }
    todo = list(reached)
    while todo:
        name = todo.pop()
        found = next((path for path in TEMPLATES if short(path) == name), None)
        if found is None:
            continue
        tree = environment.parse(found.read_text(encoding="utf-8"))
        for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
            target = getattr(node, "template")  # noqa: B009 -- each of the four has one
            if isinstance(target, nodes.Const) and target.value not in reached:
                reached.add(target.value)
                todo.append(target.value)
    unused = {short(path) for path in TEMPLATES} - reached
    assert not unused, f"nobody renders {', '.join(sorted(unused))}: delete or use"


def test_every_template_that_is_named_exists() -> None:
    there = {short(path) for path in TEMPLATES}
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "render_template":
                name = node.args[0]
                if isinstance(name, ast.Constant):
                    assert name.value in there, (
                        f"lawsuit_hub/{module.name}:{node.lineno} renders {name.value}, which does not exist"
                    )


def test_what_a_template_imports_is_used(world: World) -> None:
    environment = world.app().jinja_env
    unused = []
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        children = "".join(
            one for other in TEMPLATES if f'extends "{short(path)}"' in (one := other.read_text(encoding="utf-8"))
        )
        for node in environment.parse(text).find_all(nodes.FromImport):
            names = [name[1] if isinstance(name, tuple) else name for name in node.names]
            unused += [
                f"{short(path)}: {name}" for name in names if len(re.findall(rf"\b{name}\b", text + children)) < 2
            ]
    assert not unused, f"imported and not used: {', '.join(unused)}"
