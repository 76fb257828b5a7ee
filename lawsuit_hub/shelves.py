"""What the chatbot can list: each feature that publishes something plugs in here how its newest things are called and where they are."""

from lawsuit_hub.features.faqbot.types import Listed, Shelf, Shelves
from lawsuit_hub.features.library import service as library
from lawsuit_hub.features.notices import board
from lawsuit_hub.infra.i18n import SEOUL
from lawsuit_hub.infra.work import Work

MOST = 10


def manuals(work: Work) -> tuple[Listed, ...]:
    """The newest version of each, as the library has them."""
    return tuple(Listed(one.title, one.version, one.path) for one in library.handouts(work))


def notices(work: Work) -> tuple[Listed, ...]:
    """Those that anybody may read, the newest first."""
    return tuple(
        Listed(one.title, f"{one.published_at.astimezone(SEOUL):%Y.%m.%d}", f"/notices/{one.number}")
        for one in board.newest(work, limit=MOST)
    )


SHELVES: Shelves = {Shelf.NOTICES: notices, Shelf.MANUALS: manuals}
