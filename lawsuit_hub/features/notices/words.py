"""What the board's pages say: categories, states, refusals. Decides nothing."""

from typing import Any

from flask_babel import gettext
from flask_wtf import FlaskForm

from lawsuit_hub.features.notices.types import BadWords, Category, Item, State
from lawsuit_hub.features.publishing import words as gate_words
from lawsuit_hub.features.publishing.types import ReasonHoldsPersonal
from lawsuit_hub.infra.refusals import ReasonHoldsNumber, ReasonMissing, Refusal
from lawsuit_hub.infra.taking import beside


def _(text: str, **values: Any) -> str:
    return str(gettext(text, **values))


def category(one: Category) -> str:
    return {
        Category.SUPPORT: _("지원사업"),
        Category.LAW: _("법률과 소송"),
        Category.MEETING: _("간담회와 행사"),
        Category.WARNING: _("주의"),
        Category.SERVICE: _("이용 안내"),
    }[one]


def state(one: Item) -> str:
    words = {
        State.DRAFT: _("쓰는 중"),
        State.SCHEDULED: _("예약함"),
        State.SHOWN: _("공개함"),
        State.ARCHIVED: _("지난 공지로 옮김"),
        State.WITHDRAWN: _("거둠"),
    }[one.state]
    return _("%(state)s · 고친 글은 아직 공개하지 않음", state=words) if one.live and one.unshown else words


def badge_of(one: Item) -> str:
    return {State.SHOWN: "ok", State.SCHEDULED: "info", State.WITHDRAWN: "bad"}.get(one.state, "plain")


def explain(form: FlaskForm, refusal: Refusal) -> None:
    """Beside the field it is about, else above the form."""
    if isinstance(refusal, BadWords):
        _beside(form, refusal.field, _why(refusal.why))
    elif isinstance(refusal, ReasonMissing):
        _beside(form, "reason", _("이유를 다섯 글자 이상 적어 주세요."))
    elif isinstance(refusal, ReasonHoldsNumber):
        _beside(form, "reason", _why("number"))
    elif isinstance(refusal, ReasonHoldsPersonal):
        _beside(form, "reason", gate_words.personal_in_reason(refusal.found))


def _beside(form: FlaskForm, name: str, words: str) -> None:
    beside(form, form._fields.get(name), words)


def _why(why: str) -> str:
    return {
        "empty": _("내용을 적어 주세요."),
        "long": _("너무 깁니다. 조금 줄여 주세요."),
        "number": _("주민등록번호는 받지 않습니다. 그 부분을 지워 주세요."),
        "past": _("이미 지난 시각입니다. 바로 공개하거나 앞으로 올 시각을 적어 주세요."),
        "far": _("1년 안의 날을 적어 주세요."),
    }[why]
