"""What the pages of mailings say: states, reasons, amounts, why something is refused. Decides nothing."""

from datetime import datetime
from typing import Any

from flask_babel import format_decimal, gettext
from flask_wtf import FlaskForm

from lawsuit_hub.features.lawsuits.stage_words import stage_label
from lawsuit_hub.features.mailings.forms import KIND_WORDS
from lawsuit_hub.features.mailings.types import Kind, MailingLine, NothingToSend, Plan, Report, State, Wanted
from lawsuit_hub.infra.refusals import Refusal
from lawsuit_hub.infra.taking import beside


def _(text: str, **values: Any) -> str:
    return str(gettext(text, **values))


def kind(one: MailingLine) -> str:
    said = str(KIND_WORDS[one.kind])
    return f"{said} {one.notice}" if one.kind is Kind.NOTICE else said


def whom(wanted: Wanted) -> str:
    if wanted.everybody:
        return _("동의한 모든 사람")
    return ", ".join([*wanted.groups, *(stage_label(one) for one in wanted.stages)])


def state(one: State) -> tuple[str, str, str]:
    """Kind, word and icon of its badge."""
    return {
        State.DRAFT: ("plain", _("아직 보내지 않음"), ""),
        State.SECOND: ("warn", _("두 번째 사람을 기다림"), "clock"),
        State.UNDO: ("warn", _("곧 시작"), "clock"),
        State.SENDING: ("info", _("보내는 중"), "clock"),
        State.PAUSED: ("warn", _("잠시 멈춤"), "clock"),
        State.STOPPED: ("bad", _("그만둠"), ""),
        State.DONE: ("ok", _("마침"), "check"),
    }[one]


def channel(one: Plan) -> str:
    kinds = {"sms": _("문자(SMS)"), "lms": _("긴 문자(LMS)"), "alimtalk": _("알림톡")}
    return f"{kinds.get(one.channel, one.channel)} · {_('%(count)s바이트', count=format_decimal(one.bytes))}"


def why(word: str) -> str:
    """Why somebody gets nothing, or why it did not arrive."""
    return {
        "gone": _("등록을 거둔 사람"),
        "barred": _("임대인 쪽으로 판단된 사람"),
        "quiet": _("그만 보내 달라고 한 사람"),
        "unwilling": _("동의하지 않은 사람"),
        "knows": _("채널을 이미 추가한 사람"),
        "off": _("이런 알림을 끈 사람"),
        "erased": _("그사이 지워진 사람"),
        "carrier": _("통신사가 받지 않음"),
        "nobody to send to": _("보낼 번호가 없음"),
        "she asked to be left alone": _("그만 보내 달라고 한 사람"),
        "she switched it off": _("이런 알림을 끈 사람"),
        "not wanted any more": _("그사이 받지 않게 된 사람"),
        "cannot_carry": _("보낼 수 없는 글자가 있음"),
        "too_long": _("너무 김"),
    }.get(word, _("통신사의 답: %(code)s", code=word[:20]))


def reasons(counted: dict[str, int]) -> list[dict[str, str]]:
    rows = [(why(word), count) for word, count in counted.items() if count]
    return [{"label": said, "value": format_decimal(count)} for said, count in rows]


def progress_line(one: MailingLine) -> str:
    report: Report = one.report
    return _(
        "%(total)s명 가운데 %(done)s명을 마쳤습니다. 보냄 %(sent)s",
        total=format_decimal(max(one.total, report.picked)), done=format_decimal(report.settled), sent=format_decimal(report.sent),
    )  # fmt: skip


def minutes_left(one: MailingLine, now: datetime) -> int:
    return max(1, round((one.starts_at - now).total_seconds() / 60)) if one.starts_at else 0


def explain(form: FlaskForm, refusal: Refusal) -> None:
    assert isinstance(refusal, NothingToSend)  # noqa: S101 - as `done` was told
    place = {"notice": "notice", "group": "groups", "audience": "groups"}.get(refusal.why)
    beside(form, form[place] if place else None, nothing(refusal))


def nothing(refusal: NothingToSend) -> str:
    return {
        "audience": _("모임이나 단계를 하나는 골라 주세요."),
        "group": _("이런 모임은 없습니다: %(code)s", code=refusal.named),
        "channel": _("설정에 채널 주소가 없습니다."),
        "notice": _("올린 공지의 번호를 적어 주세요."),
        "letter": _("문자로 보낼 수 없는 글자가 있습니다: %(letter)s", letter=refusal.named),
        "long": _("문자로 보내기에 너무 깁니다. 설정의 이름과 주소를 줄여 주세요."),
        "nobody": _("받을 사람이 없습니다."),
    }[refusal.why]
