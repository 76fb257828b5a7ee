"""What is unusual in the trail: one table of rules, each with its threshold and why. Pure but for what it is told of people."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from lawsuit_hub.features.audit.reading import TrailLine
from lawsuit_hub.features.oversight.types import DOWNLOAD, OPENINGS
from lawsuit_hub.infra.i18n import SEOUL

HOUR, HALF_AN_HOUR, DAY = timedelta(hours=1), timedelta(minutes=30), timedelta(days=1)
NIGHT_FROM, NIGHT_UNTIL = 22, 6
SATURDAY = 5
REVEALED, SEARCHED, UPLOADED, ASSIGNED = "person:revealed", "desk:searched", "responses:uploaded", "group:lawyer"
DESTROYED = "victim:destroyed"
RENUMBERED = "phone:change-asked"
SIGNED_IN, FAILED = "staff:signed-in", ("staff:refused", "staff:locked")
LINKED, PASSWORD_SET, TURNED_OUT = ("staff:added", "staff:invited-again"), "staff:password-set", "staff:turned-out"
WATCHED = (
    REVEALED, SEARCHED, UPLOADED, ASSIGNED, DOWNLOAD, "roster:fetched", DESTROYED, SIGNED_IN, *FAILED, *LINKED,
    PASSWORD_SET, TURNED_OUT, RENUMBERED,
)  # fmt: skip

Lines = Sequence[TrailLine]


@dataclass(frozen=True, slots=True)
class Known:
    """What the lines themselves do not say: who is in which group, and who was settled when (active, nothing waiting);
    which links were made to the account, today and as long before as one is good.
    """

    group_of: Mapping[UUID, UUID] = field(default_factory=dict)
    settled_since: Mapping[UUID, datetime] = field(default_factory=dict)
    links: Sequence[TrailLine] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """`find` gets one account's watched lines of one day in Seoul and returns those that are unusual, or none."""

    name: str
    threshold: int
    find: Callable[[Lines, int, Known], Lines]


def at_night(moment: datetime) -> bool:
    hour = moment.astimezone(SEOUL).hour
    return hour >= NIGHT_FROM or hour < NIGHT_UNTIL


def dense(lines: Lines, threshold: int, window: timedelta = HOUR) -> Lines:
    """All lines that stand in some window with at least so many."""
    kept: dict[int, TrailLine] = {}
    first = 0
    for last, line in enumerate(lines):
        while line.at - lines[first].at > window:
            first += 1
        if last - first + 1 >= threshold:
            kept.update((one.number, one) for one in lines[first : last + 1])
    return list(kept.values())


def _enough(lines: Lines, threshold: int) -> Lines:
    return lines if len(lines) >= threshold else ()


def _of(lines: Lines, *deeds: str) -> Lines:
    """A roster leaves a line with each person in it: the one about the group stands for the file."""
    return [one for one in lines if one.deed in deeds and not (one.deed == DOWNLOAD and one.about_kind != "group")]


def _many_reveals(lines: Lines, threshold: int, _known: Known) -> Lines:
    return dense(_of(lines, REVEALED), threshold)


def _night(lines: Lines, threshold: int, _known: Known) -> Lines:
    return _enough([one for one in _of(lines, *OPENINGS) if at_night(one.at)], threshold)


def _weekend(lines: Lines, threshold: int, _known: Known) -> Lines:
    opened = [one for one in _of(lines, *OPENINGS) if one.at.astimezone(SEOUL).weekday() >= SATURDAY]
    return _enough(opened, threshold)


def _one_group(lines: Lines, threshold: int, known: Known) -> Lines:
    by_group: dict[UUID, list[TrailLine]] = {}
    for one in _of(lines, REVEALED):
        if one.about_id is not None and (group := known.group_of.get(one.about_id)):
            by_group.setdefault(group, []).append(one)
    return [one for group in by_group.values() if _people(group) >= threshold for one in group]


def _people(lines: Lines) -> int:
    return len({one.about_id for one in lines})


def _nothing_waits(lines: Lines, threshold: int, known: Known) -> Lines:
    settled = [
        one
        for one in _of(lines, REVEALED)
        if one.about_id is not None and known.settled_since.get(one.about_id, one.at) < one.at
    ]
    return settled if _people(settled) >= threshold else ()


def _fruitless(lines: Lines, threshold: int, _known: Known) -> Lines:
    return dense([one for one in _of(lines, SEARCHED) if one.details.get("found") == 0], threshold)


def _bulk_import(lines: Lines, threshold: int, _known: Known) -> Lines:
    return dense(_of(lines, UPLOADED), threshold)


def _many_destroyed(lines: Lines, threshold: int, _known: Known) -> Lines:
    return dense(_of(lines, DESTROYED), threshold)


