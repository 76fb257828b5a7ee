"""What the pages of suggestions say: kinds, states, numbers, and what a refusal means. Decides nothing."""

from typing import Any

from flask_babel import gettext
from flask_wtf import FlaskForm

from lawsuit_hub.features.briefings import words as file_words
from lawsuit_hub.features.publishing import words as gate_words
from lawsuit_hub.features.publishing.replacing import LINK
from lawsuit_hub.features.publishing.types import ReasonHoldsPersonal
from lawsuit_hub.features.suggestions.types import (
    BadSuggestion,
    Category,
    HoldsName,
    NoSupport,
    Origin,
    People,
    Status,
    Step,
    WrongCode,
)
from lawsuit_hub.infra.i18n import day as spoken_day
from lawsuit_hub.infra.refusals import ReasonHoldsNumber, ReasonMissing, Refusal, TooMany
from lawsuit_hub.infra.taking import beside
from lawsuit_hub.privacy.small_cells import FEWEST

EXPLAINED = (
    *(BadSuggestion, HoldsName, WrongCode, NoSupport),
    *(ReasonMissing, ReasonHoldsNumber, ReasonHoldsPersonal, TooMany),
)


def _(text: str, **values: Any) -> str:
    return str(gettext(text, **values))


def category(one: Category) -> str:
    return {
        Category.PUNISHMENT: _("처벌·수사"),
        Category.RELIEF: _("특별법·구제"),
        Category.LOANS: _("대출·이자"),
        Category.AUCTION: _("경매·공매"),
        Category.LAWSUIT: _("소송·비용"),
        Category.HOUSING: _("주거·이사"),
        Category.BUILDING: _("건물 관리"),
        Category.COUNSELLING: _("상담·심리"),
        Category.PROCEDURE: _("행정 절차"),
        Category.PREVENTION: _("예방·계약"),
        Category.OTHER: _("기타"),
    }[one]


def status(one: Status) -> str:
    return {
        Status.RECEIVED: _("받음"),
        Status.REVIEW: _("살펴보는 중"),
        Status.FORWARDED: _("기관에 전달함"),
        Status.ANSWERED: _("답이 옴"),
        Status.ADOPTED: _("반영됨"),
        Status.PARTLY: _("일부 반영됨"),
        Status.DECLINED: _("반영되지 않음"),
    }[one]


def badge_of(one: Status) -> str:
    return {
        Status.RECEIVED: "plain",
        Status.REVIEW: "plain",
        Status.FORWARDED: "info",
        Status.ANSWERED: "info",
        Status.ADOPTED: "ok",
        Status.PARTLY: "ok",
        Status.DECLINED: "warn",
    }[one]


def step(one: Step) -> str:
    """국회에 전달함 (문서 2026-12호)"""
    said = {
        Status.FORWARDED: _("%(who)s에 전달함", who=one.recipient),
        Status.ANSWERED: _("%(who)s의 답", who=one.recipient),
    }.get(one.status, status(one.status))
    return _("%(said)s (문서 번호 %(number)s)", said=said, number=one.document) if one.document else said


def people(count: int | None) -> str:
    """For everybody."""
    return (
        _("%(count)s명이 같은 의견", count=count)
        if count is not None
        else _("같은 의견 %(count)s명 미만", count=FEWEST)
    )


def people_of(one: People) -> str:
    """For staff."""
    return _(
        "건의 %(suggestions)s건 · 회원 %(members)s명, 방문자 %(visitors)s명",
        suggestions=one.suggestions,
        members=one.members,
        visitors=one.visitors,
    )


def origin(one: Origin) -> str:
    return {Origin.VISITOR: _("로그인하지 않고"), Origin.MEMBER: _("회원"), Origin.FORM: _("설문")}[one]


def age(days: int) -> str:
    return file_words.age(days) if days else _("오늘 들어옴")


def on(status_of: Status, day_of: Any) -> str:
    return f"{status(status_of)} · {spoken_day(day_of)}"


def replaced(kinds: frozenset[str]) -> str:
    extra = {"address": _("주소"), "birth": _("생년월일"), LINK: _("링크")}
    known = [file_words.kind_of(kind) for kind in sorted(kinds - extra.keys())]
    return ", ".join([*known, *(extra[kind] for kind in sorted(kinds & extra.keys()))])


def explain(form: FlaskForm, refusal: Refusal) -> None:
    """Beside the field it is about, else above the form."""
    if isinstance(refusal, BadSuggestion):
        beside(form, form._fields.get(refusal.field), why(refusal.why))
    elif isinstance(refusal, HoldsName):
        beside(form, form._fields.get("masks"), _("아직 개인정보로 보이는 것이 있습니다. 가릴 말에 적어 주세요."))
    elif isinstance(refusal, WrongCode):
        beside(form, form._fields.get("code"), _("그런 접수 코드가 없습니다. 열여섯 글자를 다시 봐 주세요."))
    elif isinstance(refusal, NoSupport):
        beside(form, None, _("이미 끝난 건의입니다."))
    elif isinstance(refusal, ReasonHoldsPersonal):
        found = ", ".join(gate_words.finding(one) for one in refusal.found)
        beside(form, form._fields.get("reason"), _("개인정보로 보이는 것이 있습니다: %(found)s", found=found))
    elif isinstance(refusal, TooMany):
        beside(form, form._fields.get("text", form._fields.get("code")), _too_many())
    else:
        file_words.explain(form, refusal)


def why(one: str) -> str:
    return {
        "empty": _("내용을 적어 주세요."),
        "long": _("너무 깁니다. 조금 줄여 주세요."),
        "number": _("주민등록번호는 받지 않습니다. 그 부분을 지워 주세요."),
        "choose": _("하나를 골라 주세요."),
        "date": _("오늘까지의 날짜를 적어 주세요. 예: 2026-03-02"),
        "late": _("이미 기관에 전달한 주제는 합칠 수 없습니다."),
    }[one]


def _too_many() -> str:
    return _("지금은 더 보낼 수 없습니다. 적으신 것은 그대로 있습니다. 내일 다시 하거나 담당 창구에 전화해 주세요.")
