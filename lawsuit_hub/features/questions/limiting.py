"""How often whoever asks may look, ask and search: by her account, or by the network she comes from. No address is kept."""

from lawsuit_hub.infra.work import Work

# Somebody with an account, and a network without one: many people may stand behind one network of a mobile carrier.
_RATES = {
    "looks": ("20 per day", "60 per day"),
    "questions": ("5 per day", "10 per day"),
    "helpful": ("30 per day", "30 per day"),
    "near": ("60 per 10 minutes", "120 per 10 minutes"),
}
_VISITORS_A_DAY = "100 per day"


def count(work: Work, what: str, network: str) -> None:
    """Raises TooMany."""
    member, visitor = _RATES[what]
    if work.actor.id is not None:
        work.limits.hit(member, f"board-{what}", str(work.actor.id))
        return
    work.limits.hit(visitor, f"board-{what}", work.keys.mac("board-network", network).hex())
    if what == "questions":
        work.limits.hit(_VISITORS_A_DAY, "board-visitors")


def first_press(work: Work, question_id: str, browser: str) -> None:
    """Raises TooMany where she, or this browser, pressed it already, as far as it can be told without marking it. What a browser calls
    itself is for it to say: `count` comes first."""
    who = f"account {work.actor.id}" if work.actor.id is not None else browser
    work.limits.hit("1 per 30 days", "board-helpful", work.keys.mac("board-browser", f"{question_id} {who}").hex())
