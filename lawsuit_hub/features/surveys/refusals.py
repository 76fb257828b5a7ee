"""What surveys say no with, each a fact."""

from lawsuit_hub.infra.refusals import NotYours, Refusal


class NoSuchSurvey(NotYours):
    """There is none, or not for whoever asks."""


class Frozen(Refusal):
    """It was opened: not a word of it changes any more."""


class Stale(Refusal):
    """Somebody else changed it meanwhile."""


class NotReady(Refusal):
    """Something that `checking.problems` finds stands in the way, or `why`: nobody, rule, until, remind, many, path, resident."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class NotNow(Refusal):
    """It is not in the state in which this can be done."""


class AnswersGone(Refusal):
    """What was answered has been destroyed; what was published of it stays."""


class Over(Refusal):
    """Answers are taken no more, or not yet."""


class AnsweredAlready(Refusal):
    """She answered it before."""


class Incomplete(Refusal):
    """Something that must be answered was not: its questions' keys."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        super().__init__("incomplete")
        self.keys = keys


class BadAnswer(Refusal):
    """`why`: option, most, lines, long, date, money, number, low, high, resident."""

    def __init__(self, why: str, key: str, *, bound: int | None = None) -> None:
        super().__init__(why)
        self.why, self.key, self.bound = why, key, bound
