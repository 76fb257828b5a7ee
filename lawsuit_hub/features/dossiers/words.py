"""What the pages of dossiers say: states, ways, refusals. Decides nothing."""

from typing import Any

from flask_babel import gettext
from flask_wtf import FlaskForm

from lawsuit_hub.features.dossiers.types import BadDossier, FileHolds, Item, Line, NotFrozen, State, Way
from lawsuit_hub.features.publishing import words as gate_words
from lawsuit_hub.features.suggestions import words as suggestion_words
from lawsuit_hub.features.suggestions.types import Status
from lawsuit_hub.infra.letters import LettersMissing
from lawsuit_hub.infra.refusals import Refusal
from lawsuit_hub.infra.taking import beside

# What a paper begins from stays Korean: it goes to an office.
TITLE = "전세사기 피해자의 제도개선 건의"
COVER = (
    "귀 기관의 업무에 감사드립니다.\n"
    "전세사기 피해자들이 낸 제도개선 건의를 주제별로 모아 붙임과 같이 전합니다.\n"
    "검토하신 결과를 알려 주시면 건의한 분들께 그대로 전하겠습니다."
)


def _(text: str, **values: Any) -> str:
    return str(gettext(text, **values))


def state(one: State) -> str:
    return {
        State.DRAFT: _("쓰는 중"),
        State.TAKEN_BACK: _("거둔 말이 있어 다시 굳혀야 함"),
        State.FROZEN: _("판을 굳힘"),
        State.SENT: _("보냄"),
        State.ANSWERED: _("답이 옴"),
    }[one]


def badge_of(one: Line | Item) -> str:
    if one.late:
        return "bad"
    kinds = {State.ANSWERED: "ok", State.SENT: "info", State.FROZEN: "info", State.TAKEN_BACK: "warn"}
    return kinds.get(one.state, "plain")


def late(days: int) -> str:
    return _("답이 %(days)s일 늦음", days=days)


def way(one: Way) -> str:
    return {
        Way.SYSTEM: _("전자문서"),
        Way.POST: _("우편"),
        Way.MAIL: _("전자우편"),
        Way.HAND: _("직접 전함"),
    }[one]


def status(one: Status) -> str:
    return suggestion_words.status(one)


def people(count: int | None) -> str:
    return _("5명 미만") if count is None else _("%(count)s명", count=f"{count:,}")


def cases(count: int | None) -> str:
    return _("가림") if count is None else _("%(count)s건", count=f"{count:,}")


def explain(form: FlaskForm, refusal: Refusal) -> None:
    """Beside the field it is about, else above the form."""
    if isinstance(refusal, BadDossier):
        beside(form, form._fields.get(refusal.field), _why(refusal.why))
    elif isinstance(refusal, NotFrozen):
        beside(form, None, _("지금 적힌 대로 굳힌 판이 없습니다. 먼저 판을 굳혀 주세요."))


def not_made(refusal: Exception) -> str:
    """Why no version was frozen."""
    if isinstance(refusal, FileHolds):
        kinds = ", ".join(gate_words.kind(one) for one in sorted(refusal.kinds))
        return _("만든 파일에서 개인정보로 보이는 것을 찾아 굳히지 않았습니다: %(kinds)s", kinds=kinds)
    if isinstance(refusal, BadDossier | LettersMissing):
        return _why("font")
    return _("만든 파일을 살펴보지 못해 굳히지 않았습니다. 잠시 뒤 다시 해 주세요.")


def _why(why: str) -> str:
    return {
        "empty": _("내용을 적어 주세요."),
        "long": _("너무 깁니다. 조금 줄여 주세요."),
        "number": _("주민등록번호는 받지 않습니다. 그 부분을 지워 주세요."),
        "personal": _("문서 번호에 개인정보로 보이는 것이 있습니다. 번호만 적어 주세요."),
        "taken": _("같은 이름이 이미 있습니다."),
        "choose": _("하나를 골라 주세요."),
        "many": _("주제가 너무 많습니다. 나누어 보내 주세요."),
        "early": _("너무 이른 날입니다."),
        "late": _("너무 늦은 날입니다."),
        "font": _("문서 글꼴에 없는 글자가 있습니다. 그 글자를 다른 글자로 적어 주세요."),
    }[why]
