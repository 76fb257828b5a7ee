"""What the overview's pages say: questions about one's situation, how sure a fact is, refusals. Decides nothing."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from flask_wtf import FlaskForm

from lawsuit_hub.features.programmes import fitting
from lawsuit_hub.features.programmes.types import Auction, BadWords, Decision, Fact, Field, Home, Item, Sure, Wish
from lawsuit_hub.features.publishing import words as gate_words
from lawsuit_hub.features.publishing.types import ReasonHoldsPersonal
from lawsuit_hub.infra.refusals import ReasonHoldsNumber, ReasonMissing, Refusal
from lawsuit_hub.infra.taking import beside


def _(text: str, **values: Any) -> str:
    return str(gettext(text, **values))


def field(one: Field) -> str:
    return {
        Field.WHAT: _("무엇을"),
        Field.WHOM: _("누구에게"),
        Field.AMOUNT: _("얼마나"),
        Field.UNTIL: _("언제까지"),
        Field.HOW: _("어떻게 신청하나"),
        Field.CONTACT: _("물어볼 곳"),
    }[one]


def missing(facts: Mapping[Field, Fact]) -> str:
    """Of a programme: what nobody told yet."""
    return ", ".join(field(one) for one in Field if one not in facts)


def sure(one: Sure) -> str:
    return {
        Sure.READ: _("규정에서 확인"),
        Sure.TOLD: _("보도·안내에서 확인"),
        Sure.ASK: _("확인이 더 필요함"),
    }[one]


def badge_of(one: Sure) -> tuple[str, str]:
    return {Sure.READ: ("ok", "check"), Sure.TOLD: ("info", "info"), Sure.ASK: ("warn", "alert")}[one]


def decision(one: Decision) -> str:
    return {
        Decision.NONE: _("아직 신청하지 않음"),
        Decision.APPLIED: _("신청하고 기다리는 중"),
        Decision.DECIDED: _("전세사기피해자등 결정을 받음"),
        Decision.HUG: _("HUG 전세피해확인서를 받음"),
        Decision.REJECTED: _("인정되지 않음"),
    }[one]


def home(one: Home) -> str:
    return {Home.LIVING: _("그 집에 삽니다"), Home.LEFT: _("이사했습니다")}[one]


def auction(one: Auction) -> str:
    return {
        Auction.NONE: _("경매나 공매가 시작되지 않음"),
        Auction.RUNNING: _("경매나 공매가 진행 중"),
        Auction.OVER: _("경매나 공매가 끝남"),
    }[one]


def wish(one: Wish) -> str:
    return {
        Wish.SUIT: _("소송이나 지급명령을 하고 싶습니다"),
        Wish.BUY: _("살던 집을 사고 싶습니다"),
        Wish.LOAN: _("대출을 바꾸거나 새로 받아야 합니다"),
        Wish.HOME: _("당장 살 집이 필요합니다"),
        Wish.MONEY: _("생활비가 급합니다"),
        Wish.ADVICE: _("법률이나 마음 상담을 받고 싶습니다"),
    }[one]


def question(name: str) -> str:
    """What speaks against a programme, or has to be asked for it."""
    return {
        fitting.DECISION: _("피해자 결정"),
        fitting.HOME: _("지금 사는 곳"),
        fitting.AUCTION: _("경매·공매"),
        fitting.AGE: _("나이"),
        fitting.INCOME: _("소득"),
    }[name]


def questions(names: tuple[str, ...]) -> str:
    return ", ".join(question(name) for name in names)


def state(one: Item) -> str:
    if one.ended:
        return _("끝남")
    if one.live is None:
        return _("쓰는 중")
    return _("공개함") if one.live == one.newest.turn else _("공개함 · 고친 글은 아직 공개하지 않음")


def explain(form: FlaskForm, refusal: Refusal) -> None:
    if isinstance(refusal, BadWords):
        beside(form, _named(form, refusal.field), _why(refusal.why))
    elif isinstance(refusal, ReasonMissing):
        beside(form, form._fields.get("reason"), _("이유를 다섯 글자 이상 적어 주세요."))
    elif isinstance(refusal, ReasonHoldsNumber):
        beside(form, form._fields.get("reason"), _why("number"))
    elif isinstance(refusal, ReasonHoldsPersonal):
        beside(form, form._fields.get("reason"), gate_words.personal_in_reason(refusal.found))


def _named(form: FlaskForm, name: str) -> Any:
    """A fact's own fields are named by its kind: what, what_source, what_url."""
    return form._fields.get(name) or form._fields.get(f"{name}_text")


def _why(why: str) -> str:
    return {
        "empty": _("내용을 적어 주세요."),
        "long": _("너무 깁니다. 조금 줄여 주세요."),
        "number": _("주민등록번호는 받지 않습니다. 그 부분을 지워 주세요."),
        "address": _("https://로 시작하는 주소를 적어 주세요."),
        "order": _("앞의 나이보다 적을 수 없습니다."),
    }[why]
