"""What the pages of ballots say: states, results, refusals. Decides nothing."""

from typing import Any

from flask_babel import gettext
from flask_wtf import FlaskForm

from lawsuit_hub.features.ballots.types import (
    AHEAD_DAYS,
    LONGEST_DAYS,
    LONGEST_OPTION,
    MOST_OPTIONS,
    BadDays,
    BadOptions,
    Ballot,
    Result,
    State,
    TooFewMembers,
)
from lawsuit_hub.features.briefings import words as file_words
from lawsuit_hub.features.briefings.types import HoldsPersonal
from lawsuit_hub.infra.refusals import Refusal
from lawsuit_hub.infra.taking import beside


def _(text: str, **values: Any) -> str:
    return str(gettext(text, **values))


def state(one: State) -> str:
    return {
        State.PLANNED: _("아직 시작하지 않음"),
        State.OPEN: _("투표하는 중"),
        State.COUNTING: _("세는 중"),
        State.ENDED: _("끝남"),
        State.CANCELLED: _("취소됨"),
    }[one]


def badge_of(one: State) -> str:
    return {State.OPEN: "info", State.ENDED: "ok", State.CANCELLED: "warn"}.get(one, "plain")


def bars(ballot: Ballot, result: Result) -> list[tuple[str, int, str]]:
    """For macros/charts.html."""
    return [
        (text or _("읽지 못하는 글입니다."), count, f"{count:,}")
        for text, count in zip(ballot.asked.options, result.counts, strict=False)
    ]


def option(ballot: Ballot, number: int) -> str:
    """Of a line of the list."""
    options = ballot.asked.options
    return options[number] if number < len(options) else _("읽지 못하는 글입니다.")


def turnout(ballot: Ballot) -> str:
    if ballot.cast is None:
        return _("투표할 수 있던 %(voters)s명 가운데 다섯 명보다 적게 투표했습니다.", voters=ballot.voters or 0)
    return _(
        "투표할 수 있던 %(voters)s명 가운데 %(cast)s명이 투표했습니다.",
        voters=ballot.voters or 0,
        cast=ballot.cast,
    )


def explain(form: FlaskForm, refusal: Refusal) -> None:
    """Beside the field it is about, else above the form."""
    if isinstance(refusal, BadOptions):
        _beside(form, "options", _options(refusal.why))
    elif isinstance(refusal, BadDays):
        _beside(form, "from_on" if refusal.why in ("past", "far") else "until_on", _days(refusal.why))
    elif isinstance(refusal, TooFewMembers):
        _beside(form, "", _("확정된 사람이 다섯 명보다 적은 모임에서는 투표를 만들 수 없습니다."))
    elif isinstance(refusal, HoldsPersonal) and "question" in form:
        _beside(form, "explanation", _holds(refusal))
    elif isinstance(refusal, HoldsPersonal):
        _beside(form, "reason", _holds(refusal))
    else:
        file_words.explain(form, refusal)


def _holds(refusal: HoldsPersonal) -> str:
    found = ", ".join(file_words.found(one) for one in refusal.found)
    if any(one.must_go for one in refusal.found):
        return _("모임 모두가 읽습니다. 이것을 빼 주세요: %(found)s", found=found)
    return _("사무실이나 법원의 것인지 확인해 주세요: %(found)s", found=found)


def _options(why: str) -> str:
    return {
        "few": _("고를 것을 한 줄에 하나씩, 둘 이상 적어 주세요."),
        "many": _("고를 것은 %(count)s개까지 적을 수 있습니다.", count=MOST_OPTIONS),
        "long": _("고를 것 하나는 %(count)s자까지 적을 수 있습니다.", count=LONGEST_OPTION),
        "twice": _("같은 것이 두 번 있습니다."),
    }[why]


def _days(why: str) -> str:
    return {
        "past": _("첫날은 오늘이거나 그 뒤여야 합니다."),
        "far": _("첫날은 오늘부터 %(count)s일 안이어야 합니다.", count=AHEAD_DAYS),
        "order": _("마지막 날은 첫날보다 뒤여야 합니다. 하루는 생각할 시간을 주세요."),
        "long": _("투표는 %(count)s일까지 열 수 있습니다.", count=LONGEST_DAYS),
    }[why]


def _beside(form: FlaskForm, name: str, words: str) -> None:
    beside(form, form._fields.get(name), words)
