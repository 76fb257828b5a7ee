"""By what a person or a browser is known again among suggestions, without anybody who reads the tables knowing whose it is.

MACs, which every tier makes itself: suggesting and finding one's own go on while the inner tier stands still.
"""

from uuid import UUID

from lawsuit_hub.infra.work import Work

PERSON, BROWSER = "suggestions.person", "suggestions.browser"


def mac_of(work: Work, victim_id: UUID) -> bytes:
    return work.keys.mac(PERSON, victim_id.bytes)


def browser_mac(work: Work, browser: str) -> bytes:
    return work.keys.mac(BROWSER, browser)
