"""What litigation-cost support says no with."""

from lawsuit_hub.infra.refusals import NotYours, Refusal


class NoSuchApplication(NotYours):
    """No such application, programme, list or paper, or not for this actor."""


class Stale(Refusal):
    """It changed since the page was read, or is no longer in a state in which this can be done."""


class BadWords(Refusal):
    """`why`: as refusal_words.bad knows it. `field`: beside which."""

    def __init__(self, why: str, field: str) -> None:
        super().__init__(why)
        self.why, self.field = why, field


class NotWhole(Refusal):
    """Something is missing before it can be submitted; `missing` says what, by the words of words.missing."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__("not whole")
        self.missing = missing


class AnotherPerson(Refusal):
    """Whoever did the step before is not who does this one."""


class HouseholdHasIt(Refusal):
    """The household got it, or has it granted."""


class AnotherOpen(Refusal):
    """The same person has another application to this programme that is open: `number`."""

    def __init__(self, number: int) -> None:
        super().__init__(f"application {number}")
        self.number = number


class NoBudget(Refusal):
    """There is not so much left."""


class NothingLeft(NoBudget):
    """What an appeal adds goes against the money of the grant's own `year`, in which there is not so much."""

    def __init__(self, year: int) -> None:
        super().__init__(f"year {year}")
        self.year = year


class AppealOver(Refusal):
    """Too late, or it was appealed before."""


class NothingToPay(Refusal):
    """Nothing is granted that she may hand on."""


class FileGone(Refusal):
    """The file was there for a day, for whoever made it."""


class BadResult(Refusal):
    """A line of what the finance office says cannot be read; `line` counts from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line}")
        self.line = line


class SaidTwice(Refusal):
    """Two `lines`, counted from 1, say different things of the application `number`."""

    def __init__(self, number: int, lines: tuple[int, int]) -> None:
        super().__init__(f"application {number}, lines {lines}")
        self.number, self.lines = number, lines


class UnfitResult(Refusal):
    """What it says of the application `number` does not fit the list, or what was said of it before."""

    def __init__(self, number: int) -> None:
        super().__init__(f"application {number}")
        self.number = number