def _many_renumbered(lines: Lines, threshold: int, _known: Known) -> Lines:
    """Whose telephone is another's signs in as another."""
    return dense(_of(lines, RENUMBERED), threshold)


def _soon_taken(lines: Lines, threshold: int, _known: Known) -> Lines:
    given = {one.about_id: one for one in lines if one.deed == ASSIGNED}
    taken = [
        both
        for one in _of(lines, DOWNLOAD)
        if (before := given.get(one.about_id)) and timedelta() <= one.at - before.at <= HOUR
        for both in (before, one)
    ]
    return _enough(taken, threshold)


def _guessed(lines: Lines, threshold: int, _known: Known) -> Lines:
    """Failures, and then the door opened."""
    for entered in (one for one in lines if one.deed == SIGNED_IN):
        failed = [
            one
            for one in lines
            if one.deed in FAILED and timedelta() <= entered.at - one.at <= HOUR and one.number < entered.number
        ]
        if len(failed) >= threshold:
            return [*failed, entered]
    return ()


def _closed(lines: Lines, threshold: int, _known: Known) -> Lines:
    return _enough([one for one in lines if one.deed in FAILED and one.details.get("closed")], threshold)


def _own_link(lines: Lines, _threshold: int, known: Known) -> Lines:
    """Who makes a link to another's account and uses it himself has another's rights. He sits where he sat."""
    found: dict[int, TrailLine] = {}
    for used in (one for one in lines if one.deed == PASSWORD_SET and not one.details.get("own")):
        link = next((one for one in reversed(known.links) if one.number < used.number), None)
        if link is not None and link.address is not None and link.address == used.address:
            found |= {link.number: link, used.number: used}
    return list(found.values())


def _after_reset(lines: Lines, _threshold: int, known: Known) -> Lines:
    """Wherever he sits: identities were opened within a day of a link to an account that was in use."""
    resets = [one for one in known.links if one.details.get("used")]
    found: dict[int, TrailLine] = {}
    for one in _of(lines, *OPENINGS):
        reset = next((each for each in reversed(resets) if timedelta() <= one.at - each.at <= DAY), None)
        if reset is not None:
            found |= {reset.number: reset, one.number: one}
    return list(found.values())


def _outside(lines: Lines, threshold: int, _known: Known) -> Lines:
    return _enough([one for one in lines if one.deed == TURNED_OUT and one.details.get("why") == "outside"], threshold)


def _two_places(lines: Lines, threshold: int, _known: Known) -> Lines:
    """From one address, then another, then the first again: two people, or a person and a thief."""
    done = [one for one in lines if one.address and one.deed not in FAILED]
    kept: dict[int, TrailLine] = {}
    last_from: dict[str, int] = {}
    for place, one in enumerate(done):
        before = last_from.get(str(one.address))
        if before is not None and before < place - 1 and one.at - done[before].at <= HALF_AN_HOUR:
            kept.update((each.number, each) for each in done[before : place + 1])
        last_from[str(one.address)] = place
    return list(kept.values()) if len(kept) > threshold else ()


RULES = (
    Rule("many_reveals", 20, _many_reveals),  # one in three minutes for an hour: nobody telephones so fast
    Rule("night", 3, _night),  # 22 to 6 in Seoul; one or two may be a late evening
    Rule("weekend", 3, _weekend),  # the office is closed; public holidays are not known here
    Rule("one_group", 10, _one_group),  # ten people of one landlord in a day are a list, made by hand
    Rule(
        "nothing_waits", 5, _nothing_waits
    ),  # caseworkers have no groups of their own: people for whom nothing waits are outside
    Rule("fruitless", 10, _fruitless),  # ten whole values that nobody has: guessing
    Rule("bulk_import", 5, _bulk_import),  # five files in an hour; an office has one form
    Rule("soon_taken", 2, _soon_taken),  # given a group and taken its people within the hour: two lines
    Rule("guessed", 3, _guessed),  # two failures are slips of the finger
    Rule("closed_account", 1, _closed),  # nobody has a reason to try
    Rule("own_link", 1, _own_link),  # a link is for somebody else
    Rule("after_reset", 1, _after_reset),  # whose telephone was lost can say so
    Rule("outside", 1, _outside),  # somebody took a computer along, or a cookie
    Rule("two_places", 2, _two_places),  # more than two lines: there, elsewhere, and there again
    Rule("many_renumbered", 3, _many_renumbered),  # each comes to the window with her papers
    Rule("many_destroyed", 5, _many_destroyed),  # one at a time, each after a call: five in an hour are a clearing out
)
RULE_NAMES = tuple(rule.name for rule in RULES)
