"""Makes the README's pictures of a member's page anew: `make pictures`. Everybody on them is invented."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from lawsuit_hub.infra import schema
from lawsuit_hub.infra.db import make_engine
from lawsuit_hub.privacy.keyring import Keyring
from tests.browser import ARGS, chromium
from tests.e2e.conftest import Site, carry_cookies
from tests.e2e.story import tell
from tests.servers import served

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
WIDTHS = {360: 1180, 1280: 935}  # and the height at which the picture ends
MOST_BYTES = 150_000


def main() -> int:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        Keyring.create(folder / "keys")
        story = tell(folder, folder / "keys", _build_schema)
        app = story.world.app()
        with served(app) as base:
            made = take(Site(story, app, base))
        story.world.engine.dispose()
        story.world.works.limits.close()
    return 0 if all(path.stat().st_size < MOST_BYTES for path in made) else 1


def take(site: Site) -> list[Path]:
    FOLDER.mkdir(parents=True, exist_ok=True)
    made = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(ARGS))
        for width, height in WIDTHS.items():
            page = browser.new_page(
                viewport={"width": width, "height": height},
                locale="ko-KR",
                timezone_id="Asia/Seoul",
                reduced_motion="reduce",
            )
            carry_cookies(site.client("member"), page, site.base)
            page.goto(site.address("/my"))
            page.evaluate("document.fonts.ready")
            made.append(FOLDER / f"my-{width}.png")
            page.screenshot(path=made[-1])
        browser.close()
    return made


def _build_schema(url: str) -> None:
    engine = make_engine(url)
    schema.upgrade(engine)
    engine.dispose()


if __name__ == "__main__":
    sys.exit(main())
