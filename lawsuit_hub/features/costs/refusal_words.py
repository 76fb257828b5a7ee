"""What pages say where litigation-cost support says no, and beside which field. Decides nothing."""

from typing import Any

from flask_babel import gettext
from flask_wtf import FlaskForm

from lawsuit_hub.features.costs import words
from lawsuit_hub.features.costs.types import (
    AnotherOpen,
    AnotherPerson,
    AppealOver,
    BadResult,
    BadWords,
    HouseholdHasIt,
    NoBudget,
    NothingLeft,
    NothingToPay,
    NotWhole,
    SaidTwice,
    UnfitResult,
    called,
)
from lawsuit_hub.infra.refusals import ReasonHoldsNumber, ReasonMissing, Refusal
from lawsuit_hub.infra.taking import beside

EXPLAINED = (
    AnotherOpen,
    AnotherPerson,
    AppealOver,
    BadResult,
    BadWords,
    HouseholdHasIt,
    NoBudget,
    NothingToPay,
    NotWhole,
    ReasonHoldsNumber,
    ReasonMissing,
    SaidTwice,
    UnfitResult,
)


def _(text: str, **values: Any) -> str:
    return str(gettext(text, **values))


def explain(form: FlaskForm, refusal: Refusal) -> None:
    """Beside the field it is about, else above the form."""
    if isinstance(refusal, NotWhole):
        for one in refusal.missing:
            beside(form, None, words.missing(one))
        return
    name, said = why_not(refusal)
    field = form._fields.get(name)
    if field is not None and isinstance(refusal, BadWords) and refusal.why == "number":
        field.data = ""  # such a number is shown to nobody again either
    beside(form, field, said)


def why_not(refusal: Refusal) -> tuple[str, str]:
    """The field, and what to say."""
    if isinstance(refusal, BadWords):
        return refusal.field, bad(refusal)
    if isinstance(refusal, NothingLeft):
        return "more", _(
            "지원을 결정한 %(year)s년의 예산이 그만큼 남지 않았습니다. 사업 화면에서 %(year)s년 예산을 늘린 뒤 다시 정해 주세요.",
            year=refusal.year,
        )
    if isinstance(refusal, BadResult):
        return "text", _("%(line)s번째 줄을 읽을 수 없습니다. 아무것도 적지 않았습니다.", line=refusal.line)
    if isinstance(refusal, SaidTwice):
        return "text", _twice(refusal)
    if isinstance(refusal, UnfitResult):
        return "text", _(
            "%(called)s의 결과가 이 목록에 맞지 않습니다. 번호와 지급한 날을 봐 주세요. 아무것도 적지 않았습니다.",
            called=called(refusal.number),
        )
    if isinstance(refusal, AnotherOpen):
        return "", _(
            "신청인에게 열려 있는 다른 신청 %(called)s가 있습니다. 그 신청이 끝나거나 본인이 거둔 뒤에 지원할 수 있습니다.",
            called=called(refusal.number),
        )
    return {
        AnotherPerson: ("", _("앞 단계를 한 사람입니다. 다른 담당자가 해야 합니다.")),
        AppealOver: ("", _("이의신청 기간이 지났거나 이미 이의신청을 하셨습니다.")),
        HouseholdHasIt: (
            "",
            _("같은 세대가 이미 지원을 받기로 했습니다. 다른 세대라면 첫 확인에서 몇 번째 세대인지 적어 주세요."),
        ),
        NoBudget: ("total", _("예산이 모자랍니다. 이미 지원하기로 한 금액보다 적을 수 없습니다.")),
        NothingToPay: ("", _("지금 넘길 것이 없습니다. 내가 결정한 신청은 다른 담당자가 넘깁니다.")),
        ReasonHoldsNumber: ("reason", _("주민등록번호는 받지 않습니다. 그 부분을 지워 주세요.")),
        ReasonMissing: ("reason", _("이유를 다섯 글자 이상 적어 주세요.")),
    }[type(refusal)]


def _twice(refusal: SaidTwice) -> str:
    first, second = refusal.lines
    return _(
        "%(called)s의 결과가 %(first)s번째 줄과 %(second)s번째 줄에 다르게 적혀 있습니다. 맞는 줄만 남겨 주세요. 아무것도 적지 않았습니다.",
        called=called(refusal.number),
        first=first,
        second=second,
    )


def bad(refusal: BadWords) -> str:
    return {
        "empty": _("빠진 것이 있습니다. 모두 적어 주세요."),
        "both": _("붙여 넣거나 파일을 올리거나, 하나만 해 주세요."),
        "large": _("파일이 너무 큽니다. 결과가 있는 시트만 따로 저장해 올려 주세요."),
        "locked": _("암호가 걸려 있거나 옛 형식(xls)입니다. 암호 없는 XLSX나 CSV로 저장해 올려 주세요."),
        "sheet": _("CSV나 XLSX로 읽을 수 없는 파일입니다. 다시 저장해 올려 주세요."),
        "long": _("너무 길거나 많습니다. 조금 줄여 주세요."),
        "number": _("주민등록번호는 받지 않습니다. 그 부분을 지워 주세요."),
        "range": _("쓸 수 없는 숫자입니다. 다시 봐 주세요."),
        "future": _("아직 오지 않은 날입니다. 쓰신 날을 다시 봐 주세요."),
        "order": _("끝나는 날이 시작하는 날보다 앞섭니다."),
        "address": _("https://로 시작하는 주소를 적어 주세요."),
        "because": _("신청한 금액보다 적게 인정하면 이유를 적어 주세요."),
        "no_rule": _("지원하려면 모든 규칙이 ‘맞음’이고 인정한 비용이 있어야 합니다."),
    }[refusal.why]
