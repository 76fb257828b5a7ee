"""How an application stands, for herself - with the next step and how long it takes - and for the desk. Decides nothing."""

from typing import Any

from flask_babel import gettext

from lawsuit_hub.features.costs.types import Application, State
from lawsuit_hub.infra.i18n import day, won


def _(text: str, **values: Any) -> str:
    return str(gettext(text, **values))


def badge(one: State) -> tuple[str, str]:
    """The kind of a badge, and its words."""
    return {
        State.DRAFT: ("plain", _("작성 중")),
        State.SUBMITTED: ("info", _("접수함")),
        State.MORE: ("warn", _("더 낼 것이 있음")),
        State.CHECKED: ("info", _("두 번째 확인 중")),
        State.APPROVED: ("ok", _("지원 결정")),
        State.WAITING: ("warn", _("예산 대기")),
        State.REJECTED: ("plain", _("지원하지 않음")),
        State.WITHDRAWN: ("plain", _("거둠")),
        State.HANDED: ("ok", _("지급하는 중")),
        State.PAID: ("ok", _("지급함")),
        State.FAILED: ("bad", _("계좌 확인 필요")),
        State.REFUNDED: ("plain", _("돌려받음")),
    }[one]


def told(one: Application) -> tuple[str, str, str]:
    """The kind of a note, how it stands, and what happens next and how long it takes."""
    if one.appeal is not None and one.appeal.outcome is None:
        return (
            "calm",
            _("이의신청을 보고 있습니다"),
            _(
                "결정한 두 사람이 아닌 다른 담당자가 봅니다. 보통 30일 걸립니다. 그동안 다투는 금액의 예산을 남겨 둡니다."
            ),
        )
    return {**_before_deciding(one), **_decided(one)}[one.state]


Told = dict[State, tuple[str, str, str]]


def _before_deciding(one: Application) -> Told:
    return {
        State.DRAFT: (
            "info",
            _("아직 내지 않으셨습니다"),
            _("저장한 것은 그대로 있습니다. 다 적으신 뒤 ‘신청서 내기’를 눌러 주세요."),
        ),
        State.SUBMITTED: (
            "calm",
            _("신청을 받았습니다"),
            _("담당자 두 사람이 차례로 봅니다. 보통 14일 걸립니다. 늦어지면 먼저 알려 드립니다."),
        ),
        State.MORE: ("warn", _("더 필요한 것이 있습니다"), one.content.asked),
        State.CHECKED: ("calm", _("첫 확인을 마쳤습니다"), _("다른 담당자가 한 번 더 봅니다. 보통 7일 걸립니다.")),
        State.WITHDRAWN: ("calm", _("신청을 거두셨습니다"), _("다시 신청하실 수 있습니다.")),
    }


def _decided(one: Application) -> Told:
    amount = won(one.amount)
    return {
        State.APPROVED: (
            "done",
            _("%(amount)s을 지원합니다", amount=amount),
            _("재무 부서가 적으신 계좌로 보냅니다. 보통 14일 걸립니다. 하실 일은 없습니다."),
        ),
        State.WAITING: (
            "warn",
            _("지원 대상이지만 올해 예산이 다 찼습니다"),
            _("대기 순서에 올렸습니다. 예산이 늘거나 돌아오면 먼저 결정된 순서로 지원하고 바로 알려 드립니다."),
        ),
        State.REJECTED: (
            "calm",
            _("지원하지 않기로 했습니다"),
            _("이유는 결정 통지에 적었습니다. 동의하지 않으면 이의신청을 할 수 있습니다."),
        ),
        State.HANDED: (
            "done",
            _("%(amount)s을 지급하는 중입니다", amount=amount),
            _("재무 부서에 넘겼습니다. 보통 7일 안에 들어옵니다."),
        ),
        State.PAID: (
            "done",
            _("%(amount)s을 지급했습니다", amount=amount),
            _("계좌를 확인해 주세요. 들어오지 않았으면 담당 창구에 알려 주세요."),
        ),
        State.FAILED: (
            "warn",
            _("적으신 계좌로 보내지 못했습니다"),
            _("아래에서 계좌를 다시 적어 주세요. 지원하기로 한 돈은 그대로 있습니다."),
        ),
        State.REFUNDED: ("calm", _("지원금을 돌려받았습니다"), _("물어보실 것이 있으면 담당 창구에 알려 주세요.")),
    }


def pick(one: str) -> str:
    """What the desk looks at."""
    return {
        "first": _("첫 확인"),
        "second": _("두 번째 확인"),
        "appeal": _("이의신청"),
        "waiting": _("예산 대기"),
        "asked": _("서류를 기다림"),
        "granted": _("지급 전"),
        "over": _("끝남"),
    }[one]


def appeal_line(one: Application) -> str:
    return _("%(when)s까지 이의신청을 할 수 있습니다.", when=day(one.appeal_until)) if one.appeal_until else ""


def appeal_outcome(one: str | None) -> str:
    return {
        None: _("보고 있습니다"),
        "granted": _("받아들임"),
        "denied": _("받아들이지 않음"),
        "lapsed": _("신청이 먼저 끝나 이의신청도 결정 없이 끝남"),
    }[one]


def age(days: int) -> str:
    return _("오늘") if days < 1 else _("%(days)s일째", days=days)
