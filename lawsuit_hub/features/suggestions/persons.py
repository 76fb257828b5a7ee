"""By what a person or a browser is known again among suggestions, without anybody who reads the tables knowing whose it is."""

from collections.abc import Iterable
from uuid import UUID

from lawsuit_hub.infra.work import Work

PURPOSE, BROWSER = "suggestions.person", "suggestions.browser"


def index_of(work: Work, victim_id: UUID) -> bytes:
    return work.keys.index(PURPOSE, victim_id.hex)


def indexes_of(work: Work, people: Iterable[UUID]) -> dict[UUID, bytes]:
    """The same of many: where another process answers, in one question."""
    some = list(dict.fromkeys(people))
    work.keys.prefetch_indexes([(PURPOSE, one.hex) for one in some])
    return {one: index_of(work, one) for one in some}


def browser_mac(work: Work, browser: str) -> bytes:
    return work.keys.mac(BROWSER, browser)
