"""What the pages of the library say. Decides nothing."""

from typing import Any

from flask_babel import gettext
from flask_wtf import FlaskForm

from lawsuit_hub.features.library.types import BadManual, HoldsPersonal, Version
from lawsuit_hub.features.publishing import words as found_words
from lawsuit_hub.infra.refusals import ReasonHoldsNumber, ReasonMissing, Refusal
from lawsuit_hub.infra.taking import beside


def _(text: str, **values: Any) -> str:
    return str(gettext(text, **values))


def category(one: str) -> str:
    return {"manual": _("매뉴얼"), "form": _("서식"), "guide": _("안내문"), "law": _("법령·판례")}[one]


def language(one: str) -> str:
    return {
        "ko": _("한국어"),
        "en": _("영어"),
        "zh": _("중국어"),
        "vi": _("베트남어"),
        "uz": _("우즈베크어"),
        "mn": _("몽골어"),
    }[one]


def state(one: Version) -> tuple[str, str]:
    """A badge."""
    if one.withdrawn_at is not None:
        return "plain", _("공개를 거둠")
    return ("ok", _("공개")) if one.published_at is not None else ("warn", _("공개 전"))


def explain(form: FlaskForm, refusal: Refusal) -> None:
    """Beside the field it is about, else above the form."""
    if isinstance(refusal, BadManual):
        beside(form, form._fields.get(refusal.field), why(refusal.why))
    elif isinstance(refusal, HoldsPersonal):
        found = ", ".join(found_words.kind(one.kind) for one in refusal.found)
        beside(form, form._fields.get("summary"), _("누구나 봅니다. 이것을 빼 주세요: %(found)s", found=found))
    elif isinstance(refusal, ReasonMissing):
        beside(form, form._fields.get("reason"), _("이유를 다섯 글자 이상 적어 주세요."))
    elif isinstance(refusal, ReasonHoldsNumber):
        beside(form, form._fields.get("reason"), why("number"))


def why(one: str) -> str:
    return {
        "empty": _("내용을 적어 주세요."),
        "long": _("너무 깁니다. 조금 줄여 주세요."),
        "category": _("하나를 골라 주세요."),
        "language": _("하나를 골라 주세요."),
        "number": found_words.number_in_text(),
        "file": _("파일이 없습니다. 파일을 올려 주세요."),
        "published": _("이미 공개했거나 거둔 판입니다."),
    }[one]
