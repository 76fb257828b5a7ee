"""What a page must be for whoever reads it: checked in a real browser, at both widths, in both themes."""

import re

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

PHONE, DESKTOP, NARROWEST = 360, 1280, 320
HEIGHT = 800
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

_RUN = """options => axe.run(document, options).then(found => found.violations.map(
  rule => `${rule.id}: ${rule.nodes.map(node => node.html.slice(0, 140)).join(' | ')}`))"""
_WIDER = """least => [...document.querySelectorAll('body *')]
  .filter(part => part.getBoundingClientRect().right > least + 1 && !part.closest('.visually-hidden'))
  .slice(0, 3).map(part => part.outerHTML.slice(0, 120))"""
_DUPLICATES = """() => { const ids = [...document.querySelectorAll('[id]')].map(part => part.id);
  return ids.filter((id, at) => ids.indexOf(id) !== at); }"""


def run(page: Page) -> AxeResults:
    """axe's own rules on the page once it stands whole: after a press a slow machine is still loading the next one."""
    standing(page)
    return Axe().run(page)


def standing(page: Page) -> None:
    page.wait_for_load_state("load")
    page.locator("main h1").first.wait_for(state="attached")


def findings(page: Page, *, rules: list[str] | None = None) -> list[str]:
    """What axe finds on the page as it stands."""
    standing(page)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    chosen = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    found: list[str] = page.evaluate(_RUN, {"runOnly": chosen, "resultTypes": ["violations"]})
    return found


def too_wide(page: Page, width: int = NARROWEST) -> list[str]:
    """What makes a page scroll sideways at this width."""
    page.set_viewport_size({"width": width, "height": HEIGHT})
    if page.evaluate("document.documentElement.scrollWidth") <= width:
        return []
    return [f"wider than {width}: {part}" for part in page.evaluate(_WIDER, width) or ["?"]]


def shape(page: Page) -> list[str]:
    """Language, title, one h1, no id twice."""
    wrong = []
    if page.get_attribute("html", "lang") not in ("ko", "en"):
        wrong.append("html has no language")
    if not re.search(r"\w", page.title()):
        wrong.append("the title is empty")
    if (count := page.locator("h1").count()) != 1:
        wrong.append(f"{count} h1")
    return wrong + [f"id twice: {one}" for one in page.evaluate(_DUPLICATES)]


def complaints(page: Page) -> list[str]:
    """Everything wrong with the page that is shown: both widths, both themes, the narrowest phone. Nothing is loaded anew."""
    wrong = shape(page) + too_wide(page)
    for width in (PHONE, DESKTOP):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        wrong += [f"{width}: {one}" for one in findings(page)]
    page.emulate_media(color_scheme="dark")
    wrong += [f"dark: {one}" for one in findings(page, rules=["color-contrast"])]
    page.emulate_media(color_scheme="light")
    return wrong
