"""What the pages of surveys say: states, what is wrong, answers shown back. Decides nothing; questions stay as the office words them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import format_decimal, gettext

from lawsuit_hub.features.lawsuits.stage_words import stage_label
from lawsuit_hub.features.lawsuits.types import Stage
from lawsuit_hub.features.publishing import words as publishing_words
from lawsuit_hub.features.surveys import reading
from lawsuit_hub.features.surveys.refusals import BadAnswer, NotReady
from lawsuit_hub.features.surveys.types import Answer, Kind, Problem, Question, Rule, State, SurveyLine, Whom
from lawsuit_hub.infra.i18n import won
from lawsuit_hub.privacy.small_cells import FEWEST


def _(text: str, **values: Any) -> str:
    return str(gettext(text, **values))


def state(one: SurveyLine) -> tuple[str, str, str]:
    """Kind, word and icon of its badge."""
    return {
        State.DRAFT: ("plain", _("초안"), ""),
        State.OPEN: ("info", _("답을 받는 중"), "clock"),
        State.CLOSED: ("plain", _("마감"), ""),
        State.PRESENTED: ("ok", _("결과를 알림"), "check"),
    }[one.state]


def answered(one: SurveyLine, *, about: bool = False) -> str:
    """How many; `about`: in fives also when the results were told, for where it stands beside how many were asked."""
    if one.answered is None:
        return _("아직 적음") if one.state is State.OPEN else _("5명 미만")
    if one.state is State.PRESENTED and not about:
        return _("%(count)s명", count=format_decimal(one.answered))
    return _("%(count)s명 이상", count=format_decimal(one.answered - one.answered % FEWEST))


def kind(one: Kind) -> str:
    return {
        Kind.SINGLE: _("하나 고르기"),
        Kind.MULTIPLE: _("여러 개 고르기"),
        Kind.SCALE: _("점수"),
        Kind.NUMBER: _("수"),
        Kind.DATE: _("날짜"),
        Kind.MONEY: _("금액"),
        Kind.TEXT: _("글"),
        Kind.MATRIX: _("표"),
    }[one]


def whom(one: Whom) -> str:
    return {
        Whom.VERIFIED: _("등록하고 계약서를 확인한 모든 사람"),
        Whom.GROUPS: _("고른 모임의 사람"),
        Whom.STAGES: _("고른 단계에 있는 모임의 사람"),
    }[one]


def rule(one: Rule) -> str:
    if one.whom is Whom.VERIFIED:
        return whom(one.whom)
    named = [stage_label(Stage(name)) for name in one.named] if one.whom is Whom.STAGES else list(one.named)
    return ", ".join(named)


def problem(one: Problem) -> str:
    return {
        "title": _("조사의 이름을 적어 주세요."),
        "areas": _("쪽이 하나도 없습니다."),
        "area_title": _("이름이 없는 쪽이 있습니다."),
        "area_empty": _("물음이 하나도 없는 쪽이 있습니다: %(named)s", named=one.named),
        "text": _("물음의 글을 적어 주세요."),
        "options": _("고를 것이 둘은 있어야 합니다."),
        "options_same": _("같거나 빈 보기가 있습니다."),
        "lines": _("표에 줄이 없습니다."),
        "scale": _("점수의 처음과 끝을 적어 주세요. 열한 칸까지 됩니다."),
        "bounds": _("가장 작은 수가 가장 큰 수보다 작아야 합니다."),
        "most": _("고를 수 있는 개수가 보기의 수와 맞지 않습니다."),
        "bands": _("구간은 작은 수부터 차례로 적어 주세요."),
        "unreachable": _("아무도 이 물음에 이르지 못합니다. 나타나는 조건을 봐 주세요."),
        "resident": _("주민등록번호는 물을 수 없습니다."),
        "personal": _("누구인지 알 수 있는 것을 묻는 듯합니다: %(named)s", named=one.named),
        "holds": _(
            "글에 개인정보로 보이는 것이 있습니다: %(named)s",
            named=publishing_words.kind(one.named) if one.why == "holds" else "",
        ),
        "holds_resident": _("글에 주민등록번호가 있습니다. 빼 주세요."),
    }[one.why]


def wrong(one: BadAnswer) -> str:
    bound = format_decimal(one.bound) if one.bound is not None else ""
    return {
        "missing": _("답해 주세요."),
        "option": _("보기에서 골라 주세요."),
        "most": _("%(count)s개까지 골라 주세요.", count=bound),
        "lines": _("줄마다 하나씩 골라 주세요."),
        "long": _("%(count)s자까지 적을 수 있습니다. 조금 줄여 주세요.", count=bound),
        "date": _("날짜로 읽지 못했습니다. 예: 2023.3.1"),
        "money": _("금액으로 읽지 못했습니다. 예: 230,000,000"),
        "number": _("수로 적어 주세요. 예: 3"),
        "low": _("%(bound)s보다 작을 수 없습니다.", bound=bound),
        "high": _("%(bound)s보다 클 수 없습니다.", bound=bound),
        "resident": _("주민등록번호는 받지 않습니다. 그 부분을 지워 주세요."),
    }[one.why]


def not_ready(one: NotReady) -> str:
    return {
        "problems": _("아래에서 고칠 것을 봐 주세요."),
        "nobody": _("여쭐 사람이 없습니다."),
        "rule": _("모임 번호나 단계를 다시 봐 주세요."),
        "until": _("끝나는 날은 내일부터 120일 안이어야 하고, 늘릴 때는 지금보다 뒤여야 합니다."),
        "remind": _("알림은 설정에 있는 횟수까지, 조사하는 날수 안에서 골라 주세요."),
        "resident": _("주민등록번호는 받지 않습니다. 그 부분을 지워 주세요."),
        "many": _("쪽은 30개, 물음은 200개까지입니다."),
        "path": _("이 누리집 안의 주소만 적을 수 있습니다. 예: /meetings"),
    }[one.why]


def answer(one: Question, said: Answer) -> str:
    """As somebody reads it back; labels are the office's own words."""
    labels = {option.key: option.label for option in one.options}
    if isinstance(said, Mapping):
        lines = {line.key: line.label for line in one.lines}
        return "\n".join(f"{lines[line]}: {labels.get(option, '')}" for line, option in said.items() if line in lines)
    if isinstance(said, tuple):
        return ", ".join(labels[key] for key in said if key in labels)
    if isinstance(said, date):
        return said.isoformat()
    if isinstance(said, int):
        return won(said) if one.kind is Kind.MONEY else format_decimal(said)
    return labels.get(said, "") if one.kind is Kind.SINGLE else said


def typed(one: Question, fields: Mapping[str, Sequence[str]]) -> str:
    """What was sent and not taken, in the same words where it can be read."""
    try:
        read = reading.answer(one, fields)
    except BadAnswer as refusal:
        return (
            ""
            if refusal.why == "resident"
            else "\n".join(v for name in reading.names(one) for v in fields.get(name, ()))
        )
    return answer(one, read) if read is not None else ""
