"""What pages say of litigation-cost support: rules in plain words, why they are answered so. Decides nothing."""

from typing import Any

from flask_babel import gettext, pgettext

from lawsuit_hub.features.costs.types import (
    CostKind,
    Known,
    PaperKind,
    PaymentState,
    Rule,
    Status,
    Sure,
)


def _(text: str, **values: Any) -> str:
    return str(gettext(text, **values))


def kind(one: CostKind) -> str:
    return {
        CostKind.STAMP: _("인지대"),
        CostKind.SERVICE: _("송달료"),
        CostKind.AUCTION: _("경매·공매 비용"),
        CostKind.PAYMENT_ORDER: _("지급명령 비용"),
        CostKind.DEPOSIT_SUIT: _("보증금 반환청구 비용"),
        CostKind.LEASE_REGISTER: _("임차권등기명령 비용"),
        CostKind.LAWYER: _("변호사 보수"),
        CostKind.OTHER: _("그 밖의 소송 비용"),
    }[one]


def paper(one: PaperKind) -> str:
    return {
        PaperKind.RECEIPT: _("영수증·납부 확인"),
        PaperKind.STATUS: _("피해자 결정문이나 HUG 전세피해확인서"),
        PaperKind.LEASE: _("임대차계약서"),
        PaperKind.ACCOUNT: _("통장 사본"),
        PaperKind.OTHER: _("그 밖의 서류"),
    }[one]


def status(one: Status) -> str:
    return {
        Status.DECIDED: _("국토교통부에서 전세사기피해자등 결정을 받음"),
        Status.HUG: _("HUG 전세피해확인서를 받음"),
        Status.NONE: _("아직 받지 않음"),
    }[one]


def sure(one: Sure) -> tuple[str, str, str]:
    """The kind of a badge, its words and its icon."""
    return {
        Sure.READ: ("ok", _("규정에서 확인"), "check"),
        Sure.TOLD: ("info", _("보도·안내에서 확인"), "info"),
        Sure.ASK: ("warn", _("확인이 더 필요함"), "alert"),
    }[one]


def rule(one: Rule) -> str:
    return {
        Rule.WINDOW: _("신청 기간"),
        Rule.DISTRICT: _("어디에서 임차했나"),
        Rule.STATUS: _("피해자 결정이나 확인서"),
        Rule.SINCE: _("언제 쓴 돈인가"),
        Rule.COSTS: _("무엇에 쓴 돈인가"),
        Rule.HOUSEHOLD: _("세대당 한 번"),
        Rule.ONE_OF: _("하나만 받는 사업"),
        Rule.BUDGET: _("남은 예산"),
    }[one]


def known(one: Known) -> tuple[str, str, str]:
    """The kind of a badge, its words and its icon."""
    return {
        Known.YES: ("ok", pgettext("rule", "맞음"), "check"),
        Known.NO: ("bad", pgettext("rule", "맞지 않음"), "alert"),
        Known.UNKNOWN: ("warn", pgettext("rule", "아직 모름"), "info"),
    }[one]


