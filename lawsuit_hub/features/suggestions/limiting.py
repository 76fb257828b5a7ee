"""How often whoever suggests may look, send, join and ask with a code: by her account, or by the network she comes from. No address is kept."""

from lawsuit_hub.infra.work import Work

# Somebody with an account, and a network without one: many people may stand behind one network of a mobile carrier.
_RATES = {
    "looks": ("30 per day", "100 per day"),
    "suggestions": ("10 per day", "20 per day"),
    "supports": ("60 per day", "120 per day"),
    "codes": ("30 per hour", "30 per hour"),
}
_VISITORS_A_DAY = {"suggestions": "300 per day", "codes": "2000 per day"}
_ONE_TOPIC = "20 per day"


def count(work: Work, what: str, network: str) -> None:
    """Raises TooMany."""
    member, visitor = _RATES[what]
    if work.actor.id is not None:
        work.limits.hit(member, f"suggest-{what}", str(work.actor.id))
        return
    work.limits.hit(visitor, f"suggest-{what}", _of(work, network))
    if what in _VISITORS_A_DAY:
        work.limits.hit(_VISITORS_A_DAY[what], f"suggest-{what}-visitors")


def one_topic(work: Work, number: int, network: str) -> None:
    """Of visitors from one network to one topic. Raises TooMany."""
    work.limits.hit(_ONE_TOPIC, "suggest-topic", f"{number} {_of(work, network)}")


def _of(work: Work, network: str) -> str:
    return work.keys.mac("suggestion-network", network).hex()
