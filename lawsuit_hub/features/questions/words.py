"""What the pages of the question board say: kinds, states, ages, and what a refusal means. Decides nothing."""

from typing import Any

from flask_babel import gettext
from flask_wtf import FlaskForm

from lawsuit_hub.features.briefings import words as file_words
from lawsuit_hub.features.briefings.types import BadWords, HoldsPersonal
from lawsuit_hub.features.faq.types import BadEntry, Collides
from lawsuit_hub.features.questions.types import Category, Full, Line, Pick, Status
from lawsuit_hub.infra.refusals import ReasonHoldsNumber, ReasonMissing, Refusal, TooMany
from lawsuit_hub.infra.taking import beside

EXPLAINED = (BadWords, HoldsPersonal, ReasonMissing, ReasonHoldsNumber, TooMany, Full, BadEntry, Collides)


def _(text: str, **values: Any) -> str:
    return str(gettext(text, **values))


def category(one: Category) -> str:
    return {
        Category.SUPPORT: _("지원사업·피해자 결정"),
        Category.LAWSUIT: _("소송·보증금 돌려받기"),
        Category.AUCTION: _("경매·공매"),
        Category.HOUSING: _("살 집·이사"),
        Category.LOAN: _("대출·이자"),
        Category.SERVICE: _("등록과 이 서비스"),
        Category.OTHER: _("그 밖의 것"),
    }[one]


def status(one: Status) -> str:
    return {Status.RECEIVED: _("답을 기다림"), Status.ANSWERED: _("답함"), Status.CLOSED: _("끝남")}[one]


def badge_of(one: Status) -> str:
    return {Status.RECEIVED: "warn", Status.ANSWERED: "ok", Status.CLOSED: "plain"}[one]


def where(one: Line) -> str:
    """For its asker."""
    if one.hidden:
        return _("담당자가 게시판에서 내림")
    if not one.public:
        return _("나와 담당자만 봄")
    return _("게시판에 실림") if one.shown_on else _("담당자가 본 뒤 게시판에 실림")


def pick(one: Pick) -> str:
    return {
        Pick.WAITING: _("답을 기다리는 물음"),
        Pick.LOOK: _("싣기 전에 볼 물음"),
        Pick.MINE: _("내가 맡은 물음"),
        Pick.ANSWERED: _("답한 물음"),
        Pick.HIDDEN: _("내린 물음"),
    }[one]


def age(days: int) -> str:
    return file_words.age(days)


def hours(value: float | None) -> str:
    if value is None:
        return _("아직 없음")
    return _("%(hours)s시간", hours=value) if value < 48 else _("%(days)s일", days=round(value / 24, 1))  # noqa: PLR2004


def replaced(kinds: frozenset[str]) -> str:
    return file_words.replaced(kinds)


def explain(form: FlaskForm, refusal: Refusal) -> None:
    """Beside the field it is about, else above the form."""
    if isinstance(refusal, HoldsPersonal):
        beside(form, form._fields.get("text"), _holds(refusal))
    elif isinstance(refusal, Full):
        beside(form, form._fields.get("text"), _("이 물음에는 더 이어 적을 수 없습니다. 새 물음으로 물어봐 주세요."))
    elif isinstance(refusal, BadEntry):
        beside(
            form,
            form._fields.get(refusal.field if refusal.field in ("question", "variants") else "text"),
            _entry(refusal),
        )
    elif isinstance(refusal, Collides):
        found = ", ".join(dict.fromkeys(one.question for one in refusal.found))
        beside(form, form._fields.get("anyway"), _("이미 비슷한 질문이 있습니다: %(found)s", found=found))
    else:
        file_words.explain(form, refusal)


def _entry(refusal: BadEntry) -> str:
    return {
        "empty": _("내용을 적어 주세요."),
        "long": _("너무 깁니다. 조금 줄여 주세요."),
        "number": _("주민등록번호는 받지 않습니다. 그 부분을 지워 주세요."),
        "personal": _("사람의 번호나 주소로 보이는 것이 있습니다. 빼 주세요."),
    }.get(refusal.why, _("이대로는 만들 수 없습니다. 다시 적어 주세요."))


def _holds(refusal: HoldsPersonal) -> str:
    must = [file_words.found(one) for one in refusal.found if one.must_go]
    if must:
        return _("누구나 읽는 답입니다. 이것을 빼 주세요: %(found)s", found=", ".join(must))
    found = ", ".join(file_words.found(one) for one in refusal.found)
    return _("사무실이나 법원의 것인지 확인해 주세요: %(found)s", found=found)


def own_deeds() -> dict[str, str]:
    """What her record says."""
    return {"board:asker-opened": _("게시판에 올린 물음이 누구의 것인지 보았습니다.")}
