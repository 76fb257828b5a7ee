"""What is refused about a lawyer's age key."""

from lawsuit_hub.infra.refusals import Refusal


class NoKeyKept(Refusal):
    """She keeps no age key here, so nothing can be locked with it."""


class KeyRefused(Refusal):
    """Not the public half of an age key. `secret`: the half that nobody else may see."""

    def __init__(self, *, secret: bool) -> None:
        super().__init__("the key is refused")
        self.secret = secret
