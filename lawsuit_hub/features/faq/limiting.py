"""How often a network may ask the matcher, on the page of the FAQ and of the bot alike: all who ask wait for one model."""

from lawsuit_hub.infra.work import Work

BY_ADDRESS, IN_ALL = "40 per 10 minutes", "3000 per 10 minutes"


def count(work: Work, network: str) -> None:
    """Raises TooMany."""
    work.limits.hit(BY_ADDRESS, "faq-ask", network)
    work.limits.hit(IN_ALL, "faq-ask")
