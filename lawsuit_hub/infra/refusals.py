"""What a service says no with: a fact as a class. Words belong to routes."""


class Refusal(Exception):
    """Raised before the first write; the web answers it with words, the command line with one line and exit 1."""


class NotYours(Refusal):
    """The object does not exist for this actor; the web says 404 whether or not it exists for somebody else."""


class TooMany(Refusal):
    """A limit is used up; `seconds` until it is worth trying again."""

    def __init__(self, seconds: int = 60) -> None:
        super().__init__("too many attempts")
        self.seconds = seconds


class Unavailable(Refusal):
    """The part of the service that can do this is not running now; what was done before stands."""


class ReasonMissing(Refusal):
    """A deed that leaves a mark needs a reason of some length."""


class ReasonHoldsNumber(Refusal):
    """A resident registration number stands in the reason; nothing of it is kept."""
