"""What the chatbot can list: each feature that publishes something plugs in here how its newest things are called and where they are."""

from lawsuit_hub.features.faqbot.types import Listed, Shelf, Shelves
from lawsuit_hub.features.library import service as library
from lawsuit_hub.infra.work import Work


def manuals(work: Work) -> tuple[Listed, ...]:
    """The newest version of each, as the library has them."""
    return tuple(Listed(one.title, one.version, one.path) for one in library.handouts(work))


SHELVES: Shelves = {Shelf.MANUALS: manuals}
