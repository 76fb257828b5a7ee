"""What pages show of features that they may not know: the newest notices and manuals for the chatbot, the dossiers of a topic."""

from lawsuit_hub.features.dossiers.showing import of_topic as topic_papers
from lawsuit_hub.features.faqbot.types import Listed, Shelf, Shelves
from lawsuit_hub.features.library import service as library
from lawsuit_hub.features.notices import board
from lawsuit_hub.infra.i18n import SEOUL
from lawsuit_hub.infra.work import Work

__all__ = ["SHELVES", "topic_papers"]

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
