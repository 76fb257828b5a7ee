"""The system's Chromium for the tests, without a download and without a network."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response, expect, sync_playwright

from tests.servers import ServerMissing

ARGS = (
    "--no-sandbox",  # the tests may run as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
NAMES = ("chromium", "chromium-browser", "google-chrome")
FIRST_ERROR_STATUS = 400
PATIENCE_MS = 15_000
expect.set_options(timeout=PATIENCE_MS)  # a loaded machine is slow, not wrong


def chromium() -> str:
    found = [path for name in (os.environ.get("CHROMIUM_BIN", ""), *NAMES) if name and (path := shutil.which(name))]
    if not found:
        raise ServerMissing("Chromium is not installed: apt-get install chromium, or set CHROMIUM_BIN")
    return found[0]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium(), args=list(ARGS))
        yield launched
        launched.close()


class Complaints:
    """What a page complained about: script errors, console errors (CSP among them), parts that did not load."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def watch(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.seen.append(f"script error: {error}"))
        page.on("console", self._console)
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        # A page that answers 404 or 422 on purpose is reported here too; _response tells which were parts.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.seen.append(f"console: {message.text}")

    def _response(self, response: Response) -> None:
        if response.status >= FIRST_ERROR_STATUS and not response.request.is_navigation_request():
            self.seen.append(f"{response.status} {response.url}")


def context_of(browser: Browser, **options: object) -> BrowserContext:
    """A visitor with cookies and a store of files of her own."""
    context = browser.new_context(**{"locale": "ko-KR", "timezone_id": "Asia/Seoul", **options})  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE_MS)
    return context


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """`new_page(**context options)`: a page of a visitor of its own. A page that complains fails the test."""
    complaints = Complaints()
    contexts: list[BrowserContext] = []

    def make(**options: object) -> Page:
        contexts.append(context_of(browser, **options))
        page = contexts[-1].new_page()
        complaints.watch(page)
        return page

    yield make
    for context in contexts:
        context.close()
    assert not complaints.seen, "the browser complained: " + "; ".join(complaints.seen)


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    return new_page()
