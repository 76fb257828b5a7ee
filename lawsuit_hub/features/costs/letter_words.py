"""What the letter says, in Korean: it is an office's paper. Pure."""

from datetime import date, datetime

from lawsuit_hub.features.costs.types import CostKind, Known, Rule, Rules, Status
from lawsuit_hub.infra.letters import has_letters
from lawsuit_hub.values.dates import KST

TITLE = "소송수행경비 지원 결정 통지"
_HOLE = "□"
_KINDS = {
    CostKind.STAMP: "인지대",
    CostKind.SERVICE: "송달료",
    CostKind.AUCTION: "경매·공매 비용",
    CostKind.PAYMENT_ORDER: "지급명령 비용",
    CostKind.DEPOSIT_SUIT: "보증금 반환청구 비용",
    CostKind.LEASE_REGISTER: "임차권등기명령 비용",
    CostKind.LAWYER: "변호사 보수",
    CostKind.OTHER: "그 밖의 소송 비용",
}
_RULES = {
    Rule.WINDOW: "신청 기간",
    Rule.DISTRICT: "임차한 곳",
    Rule.STATUS: "피해자 결정",
    Rule.SINCE: "쓴 때",
    Rule.COSTS: "쓴 곳",
    Rule.HOUSEHOLD: "세대당 한 번",
    Rule.ONE_OF: "하나만 받는 사업",
    Rule.BUDGET: "예산",
}
_STATUSES = {Status.DECIDED: "국토교통부 피해자 결정", Status.HUG: "HUG 전세피해확인서", Status.NONE: ""}


def kind(one: CostKind) -> str:
    return _KINDS[one]


def rule(one: Rule) -> str:
    return _RULES[one]


def known(one: Known) -> str:
    return {Known.YES: "맞음", Known.NO: "맞지 않음", Known.UNKNOWN: "확인 못 함"}[one]


def said(rules: Rules, one: Rule) -> str:
    """The rule itself, as it is in force."""
    until = f" ~ {day(rules.closes)}" if rules.closes else "부터"
    return printable(
        {
            Rule.WINDOW: f"{day(rules.opens)}{until}",
            Rule.DISTRICT: f"{', '.join(rules.districts)}에서 임차해 피해를 본 세대",
            Rule.STATUS: " 또는 ".join(_STATUSES[status] for status in Status if status in rules.statuses),
            Rule.SINCE: f"{day(rules.spent_from)}부터 쓴 비용",
            Rule.COSTS: ", ".join(_KINDS[each] for each in CostKind if each in rules.kinds),
            Rule.HOUSEHOLD: f"세대당 한 번, {won(rules.per_household)}까지",
            Rule.ONE_OF: ", ".join(rules.one_of) + " 가운데 하나만" if rules.one_of else "정한 것이 없음",
            Rule.BUDGET: "그해 예산 안에서",
        }[one]
    )


def decision(outcome: str, amount: int) -> str:
    return {
        "approved": f"{won(amount)}을 지원합니다.",
        "partly": f"신청하신 것 가운데 {won(amount)}을 지원합니다.",
        "rejected": "지원하지 않습니다.",
    }[outcome]


def appeal(until: date | None, *, appealed: bool, phone: str, site: str) -> str:
    if appealed or until is None:
        return (
            "이의신청을 보고 다시 정한 것입니다. 이 결정을 다투려면 행정심판이나 행정소송을 이용할 수 있습니다. "
            f"물어보실 곳: {phone}"
        )
    return (
        f"이 결정에 동의하지 않으면 {day(until)}까지 이의신청을 할 수 있습니다. {site}의 ‘소송비 지원’에서 글과 서류를 내면 됩니다. "
        "결정한 두 사람이 아닌 다른 담당자가 다시 봅니다. 지원하기로 한 돈과 다투는 금액의 예산은 그동안 남겨 둡니다. "
        f"물어보실 곳: {phone}"
    )


def won(amount: int) -> str:
    return f"{amount:,}원"


def day(at: date | datetime | None) -> str:
    if at is None:
        return ""
    on = at.astimezone(KST).date() if isinstance(at, datetime) else at
    return f"{on.year}년 {on.month}월 {on.day}일"


def short_day(on: date) -> str:
    return f"{on.year}. {on.month}. {on.day}."


def printable(text: str) -> str:
    """A letter that our font has not is a hole, never a reason for no paper."""
    return text if has_letters(text) else "".join(char if has_letters(char) else _HOLE for char in text)
