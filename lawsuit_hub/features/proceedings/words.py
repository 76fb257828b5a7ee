"""What pages say of a case's course: steps, needs, states, days, and what a refusal means. Decides nothing."""

from typing import Any

from flask_babel import gettext
from flask_wtf import FlaskForm

from lawsuit_hub.features.lawsuits.stage_words import stage_label
from lawsuit_hub.features.proceedings import kinds
from lawsuit_hub.features.proceedings.types import (
    BadDeadline,
    Confidence,
    DeadlineView,
    HearingView,
    Need,
    Source,
    State,
    StepLacks,
    StepView,
)
from lawsuit_hub.infra.refusals import ReasonHoldsNumber, ReasonMissing, Refusal
from lawsuit_hub.infra.taking import beside


def _(text: str, **values: Any) -> str:
    return str(gettext(text, **values))


def step_label(step: StepView) -> str:
    if step.back:
        return _("%(stage)s(으)로 되돌리기", stage=stage_label(step.to))
    return stage_label(step.to)


def need(one: Need) -> str:
    return {
        Need.TWO_ACTIVE: _("확정된 사람이 두 명 이상이어야 합니다."),
        Need.COUNSEL: _("맡은 변호사가 있어야 합니다."),
        Need.RETAINED: _("위임한 사람이 한 명 이상이어야 합니다. 아래 ‘사람마다의 상태’에 적어 주세요."),
        Need.CASE: _("법원, 사건 번호, 소를 낸 날(오늘이나 그 전)을 적어 주세요."),
        Need.JUDGED: _("판결이 나온 날(오늘이나 그 전)을 적어 주세요."),
        Need.REASON: _("이유를 다섯 글자 이상 적어 주세요."),
    }[one]


def state(one: State | None) -> str:
    if one is None:
        return _("아직 적지 않음")
    return {
        State.INTERESTED: _("관심 있음"),
        State.RETAINED: _("위임함"),
        State.FILED: _("소를 냄"),
        State.SETTLED: _("합의함"),
        State.WITHDREW: _("빠짐"),
        State.WON: _("이김"),
        State.LOST: _("짐"),
        State.PAID: _("돌려받음"),
    }[one]


def kind(name: str) -> str:
    return {
        "distribution_claim": _("배당요구 종기"),
        "objection": _("결정에 대한 이의신청 (30일)"),
        "support_application": _("지원 신청 (3년)"),
        "hearing": _("재판 날"),
        "mediation": _("조정 날"),
        "verdict": _("판결 선고 날"),
        "appeal": _("항소 (판결서를 받고 2주)"),
        "final_appeal": _("상고 (판결서를 받고 2주)"),
        "documents": _("서류 낼 날"),
        kinds.OWN: _("그 밖의 날"),
    }[name]


def title(one: DeadlineView) -> str:
    return one.title or kind(one.kind)


def source(one: Source) -> str:
    return {
        Source.COURT: _("법원 서류"),
        Source.COUNTED: _("기간을 세어서"),
        Source.TOLD: _("들어서"),
        Source.OWN: _("우리가 정함"),
    }[one]


def confidence(one: Confidence) -> str:
    return {Confidence.CERTAIN: _("서류로 확인함"), Confidence.LIKELY: _("아직 서류로 확인하지 않음")}[one]


def ground(one: DeadlineView) -> str:
    """Where the period is written, with the day of our table; nothing of a day that somebody set."""
    if not kinds.BY_NAME[one.kind].confidence:
        return ""
    return _(
        "근거: %(source)s. %(when)s 기준이며, 반드시 직접 확인해 주세요.",
        source=kinds.BY_NAME[one.kind].source,
        when=kinds.AS_OF,
    )


def days_left(days: int) -> str:
    if days == 0:
        return _("오늘")
    return _("%(days)s일 남음", days=days) if days > 0 else _("지남")


def coming(one: HearingView) -> str:
    return _("꼭 오셔야 합니다.") if one.must_come else _("변호사가 나갑니다. 오시지 않아도 됩니다.")


def explain(form: FlaskForm, refusal: Refusal) -> None:
    """Beside the field it is about, else above the form."""
    fields = form._fields
    if isinstance(refusal, StepLacks):
        for one in refusal.needs:
            name = {Need.CASE: "number", Need.JUDGED: "judged_on", Need.REASON: "reason"}.get(one, "")
            beside(form, fields.get(name), need(one))
    elif isinstance(refusal, ReasonMissing):
        beside(form, fields.get("reason"), need(Need.REASON))
    elif isinstance(refusal, ReasonHoldsNumber):
        where = fields.get("reason") or fields.get("title") or fields.get("room")
        beside(form, where, _("주민등록번호는 받지 않습니다. 그 부분을 지워 주세요."))
    elif isinstance(refusal, BadDeadline):
        name, said = _about(refusal)
        beside(form, fields.get(name) or fields.get("since"), said)
    else:
        beside(form, None, _("지금 이 단계로 갈 수 없습니다. 화면을 새로 열어 다시 봐 주세요."))


def _about(bad: BadDeadline) -> tuple[str, str]:
    return {
        "title": ("title", _("어떤 날인지 짧게 적어 주세요.")),
        "past": ("day", _("지난 날이거나 아직 오지 않은 날입니다. 날짜를 다시 봐 주세요.")),
        "far": ("day", _("10년보다 먼 날입니다. 연도를 다시 봐 주세요.")),
        "people": ("aliases", _("이 모임에 없는 사람이 있습니다. 다시 골라 주세요.")),
        "stale": ("", _("그 사이에 다른 사람이 바꾸었습니다. 화면을 새로 열어 다시 봐 주세요.")),
        "days": ("remind", _("0일에서 180일까지 적을 수 있습니다.")),
    }[bad.why]