def why(one: str) -> str:
    """Why a rule is answered so."""
    return {
        "not_yet": _("신청 기간이 아직 시작하지 않았습니다."),
        "closed": _("신청 기간이 끝났습니다."),
        "open": _("지금 신청을 받고 있습니다."),
        "no_address": _("등록에 임차한 집의 주소가 없습니다."),
        "elsewhere": _("등록하신 집이 이 사업의 지역이 아닙니다."),
        "lease_unseen": _("등록하신 집은 이 지역이지만, 계약서를 아직 확인하지 못했습니다."),
        "here": _("이 지역의 집이고 계약서를 확인했습니다."),
        "status_unsaid": _("결정이나 확인서를 받으셨는지 아직 모릅니다."),
        "status_none": _("이 사업이 요구하는 결정이나 확인서가 없습니다."),
        "status_unshown": _("받으셨다고 하셨지만, 결정문이나 확인서를 아직 보지 못했습니다."),
        "status_shown": _("결정문이나 확인서를 올리셨습니다."),
        "no_items": _("쓰신 비용을 아직 적지 않으셨습니다."),
        "all_after": _("모두 정한 날부터 쓰신 비용입니다."),
        "some_before": _("정한 날보다 먼저 쓰신 비용이 섞여 있습니다. 그 비용은 인정되지 않습니다."),
        "before": _("모두 정한 날보다 먼저 쓰신 비용입니다."),
        "kinds_fit": _("모두 지원하는 비용입니다."),
        "some_kinds": _("지원하지 않는 비용이 섞여 있습니다. 그 비용은 인정되지 않습니다."),
        "kinds": _("지원하는 비용이 없습니다."),
        "same_house": _("같은 집이나 같은 세대로 보이는 다른 신청이 있습니다. 다른 세대일 수 있어 담당자가 봅니다."),
        "first": _("같은 집에서 받은 신청이 없습니다."),
        "desk_compares": _("한 세대가 한 번 받습니다. 신청하시면 담당자가 확인합니다."),
        "no_others": _("함께 받을 수 없는 사업이 정해져 있지 않습니다."),
        "unsaid": _("세대에서 다른 사업을 받으셨는지 아직 모릅니다."),
        "declared": _("다른 사업을 받지 않았다고 하셨습니다."),
        "got_other": _("다른 사업을 받았다고 하셨습니다."),
        "no_budget": _("올해 예산이 아직 정해지지 않았습니다."),
        "used_up": _("올해 예산을 다 썼습니다."),
        "left": _("올해 예산이 남아 있습니다."),
    }[one]


def settles(one: str) -> str:
    """What would settle it."""
    return {
        "": "",
        "wait": _("정해지면 이 화면에 보입니다."),
        "write_address": _("담당 창구에 집의 주소를 알려 주세요."),
        "ask_desk": _("사정이 다르면 담당 창구에 알려 주세요."),
        "show_lease": _("‘계약서 보여 주기’에서 계약서를 올려 주세요."),
        "say_status": _("신청서에서 골라 주세요."),
        "get_status": _("결정이나 확인서를 받으신 뒤에 신청해 주세요."),
        "show_status": _("신청서에 결정문이나 확인서 사진을 올려 주세요."),
        "write_items": _("신청서에 비용을 적어 주세요."),
        "mend_items": _("인정되는 비용만 남기셔도 됩니다."),
        "declare": _("신청서에서 확인해 주세요."),
        "waiting_list": _("신청하시면 대기 순서에 오르고, 예산이 늘면 먼저 신청한 순서로 지원합니다."),
    }[one]


def missing(one: str) -> str:
    """What is not there yet."""
    return {
        "status": _("피해자 결정이나 확인서를 골라 주세요."),
        "items": _("쓰신 비용을 하나 이상 적어 주세요."),
        "alone": _("세대에서 다른 사업을 받지 않았는지 확인해 주세요."),
        "account": _("지원금을 받을 계좌를 적어 주세요."),
        "status_paper": _("결정문이나 확인서를 올려 주세요."),
        "receipts": _("영수증을 올려 주세요."),
        "answer": _("담당자가 물은 것에 답해 주세요."),
        "window": _("지금은 신청 기간이 아닙니다."),
    }[one]


def lacks(some: tuple[str, ...]) -> str:
    """The same for the desk, in a word each."""
    short = {
        "status": _("결정"),
        "items": _("비용"),
        "alone": _("확인란"),
        "account": _("계좌"),
        "status_paper": _("결정문"),
        "receipts": _("영수증"),
        "answer": _("답"),
        "window": _("기간"),
    }
    return ", ".join(short[one] for one in some)


def payment(one: PaymentState) -> tuple[str, str]:
    """The kind of a badge, and its words."""
    return {
        PaymentState.HANDED: ("info", _("재무 부서에 넘김")),
        PaymentState.PAID: ("ok", _("지급함")),
        PaymentState.FAILED: ("bad", _("지급하지 못함")),
        PaymentState.CALLED_OFF: ("plain", _("목록을 거둠")),
        PaymentState.REFUNDED: ("plain", _("돌려받음")),
    }[one]


def outcome(one: str) -> str:
    return {"approved": _("지원 결정"), "partly": _("일부 지원 결정"), "rejected": _("지원하지 않는 결정")}[one]
